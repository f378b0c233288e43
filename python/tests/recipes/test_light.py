"""Recipes for one machine: frames, SQL, data sets, crawlers, pipelines of language models."""

import functools
import gzip
import http.server
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import unhusk

from .conftest import EXAMPLES, Pages, digest, run

ROOT = EXAMPLES.parents[1]
pytestmark = pytest.mark.filterwarnings("default")


def imported(name: str):
    """A recipe as a module."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(EXAMPLES))


@pytest.fixture
def site(sample: Pages, tmp_path: Path) -> Iterator[str]:
    """The pages on a server of this machine."""
    for row in sample.rows:
        (tmp_path / f"{row['id']}.html").write_text(row["html"], encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def of_parquet(path: Path) -> str:
    rows = pq.read_table(path).select(["id", "text"]).to_pylist()
    return digest((row["id"], row["text"]) for row in rows)


def of_site(sample: Pages, lines: str) -> str:
    """The digest of what a crawler wrote: the ids are in the addresses."""
    rows = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == len(sample.rows)
    return digest((row["url"].rsplit("/", 1)[1].removesuffix(".html"), row["text"]) for row in rows)


@pytest.mark.parametrize("recipe", ["pandas_column.py", "polars_lazy.py", "duckdb_function.py", "hf_datasets.py"])
def test_frames(recipe: str, sample: Pages, tmp_path: Path):
    run(recipe, sample.parquet, tmp_path / "clean.parquet", HF_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert of_parquet(tmp_path / "clean.parquet") == sample.digest


def test_a_streamed_data_set(sample: Pages, tmp_path: Path):
    run("hf_datasets.py", sample.parquet, tmp_path / "clean.parquet", "--stream", HF_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert of_parquet(tmp_path / "clean.parquet") == sample.digest


def test_dolma(sample: Pages, texts: list[str], tmp_path: Path):
    documents, attributes = tmp_path / "documents.jsonl.gz", tmp_path / "attributes.jsonl.gz"
    with gzip.open(documents, "wt", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            print(json.dumps({"id": str(number), "text": text, "source": "test"}), file=file)
    run("dolma_attributes.py", documents, attributes)
    lines = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    command = [sample.command, "--jsonl", "--pieces"]
    printed = subprocess.run(command, input=lines.encode(), check=True, capture_output=True).stdout.splitlines()
    with gzip.open(attributes, "rt", encoding="utf-8") as file:
        for line, told, text in zip(file, printed, texts, strict=True):
            cut = [text[start:end] for start, end, score in json.loads(line)["attributes"]["unhusk__junk"] if score == 1.0]
            pieces = [it for it in json.loads(told)["pieces"] if it["kind"] == "removed"]
            assert cut == [text.encode()[it["start"] : it["end"]].decode() for it in pieces]

    # dolma's own mixer cuts them out.
    home = tmp_path / "attributes"
    stream = {
        "name": "clean",
        "documents": [str(tmp_path / "documents" / "*.gz")],
        "attributes": ["unhusk"],
        "output": {"path": str(tmp_path / "mixed"), "max_size_in_bytes": 1 << 30},
        "span_replacement": [{"span": "$.attributes.unhusk__junk", "min_score": 0.5, "replacement": ""}],
    }
    work = {"input": str(tmp_path / "in"), "output": str(tmp_path / "out")}
    (tmp_path / "documents").mkdir()
    (home / "unhusk").mkdir(parents=True)
    documents.rename(tmp_path / "documents/0.jsonl.gz")
    attributes.rename(home / "unhusk/0.jsonl.gz")
    dolma_mixer()(json.dumps({"streams": [stream], "processes": 1, "work_dir": work}))
    with gzip.open(tmp_path / "mixed/clean-0000.json.gz", "rt", encoding="utf-8") as file:
        mixed = {it["id"]: it["text"] for it in map(json.loads, file)}
    for number, (told, text) in enumerate(zip(printed, texts, strict=True)):
        pieces = [it for it in json.loads(told)["pieces"] if it["kind"] == "removed"]
        left = bytearray(text.encode())
        for piece in reversed(pieces):
            del left[piece["start"] : piece["end"]]
        assert mixed[str(number)] == left.decode()


def dolma_mixer() -> Callable[[str], None]:
    """`dolma mix` without the command around it: that imports numpy 1 and clients of clouds, which the other recipes' libraries exclude."""
    (library,) = Path(sysconfig.get_path("platlib"), "dolma").glob("dolma.*.so")
    spec = importlib.util.spec_from_file_location("dolma.dolma", library)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.mixer_entrypoint


