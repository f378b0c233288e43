"""An item pipeline for Scrapy: the page's body goes in, the article comes out: scrapy_pipeline.py CLEAN.jsonl URL…"""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess

import unhusk


class UnhuskPipeline:
    """Puts the article in the place of an item's `body`. In a project: ITEM_PIPELINES = {"project.UnhuskPipeline": 300}."""

    def __init__(self):
        self.cleaner = unhusk.Cleaner(markdown=True)

    def process_item(self, item):
        page = self.cleaner.clean(item.pop("body"), url=item["url"], encoding=item.pop("encoding", None))
        return item | {"title": page.title, "text": page.text, "markdown": page.markdown, "author": list(page.metadata.author)}


class Spider(scrapy.Spider):
    """Takes the pages it is given."""

    name = "pages"

    def parse(self, response):
        # The bytes, not `response.text`: the page's own declaration of its encoding is read with them.
        yield {"url": response.url, "body": response.body}


if __name__ == "__main__":
    target, *urls = sys.argv[1:]
    settings = {"ITEM_PIPELINES": {UnhuskPipeline: 300}, "FEEDS": {target: {"format": "jsonlines"}}, "LOG_LEVEL": "WARNING"}
    process = CrawlerProcess(settings)
    process.crawl(Spider, start_urls=urls)
    process.start()
