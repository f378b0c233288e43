"""What `unhusk corpus` costs: `python3 corpus.py UNHUSK PAGES.jsonl.gz…` (Linux).

PAGES have `{"html": …}` a line. Makes WARC files of them in a temporary directory (about 5 GB) and prints, each in a process of its own:

- processor time on one thread over the same pages as JSON Lines, plain WARC and gzip WARC: what reading takes of it;
- the largest resident memory on a WARC of 2 GB and on one whose one record has 200 MB;
- the start of the plain command.
"""

import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MEGABYTE = 1_000_000
RUNS = 3


def record(number, body):
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


# In a small process of its own: a child begins with the peak of the process that it was forked from.
MEASURE = """
import json, os, subprocess, sys, time
started = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps([status, usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss]))
"""


def run(arguments):
    """Processor seconds, wall seconds and the largest resident memory in MB."""
    measured = subprocess.run([sys.executable, "-c", MEASURE, *arguments], check=True, stdout=subprocess.PIPE)
    status, processor, wall, kilobytes = json.loads(measured.stdout)
    if status != 0:
        sys.exit(f"it failed: {arguments}")
    return processor, wall, kilobytes * 1024 / MEGABYTE


def corpus(command, path, *options):
    with tempfile.TemporaryDirectory() as out:
        return run([command, "corpus", "-q", "-o", out, *options, str(path)])


def pages(paths):
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                html = json.loads(line).get("html")
                if html:
                    yield html.encode("utf-8", "replace")


def main(command, *paths):
    work = Path(tempfile.mkdtemp())
    bodies = list(itertools.islice(pages(paths), 1500))
    size = sum(map(len, bodies))
    print(f"{len(bodies)} pages, {size / MEGABYTE:.0f} MB")
    files = {name: work / name for name in ("a.jsonl", "a.warc", "a.warc.gz")}
    with files["a.jsonl"].open("w") as lines, files["a.warc"].open("wb") as plain, files["a.warc.gz"].open("wb") as packed:
        for number, body in enumerate(bodies):
            lines.write(json.dumps({"id": number, "html": body.decode()}, ensure_ascii=False) + "\n")
            plain.write(record(number, body))
            packed.write(gzip.compress(record(number, body), 6))
    # In turn, so that what else the machine does falls on all alike.
    times = {name: [] for name in files}
    for _ in range(RUNS):
        for name, path in files.items():
            times[name].append(corpus(command, path, "--jobs", "1", "--compress", "none")[0])
    best = {name: min(seconds) for name, seconds in times.items()}
    for name, seconds in best.items():
        print(f"{name}: {seconds:.2f} s of one core, {size / seconds / MEGABYTE:.1f} MB/s of HTML")
    print(f"gzip: {1 - best['a.warc'] / best['a.warc.gz']:.1%} of the processor time of a.warc.gz")
    for compress in ("none", "gzip", "zstd"):
        seconds = min(corpus(command, files["a.warc.gz"], "--jobs", "1", "--compress", compress)[0] for _ in range(RUNS))
        print(f"--compress {compress}: {seconds:.2f} s")

    large = work / "large.warc"
    with large.open("wb") as file:
        numbers = itertools.count()
        while file.tell() < 2_000 * MEGABYTE:
            for body in bodies:
                file.write(record(next(numbers), body))
    seconds, wall, memory = corpus(command, large)
    print(f"2 GB: {memory:.0f} MB resident, {seconds:.0f} s of processor time, {wall:.0f} s")
    large.unlink()

    whole = record(0, b"<p>The ferry sails again.</p>" * (200 * MEGABYTE // 29))
    for name, data in (("one.warc", whole), ("one.warc.gz", gzip.compress(whole, 1)), ("noise.warc.gz", gzip.compress(record(0, os.urandom(200 * MEGABYTE)), 1))):
        path = work / name
        path.write_bytes(data)
        print(f"{name}, one record of 200 MB: {corpus(command, path)[2]:.0f} MB resident")
        path.unlink()

    page = work / "page.html"
    page.write_bytes(b"<p>The ferry sails again.</p>")
    starts = sorted(run([command, str(page)])[1] for _ in range(101))
    print(f"plain command, one small page: {starts[50] * 1000:.2f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
