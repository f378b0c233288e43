"""Columns of pages: Arrow arrays in, Arrow arrays out. Needs pyarrow: ``pip install unhusk[arrow]``.

pandas, Polars, DuckDB, Spark, Ray and Hugging Face datasets all give and take them.
"""

# pyarrow comes without types.
# pyright: basic, reportMissingTypeStubs=false

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias, cast

import pyarrow as pa

from unhusk import Cleaner
from unhusk.errors import OptionsError

__all__ = ["clean", "schema"]

_Strings: TypeAlias = pa.Array | pa.ChunkedArray | Sequence[str | None]


def clean(
    column: pa.Array | pa.ChunkedArray,
    *,
    cleaner: Cleaner | None = None,
    removed: Literal["none", "compact", "full"] = "compact",
    urls: _Strings | None = None,
    encodings: _Strings | None = None,
    threads: int = 0,
) -> pa.StructArray | pa.ChunkedArray:
    r"""Cleans a column of pages: strings, or binary, which is decoded.

    Gives a struct array of as many rows with the fields of :func:`schema`; null for null. A page that cannot be cleaned is a row with
    ``error`` set and ``text`` null. `cleaner` has the options, `urls` and `encodings` are each page's own. Inside a task of Spark or
    Ray, which runs one a core, use ``threads=1``.

    `removed` is how much of the removals stands in the results: ``none``; ``compact``, the rule, where it starts and ends in bytes of
    UTF-8, and its score; ``full``, with category, reason and text, which takes several times the memory of all the rest.

    Raises :class:`unhusk.OptionsError` for a wrong option, ``TypeError`` for a column that holds no pages, and ``OverflowError`` where
    the results do not fit a column of less than 2 GiB.

    >>> pages = pa.array(["Share this:\n\nThe ferry to Skagen sails again from Monday, they said.", None])
    >>> clean(pages).field("text").to_pylist()
    ['The ferry to Skagen sails again from Monday, they said.', None]
    >>> clean(pages)[0]["removed"].as_py()
    [{'rule': 'share-label', 'start': 0, 'end': 11, 'score': 950}]
    """
    cleaner = cleaner or _DEFAULT
    if isinstance(column, pa.ChunkedArray):
        chunks: list[pa.StructArray] = []
        at = 0
        for chunk in column.chunks:
            rows = slice(at, at + len(chunk))
            chunks.append(_clean(chunk, cleaner, removed, _list(urls, rows), _list(encodings, rows), threads))
            at = rows.stop
        wide = column.type in (pa.large_string(), pa.large_binary())
        return pa.chunked_array(chunks, type=_struct(cleaner, removed, wide=wide))
    return _clean(column, cleaner, removed, _list(urls, slice(None)), _list(encodings, slice(None)), threads)


def schema(cleaner: Cleaner | None = None, removed: Literal["none", "compact", "full"] = "compact") -> pa.Schema:
    """Gives the fields of the results, for engines that want to know before the first page.

    >>> schema(removed="none").names[:3]
    ['text', 'title', 'date']
    """
    return pa.schema(list(_struct(cleaner or _DEFAULT, removed, wide=False)))


_DEFAULT = Cleaner()


def _struct(cleaner: Cleaner, removed: str, *, wide: bool) -> pa.StructType:
    nothing: pa.Array = pa.array([], pa.large_string() if wide else pa.string())
    return _clean(nothing, cleaner, removed, None, None, 1).type


def _list(strings: _Strings | None, rows: slice) -> list[str | None] | None:
    if strings is None:
        return None
    own: Any = strings[rows]
    return own.to_pylist() if isinstance(own, (pa.Array, pa.ChunkedArray)) else list(own)


def _clean(
    column: pa.Array,
    cleaner: Cleaner,
    removed: str,
    urls: list[str | None] | None,
    encodings: list[str | None] | None,
    threads: int,
) -> pa.StructArray:
    if pa.types.is_null(column.type) or pa.types.is_dictionary(column.type) or pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    elif pa.types.is_binary_view(column.type) or pa.types.is_fixed_size_binary(column.type):
        column = column.cast(pa.binary())
    text, wide = {
        pa.string(): (True, False),
        pa.large_string(): (True, True),
        pa.binary(): (False, False),
        pa.large_binary(): (False, True),
    }.get(column.type, (None, False))
    if text is None:
        raise TypeError(f"a column of pages is of strings or binary, not {column.type}")
    for name, each in (("urls", urls), ("encodings", encodings)):
        if each is not None and len(each) != len(column):
            raise OptionsError(f"{name} has {len(each)} rows, the column {len(column)}")
    offsets, data = _buffers(column, 8 if wide else 4)
    valid = None if column.null_count == 0 else b"".join(b"\1" if it else b"\0" for it in column.is_valid().to_pylist())
    rows = len(column)
    bits, fields = cast(Any, cleaner)._clean_column(rows, text, wide, offsets, data, valid, urls, encodings, removed, threads)
    return _array(("struct", fields), rows, wide=wide, bits=bits)


def _buffers(column: pa.Array, width: int) -> tuple[bytes, bytes]:
    """The offsets and the data of a column's own rows."""
    _, offsets, data = column.buffers()
    if offsets is None or len(column) == 0:
        return bytes(width), b""
    own = offsets.slice(column.offset * width, (len(column) + 1) * width).to_pybytes()
    first, last = (int.from_bytes(it, "little") for it in (own[:width], own[-width:]))
    return own, data.slice(first, last - first).to_pybytes() if data else b""


def _array(parts: tuple[Any, ...], rows: int, *, wide: bool, bits: bytes | None = None) -> Any:
    """The array of what `_clean_column` gives."""
    match parts:
        case ("string", valid, offsets, data):
            kind = pa.large_string() if wide else pa.string()
            return pa.Array.from_buffers(kind, rows, [pa.py_buffer(it) for it in (valid, offsets, data)])
        case ("list", offsets, items):
            last = int.from_bytes(offsets[-4:], "little")
            child = _array(items, last, wide=wide)
            kind = pa.list_(child.type)
            return pa.Array.from_buffers(kind, rows, [None, pa.py_buffer(offsets)], children=[child])
        case ("struct", fields):
            children = [_array(it, rows, wide=wide) for _, it in fields]
            kind = pa.struct([pa.field(name, it.type) for (name, _), it in zip(fields, children, strict=True)])
            return pa.Array.from_buffers(kind, rows, [None if bits is None else pa.py_buffer(bits)], children=children)
        case (name, _, data):
            kind = {"bool": pa.bool_(), "int16": pa.int16(), "int64": pa.int64()}[name]
            return pa.Array.from_buffers(kind, rows, [None, pa.py_buffer(data)])
        case _:
            raise AssertionError(parts)
