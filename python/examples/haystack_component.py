"""A component for Haystack: takes what fetchers give (streams of bytes), gives documents."""

from typing import Any

from haystack import Document, component
from haystack.dataclasses import ByteStream

import unhusk


@component
class UnhuskConverter:
    """Converts pages to documents of their articles."""

    def __init__(self, options: dict[str, Any] | None = None):
        self.options = options or {}
        self.cleaner = unhusk.Cleaner(**self.options)

    @component.output_types(documents=list[Document])
    def run(self, sources: list[ByteStream]) -> dict[str, list[Document]]:
        """Cleans all pages, on all cores; one that is over a limit is left out."""
        pages = self.cleaner.clean_many((it.data, it.meta.get("url")) for it in sources)
        documents = [
            Document(
                content=page.markdown or page.text,
                meta=source.meta | {"title": page.title, "date": page.metadata.date, "language": page.metadata.language},
            )
            for source, page in zip(sources, pages, strict=True)
            if not isinstance(page, Exception)
        ]
        return {"documents": documents}
