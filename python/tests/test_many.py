"""Many pages: order, errors in their place, threads, laziness, Ctrl-C."""

import itertools
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import unhusk

PAGE = "Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said."


@pytest.mark.parametrize("threads", [0, 1, 2, 8])
def test_the_same_with_any_number_of_threads(pages: list[str], threads: int):
    expected = [unhusk.clean(page) for page in pages]
    cleaner = unhusk.Cleaner()
    assert cleaner.clean_many(pages, threads=threads) == expected
    assert list(cleaner.stream(iter(pages), threads=threads)) == expected
    assert cleaner.clean_many((page for page in pages), threads=threads) == expected


def test_one_cleaner_on_many_threads(pages: list[str]):
    cleaner = unhusk.Cleaner(markdown=True)
    expected = [cleaner.clean(page) for page in pages]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(cleaner.clean, pages)) == expected


@pytest.mark.parametrize("threads", [1, 3])
def test_an_error_stands_in_its_place(threads: int):
    cleaner = unhusk.Cleaner(max_input_bytes=100)
    inputs = [PAGE, "x" * 101, None, b"x" * 102, ("page",), PAGE.encode(), ("<p>a", 5)]
    for got in (cleaner.clean_many(inputs, threads=threads), list(cleaner.stream(inputs, threads=threads))):
        kinds = [unhusk.Cleaned, unhusk.TooLargeError, TypeError, unhusk.TooLargeError, TypeError, unhusk.Cleaned, TypeError]
        assert [type(it) for it in got] == kinds
        assert got[0].text == got[5].text


def test_pages_with_addresses_and_encodings():
    link = "<p>The <a href=c>ferry</a> sails again from Monday, said Bj\xf8rn of the harbour office.</p>"
    items = [(link, "https://e.org/a/b"), (link, None), (link.encode("latin-1"), "https://e.org/a/b", "latin1")]
    cleaner = unhusk.Cleaner(markdown=True, url="https://other.org/")
    one, two, three = cleaner.clean_many(items)
    assert "(https://e.org/a/c)" in one.markdown
    assert "(https://other.org/c)" in two.markdown
    assert three.text == one.text
    assert list(cleaner.stream(items)) == [one, two, three]


def test_a_stream_is_lazy_and_bounded():
    taken = 0

    def endless():
        nonlocal taken
        for _ in itertools.count():
            taken += 1
            yield PAGE

    stream = unhusk.Cleaner().stream(endless(), threads=2)
    assert taken == 0
    for number in range(1, 50):
        next(stream)
        assert taken <= number + 8


def test_a_stream_holds_few_bytes():
    taken = 0

    def large():
        nonlocal taken
        for _ in range(20):
            taken += 1
            yield "x " * (15 << 20)

    stream = unhusk.Cleaner(input="text").stream(large(), threads=8)
    next(stream)
    assert taken <= 4


def test_what_the_iterable_raises_comes_after_its_pages():
    def pages():
        yield PAGE
        yield PAGE
        raise KeyError("page 3")

    stream = unhusk.Cleaner().stream(pages())
    assert [next(stream).text, next(stream).text] == [unhusk.clean(PAGE).text] * 2
    with pytest.raises(KeyError, match="page 3"):
        next(stream)
    with pytest.raises(StopIteration):
        next(stream)
    with pytest.raises(KeyError):
        unhusk.Cleaner().clean_many(pages())


def test_a_stream_that_reads_itself_is_told():
    def pages():
        yield PAGE
        yield next(stream)

    stream = unhusk.Cleaner().stream(pages())
    next(stream)
    with pytest.raises(ValueError, match="already being read"):
        next(stream)


def test_a_stream_left_unread_ends_its_threads(pages: list[str]):
    before = threads_of_this_process()
    for _ in range(50):
        next(unhusk.Cleaner().stream(pages, threads=4))
    deadline = time.monotonic() + 20
    while threads_of_this_process() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threads_of_this_process() <= before


def threads_of_this_process() -> int:
    if sys.platform != "linux":
        return threading.active_count()
    with open("/proc/self/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("Threads:"))


@pytest.mark.parametrize("threads", [-1, 1025, "two"])
def test_wrong_numbers_of_threads(threads):
    with pytest.raises((unhusk.OptionsError, OverflowError, TypeError)):
        unhusk.Cleaner().clean_many([], threads=threads)
    assert unhusk.Cleaner().clean_many([]) == []


def test_other_threads_run_meanwhile(markup: list[str]):
    page = "".join(markup) * 20
    ran = threading.Event()
    done = threading.Event()

    def beside():
        while not done.is_set():
            ran.set()
            time.sleep(0.001)

    thread = threading.Thread(target=beside)
    # A switch of threads by itself would take longer than the test.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        thread.start()
        ran.wait()
        ran.clear()
        unhusk.clean(page)
        assert ran.is_set()
    finally:
        sys.setswitchinterval(interval)
        done.set()
        thread.join()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process of its own there")
@pytest.mark.parametrize("call", ["cleaner.clean_many(pages)", "cleaner.clean_many(pages, threads=1)", "list(cleaner.stream(pages))"])
def test_ctrl_c_ends_it(call: str):
    # A shell's background jobs, and what they start, ignore the signal.
    program = f"""
import signal, sys, unhusk
signal.signal(signal.SIGINT, signal.default_int_handler)
cleaner = unhusk.Cleaner()
pages = ["<p>The ferry to Skagen sails again.</p><p>Share this:</p>" * 1000] * 10_000
print("ready", flush=True)
try:
    {call}
except KeyboardInterrupt:
    sys.exit(7)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            time.sleep(0.5)
            assert process.poll() is None, "10,000 pages take longer"
            process.send_signal(signal.SIGINT)
            started = time.monotonic()
            assert process.wait(timeout=30) == 7
            print(f"ended after {time.monotonic() - started:.2f} s")
        finally:
            process.kill()
