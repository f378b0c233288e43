"""A lazy frame of Polars, cleaned batch by batch: polars_lazy.py PAGES.parquet CLEAN.parquet"""

import sys

import polars as pl
import pyarrow as pa

import unhusk
import unhusk.arrow

cleaner = unhusk.Cleaner(input="html")


def clean(batch: pl.DataFrame) -> pl.DataFrame:
    """The results of a batch, with the pages' ids."""
    cleaned = unhusk.arrow.clean(batch["html"].to_arrow(), cleaner=cleaner, urls=batch["url"].to_arrow())
    return batch.select("id").hstack(frame(pa.Table.from_struct_array(cleaned)))


def frame(table: pa.Table) -> pl.DataFrame:
    """The table as a frame."""
    return pl.DataFrame(pl.from_arrow(table)).drop("url")


schema = {"id": pl.String, **frame(unhusk.arrow.schema(cleaner).empty_table()).schema}
pl.scan_parquet(sys.argv[1]).map_batches(clean, schema=schema).sink_parquet(sys.argv[2])
