"""The pages to learn from, by whoever labelled them: their references, folds, weights and page types.

A source is a file of pages with gold text; conventions differ (the headline is in or out, comments are or are not), so every
source has a weight, and what conventions disagree on is masked (`Dump.masked` in data.py). `recipes` says only what must stay;
of `postlight` no page is learned from.
"""
import collections, glob, gzip, json, math, os, re, zlib
import tldextract

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.environ.get("CORPUS", os.path.join(os.path.dirname(HERE), "..", "shared", "corpus"))
WCXB = os.environ.get("WCXB", os.path.join(CORPUS, "wcxb-dev"))
TEXT = os.environ.get("TEXT", os.path.join(CORPUS, "text-dev"))
MORE = os.environ.get("MORE", os.path.join(CORPUS, "more-dev"))

FOLDS = 5
# What a page of the source weighs beside one of WCXB: small sources of good labels more, large ones of few sites less.
LEARNED = {"wcxb": 1.0, "daniel": 0.7, "cleaneval": 0.7, "fundus": 1.5, "harvest": 2.0, "labelled": 2.5, "recipes": 0.08}
MEASURED = ["postlight"]
# Sources that say what must stay and nothing of the rest: only what they keep is learned from.
KEPT = {"recipes"}
# Sources whose references leave headline, byline, date and captions in or out by a convention that is not this project's.
MASKED = {"daniel", "cleaneval", "fundus", "harvest"}
# Page types by source; pages of other kinds have none.
TYPES = {"news": "article", "opinion": "article", "local news": "article", "forum": "forum", "doc": "documentation", "product": "product"}

_site = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_canonical = re.compile(r"""(?:rel=["']?canonical["']?[^>]*href|property=["']og:url["'][^>]*content)\s*=\s*["']([^"']+)""", re.I)


class Page:
    """A page of any source. `optional` are lines that may stay or go; `type` is one of blob.TYPES, or None."""

    def __init__(self, source, id, html, gold, url=None, domain=None, title=None, type=None, lang=None, optional=(), text=None, labels=None):
        self.source, self.id, self.gold, self.title, self.type, self.lang = source, id, gold, title, type, lang
        self.optional, self.text, self.labels = list(optional), text, labels
        own = _canonical.search(html)
        self.sites = sorted({site(u) for u in (url, domain, own and own.group(1)) if site(u)})

    def truth(self):
        """What `unhusk-dump rows` is told of it."""
        return {"id": self.id, "reference": self.gold, "title": self.title, "optional": self.optional}


def site(url):
    it = _site(url or "")
    return (it.top_domain_under_public_suffix or it.domain or "").lower()


def wcxb():
    for f in sorted(glob.glob(os.path.join(WCXB, "ground-truth", "*.json"))):
        record, i = json.load(open(f, encoding="utf-8")), os.path.basename(f)[:-5]
        html = gzip.open(os.path.join(WCXB, "html", i + ".html.gz")).read().decode("utf-8", "replace")
        truth, kind = record["ground_truth"], record["_internal"]["page_type"]["primary"]
        kind = "collection" if kind == "category" else kind
        yield Page("wcxb", i, html, truth.get("main_content") or "", url=record.get("url"), title=truth.get("title"), type=kind)


def more(source):
    for line in gzip.open(os.path.join(MORE, source + ".jsonl.gz"), "rt", encoding="utf-8"):
        it = json.loads(line)
        if not it.get("gold_text"):
            continue
        labels, optional, text = it.get("labels"), [], it.get("text")
        if labels:
            lines = text.split("\n")
            optional = [lines[int(at) - 1] for at, label in labels.items() if label in ("optional", "title") and lines[int(at) - 1].strip()]
        if source == "labelled":
            kind = "article" if "recipe" not in it["kind"] else None
        else:
            kind = TYPES.get(it.get("kind"))
        yield Page(source, it["id"], it["html"], it["gold_text"], it.get("url"), it.get("domain"), it.get("gold_title"), kind,
                   it.get("lang"), optional, text, labels)


def pages():
    """All pages by id, those that are measured only among them."""
    out = {}
    for source in [*LEARNED, *MEASURED]:
        for page in wcxb() if source == "wcxb" else more(source):
            assert page.id not in out, page.id
            out[page.id] = page
    return out


def folds(pages):
    """{id: fold} and {id: number of the site}: pages of one registrable domain share both, across sources."""
    root = {}

    def find(x):
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for page in pages.values():
        for it in page.sites:
            root[find("page " + page.id)] = find("site " + it)
    groups = collections.defaultdict(list)
    for i in sorted(pages):
        groups[find("page " + i)].append(i)
    sizes, out, sites = [0] * FOLDS, {}, {}
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), zlib.crc32(g[0].encode())))
    for number, (_, members) in enumerate(ordered):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(members)
        out.update({i: fold for i in members})
        sites.update({i: number for i in members})
    return out, sites


def without(source, folds, sites, pages):
    """The folds with one source left out: its pages, and all others of its sites, are in no fold, as the model of all sees none."""
    of_source = {sites[i] for i, page in pages.items() if page.source == source}
    return {i: FOLDS if sites[i] in of_source else fold for i, fold in folds.items()}


def weights(pages, sites):
    """{id: weight}: the source's, less where its site has many pages."""
    count = collections.Counter((page.source, sites[i]) for i, page in pages.items())
    return {i: LEARNED[page.source] / math.sqrt(min(count[page.source, sites[i]], 9)) ** 0.6 for i, page in pages.items()}


def html_paths():
    """Where the dump finds the pages of all sources."""
    more = [os.path.join(MORE, source + ".jsonl.gz") for source in [*LEARNED, *MEASURED] if source != "wcxb"]
    return ":".join([os.path.join(WCXB, "html"), *more])


def text_paths(way):
    """… and flattened; way: lines or blocks."""
    more = [os.path.join(MORE, "text", way, source + ".jsonl.gz") for source in [*LEARNED, *MEASURED] if source != "wcxb"]
    return ":".join([os.path.join(TEXT, way + ".jsonl.gz"), *more])


def flattened(pages, way):
    """(id, text) of these pages as flattened text; way: lines or blocks."""
    for path in text_paths(way).split(":"):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            it = json.loads(line)
            if it["id"] in pages:
                yield it["id"], it["text"]
