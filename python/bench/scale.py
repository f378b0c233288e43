"""What a page costs in time and storage: the figures of docs/SCALE.md: scale.py [FOLDER]

FOLDER has *.html.gz (`wcxb-dev/html` of $UNHUSK_CORPUS by default). One thread, processor time; sizes are those of Parquet with zstd, whole
columns of all pages.
"""

import gzip
import os
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import unhusk
import unhusk.arrow

ROOT = Path(__file__).parents[2]


def size(columns: dict[str, pa.Array]) -> int:
    """Bytes of a Parquet file with these columns."""
    with tempfile.NamedTemporaryFile() as file:
        pq.write_table(pa.table(columns), file.name, compression="zstd", compression_level=3)
        return os.path.getsize(file.name)


def main() -> None:
    """Measures and prints."""
    corpus = Path(os.environ.get("UNHUSK_CORPUS", ROOT.parent / "shared/corpus"))
    files = sorted((Path(sys.argv[1]) if len(sys.argv) > 1 else corpus / "wcxb-dev/html").glob("*.html.gz"))
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    count, total = len(pages), sum(map(len, pages))
    cleaner = unhusk.Cleaner(input="html")
    times = []
    for page in pages:
        started = time.process_time()
        cleaner.clean(page)
        times.append(time.process_time() - started)
    times.sort()
    print(f"{count} pages, {total / count / 1e3:.0f} KB a page, {total / sum(times) / 1e6:.1f} MB/s")
    shares = ", ".join(f"{share:.1%}: {times[int(count * share)] * 1e3:.1f} ms" for share in (0.5, 0.9, 0.99, 0.999))
    print(f"a page takes {sum(times) / count * 1e3:.1f} ms; at most {shares}, {times[-1] * 1e3:.0f} ms")
    for removed in ("none", "compact", "full"):
        started = time.process_time()
        cleaned = unhusk.arrow.clean(pa.array(pages, pa.large_binary()), cleaner=cleaner, removed=removed, threads=1)
        took = time.process_time() - started
        columns = dict(zip(unhusk.arrow.schema(cleaner, removed).names, cleaned.flatten(), strict=True))
        text = size({"text": columns["text"]})
        record = size({"removed": columns["removed"]}) if removed != "none" else 0
        sizes = f"text {text / count:.0f} B a page, removed {record / count:.0f}, all columns {size(columns) / count:.0f}"
        print(f"removed={removed}: {took:.1f} s; {sizes}")
    lines = [it.to_json().encode() for it in cleaner.clean_many(pages) if not isinstance(it, Exception)]
    print(
        f"JSON Lines with removals: {sum(map(len, lines)) / count:.0f} B a page, gzip {len(gzip.compress(b''.join(lines), 6)) / count:.0f}"
    )


if __name__ == "__main__":
    main()
