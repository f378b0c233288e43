"""The article of a scraped web page, with every removal on record."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from os import PathLike
from types import GenericAlias
from typing import Any, Generic, Literal, TypeAlias, TypedDict, Unpack, final, overload

from typing_extensions import Buffer, TypeVar

from unhusk.errors import Error as Error
from unhusk.errors import InternalError as InternalError
from unhusk.errors import OptionsError as OptionsError
from unhusk.errors import TooLargeError as TooLargeError

__all__ = [
    "CATEGORIES",
    "Cleaned",
    "Cleaner",
    "Error",
    "InternalError",
    "Metadata",
    "OptionsError",
    "Piece",
    "Removed",
    "Stats",
    "TooLargeError",
    "__version__",
    "clean",
    "decode",
]

_Kind = TypeVar("_Kind", str, bytes, default=str)
_Page = TypeVar("_Page")

_Category: TypeAlias = Literal[
    "title",
    "byline",
    "date",
    "tags",
    "navigation",
    "masthead",
    "interface",
    "share",
    "counter",
    "embed",
    "caption",
    "credit",
    "related",
    "subscribe",
    "paywall",
    "comments",
    "consent",
    "advertisement",
    "promotion",
    "footer",
    "script",
    "duplicate",
    "other",
]
_PageType: TypeAlias = Literal["article", "documentation", "forum", "product", "collection", "listing", "service"]
_Item: TypeAlias = _Page | tuple[_Page, str | None] | tuple[_Page, str | None, str | None]

class _Override(TypedDict):
    start: int
    end: int
    action: Literal["keep", "drop"]

class _PageOptions(TypedDict, total=False):
    input: Literal["auto", "html", "text"]
    keep: Sequence[_Category] | AbstractSet[_Category]
    drop: Sequence[_Category] | AbstractSet[_Category]
    overrides: Sequence[_Override]
    keep_selectors: Sequence[str]
    drop_selectors: Sequence[str]
    keep_patterns: Sequence[str]
    drop_patterns: Sequence[str]
    embeds: Literal["drop", "link", "keep"]
    preset: Literal["balanced", "precision", "recall"]
    include_title: bool
    include_captions: bool
    include_comments: bool
    include_tables: bool
    include_links: bool
    include_images: bool
    unwrap: Literal["auto", "never"]
    markdown: bool
    html: bool
    pieces: bool
    metadata_sources: bool
    explain: bool
    max_input_bytes: int
    max_depth: int

class _Options(_PageOptions, total=False):
    url: str | None

CATEGORIES: tuple[_Category, ...]
"""The names of all categories of removals, in their documented order."""

__version__: str

@overload
def clean(page: str, *, url: str | None = None, encoding: str | None = None, **options: Unpack[_PageOptions]) -> Cleaned[str]:
    """Cleans a page, HTML or already flattened text, and gives the article with every removal on record."""

@overload
def clean(page: Buffer, *, url: str | None = None, encoding: str | None = None, **options: Unpack[_PageOptions]) -> Cleaned[bytes]: ...
def decode(page: str | Buffer, encoding: str | None = None) -> str:
    """Decodes a page's bytes as :func:`clean` does."""

@final
class Cleaner:
    """Cleans pages with chosen options. Frozen, hashable, picklable; one can be used by many threads."""

    def __new__(cls, **options: Unpack[_Options]) -> Cleaner: ...
    @property
    def options(self) -> dict[str, Any]:
        """All options, the default ones too."""

    @overload
    def clean(self, page: str, *, url: str | None = None, encoding: str | None = None) -> Cleaned[str]:
        """Cleans a page; see :func:`unhusk.clean`."""

    @overload
    def clean(self, page: Buffer, *, url: str | None = None, encoding: str | None = None) -> Cleaned[bytes]: ...
    @overload
    def clean_many(self, pages: Iterable[_Item[str]], *, threads: int = 0) -> list[Cleaned[str] | Error | TypeError]:
        """Cleans pages on so many threads (0: one a core) and gives a list of the results, in order."""

    @overload
    def clean_many(self, pages: Iterable[_Item[Buffer]], *, threads: int = 0) -> list[Cleaned[bytes] | Error | TypeError]: ...
    @overload
    def clean_many(self, pages: Iterable[_Item[str | Buffer]], *, threads: int = 0) -> list[Cleaned[Any] | Error | TypeError]: ...
    @overload
    def stream(self, pages: Iterable[_Item[str]], *, threads: int = 0) -> Iterator[Cleaned[str] | Error | TypeError]:
        """Cleans pages as they come, on so many threads (0: one a core), and gives the results in order."""

    @overload
    def stream(self, pages: Iterable[_Item[Buffer]], *, threads: int = 0) -> Iterator[Cleaned[bytes] | Error | TypeError]: ...
    @overload
    def stream(self, pages: Iterable[_Item[str | Buffer]], *, threads: int = 0) -> Iterator[Cleaned[Any] | Error | TypeError]: ...
    def crawl(
        self,
        path: str | PathLike[str],
        *,
        name: str | None = None,
        removed: Literal["none", "compact", "full"] = "compact",
        metadata: bool = False,
    ) -> Iterator[str]:
        """Reads a file of a crawl and gives the rows that the command `unhusk corpus` writes of it, each a line of JSON, byte for byte."""

    def __hash__(self) -> int: ...

