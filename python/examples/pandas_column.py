"""A column of a pandas frame: pandas_column.py PAGES.parquet CLEAN.parquet"""

import sys

import pandas as pd
import pyarrow as pa

import unhusk
import unhusk.arrow

pages = pd.read_parquet(sys.argv[1], dtype_backend="pyarrow")
cleaner = unhusk.Cleaner(input="html")
cleaned = unhusk.arrow.clean(pa.chunked_array(pa.array(pages["html"])), cleaner=cleaner, urls=pa.array(pages["url"]))
frame = pa.Table.from_struct_array(cleaned).to_pandas(types_mapper=pd.ArrowDtype)

pd.concat([pages[["id"]], frame.drop(columns="url")], axis=1).to_parquet(sys.argv[2])
