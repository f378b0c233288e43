"""Whether warcio and FastWARC read the same records at the same places: `python3 peers.py UNHUSK` (pip install warcio fastwarc).

Also what they make of a damaged file, which is why the reader is our own.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import warc
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

PAGES = 200


def by_warcio(path):
    """Id, offset and length of each response."""
    found = []
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            if record.rec_type == "response":
                record.content_stream().read()
                identity = record.rec_headers.get_header("WARC-Record-ID")
                found.append((identity, records.get_record_offset(), records.get_record_length()))
    return found


def by_fastwarc(path):
    """Id and offset of each response."""
    with path.open("rb") as file:
        records = FastIterator(file, record_types=WarcRecordType.response)
        return [(record.record_id, record.stream_pos) for record in records]


def by_unhusk(command, path, directory):
    """Id, offset and length of each row, and the errors."""
    subprocess.run([command, "corpus", "-q", path, "-o", directory], check=True)
    with gzip.open(directory / (path.name.split(".")[0] + ".jsonl.gz"), "rt") as file:
        rows = [json.loads(line) for line in file]
    places = [(row["id"], row["offset"], row["length"]) for row in rows if "error" not in row]
    return places, [row["error"] for row in rows if "error" in row]


def cut_out(path, offset, length):
    """A record as `dd` and `gunzip` get it by its place."""
    cut = ["dd", f"if={path}", "bs=1M", "iflag=skip_bytes,count_bytes", f"skip={offset}", f"count={length}", "status=none"]
    member = subprocess.run(cut, check=True, stdout=subprocess.PIPE).stdout
    return subprocess.run(["gunzip"], check=True, input=member, stdout=subprocess.PIPE).stdout


def tolerant(read, path):
    """How many records a reader gives before it stops."""
    try:
        return len(read(path))
    except Exception as error:
        return f"{type(error).__name__}"


def main(command):
    work = Path(tempfile.mkdtemp())
    for name in ["whole.warc.gz", "plain.warc"]:
        path = work / name
        warc.main(str(path), PAGES)
        places, errors = by_unhusk(command, path, work / f"{name}.out")
        assert not errors and len(places) == PAGES, (name, len(places), errors)
        ours = sorted(places)
        # Of a plain file warcio counts a record without the two line breaks that end it.
        breaks = 0 if name.endswith(".gz") else 4
        theirs = sorted((identity, offset, length + breaks) for identity, offset, length in by_warcio(path))
        assert ours == theirs, (name, ours[:2], theirs[:2])
        assert sorted((identity, offset) for identity, offset, _ in places) == sorted(by_fastwarc(path)), name
        print(f"{name}: {PAGES} responses at the same places")
        if name.endswith(".gz"):
            for number, (_, offset, length) in enumerate(places):
                assert cut_out(path, offset, length) == warc.response(number, warc.page(number)), number

    members = [gzip.compress(warc.response(n, warc.page(n)), mtime=0) for n in range(10)]
    members[3] = members[3][:50] + bytes([members[3][50] ^ 255]) + members[3][51:]
    path = work / "damaged.warc.gz"
    path.write_bytes(b"".join(members))
    places, errors = by_unhusk(command, path, work / "damaged.out")
    assert len(places) == 9 and [it["code"] for it in errors] == ["DAMAGED"], (len(places), errors)
    print(f"10 records, the fourth damaged: 9 here, warcio {tolerant(by_warcio, path)}, FastWARC {tolerant(by_fastwarc, path)}")


if __name__ == "__main__":
    main(sys.argv[1])
