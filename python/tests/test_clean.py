"""One page: what goes in, what comes out, what is an error."""

import array
import mmap
import tempfile

import pytest

import unhusk

PAGE = "Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said."
ARTICLE = "The ferry to Skagen sails again from Monday, the harbour office said."
HTML = (
    "<html lang=en><title>Ferries sail again</title><nav><a href=/>Home</a></nav><h1>Ferries sail again</h1>"
    "<p>By Ann Berg</p><p>The <a href=/skagen>ferry to Skagen</a> sails again from Monday, the harbour office said.</p>"
)


def test_a_text():
    page = unhusk.clean(PAGE)
    assert page.text == ARTICLE
    assert [(it.category, it.rule, it.text) for it in page.removed] == [("share", "share-label", "Share this:")]
    assert page.source == PAGE
    assert page.input == "text"
    assert page.markdown is page.html is page.pieces is page.metadata_sources is page.title is None
    assert (page.stats.words_in, page.stats.words_out, page.stats.bytes_in) == (14, 12, len(PAGE))


def test_a_page_of_html():
    page = unhusk.clean(HTML, url="https://example.org/news/1", markdown=True, html=True, pieces=True, metadata_sources=True)
    assert page.title == "Ferries sail again"
    assert page.metadata.author == ("Ann Berg",)
    assert (page.input, page.metadata.language, page.metadata.dir) == ("html", "en", "ltr")
    assert page.metadata.excerpt == "The ferry to Skagen sails again from Monday, the harbour office said."
    assert page.markdown == "The [ferry to Skagen](https://example.org/skagen) sails again from Monday, the harbour office said."
    assert page.html is not None and page.html.startswith('<p>The <a href="https://example.org/skagen"')
    assert page.metadata_sources is not None and page.metadata_sources["author"] == "page"
    assert page.pieces is not None
    assert "".join(page.source[it.start : it.end] for it in page.pieces) == page.source
    assert page.removed[0].path is not None and page.removed[0].path.startswith("body")


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, lambda it: array.array("b", it), lambda it: memoryview(it)[::1]])
def test_bytes_of_every_kind(kind):
    assert unhusk.clean(kind(PAGE.encode())) == unhusk.clean(PAGE.encode())


def test_a_file_in_memory():
    with tempfile.TemporaryFile() as file:
        file.write(PAGE.encode())
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            assert unhusk.clean(mapped).text == ARTICLE


def test_encodings():
    german = "Das Café hat am Montag wieder geöffnet, hieß es aus dem Rathaus, und die Gäste kamen."
    assert unhusk.clean(german.encode("latin-1"), encoding="latin1").text == german
    assert unhusk.clean(f"<meta charset=latin1><p>{german}".encode("latin-1")).text == german
    assert unhusk.clean(german.encode("utf-16")).text == german
    assert unhusk.clean(german.encode(), encoding="no such").text == german
    assert unhusk.decode(german.encode("latin-1"), "latin1") == german


def test_half_surrogates_are_replaced():
    page = unhusk.clean("Share this:\n\n\ude00 The ferry sails again from Monday, they said. \ud83d\ude00")
    assert page.text == "\ufffd The ferry sails again from Monday, they said. \U0001f600"
    assert page.source.startswith("Share this:\n\n\ufffd The")


@pytest.mark.parametrize("wrong", [None, 5, 1.5, ["page"], object()])
def test_what_is_no_page(wrong):
    with pytest.raises(TypeError, match="a page is str, bytes or another buffer, not"):
        unhusk.clean(wrong)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"marcdown": True}, "unknown field `marcdown`"),
        ({"markdown": "yes"}, "`markdown`: invalid type: string .yes., expected a boolean"),
        ({"keep": ["tweets"]}, "`keep`: unknown variant `tweets`"),
        ({"keep": "byline"}, "keep|variant|sequence"),
        ({"embeds": "maybe"}, "maybe"),
        ({"keep_selectors": ["p >"]}, "`p >` is not a CSS selector: an element is missing"),
        ({"drop_patterns": ["(HP"]}, "unclosed group, at character 1"),
        ({"overrides": [{"start": 2, "end": 1, "action": "keep"}]}, "backwards"),
        ({"max_depth": -1}, "-1|negative|integer"),
        ({"max_input_bytes": 2**70}, "`max_input_bytes`: "),
    ],
)
def test_wrong_options(options, message):
    with pytest.raises(unhusk.OptionsError, match=message) as caught:
        unhusk.clean("", **options)
    assert caught.value.code == "INVALID_OPTIONS"
    assert isinstance(caught.value, ValueError)
    with pytest.raises(unhusk.OptionsError, match=message):
        unhusk.Cleaner(**options)


