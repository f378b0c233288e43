"""Any content gives an answer. UNHUSK_CASES says how many are tried: 500 unless it does."""

import json
import os
import pickle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import unhusk

settings.register_profile(
    "unhusk",
    max_examples=int(os.environ.get("UNHUSK_CASES", "500")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("unhusk")

FRAGMENTS = st.sampled_from(
    "<p> </p> <div class=share> <table><tr><td> <script> <!-- --> <title> <h1> <a href=/x> <li> &amp; &#0; \ud83d \U0001f600 é "
    "Share this: By Ann Berg ( ) \n \n\n \t \0 \r\n Read more Advertisement 12:30 <b> </b> <svg> <math> ]]> <?xml The ferry sails.".split(
        " "
    )
)
TEXTS = st.one_of(st.text(st.characters()), st.lists(FRAGMENTS).map("".join), st.lists(st.text() | FRAGMENTS).map(" ".join))
PAGES = (
    TEXTS | st.binary() | TEXTS.map(lambda it: it.encode("utf-8", "surrogatepass")) | TEXTS.map(lambda it: it.encode("utf-16", "replace"))
)
RANGES = st.fixed_dictionaries({"start": st.integers(), "end": st.integers(), "action": st.sampled_from(["keep", "drop"])})
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "input": st.sampled_from(["auto", "html", "text"]),
        "url": st.none() | st.text(),
        "encoding": st.none() | st.text() | st.sampled_from(["utf-16", "shift_jis", "iso-2022-jp"]),
        "keep": st.lists(st.sampled_from(unhusk.CATEGORIES)),
        "drop": st.sets(st.sampled_from(unhusk.CATEGORIES)),
        "keep_selectors": st.lists(st.text(max_size=5)),
        "drop_patterns": st.lists(st.text(max_size=5)),
        "overrides": st.lists(RANGES),
        "embeds": st.sampled_from(["drop", "link", "keep", "no"]),
        "pieces": st.booleans(),
        "markdown": st.booleans(),
        "html": st.booleans(),
        "explain": st.booleans(),
        "max_input_bytes": st.integers(-1, 100) | st.just(1 << 20),
        "max_depth": st.integers(-1, 40),
    },
)  # fmt: skip


@given(PAGES, OPTIONS)
def test_nothing_raises_but_limits_and_options(page, options):
    try:
        cleaned = unhusk.clean(page, **options)
    except (unhusk.OptionsError, unhusk.TooLargeError):
        return
    for it in cleaned.removed:
        assert cleaned.source[it.start : it.end] == it.text
    for it in cleaned.pieces or ():
        assert 0 <= it.start <= it.end <= len(cleaned.source)
    json.dumps(cleaned.to_dict())
    assert json.loads(cleaned.to_json())["text"] == cleaned.text
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned
    repr(cleaned)
    repr(cleaned.removed)


@given(st.lists(PAGES, max_size=6), st.integers(1, 4))
def test_many_are_one_by_one(pages, threads):
    expected = [unhusk.clean(page) for page in pages]
    assert unhusk.Cleaner().clean_many(pages, threads=threads) == expected
    assert list(unhusk.Cleaner().stream(pages, threads=threads)) == expected


@given(
    st.dictionaries(
        st.text(max_size=8) | st.sampled_from(sorted(unhusk.Cleaner().options)),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
    )
)
def test_options_are_right_or_an_error(options):
    try:
        cleaner = unhusk.Cleaner(**options)
    except unhusk.OptionsError:
        return
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner
