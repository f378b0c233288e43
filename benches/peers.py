#!/usr/bin/env python3
"""Throughput beside cleaners of other languages: peers.py UNHUSK [FOLDER]

UNHUSK is the built command (`cargo build --release -p unhusk-cli`, then target/release/unhusk), FOLDER has *.html.gz
(`wcxb-dev/html` of $UNHUSK_CORPUS by default). Rounds are interleaved, one thread; medians of processor time count, as a busy machine disturbs
them less. unhusk runs as a process of its
own that reads JSON Lines and writes all it knows as JSON, so its figure includes both; the peers are called in place.

    python3 -m venv target/venv && target/venv/bin/pip install resiliparse==2.0.1 trafilatura==2.3.1 lxml_html_clean
    target/venv/bin/python benches/peers.py target/release/unhusk

Readability.js and others of JavaScript: www/bench/.
"""
import glob
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time

PAGES = 120
ROUNDS = 3


def sample(folder):
    """Pages spread over the folder in the order of their names, decoded."""
    names = sorted(glob.glob(os.path.join(folder, "*.html.gz")))
    step = max(-(-len(names) // PAGES), 1)
    return [gzip.open(name).read().decode("utf-8", "replace") for name in names[::step]]


def systems(command):
    """Name and how to clean a list of pages, for each that is installed."""

    def unhusk(pages):
        lines = "".join(json.dumps({"html": page}) + "\n" for page in pages).encode()
        started = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([command, "--jsonl", "--jobs", "1"], input=lines, stdout=subprocess.DEVNULL, check=True)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime - started.ru_utime - started.ru_stime

    def called(clean):
        def run(pages):
            started = time.process_time()
            for page in pages:
                clean(page)
            return time.process_time() - started

        return run

    yield "unhusk (JSON Lines)", unhusk
    try:
        from resiliparse.extract.html2text import extract_plain_text

        yield "Resiliparse", called(lambda page: extract_plain_text(page, main_content=True))
    except ImportError:
        print("Resiliparse is not installed", file=sys.stderr)
    try:
        import trafilatura

        yield "trafilatura", called(lambda page: trafilatura.bare_extraction(page))
    except ImportError:
        print("trafilatura is not installed", file=sys.stderr)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.environ.get("UNHUSK_CORPUS", "../shared/corpus"), "wcxb-dev", "html")
    pages = sample(folder)
    if not pages:
        sys.exit(f"no *.html.gz in {folder}")
    size = sum(len(page.encode()) for page in pages)
    runs = list(systems(sys.argv[1]))
    times = {name: [] for name, _ in runs}
    for _ in range(ROUNDS):
        for name, run in runs:
            times[name].append(run(pages))
    first = statistics.median(times[runs[0][0]])
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB, median of {ROUNDS} interleaved rounds, one thread")
    for name, _ in runs:
        median = statistics.median(times[name])
        print(f"{name:<22} {size / 1e6 / median:8.1f} MB/s   unhusk is {median / first:5.1f} x as fast")


if __name__ == "__main__":
    main()
