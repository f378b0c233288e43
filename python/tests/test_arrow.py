"""Columns of pages."""

import pyarrow as pa
import pytest

import unhusk
import unhusk.arrow

KINDS = [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view(), pa.binary_view()]


def expected(page: str | bytes | None, cleaner: unhusk.Cleaner, removed: str) -> dict | None:
    """The row that a page has to be, made of its result."""
    if page is None:
        return None
    it = cleaner.clean(page.encode() if isinstance(page, str) else page)
    row = {"text": it.text}
    row |= {"markdown": it.markdown} if it.markdown is not None else {}
    row |= {"html": it.html} if it.html is not None else {}
    names = "date modified site language dir description excerpt image url section licence page_type".split()
    row |= {"title": it.title} | {name: getattr(it.metadata, name) for name in names}
    row |= {"author": list(it.metadata.author), "tags": list(it.metadata.tags), "truncated": it.metadata.truncated}
    row |= {"confidence": it.confidence, "fingerprint": it.fingerprint}
    row |= {"words_in": it.stats.words_in, "words_out": it.stats.words_out}
    compact = ("rule", "start", "end", "score")
    if removed == "compact":
        row["removed"] = [{name: getattr(one, name) for name in compact} for one in it.removed]
    if removed == "full":
        full = (*compact, "category", "reason")
        row["removed"] = [{name: getattr(one, name) for name in full} | {"text": one.text.decode()} for one in it.removed]
    return row | {"error": None}


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("removed", ["none", "compact", "full"])
def test_rows_are_the_results(kind: pa.DataType, removed: str, pages: list[str]):
    cleaner = unhusk.Cleaner(markdown=removed == "full", html=removed == "none")
    rows = [None, *pages[::5], "", None]
    column = pa.array([it if it is None or pa.types.is_string(kind) else it.encode() for it in rows], pa.binary()).cast(kind)
    cleaned = unhusk.arrow.clean(column, cleaner=cleaner, removed=removed)
    cleaned.validate(full=True)
    assert cleaned.to_pylist() == [expected(it, cleaner, removed) for it in rows]
    assert cleaned.null_count == 2
    assert pa.schema(list(cleaned.type)).names == unhusk.arrow.schema(cleaner, removed).names


def test_slices_and_chunks(texts: list[str]):
    column = pa.array([*texts, None])
    whole = unhusk.arrow.clean(column, threads=1)
    for start, length in ((0, 3), (1, 7), (8, 9), (len(texts) - 2, 3), (5, 0)):
        assert unhusk.arrow.clean(column.slice(start, length), threads=3).to_pylist() == whole.slice(start, length).to_pylist()
    chunked = unhusk.arrow.clean(pa.chunked_array([column.slice(0, 5), column.slice(5, 0), column.slice(5)]))
    assert isinstance(chunked, pa.ChunkedArray)
    assert chunked.to_pylist() == whole.to_pylist()
    assert unhusk.arrow.clean(pa.chunked_array([], pa.string())).type == whole.type
    assert unhusk.arrow.clean(pa.array([], pa.null())).to_pylist() == []
    assert unhusk.arrow.clean(pa.array([None], pa.null())).to_pylist() == [None]
    assert unhusk.arrow.clean(column.dictionary_encode()).to_pylist() == whole.to_pylist()


@pytest.mark.parametrize("kind", [pa.array, lambda it: it, lambda it: pa.chunked_array([it[:1], it[1:]])])
def test_addresses_and_encodings(kind):
    link = "<p>The <a href=c>ferry</a> sails again from Monday, said Bj\xf8rn of the harbour office.</p>"
    column = pa.array([link.encode("latin-1")] * 3)
    urls, encodings = kind(["https://e.org/a/b", None, "https://e.org/d/"]), kind(["latin1", None, "latin1"])
    cleaner = unhusk.Cleaner(markdown=True)
    for it in (column, pa.chunked_array([column[:2], column[2:]])):
        markdown = pa.chunked_array([unhusk.arrow.clean(it, cleaner=cleaner, urls=urls, encodings=encodings)]).combine_chunks()
        markdown = markdown.field("markdown").to_pylist()
        assert ["(https://e.org/a/c)" in markdown[0], "(c)" in markdown[1], "(https://e.org/d/c)" in markdown[2]] == [True] * 3
        assert "Bjørn" in markdown[0]


def test_a_bad_row_is_an_error():
    cleaner = unhusk.Cleaner(max_input_bytes=50)
    cleaned = unhusk.arrow.clean(pa.array(["The ferry sails.", "x" * 51, None]), cleaner=cleaner)
    cleaned.validate(full=True)
    assert cleaned.field("text").to_pylist() == ["The ferry sails.", None, None]
    assert cleaned.field("error").to_pylist()[0] is None
    assert cleaned.field("error").to_pylist()[1].startswith("TOO_LARGE: the input has 51 bytes")
    assert cleaned.to_pylist()[2] is None


def test_wrong_columns_and_options():
    with pytest.raises(TypeError, match="not int64"):
        unhusk.arrow.clean(pa.array([1]))
    with pytest.raises(unhusk.OptionsError, match="removed is none, compact or full, not some"):
        unhusk.arrow.clean(pa.array(["a"]), removed="some")
    with pytest.raises(unhusk.OptionsError, match="urls has 2 rows, the column 1"):
        unhusk.arrow.clean(pa.array(["a"]), urls=["a", "b"])
