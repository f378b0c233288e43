"""A function of SQL in DuckDB: duckdb_function.py PAGES.parquet CLEAN.parquet"""

import sys

import duckdb
import pyarrow as pa

import unhusk
import unhusk.arrow

cleaner = unhusk.Cleaner(input="html")


def unhusk_(html: pa.ChunkedArray, url: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cleans a vector of pages."""
    # DuckDB works on all cores by itself.
    return unhusk.arrow.clean(html, cleaner=cleaner, removed="compact", urls=url, threads=1)


results = duckdb.connect()
results.register("nothing", unhusk.arrow.schema(cleaner).empty_table())
columns = results.sql("DESCRIBE nothing").fetchall()
kind = duckdb.struct_type({name: duckdb.type(type_) for name, type_, *_ in columns})
results.create_function("unhusk", unhusk_, [duckdb.type("VARCHAR"), duckdb.type("VARCHAR")], kind, type="arrow")
results.execute(
    "COPY (SELECT id, it.title, it.text, it.language, len(it.removed) AS removals"
    f" FROM (SELECT id, unhusk(html, url) AS it FROM '{sys.argv[1]}')) TO '{sys.argv[2]}'"
)
