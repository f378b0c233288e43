"""Attributes for dolma: what to cut out of flattened documents: dolma_attributes.py DOCUMENTS.jsonl.gz ATTRIBUTES.jsonl.gz

A span is [start, end, 1.0] in code points, as dolma counts; `dolma mix` with `{"span_replacement": "$.attributes.unhusk__junk",
"min_score": 0.5, "replacement": ""}` cuts them out.
"""

import gzip
import json
import sys

import unhusk

cleaner = unhusk.Cleaner(input="text", pieces=True)

with gzip.open(sys.argv[1], "rt", encoding="utf-8") as documents, gzip.open(sys.argv[2], "wt", encoding="utf-8") as attributes:
    for line in documents:
        document = json.loads(line)
        # The pieces, not the removals: those may lie in one another.
        pieces = cleaner.clean(document["text"]).pieces or ()
        junk = [[it.start, it.end, 1.0] for it in pieces if it.kind == "removed"]
        print(json.dumps({"id": document["id"], "attributes": {"unhusk__junk": junk}}), file=attributes)
