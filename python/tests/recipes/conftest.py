"""The pages that all recipes clean, and what the command makes of them."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def digest(rows: Iterable[tuple[str, str | None]]) -> str:
    """A digest of ids and texts, in whatever order they come."""
    return hashlib.sha256("\n".join(sorted(json.dumps(row) for row in rows)).encode()).hexdigest()


class Pages:
    """The pages as the kinds of files that recipes read."""

    def __init__(self, folder: Path, markup: list[str], command: Path):
        self.folder = folder
        self.command = command
        self.rows = [
            {"id": f"page-{number:03}", "html": html, "url": f"https://example.org/{number}/"} for number, html in enumerate(markup)
        ]
        self.parquet = folder / "pages.parquet"
        pq.write_table(pa.Table.from_pylist(self.rows), self.parquet, row_group_size=20)
        self.jsonl = folder / "pages.jsonl"
        self.jsonl.write_text("".join(json.dumps(row) + "\n" for row in self.rows), encoding="utf-8")

    def cleaned(self, *options: str) -> list[dict]:
        """What the command makes of them."""
        with self.jsonl.open("rb") as lines:
            printed = subprocess.run([self.command, "--jsonl", *options], stdin=lines, check=True, capture_output=True).stdout
        return [json.loads(line) for line in printed.splitlines()]

    @property
    def digest(self) -> str:
        """The digest of the command's texts."""
        return digest((it["id"], it["text"]) for it in self.cleaned())


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, markup: list[str], command: Path) -> Pages:
    """Seventy-eight pages of HTML."""
    return Pages(tmp_path_factory.mktemp("pages"), markup, command)


def run(name: str, *arguments: object, **environment: str) -> str:
    """Runs a recipe as its reader would; gives what it prints."""
    import os

    program = [sys.executable, EXAMPLES / name, *map(str, arguments)]
    done = subprocess.run(program, env=os.environ | environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
