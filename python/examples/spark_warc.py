"""Spark, from a list of WARC files, with unhusk's own reader: spark-submit spark_warc.py WARC_PATHS CLEAN

WARC_PATHS has a path a line, on a disk that all workers see. A file is a task. A row is described in docs/CORPUS.md.
"""

import sys

from pyspark.sql import SparkSession


def rows(paths):
    """The rows of files, each a line of JSON; what is damaged is a row with `error`, and the reader goes on behind it."""
    import unhusk

    cleaner = unhusk.Cleaner()
    for path in paths:
        # From object storage: download it to local disk first, and give its address as `name`.
        yield from cleaner.crawl(path, removed="compact")


if __name__ == "__main__":
    source, target = sys.argv[1:]
    spark = SparkSession.builder.appName("unhusk").getOrCreate()
    paths = spark.sparkContext.textFile(source).collect()
    lines = spark.sparkContext.parallelize(paths, len(paths)).mapPartitions(rows)
    lines.saveAsTextFile(target, "org.apache.hadoop.io.compress.GzipCodec")
    spark.stop()
