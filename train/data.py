"""What `unhusk-dump` wrote of the pages: features, labels, words; word F1."""
import json, os, subprocess
import numpy as np

import sources


class Dump:
    """What `unhusk-dump rows` wrote; `folds` by id, `pages` as sources.py has them."""

    def __init__(self, path, folds, pages):
        index = json.load(open(os.path.join(path, "index.json")))
        self.names, self.page_names = index["rows"], index["page"]
        self.pages = index["pages"]
        self.ids = [p["id"] for p in self.pages]
        self.source = np.array([pages[i.split("#")[0]].source for i in self.ids])
        self.fold = np.array([folds[i.split("#")[0]] for i in self.ids])
        counts = np.array([p["blocks"] for p in self.pages])
        self.start = np.concatenate([[0], np.cumsum(counts)])
        self.page_of = np.repeat(np.arange(len(counts)), counts)
        read = lambda name, kind: np.fromfile(os.path.join(path, name), dtype=kind)
        self.rows = read("rows.i16", "<i2").reshape(-1, len(self.names))
        cells = read("pages.i16", "<i2").reshape(-1, len(self.page_names))
        self.page_rows = np.zeros((len(counts), len(self.page_names)), "<i2")
        self.page_rows[counts > 0] = cells
        self.likely = read("likely.i16", "<i2") / 1000 if os.path.exists(os.path.join(path, "likely.i16")) else None
        meta = read("blocks.u32", "<u4").reshape(-1, 4)
        self.words, self.matched = meta[:, 0].astype(np.int64), meta[:, 1].astype(np.int64)
        flag = lambda bit: meta[:, 2] & bit == bit
        self.claimed, self.hidden, self.headline, self.about, self.optional = flag(1), flag(2), flag(4), flag(8), flag(16)
        source = self.source[self.page_of]
        self.token_start = np.concatenate([[0], np.cumsum(meta[:, 3], dtype=np.int64)])
        self.tokens = read("tokens.u32", "<u4")
        self.label = self.matched / np.maximum(self.words, 1)
        # What conventions disagree on teaches nothing, nor does what a source says nothing of.
        self.masked = self.optional | np.isin(source, list(sources.MASKED)) & (self.headline | self.about)
        self.masked |= np.isin(source, list(sources.KEPT)) & (self.label <= 0.5)
        # Words of all blocks of a page, then of its reference.
        bags, at, sizes = read("words.u32", "<u4"), 0, [p["reference"] for p in self.pages]
        self.bags = []
        for p in range(len(counts)):
            own = self.words[self.start[p]:self.start[p + 1]]
            n = int(own.sum())
            self.bags.append((bags[at:at + n], np.repeat(np.arange(len(own)), own), bags[at + n:at + n + sizes[p]]))
            at += n + sizes[p]

    def f1(self, keep):
        """Word F1 of every page where these blocks are kept: the evaluation's measure, before rendering."""
        out = np.zeros(len(self.ids))
        for p, (words, block, reference) in enumerate(self.bags):
            kept = words[keep[self.start[p]:self.start[p + 1]][block]] if len(words) else words
            if not len(reference) or not len(kept):
                out[p] = float(len(reference) == len(kept))
                continue
            n = int(max(kept.max(), reference.max())) + 1
            common = np.minimum(np.bincount(kept, minlength=n), np.bincount(reference, minlength=n)).sum()
            out[p] = 2 * common / (len(kept) + len(reference))
        return out


def dump(binary, *args, stdout=None):
    subprocess.run([binary, *args], check=True, stdout=stdout)
