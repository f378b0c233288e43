"""A document transformer for LangChain: HTML documents in, articles out, for what splits and embeds them."""

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

import unhusk


class UnhuskTransformer(BaseDocumentTransformer):
    """Puts the article in the place of each page, and what the page says of itself into its metadata."""

    def __init__(self, **options: Any):
        self.cleaner = unhusk.Cleaner(**options)

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """Cleans all documents, on all cores; one that is over a limit is left out."""
        pages = self.cleaner.clean_many((it.page_content, it.metadata.get("source")) for it in documents)
        return [
            Document(
                id=document.id,
                page_content=page.markdown or page.text,
                metadata=document.metadata | {"title": page.title, "date": page.metadata.date, "language": page.metadata.language},
            )
            for document, page in zip(documents, pages, strict=True)
            if not isinstance(page, Exception)
        ]
