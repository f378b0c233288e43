"""What is an error: a limit, an option. A page's content never is."""

from typing import ClassVar


class Error(Exception):
    """Why a page was not cleaned."""

    code: ClassVar[str] = "ERROR"
    """The kind, as records of the command have it."""


class OptionsError(Error, ValueError):
    """An option cannot be what it was set to: a selector, a pattern, a range, a name."""

    code = "INVALID_OPTIONS"


class TooLargeError(Error, ValueError):
    """The page is over ``max_input_bytes``."""

    code = "TOO_LARGE"


class InternalError(Error, RuntimeError):
    """A bug in unhusk: the page cannot be cleaned, the next one can. Please report it."""

    code = "INTERNAL"
