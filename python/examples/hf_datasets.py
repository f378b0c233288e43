"""A Hugging Face dataset, in memory or streamed: hf_datasets.py PAGES.parquet CLEAN.parquet [--stream]"""

import sys

import pyarrow as pa
from datasets import load_dataset

import unhusk
import unhusk.arrow

cleaner = unhusk.Cleaner(input="html")


def clean(batch: pa.Table) -> pa.Table:
    """The batch with the article in place of the page."""
    cleaned = unhusk.arrow.clean(batch["html"], cleaner=cleaner, removed="compact", urls=batch["url"])
    return pa.Table.from_struct_array(cleaned).select(["title", "text", "language", "removed"]).add_column(0, "id", batch["id"])


source, target, *stream = sys.argv[1:]
pages = load_dataset("parquet", data_files=source, split="train", streaming=bool(stream)).with_format("arrow")
pages.map(clean, batched=True, batch_size=500, remove_columns=["html", "url"]).to_parquet(target)
