"""Spark, by Arrow batches: spark-submit spark_arrow.py PAGES.parquet CLEAN"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import unhusk.arrow


def clean(batches):
    """Cleans what an executor gets; a page that cannot be cleaned is a row with `error` set."""
    import pyarrow as pa

    import unhusk
    import unhusk.arrow

    cleaner = unhusk.Cleaner(input="html")
    for batch in batches:
        # A task has one core: Spark runs one on each.
        cleaned = unhusk.arrow.clean(batch["html"], cleaner=cleaner, urls=batch["url"], threads=1)
        yield pa.RecordBatch.from_arrays([batch["id"], *cleaned.flatten()], ["id", *unhusk.arrow.schema(cleaner).names])


if __name__ == "__main__":
    source, target = sys.argv[1:]
    spark = (
        SparkSession.builder.appName("unhusk")
        # An Arrow batch is at most 2 GiB: 10,000 pages, Spark's own limit, can be more.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 500)
        .config("spark.sql.execution.arrow.maxBytesPerBatch", 64 << 20)
        .getOrCreate()
    )
    schema = from_arrow_schema(unhusk.arrow.schema().insert(0, __import__("pyarrow").field("id", "string")))
    pages = spark.read.parquet(source).select("id", "html", "url")
    pages.mapInArrow(clean, schema).write.mode("overwrite").parquet(target)
    spark.stop()
