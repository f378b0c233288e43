"""What type checkers have to know of the package; run by them alone."""

from collections.abc import Iterator
from typing import assert_type

import unhusk

text = unhusk.clean("page", url=None, keep={"byline"}, markdown=True, embeds="link")
assert_type(text, unhusk.Cleaned[str])
assert_type(text.source, str)
assert_type(text.removed[0].text, str)
assert_type(text.markdown, str | None)
assert_type(unhusk.clean(b"page"), unhusk.Cleaned[bytes])
assert_type(unhusk.clean(memoryview(b"page")).removed[0].text, bytes)

cleaner = unhusk.Cleaner(url="https://example.org/", drop_patterns=("^a",), overrides=[{"start": 0, "end": 1, "action": "keep"}])
assert_type(cleaner.clean(bytearray()), unhusk.Cleaned[bytes])
assert_type(cleaner.clean_many(["page", ("page", None)]), list[unhusk.Cleaned[str] | unhusk.Error | TypeError])
assert_type(cleaner.stream(iter([b"page"])), Iterator[unhusk.Cleaned[bytes] | unhusk.Error | TypeError])

for it in cleaner.clean_many([b"page"], threads=1):
    if not isinstance(it, Exception):
        assert_type(it, unhusk.Cleaned[bytes])


def default(page: unhusk.Cleaned) -> str:
    """A result without its kind is one of a `str`."""
    return page.source


unhusk.clean("page", keep=["tweets"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
unhusk.clean(5)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
unhusk.Cleaner(marcdown=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
text.text = ""  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
