"""Pages in 78 languages, flattened and as HTML, and the command to compare with."""

import gzip
import html
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures"
CORPUS = Path(os.environ.get("UNHUSK_CORPUS", ROOT.parent / "shared/corpus"))


def as_html(text: str) -> str:
    """The page that a flattened one of `tests/fixtures/pages` was: menu, headline, date, article, footer."""
    parts = {"-": "<li><a href='/x'>{}</a></li>", "o": "<h1>{}</h1>", "+": "<p>{}</p>"}
    body = [parts[line[0]].format(html.escape(line[2:])) for line in text.splitlines() if line[:2] in ("- ", "o ", "+ ")]
    return f"<!doctype html><html><head><meta charset=utf-8><title>Page</title></head><body>{''.join(body)}</body></html>"


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Flattened pages: real ones and one of each language."""
    files = sorted(FIXTURES.glob("seeds/???.txt")) + sorted(FIXTURES.glob("pages/*.txt"))
    assert len(files) > 80
    return [file.read_text(encoding="utf-8") for file in files]


@pytest.fixture(scope="session")
def markup() -> list[str]:
    """HTML pages, one of each language."""
    files = sorted(FIXTURES.glob("pages/*.txt"))
    assert len(files) > 70
    return [as_html(file.read_text(encoding="utf-8")) for file in files]


@pytest.fixture(scope="session")
def pages(texts: list[str], markup: list[str]) -> list[str]:
    """All of them."""
    return texts + markup


@pytest.fixture(scope="session")
def crawled() -> list[bytes]:
    """Pages of the evaluation data; none where it is not there."""
    files = sorted(CORPUS.glob("wcxb-dev/html/*.html.gz"))[:: int(os.environ.get("UNHUSK_EVERY", "25"))]
    return [gzip.decompress(file.read_bytes()) for file in files]


@pytest.fixture(scope="session")
def command() -> Path:
    """The command `unhusk`, from the same source."""
    known = [os.environ.get("UNHUSK_COMMAND"), *(ROOT / f"target/{profile}/unhusk" for profile in ("quick", "release"))]
    found = [Path(it) for it in known if it and Path(it).is_file()]
    assert found, "the command is not built: cargo build --profile quick -p unhusk-cli"
    return found[0]
