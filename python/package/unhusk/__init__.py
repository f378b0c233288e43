r"""The article of a scraped web page, HTML or already flattened text, with every removal on record.

>>> page = unhusk.clean("Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.")
>>> page.text
'The ferry to Skagen sails again from Monday, the harbour office said.'
>>> page.removed
(<Removed 0:11 by share-label: "Share this:">,)
"""

from unhusk._unhusk import (
    CATEGORIES,
    Cleaned,
    Cleaner,
    Metadata,
    Piece,
    Removed,
    Stats,
    __version__,
    clean,
    decode,
)
from unhusk.errors import Error, InternalError, OptionsError, TooLargeError

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
