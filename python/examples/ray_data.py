"""Ray Data, a cleaner in each worker: ray_data.py PAGES.parquet CLEAN"""

import sys

import pyarrow as pa
import ray


class Clean:
    """What a worker has: it is made once, and cleans batch after batch."""

    def __init__(self):
        import unhusk

        self.cleaner = unhusk.Cleaner(input="html")

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The results of a batch, with the pages' ids."""
        import unhusk.arrow

        # A worker has one core: Ray runs one on each.
        cleaned = unhusk.arrow.clean(batch["html"], cleaner=self.cleaner, urls=batch["url"], threads=1)
        return pa.Table.from_struct_array(cleaned).drop("url").add_column(0, "id", batch["id"])


if __name__ == "__main__":
    source, target = sys.argv[1:]
    pages = ray.data.read_parquet(source)
    # Batches of at most some 64 MB of HTML.
    pages.map_batches(Clean, batch_format="pyarrow", batch_size=256, concurrency=(1, 64)).write_parquet(target)