@pytest.mark.parametrize("page", ["four", b"four"])
def test_too_large(page):
    with pytest.raises(unhusk.TooLargeError, match="the input has 4 bytes, more than the limit of 3") as caught:
        unhusk.clean(page, max_input_bytes=3)
    assert caught.value.code == "TOO_LARGE"


def test_your_own_word():
    page = "<p>By Ann Berg</p><p>SKAGEN (HP) – The ferry sails again from Monday, they said.</p><p class=partner>Our partners tell tales."
    cleaner = unhusk.Cleaner(keep={"byline"}, drop_patterns=(r"^SKAGEN \(HP\) –",), drop_selectors=[".partner"])
    cleaned = cleaner.clean(page)
    assert cleaned.text == "By Ann Berg\n\nThe ferry sails again from Monday, they said."
    assert {it.rule for it in cleaned.removed} >= {"pattern", "selector"}
    kept = unhusk.clean("Follow Ann on the quay: Facebook Twitter\n\nThe ferry sails again, they said.", keep_patterns=["^Follow"])
    assert kept.text.startswith("Follow Ann")


@pytest.mark.parametrize(
    "page", ["<p>Паром 🎉 снова ходит с понедельника.</p><p>Билеты продают на борту.</p>", "Паром 🎉 снова ходит.\n\nБилеты продают."]
)
def test_overrides_are_in_the_units_of_the_page(page):
    for input_, word in ((page, "Билеты"), (page.encode(), "Билеты".encode())):
        source = unhusk.clean(input_).source
        start = source.index(word)
        dropped = unhusk.clean(input_, overrides=[{"start": start, "end": len(source), "action": "drop"}])
        assert "Билеты" not in dropped.text
        assert "Паром" in dropped.text
        assert [it.start for it in dropped.removed if it.rule == "override"] == [start]


def test_a_repr_is_short():
    page = unhusk.clean(HTML * 20)
    for it in (page, page.metadata, page.stats, *page.removed):
        assert len(repr(it)) < 200, it
    assert repr(unhusk.Cleaner(keep=["byline"], embeds="link")) == "Cleaner(keep=['byline'], embeds='link')"
    assert repr(unhusk.Cleaner()) == "Cleaner()"


def test_results_are_frozen():
    page = unhusk.clean(PAGE)
    with pytest.raises(AttributeError):
        page.text = ""
    with pytest.raises(AttributeError):
        page.removed[0].score = 5
    with pytest.raises(AttributeError):
        unhusk.Cleaner().options = {}


def test_equal_pages_are_equal():
    one, two = unhusk.clean(HTML), unhusk.clean(HTML)
    assert one == two
    assert hash(one) == hash(two)
    assert one.removed == two.removed
    assert {*one.removed} == {*two.removed}
    assert one != unhusk.clean(HTML.encode())
    assert one != unhusk.clean(HTML, markdown=True)
    assert one != "page"


def test_every_result_has_a_class_that_types_name():
    page = unhusk.clean(HTML, pieces=True)
    assert page.pieces is not None
    kinds = (unhusk.Cleaned, unhusk.Metadata, unhusk.Removed, unhusk.Piece, unhusk.Stats)
    for it, kind in zip((page, page.metadata, page.removed[0], page.pieces[0], page.stats), kinds, strict=True):
        assert type(it) is kind
        with pytest.raises(TypeError):
            kind()
    assert unhusk.Cleaned[str]
    assert len(unhusk.CATEGORIES) == 23
