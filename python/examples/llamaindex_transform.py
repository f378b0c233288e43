"""A transformation for LlamaIndex's IngestionPipeline: HTML nodes in, articles out."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

import unhusk


class UnhuskTransform(TransformComponent):
    """Puts the article in the place of each page, and what the page says of itself into its metadata."""

    options: dict[str, Any] = {}

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Cleans all nodes, on all cores; one that is over a limit stays as it is."""
        cleaner = unhusk.Cleaner(**self.options)
        pages = cleaner.clean_many((it.get_content(MetadataMode.NONE), it.metadata.get("url")) for it in nodes)
        for node, page in zip(nodes, pages, strict=True):
            if not isinstance(page, Exception):
                node.set_content(page.markdown or page.text)
                node.metadata |= {"title": page.title, "date": page.metadata.date, "language": page.metadata.language}
        return nodes
