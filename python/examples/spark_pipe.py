"""Spark, through the command: spark-submit spark_pipe.py PAGES CLEAN

PAGES has lines of JSON, {"id": …, "html": …, "url": …}. Needs the command `unhusk` on every worker, and no Python package.
"""

import os
import sys

from pyspark.sql import SparkSession

source, target = sys.argv[1:]
spark = SparkSession.builder.appName("unhusk").getOrCreate()
command = os.environ.get("UNHUSK_COMMAND", "unhusk")
# A line in, a line out, in order; what cannot be cleaned is a line with `error`. checkCode ends the task if the command is killed; it ends
# with status 1 when a page could not be cleaned, which is no reason to.
cleaned = spark.sparkContext.textFile(source).pipe(f"sh -c '{command} --jsonl --jobs 1; test $? -le 1'", checkCode=True)
cleaned.saveAsTextFile(target, "org.apache.hadoop.io.compress.GzipCodec")
spark.stop()
