"""The pages, their folds (by site), and what unhusk-dump wrote of them."""
import collections, glob, gzip, json, os, re, subprocess, zlib
import numpy as np
import tldextract

FOLDS = 5
_site = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_canonical = re.compile(rb"""(?:rel=["']?canonical["']?[^>]*href|property=["']og:url["'][^>]*content)\s*=\s*["']([^"']+)""", re.I)


def site(url):
    it = _site(url or "")
    return (it.top_domain_under_public_suffix or it.domain or "").lower()


def folds(corpus):
    """{id: fold} and {id: site}: pages of one registrable domain, by the record's url or the page's own address, share both."""
    root = {}

    def find(x):
        while root.setdefault(x, x) != x:
            x = root[x]
        return x

    ids = sorted(os.path.basename(f)[:-5] for f in glob.glob(os.path.join(corpus, "ground-truth", "*.json")))
    for i in ids:
        url = json.load(open(os.path.join(corpus, "ground-truth", i + ".json"), encoding="utf-8")).get("url")
        html = gzip.open(os.path.join(corpus, "html", i + ".html.gz")).read()
        own = _canonical.search(html)
        for u in (url, own and own.group(1).decode("utf-8", "replace")):
            if site(u):
                root[find("page " + i)] = find("site " + site(u))
    groups = collections.defaultdict(list)
    for i in ids:
        groups[find("page " + i)].append(i)
    sizes, out, sites = [0] * FOLDS, {}, {}
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), zlib.crc32(g[0].encode())))
    for number, (_, members) in enumerate(ordered):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(members)
        out.update({i: fold for i in members})
        sites.update({i: number for i in members})
    return out, sites


def page_types(corpus):
    out = {}
    for f in glob.glob(os.path.join(corpus, "ground-truth", "*.json")):
        t = json.load(open(f, encoding="utf-8"))["_internal"]["page_type"]["primary"]
        out[os.path.basename(f)[:-5]] = "collection" if t == "category" else t
    return out


class Dump:
    """What `unhusk-dump rows` wrote."""

    def __init__(self, path, folds):
        index = json.load(open(os.path.join(path, "index.json")))
        self.names, self.page_names = index["rows"], index["page"]
        self.pages = index["pages"]
        self.ids = [p["id"] for p in self.pages]
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
        self.claimed, self.hidden = meta[:, 2] & 1 == 1, meta[:, 2] & 2 == 2
        self.token_start = np.concatenate([[0], np.cumsum(meta[:, 3], dtype=np.int64)])
        self.tokens = read("tokens.u32", "<u4")
        self.label = self.matched / np.maximum(self.words, 1)
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