@final
class Cleaned(Generic[_Kind]):
    """A cleaned page: what :func:`clean` gives."""

    @property
    def title(self) -> str | None:
        """The headline, without the site's name; None where there is none."""

    @property
    def text(self) -> str:
        """The article alone: paragraphs with one blank line between, lines of a list or table one line break apart."""

    @property
    def markdown(self) -> str | None:
        """The article as Markdown (CommonMark with GFM tables); None unless asked for with ``markdown=True``."""

    @property
    def html(self) -> str | None:
        """The article as safe, semantic HTML; None unless asked for with ``html=True``."""

    @property
    def input(self) -> Literal["html", "text"]:
        """How the page was read: ``html`` or ``text``."""

    @property
    def metadata(self) -> Metadata:
        """What the page says of itself: author, date, language …"""

    @property
    def metadata_sources(self) -> dict[str, str] | None:
        """Where each field of the metadata came from (``json-ld``, ``opengraph`` …)."""

    @property
    def removed(self) -> tuple[Removed[_Kind], ...]:
        """Every removal, in the order of the page; empty with ``explain=False``."""

    @property
    def pieces(self) -> tuple[Piece, ...] | None:
        """The partition of the source: what was kept, what was removed, the white space between."""

    @property
    def source(self) -> _Kind:
        """The text that ``start`` and ``end`` of removals and pieces index: ``page.source[it.start:it.end] == it.text``."""

    @property
    def confidence(self) -> int:
        """How sure it is that ``text`` is the page's article, 0 to 1000; under 200 where none was found."""

    @property
    def fingerprint(self) -> str:
        """A hash of the folded article in 16 hexadecimal digits: equal for two scrapes of one article."""

    @property
    def stats(self) -> Stats:
        """Counts."""

    def to_dict(self) -> dict[str, Any]:
        """The result as dicts, lists, strings and numbers, ready for JSON; what was not asked for is not in it."""

    def to_json(self) -> str:
        """The result as one line of JSON: what ``unhusk --format json`` prints of this page."""

    def __class_getitem__(cls, key: Any) -> GenericAlias: ...
    def __hash__(self) -> int: ...

@final
class Removed(Generic[_Kind]):
    """One removal: a block of the page, or a span inside one."""

    @property
    def category(self) -> _Category:
        """What it is: one of :data:`unhusk.CATEGORIES`."""

    @property
    def rule(self) -> str:
        """Id of the rule that found it; ``scorer``, ``override``, ``selector``, ``pattern`` or ``option`` where no rule did."""

    @property
    def reason(self) -> str:
        """Why, in words."""

    @property
    def start(self) -> int:
        """Where it starts in the page's ``source``."""

    @property
    def end(self) -> int:
        """Where it ends in the page's ``source``."""

    @property
    def text(self) -> _Kind:
        """The text that was removed, as it stood there: ``str``, or ``bytes`` of UTF-8 where the page was bytes."""

    @property
    def score(self) -> int:
        """How sure the rule or the scorer is, 0 to 1000."""

    @property
    def path(self) -> str | None:
        """CSS path of the element, from ``body`` down (HTML only)."""

    def __class_getitem__(cls, key: Any) -> GenericAlias: ...
    def __hash__(self) -> int: ...

@final
class Piece:
    """One piece of the partition of a page's text."""

    @property
    def kind(self) -> Literal["kept", "removed", "space"]:
        """What became of it: ``kept``, ``removed`` or ``space``."""

    @property
    def start(self) -> int:
        """Where it starts in the page's ``source``."""

    @property
    def end(self) -> int:
        """Where it ends in the page's ``source``."""

    @property
    def removed(self) -> int | None:
        """For a removed piece, its index in the page's ``removed``."""

    def __hash__(self) -> int: ...

@final
class Metadata:
    """What a page says of itself."""

    @property
    def author(self) -> tuple[str, ...]:
        """Names of the authors."""

    @property
    def date(self) -> str | None:
        """When it was published: ISO 8601, a date or a date and time with its zone."""

    @property
    def modified(self) -> str | None:
        """When it was last changed, in the same form."""

    @property
    def site(self) -> str | None:
        """The site's name."""

    @property
    def language(self) -> str | None:
        """Language of the article, ISO 639-1."""

    @property
    def dir(self) -> Literal["ltr", "rtl"] | None:
        """Which way the article is written, ``ltr`` or ``rtl``: as the page declares, else as most of its letters run."""

    @property
    def description(self) -> str | None:
        """The page's own summary."""

    @property
    def excerpt(self) -> str | None:
        """What the page is about, in a few lines: its own summary, else the article's first paragraph."""

    @property
    def image(self) -> str | None:
        """Address of the lead picture."""

    @property
    def url(self) -> str | None:
        """Canonical address."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Keywords."""

    @property
    def section(self) -> str | None:
        """The site's section."""

    @property
    def licence(self) -> str | None:
        """Licence of the text: a name or an address."""

    @property
    def page_type(self) -> _PageType | None:
        """What kind of page it is: ``article``, ``documentation``, ``forum``, ``product``, ``collection``, ``listing`` or ``service``."""

    @property
    def truncated(self) -> bool:
        """Whether a paywall cut the text, or the page has more elements, lines or addresses than are read or written one by one."""

    def __hash__(self) -> int: ...

@final
class Stats:
    """Counts of one cleaning. Two are equal when all of them are but the time taken."""

    @property
    def words_in(self) -> int:
        """Words of the page's text."""

    @property
    def words_out(self) -> int:
        """Words of the article."""

    @property
    def bytes_in(self) -> int:
        """Bytes of the page, as UTF-8."""

    @property
    def blocks(self) -> int:
        """Blocks of text on the page."""

    @property
    def micros(self) -> int:
        """Time taken, in microseconds; the one field that differs from run to run."""

    def __hash__(self) -> int: ...
