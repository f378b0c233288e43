"""Files of crawls: the rows of `unhusk corpus`."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

import unhusk


def warc(pages: list[str]) -> list[bytes]:
    """A WARC record of each page, each a gzip member of its own."""
    records = []
    for number, page in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        headers = f"WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        headers += f"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n"
        records.append(gzip.compress(f"WARC/1.0\r\n{headers}\r\n".encode() + http + b"\r\n\r\n"))
    return records


def by_command(command: Path, folder: Path, file: Path, *options: str) -> list[str]:
    """The rows that the command writes."""
    subprocess.run([command, "corpus", file, "--output", folder, *options], capture_output=True, check=False)
    (rows,) = folder.glob("*.jsonl.gz")
    return gzip.decompress(rows.read_bytes()).decode().splitlines()


@pytest.mark.parametrize("removed", ["none", "compact", "full"])
def test_rows_are_the_commands(removed: str, command: Path, tmp_path: Path, markup: list[str]):
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(b"".join(warc(markup)))
    expected = by_command(command, tmp_path / "out", file, "--removed", removed)
    assert len(expected) == len(markup)
    assert list(unhusk.Cleaner().crawl(file, removed=removed)) == expected


def test_damage_is_a_row(command: Path, tmp_path: Path, markup: list[str]):
    records = warc(markup[:10])
    records[3] = records[3][:100] + b"\xff" * 50 + records[3][150:]
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(b"".join(records))
    rows = list(unhusk.Cleaner().crawl(str(file), name="other.warc.gz"))
    assert [json.loads(row).get("error", {}).get("code") for row in rows] == [None] * 3 + ["DAMAGED"] + [None] * 6
    assert {json.loads(row)["file"] for row in rows} == {"other.warc.gz"}
    expected = by_command(command, tmp_path / "out", file)
    assert [row.replace("other.warc.gz", str(file)) for row in rows] == expected


def test_what_cannot_be_read(tmp_path: Path):
    cleaner = unhusk.Cleaner()
    with pytest.raises(FileNotFoundError):
        cleaner.crawl(tmp_path / "none.warc")
    with pytest.raises(unhusk.OptionsError, match="removed is none, compact or full, not some"):
        cleaner.crawl(__file__, removed="some")
    with pytest.raises(OSError, match="neither WARC nor JSON Lines"):
        list(cleaner.crawl(Path(__file__).with_name("conftest.py")))
