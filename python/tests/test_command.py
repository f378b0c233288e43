"""The command and the package give the same bytes."""

import json
import re
import subprocess
from pathlib import Path

import unhusk

MICROS = re.compile(rb'"micros":\d+')


def by_command(command: Path, folder: Path, pages: list[bytes], *options: str) -> list[bytes]:
    """What the command prints of each page, but for the time."""
    folder.mkdir()
    files = [folder / f"{number:05}" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page)
    printed = subprocess.run([command, "--format", "json", *options, *files], check=True, capture_output=True).stdout
    # Of several files, each record has the name of its own.
    return [re.sub(rb'^\{"id":"[^"]*",', b"{", line) for line in MICROS.sub(b'"micros":0', printed).splitlines()]


def by_package(pages: list[bytes] | list[str], **options) -> list[bytes]:
    cleaned = unhusk.Cleaner(**options).clean_many(pages)
    return [MICROS.sub(b'"micros":0', it.to_json().encode()) for it in cleaned]


def test_json_is_the_commands(command: Path, tmp_path: Path, pages: list[str], crawled: list[bytes]):
    inputs = [page.encode() for page in pages] + crawled
    expected = by_command(command, tmp_path / "pages", inputs)
    assert len(expected) == len(inputs)
    assert by_package(inputs) == expected
    assert by_package([unhusk.decode(it) for it in inputs]) == expected


def test_json_with_all_options_is_the_commands(command: Path, tmp_path: Path, pages: list[str]):
    inputs = [page.encode() for page in pages]
    flags = "--markdown --html --pieces --metadata-sources --include-captions --title --no-tables --keep=byline --drop=tags".split()
    flags += ["--url=https://example.org/a/b", "--embeds=link", "--preset=recall", "--drop-pattern=^[0-9]+$", "--keep-selector=li"]
    expected = by_command(command, tmp_path / "pages", inputs, *flags)
    options = {
        "url": "https://example.org/a/b", "embeds": "link", "preset": "recall", "drop_patterns": ["^[0-9]+$"], "keep_selectors": ["li"],
        "markdown": True, "html": True, "pieces": True, "metadata_sources": True, "include_captions": True, "include_title": True,
        "include_tables": False, "keep": ["byline"], "drop": ["tags"],
    }  # fmt: skip
    assert by_package(inputs, **options) == expected
    assert by_package(pages, **options) == expected


def test_json_lines_are_the_commands(command: Path, pages: list[str]):
    lines = "".join(json.dumps({"id": number, "text": page}) + "\n" for number, page in enumerate(pages))
    printed = subprocess.run([command, "--jsonl"], input=lines.encode(), check=True, capture_output=True).stdout
    expected = [re.sub(rb'^\{"id":\d+,', b"{", line) for line in MICROS.sub(b'"micros":0', printed).splitlines()]
    assert by_package(pages, input="text") == expected


def test_a_dict_is_the_json_in_the_pages_units(pages: list[str]):
    for text in pages:
        in_bytes = unhusk.clean(text.encode(), pieces=True, markdown=True)
        assert in_bytes.to_dict() == json.loads(in_bytes.to_json())
        page = unhusk.clean(text, pieces=True)
        told = page.to_dict()
        assert told["text"] == page.text
        for it in told["removed"]:
            assert page.source[it["start"] : it["end"]] == it["text"]
        assert [(it["start"], it["end"], it["kind"]) for it in told["pieces"]] == [(it.start, it.end, it.kind) for it in page.pieces or ()]
        assert json.dumps(told)
