"""How fast the wheel is, beside the command's own core, Resiliparse, trafilatura and readability-lxml: speed.py [FOLDER]

FOLDER has *.html.gz (`wcxb-dev/html` of $UNHUSK_CORPUS by default); $UNHUSK_COMMAND is the built command. All in one process and
one run, one thread, its processor time: rounds are interleaved, each page counts with its best round, so that other programs disturb
little. The command has only a clock: its figure counts on an idle machine. Three runs say how far it varies.

    pip install resiliparse trafilatura readability-lxml lxml_html_clean pyarrow
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

import unhusk
import unhusk.arrow

ROOT = Path(__file__).parents[2]
PAGES = 100
ROUNDS = 5
RUNS = 3


def sample(folder: Path) -> list[str]:
    """Pages spread over the folder in the order of their names, decoded."""
    files = sorted(folder.glob("*.html.gz"))
    return [gzip.decompress(it.read_bytes()).decode("utf-8", "replace") for it in files[:: max(len(files) // PAGES, 1)]]


def timed(clean: Callable[[str], object]) -> Callable[[list[str]], list[float]]:
    """Seconds for each page."""

    def run(pages: list[str]) -> list[float]:
        times = []
        for page in pages:
            started = time.thread_time()
            clean(page)
            times.append(time.thread_time() - started)
        return times

    return run


def native(pages: list[str]) -> list[float]:
    """What the command's core takes for each page by its own clock: no pipe, no JSON."""
    command = os.environ.get("UNHUSK_COMMAND", ROOT / "target/quick/unhusk")
    with tempfile.TemporaryFile() as file:
        for page in pages:
            file.write(json.dumps({"html": page}).encode() + b"\n")
        file.seek(0)
        printed = subprocess.run([command, "--jsonl", "--jobs=1"], stdin=file, check=True, capture_output=True).stdout
    return [json.loads(line)["stats"]["micros"] / 1e6 for line in printed.splitlines()]


def systems() -> Iterator[tuple[str, Callable[[list[str]], list[float]]]]:
    """Name and how to time a list of pages, for each that is installed."""
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import extract

    cleaner = unhusk.Cleaner(input="html")
    yield "unhusk", timed(lambda page: cleaner.clean(page).text)
    yield "the command's core", native
    yield "Resiliparse", timed(lambda page: extract_plain_text(page, main_content=True))
    yield "trafilatura", timed(extract)
    yield "readability-lxml", timed(lambda page: Document(page).summary())
    for removed in ("none", "compact", "full"):
        yield (
            f"Arrow, removed={removed}",
            timed(lambda page, r=removed: unhusk.arrow.clean(pa.array([page]), cleaner=cleaner, removed=r, threads=1)),
        )


def counted(pages: list[str], clean: Callable[[str], object] | None, seconds: float = 2.0) -> float:
    """How far a thread counts in a second while this one cleans, or sleeps."""
    count, ended = 0, False

    def counts() -> None:
        nonlocal count
        while not ended:
            count += 1

    thread = threading.Thread(target=counts)
    started = time.perf_counter()
    thread.start()
    if clean is None:
        time.sleep(seconds)
    while time.perf_counter() - started < seconds:
        for page in pages[:5]:
            if clean:
                clean(page)
    counted_to, took = count, time.perf_counter() - started
    ended = True
    thread.join()
    return counted_to / took


def main() -> None:
    """Measures and prints."""
    corpus = Path(os.environ.get("UNHUSK_CORPUS", ROOT.parent / "shared/corpus"))
    pages = sample(Path(sys.argv[1]) if len(sys.argv) > 1 else corpus / "wcxb-dev/html")
    size = sum(len(page.encode()) for page in pages) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB; each page's best of {ROUNDS} rounds; {RUNS} runs")
    all_systems = dict(systems())
    slow = {"trafilatura", "readability-lxml"}
    rates: dict[str, list[float]] = {name: [] for name in all_systems}
    for _ in range(RUNS):
        best = {name: [float("inf")] * len(pages) for name in all_systems}
        for number in range(ROUNDS):
            for name, run in all_systems.items():
                if name not in slow or number == 0:
                    best[name] = [min(pair) for pair in zip(best[name], run(pages), strict=True)]
        for name, times in best.items():
            rates[name].append(size / sum(times))
    for name, values in rates.items():
        ratios = [ours / theirs for ours, theirs in zip(rates["unhusk"], values, strict=True)]
        print(
            f"{name:24} {statistics.median(values):6.2f} MB/s ({min(values):.2f} to {max(values):.2f});"
            f" unhusk is {statistics.median(ratios):.2f} x ({min(ratios):.2f} to {max(ratios):.2f})"
        )
    from resiliparse.extract.html2text import extract_plain_text

    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(RUNS):
        idle = counted(pages, None)
        ours.append(counted(pages, unhusk.clean) / idle)
        theirs.append(counted(pages, lambda page: extract_plain_text(page, main_content=True)) / idle)
    for name, shares in (("unhusk", ours), ("Resiliparse", theirs)):
        print(
            f"a thread that counts beside {name}: {statistics.median(shares):.2f} of its idle rate ({min(shares):.2f} to {max(shares):.2f})"
        )


if __name__ == "__main__":
    main()
