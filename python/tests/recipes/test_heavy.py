"""Recipes for clusters, each on a small one of this machine."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ..test_crawl import warc
from .conftest import Pages, digest, run

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def spark() -> dict[str, str]:
    """The environment of a Spark with two executors, processes of their own, on this machine alone."""
    import pyspark

    return {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": os.path.dirname(pyspark.__file__),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local-cluster[2,1,1024] --conf spark.driver.host=127.0.0.1"
        " --conf spark.ui.enabled=false pyspark-shell",
    }


def of_folder(folder: Path) -> str:
    rows = pq.read_table(folder, columns=["id", "text"]).to_pylist()
    return digest((row["id"], row["text"]) for row in rows)


def test_spark_by_arrow(sample: Pages, spark: dict[str, str], tmp_path: Path):
    pages = pq.read_table(sample.parquet)
    large = pa.Table.from_pylist([{"id": "large", "html": "<p>x" * (9 << 20), "url": None}], schema=pages.schema)
    pq.write_table(pa.concat_tables([pages, large]), tmp_path / "pages.parquet", row_group_size=20)
    run("spark_arrow.py", tmp_path / "pages.parquet", tmp_path / "clean", **spark)
    rows = {row["id"]: row for row in pq.read_table(tmp_path / "clean").to_pylist()}
    bad = rows.pop("large")
    assert bad["text"] is None
    assert bad["error"].startswith("TOO_LARGE: ")
    assert digest((row["id"], row["text"]) for row in rows.values()) == sample.digest
    assert all(row["error"] is None for row in rows.values())


def test_spark_by_pipe(sample: Pages, spark: dict[str, str], tmp_path: Path):
    lines = tmp_path / "pages.jsonl"
    lines.write_text(sample.jsonl.read_text(encoding="utf-8") + '{"id": "bad"}\n', encoding="utf-8")
    run("spark_pipe.py", lines, tmp_path / "clean", **spark)
    parts = sorted((tmp_path / "clean").glob("part-*.gz"))
    rows = {it["id"]: it for part in parts for it in map(json.loads, gzip.decompress(part.read_bytes()).splitlines())}
    assert "neither `html` nor `text`" in rows.pop("bad")["error"]["message"]
    assert digest((row["id"], row["text"]) for row in rows.values()) == sample.digest


def test_spark_by_warc(sample: Pages, spark: dict[str, str], command: Path, tmp_path: Path):
    files = []
    for part in range(3):
        records = warc([row["html"] for row in sample.rows[part::3]])
        files.append(tmp_path / f"{part}.warc.gz")
        files[-1].write_bytes(b"".join(records[:5]) + b"damage" + b"".join(records[5:]))
    (tmp_path / "paths").write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
    run("spark_warc.py", tmp_path / "paths", tmp_path / "clean", **spark)
    rows = [row for part in (tmp_path / "clean").glob("part-*.gz") for row in gzip.decompress(part.read_bytes()).decode().splitlines()]
    subprocess.run([command, "corpus", *files, "--output", tmp_path / "command"], capture_output=True, check=False)
    expected = [
        row for file in (tmp_path / "command").glob("*.jsonl.gz") for row in gzip.decompress(file.read_bytes()).decode().splitlines()
    ]
    assert len(rows) == len(sample.rows) + 3
    assert sorted(rows) == sorted(expected)


def test_ray(sample: Pages, tmp_path: Path):
    run("ray_data.py", sample.parquet, tmp_path / "clean", RAY_USAGE_STATS_ENABLED="0", RAY_worker_niceness="0")
    assert of_folder(tmp_path / "clean") == sample.digest


def test_datatrove(sample: Pages, tmp_path: Path):
    source = tmp_path / "pages"
    source.mkdir()
    for part in range(2):
        rows = [{"id": it["id"], "text": it["html"], "url": it["url"]} for it in sample.rows[part::2]]
        (source / f"{part}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("datatrove_step.py", source, tmp_path / "clean")
    lines = [line for file in (tmp_path / "clean").glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [json.loads(line) for line in lines]
    assert digest((it["id"], it["text"]) for it in kept) == digest((it["id"], it["text"]) for it in sample.cleaned() if it["text"])
