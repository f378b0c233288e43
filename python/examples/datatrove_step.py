"""A step of datatrove, in the place of its Trafilatura extractor: datatrove_step.py PAGES CLEAN

PAGES has *.jsonl files with `id`, `text` (the page) and `url`. The step runs in the worker itself: datatrove's extractors run in a
process of their own with a time limit, which unhusk, bounded by size, has no need of.
"""

import sys

from datatrove.data import DocumentsPipeline
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import unhusk


class Unhusk(PipelineStep):
    """Puts the article in the place of each document's page; drops what has none."""

    type = "🛢 - EXTRAC"
    name = "🌽 unhusk"

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        cleaner = unhusk.Cleaner(input="html")
        for document in data:
            with self.track_time():
                page = cleaner.clean(document.text, url=document.metadata.get("url"))
            self.stat_update("kept" if page.text else "empty")
            if page.text:
                document.text = page.text
                document.metadata |= {"language": page.metadata.language, "confidence": page.confidence}
                yield document


if __name__ == "__main__":
    source, target = sys.argv[1:]
    steps = [JsonlReader(source), Unhusk(), JsonlWriter(target, compression=None)]
    LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir=f"{target}/logs").run()