def test_scrapy(sample: Pages, site: str, tmp_path: Path):
    run("scrapy_pipeline.py", tmp_path / "clean.jsonl", *(f"{site}/{row['id']}.html" for row in sample.rows))
    assert of_site(sample, (tmp_path / "clean.jsonl").read_text(encoding="utf-8")) == sample.digest


def test_langchain(sample: Pages):
    from langchain_core.documents import Document

    documents = [Document(id=row["id"], page_content=row["html"], metadata={"source": row["url"]}) for row in sample.rows]
    cleaned = imported("langchain_transformer").UnhuskTransformer(input="html").transform_documents(documents)
    assert digest((it.id, it.page_content) for it in cleaned) == sample.digest
    assert cleaned[0].metadata["source"] == "https://example.org/0/"


def test_llamaindex(sample: Pages):
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import TextNode

    nodes = [TextNode(id_=row["id"], text=row["html"], metadata={"url": row["url"]}) for row in sample.rows]
    pipeline = IngestionPipeline(transformations=[imported("llamaindex_transform").UnhuskTransform(options={"input": "html"})])
    assert digest((it.node_id, it.text) for it in pipeline.run(nodes=nodes)) == sample.digest


def test_haystack(sample: Pages):
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Pipeline
    from haystack.dataclasses import ByteStream

    pipeline = Pipeline()
    pipeline.add_component("unhusk", imported("haystack_component").UnhuskConverter({"input": "html"}))
    pipeline = Pipeline.from_dict(pipeline.to_dict(), allowed_modules=["haystack_component"])
    sources = [ByteStream(row["html"].encode(), meta={"id": row["id"], "url": row["url"]}) for row in sample.rows]
    documents = pipeline.run({"unhusk": {"sources": sources}})["unhusk"]["documents"]
    assert digest((it.meta["id"], it.content) for it in documents) == sample.digest


def test_mcp(sample: Pages, site: str):
    import asyncio

    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def call(arguments: dict, **environment: str):
        program = StdioServerParameters(command=sys.executable, args=[str(EXAMPLES / "mcp_server.py")], env=dict(os.environ) | environment)
        async with stdio_client(program) as streams, ClientSession(*streams) as session:
            await session.initialize()
            assert [it.name for it in (await session.list_tools()).tools] == ["clean_page"]
            answer = await session.call_tool("clean_page", arguments)
            return answer, answer.content[0].text

    row = sample.rows[10]
    url = f"{site}/{row['id']}.html"
    page = unhusk.clean(row["html"], url=url, markdown=True)
    _, text = asyncio.run(call({"url": url}, UNHUSK_MCP_PRIVATE="1"))
    assert text == f"# {page.title}\n\n{page.markdown}"
    _, text = asyncio.run(call({"url": url, "start": 5, "length": 20}, UNHUSK_MCP_PRIVATE="1"))
    assert text == f"# {page.title}\n\n{page.markdown}"[5:25] + "\n\n[more from start=25]"
    answer, text = asyncio.run(call({"url": url}))
    assert answer.is_error and "private networks are refused" in text
    answer, text = asyncio.run(call({"url": "file:///etc/hostname"}))
    assert answer.is_error and "hostname" not in text


def test_crawlee(sample: Pages, site: str, tmp_path: Path):
    package = ROOT / "target/npm"
    assert (package / "package.json").is_file(), "the npm package is not built: node www/build.mjs"
    folder = ROOT / "target/crawlee"
    assert (folder / "node_modules/@crawlee/basic").is_dir(), "tests/run.sh recipes installs it"
    program = folder / "crawlee.mjs"
    program.write_bytes((EXAMPLES / "crawlee.mjs").read_bytes())
    urls = [f"{site}/{row['id']}.html" for row in sample.rows]
    done = subprocess.run(["node", program, tmp_path / "clean.jsonl", *urls], capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    assert of_site(sample, (tmp_path / "clean.jsonl").read_text(encoding="utf-8")) == sample.digest
