#!/usr/bin/env python3
"""Trains the scorer of flattened text and measures it by cross-validation by site.

usage: text.py [answers]     environment: as train.py; WITHOUT=LANGUAGE leaves the pages of a language out of training and writes the
answers for them alone; FOLDS=0,1 trains and measures these folds only (to try things); KEEP_FOLDS=FILE keeps the folds of an earlier
training ({id: fold}), because the same training in other folds moves small sources by .01

Beside the pages of sources.py it has real flattened pages that were labelled line by line (`scrapes2`), and pages without a reference
that the HTML engine taught (`recipes`: what it keeps, and what the recipe's data says must stay). `postlight` and the short scrapes (`scrapes`) are measured, not learned.
"""
import collections, functools, glob, gzip, json, multiprocessing, os, sys

import brotli
import lightgbm as lgb
import numpy as np

import blob, data, learn, sources, train, views
from train import ALL, DUMP, ROOT, WORK, log

OWN = os.path.join(WORK, "text")
CLEANER = os.environ.get("UNHUSK", os.path.join(ROOT, "target", "quick", "unhusk"))
SCRAPES = {"scrapes": os.path.join(sources.CORPUS, "scrapes-dev"), "scrapes2": os.path.join(sources.CORPUS, "scrapes-dev2")}
LANGUAGE = os.environ.get("WITHOUT")
WANTED = [int(fold) for fold in os.environ["FOLDS"].split(",")] if os.environ.get("FOLDS") else [ALL] if LANGUAGE else list(range(ALL + 1))

# What a page of the source weighs beside one of WCXB.
WEIGHT = {"wcxb": 1.0, "daniel": 0.8, "cleaneval": 0.6, "fundus": 1.5, "harvest": 2.0, "labelled": 2.5, "scrapes": 0.0, "scrapes2": 4.0, "recipes": 0.4, "postlight": 0.0}
TERMS = int(os.environ.get("TERMS", "15000"))
FIRST = (int(os.environ.get("TREES", "140")), 31)
SECOND = (int(os.environ.get("AGAIN", "100")), 31)

# ---- pages --------------------------------------------------------------------------------------------------------------


def scrapes(source, folder):
    """Real flattened pages, labelled line by line."""
    for path in sorted(glob.glob(os.path.join(folder, "*.gold.txt"))):
        name = path[:-9]
        label = json.load(open(name + ".json", encoding="utf-8"))
        text = open(name + ".txt", encoding="utf-8", errors="replace").read()
        raw, gold = text.split("\n"), open(path, encoding="utf-8").read()
        optional = [raw[it["line"] - 1] for key in ("optional_lines", "title_lines") for it in label.get(key) or [] if isinstance(it, dict)]
        page = sources.Page(source, f"{source}-{os.path.basename(name)}", "", gold, url=label.get("url"), domain=label.get("domain"), lang=label["lang"], optional=optional, text=text)
        # Copies of one article are one site.
        page.sites += [f"group {label['group']}"] if label.get("group") else []
        yield page, "", {"own": text}


def html_pages(source):
    """(page, html) of a source."""
    if source == "wcxb":
        for page in sources.wcxb():
            yield page, gzip.open(os.path.join(sources.WCXB, "html", page.id + ".html.gz")).read().decode("utf-8", "replace")
        return
    htmls = {}
    for line in gzip.open(os.path.join(sources.MORE, source + ".jsonl.gz"), "rt", encoding="utf-8"):
        it = json.loads(line)
        htmls[it["id"]] = it["html"]
    for page in sources.more(source):
        yield page, htmls[page.id]


def flattened(source, way):
    path = os.path.join(sources.TEXT, way + ".jsonl.gz") if source == "wcxb" else os.path.join(sources.MORE, "text", way, source + ".jsonl.gz")
    return {it["id"]: it["text"] for it in map(json.loads, gzip.open(path, "rt", encoding="utf-8"))}


def everything():
    """(page, html, texts at hand) of all sources."""
    for source in WEIGHT:
        if source in SCRAPES:
            yield from scrapes(source, SCRAPES[source])
            continue
        ready = {way: flattened(source, way) for way in ("lines", "blocks")}
        for page, html in html_pages(source):
            texts = {way: ready[way][page.id] for way in ready if page.id in ready[way]}
            if page.text and source == "labelled":
                texts["own"] = page.text
            yield page, html, texts


def views_of(it):
    page, html, ready = it
    return "".join(json.dumps({"id": f"{page.id}#{name}", "text": text}, ensure_ascii=False) + "\n" for name, text in views.views(page, html, ready))


def taught():
    """What the HTML engine keeps of the pages that have no whole reference."""
    import subprocess
    records = "".join(json.dumps({"id": page.id, "html": html}) + "\n" for page, html in html_pages("recipes"))
    done = subprocess.run([CLEANER, "--jsonl", "--no-removed"], input=records.encode("utf-8", "replace"), stdout=subprocess.PIPE).stdout.decode()
    return {it["id"]: it.get("text") or "" for it in map(json.loads, filter(None, done.split("\n")))}


def prepare():
    """Writes the views and what is known of the pages, unless they are there."""
    os.makedirs(OWN, exist_ok=True)
    path, known = os.path.join(OWN, "views.jsonl"), os.path.join(OWN, "pages.json")
    if not os.path.exists(path):
        pages = {}

        def noted():
            for it in everything():
                assert it[0].id not in pages, it[0].id
                pages[it[0].id] = it[0]
                yield it

        with multiprocessing.get_context("fork").Pool(train.PROCESSES) as pool, open(path + ".new", "w", encoding="utf-8") as out:
            for texts in pool.imap(views_of, noted(), chunksize=8):
                out.write(texts)
        json.dump({i: [p.source, p.gold, p.title, p.lang, p.optional, p.sites] for i, p in pages.items()}, open(known, "w"))
        os.rename(path + ".new", path)
    pages = {}
    for i, (source, gold, title, lang, optional, sites) in json.load(open(known)).items():
        page = pages[i] = sources.Page(source, i, "", gold, title=title, lang=lang, optional=optional)
        page.sites = sites
    file = os.path.join(OWN, "taught.json")
    if not os.path.exists(file):
        json.dump(taught(), open(file, "w"))
    lessons = json.load(open(file))
    for page in pages.values():
        if page.source == "recipes":
            # A lesson that has lost the recipe is none.
            words = lambda text: collections.Counter(text.lower().split())
            gold, lesson = words(page.gold), words(lessons.get(page.id, ""))
            page.gold = lessons[page.id] if sum((gold & lesson).values()) >= 0.9 * sum(gold.values()) else ""
    return {i: page for i, page in pages.items() if page.gold or page.source != "recipes"}


def folds_of(pages):
    folds, sites = sources.folds(pages)
    if os.environ.get("KEEP_FOLDS"):
        kept = json.load(open(os.environ["KEEP_FOLDS"]))
        of_site = {sites[i]: fold for i, fold in kept.items() if i in sites and fold >= 0}
        folds = {i: of_site.get(sites[i], fold) for i, fold in folds.items()}
    if LANGUAGE:
        # Pages of the language, and all others of their sites, are in no fold, as the model of all sees none.
        out = {sites[i] for i, page in pages.items() if (page.lang or "en")[:2] in LANGUAGE.split(",") and page.source != "wcxb"}
        folds = {i: -1 if sites[i] in out else fold for i, fold in folds.items()}
    return folds, sites


# ---- training -----------------------------------------------------------------------------------------------------------

D = ROWS = TABLES = None  # shared with the processes by fork


def load(folder, folds, pages, sites):
    d = data.Dump(folder, folds, pages)
    learned = {i: page for i, page in pages.items() if WEIGHT[page.source] and folds[i] >= 0}
    count = collections.Counter((page.source, sites[i]) for i, page in learned.items())
    weight = {i: WEIGHT[page.source] / min(count[page.source, sites[i]], 9) ** 0.3 for i, page in learned.items()}
    ids = [i.split("#")[0] for i in d.ids]
    names = [i.split("#", 1)[1] for i in d.ids]
    clean = np.array([name.endswith("clean") for name in names])
    d.usual = np.array([name in ("lines", "blocks", "own", "extracted", "drawn", "marked", "plain", "raw", "halved") for name in names])
    view = np.where(clean, 0.6, np.where(d.usual, 1.0, 0.7))
    # However many views a page has, together they weigh the same.
    number = collections.Counter(ids)
    d.page_weight = np.array([weight.get(i, 0.0) * 4 / (2 + number[i]) for i in ids]) * view
    d.learned = d.whole = d.page_weight > 0
    # The lessons of `recipes` speak of all lines.
    d.masked = d.optional | np.isin(d.source, list(sources.MASKED))[d.page_of] & (d.headline | d.about)
    d.part = float(os.environ.get("PART", "0.8"))
    d.weight = learn.weights(d, d.page_weight)
    d.type = np.full(len(ids), -1)
    d.lang = np.array([(pages[i].lang or "en")[:2] for i in ids])
    d.again_names = json.load(open(os.path.join(folder, "index.json")))["again"]
    return d


def report(d, name, f1, views):
    use = np.array([i.split("#", 1)[1] in views for i in d.ids]) & np.isin(d.fold, WANTED if not LANGUAGE else [-1])
    by = lambda keys, use: "  ".join(f"{k} {f1[use & (keys == k)].mean():.4f}" for k in sorted(set(keys[use])))
    log(f"{name}:", by(d.source, use), "| daniel:", by(d.lang, use & (d.source == "daniel")))


def measure(d, name, raw):
    likely = learn.sigmoid(raw)
    f1 = d.f1(likely >= learn.cuts(d, likely, 0.15, 0.45)[d.page_of])
    report(d, name + " blocks", f1, ["blocks", "own"])
    report(d, name + " others", f1, ["extracted", "drawn", "marked", "plain", "raw", "halved"])
    report(d, name + " one line", f1, ["one_line", "tabbed"])
    report(d, name + " wrapped", f1, ["wrapped"])
    report(d, name + " clean", f1, ["clean", "dressed#clean"])


def table_of(fold):
    return fold, TABLES.table(fold, TERMS)


def rows_of(fold):
    return (D.fold != fold)[D.page_of] & D.learned[D.page_of]


def first_of(fold):
    booster = ROWS.forest(rows_of(fold), FIRST[0])
    own = (D.fold == fold)[D.page_of] if fold != ALL or not LANGUAGE else (D.fold == -1)[D.page_of]
    return fold, blob.forest(booster), booster.predict(D.rows[own], raw_score=True) if own.any() else np.zeros(0)


SEEN = None  # the columns of the second look: its own, and those of the first that matter most


def second_of(fold):
    take = ROWS.at[rows_of(fold)[ROWS.at]]
    x = np.concatenate([D.rows[take], D.again[take]], axis=1)
    params = learn.parameters(SECOND[1], rate=0.06, feature_fraction=0.3)
    set_ = lgb.Dataset(x, D.label[take], weight=ROWS.weight[np.searchsorted(ROWS.at, take)], init_score=RAW[take], params=params, free_raw_data=True)
    booster = lgb.train(params, set_, SECOND[0])
    own = np.flatnonzero((D.fold == fold)[D.page_of] if fold != ALL or not LANGUAGE else (D.fold == -1)[D.page_of])
    raw = np.zeros(0)
    if len(own):
        raw = booster.predict(np.concatenate([D.rows[own], D.again[own]], axis=1), raw_score=True) + RAW[own]
    if os.environ.get("IMPORTANCE") and fold in (0, ALL):
        names = D.names + D.again_names
        gain = booster.feature_importance("gain")
        log("second look:", " ".join(f"{names[i]}:{gain[i]:.0f}" for i in np.argsort(-gain)[:40]))
    return fold, blob.forest(booster), raw


RAW = None


def side_by_side(job, folds):
    if len(folds) == 1:
        return [job(folds[0])]
    with multiprocessing.get_context("fork").Pool(train.PROCESSES, initializer=os.setsid) as pool:
        return sorted(pool.imap_unordered(job, folds), key=lambda x: x[0])


def main():
    global D, ROWS, TABLES, RAW
    pages = prepare()
    folds, sites = folds_of(pages)
    log(len(pages), "pages of", len(set(sites.values())), "sites:", dict(collections.Counter(page.source for page in pages.values())))
    work = os.path.join(OWN, "without-" + LANGUAGE if LANGUAGE else "all")
    models, rows = os.path.join(work, "models"), os.path.join(work, "rows")
    os.makedirs(models, exist_ok=True)
    texts, truth, fold_file = os.path.join(OWN, "views.jsonl"), os.path.join(work, "truth.jsonl"), os.path.join(work, "folds.json")
    with open(truth, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(page.truth()) + "\n" for page in pages.values())
    # The dump knows no fold below 0: pages that are left out are read with the model of all others.
    json.dump({i: ALL if fold < 0 else fold for i, fold in folds.items()}, open(fold_file, "w"))

    def dump(make, truth, to):
        for fold in range(ALL + 1):
            open(os.path.join(models, f"{fold}.text.model"), "wb").write(make(fold))
        data.dump(DUMP, "rows", "text", texts, fold_file, models, truth, to)

    def look(make):
        """The features as models see them; what is known of the lines stays."""
        dump(make, "-", rows + "-again")
        read = lambda name, width: np.fromfile(os.path.join(rows + "-again", name), "<i2").reshape(-1, width)
        D.rows, D.again = read("rows.i16", len(D.names)), read("again.i16", len(D.again_names))

    kept = os.path.join(work, "tables.json")
    if os.environ.get("REUSE_TABLES") and os.path.exists(kept):
        tables = {int(f): {int(h): w for h, w in t.items()} for f, t in json.load(open(kept)).items()}
    else:
        if not os.environ.get("REUSE_LABELS"):
            dump(lambda fold: blob.model({}), truth, rows)
        D = load(rows, folds, pages, sites)
        log("read:", D.rows.shape)
        report(D, "oracle", D.f1(D.label > 0.5), ["blocks", "own"])
        TABLES = learn.Terms(D, sites)
        log("terms:", len(TABLES.tokens))
        # Rows of all folds need a table of the other folds.
        tables = dict(side_by_side(table_of, list(range(ALL + 1))))
        TABLES = None
        json.dump(tables, open(kept, "w"))
    if D is None:
        dump(lambda fold: blob.model(tables[fold]), truth, rows)
        D = load(rows, folds, pages, sites)
    else:
        look(lambda fold: blob.model(tables[fold]))
    log("rows:", D.rows.shape, "table:", len(tables[ALL]))
    ROWS = learn.Rows(D, FIRST[1])
    log("binned:", len(ROWS.at))
    # The second look needs first looks from models that have not seen the page, so all folds.
    done = side_by_side(first_of, list(range(ALL + 1)) if SECOND[0] else WANTED)
    first = {fold: forest for fold, forest, _ in done}
    RAW = np.zeros(len(D.label))
    for fold, _, sums in done:
        if len(sums):
            RAW[(D.fold == (fold if fold != ALL or not LANGUAGE else -1))[D.page_of]] = sums
    measure(D, "first look", RAW)
    second = {}
    if SECOND[0]:
        look(lambda fold: blob.model(tables[fold], first[fold]))
        log("rows of the second look:", D.again.shape)
        done = side_by_side(second_of, WANTED)
        second = {fold: forest for fold, forest, _ in done}
        raw = RAW.copy()
        for fold, _, sums in done:
            if len(sums):
                raw[(D.fold == (fold if fold != ALL or not LANGUAGE else -1))[D.page_of]] = sums
        measure(D, "second look", raw)
    for fold in range(ALL + 1):
        if fold in first and (fold in second or not SECOND[0]):
            model = blob.model(tables[fold], first[fold], [second.get(fold) or blob.empty()] + [blob.empty()] * (len(blob.TYPES) - 1))
            open(os.path.join(models, f"{fold}.text.model"), "wb").write(model)
            if fold == ALL and not LANGUAGE:
                open(os.path.join(ROOT, "src", "score", "text.model"), "wb").write(model)
                log(f"text.model: {len(model)} bytes, {len(brotli.compress(model))} brotli; table {len(brotli.compress(blob.table(tables[fold])))}, "
                    f"first {len(brotli.compress(first[fold]))}, second {len(brotli.compress(second[fold])) if SECOND[0] else 0}")


def answers(work):
    """The whole engine's answers, every page by the model that has not seen its site: OWN/…/NAME.answers.jsonl."""
    files = {}
    for source, folder in SCRAPES.items():
        files[source] = os.path.join(work, source + ".jsonl")
        with open(files[source], "w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": page.id, "text": page.text}) + "\n" for page, *_ in scrapes(source, folder))
    for way in ("blocks", "lines"):
        more = [os.path.join(sources.MORE, "text", way, source + ".jsonl.gz") for source in WEIGHT if source != "wcxb" and source not in SCRAPES]
        files["text-" + way] = ":".join([os.path.join(sources.TEXT, way + ".jsonl.gz"), *more])
    for name, paths in files.items():
        with open(os.path.join(work, name + ".answers.jsonl"), "wb") as out:
            for fold in [ALL] if LANGUAGE else [it for it in WANTED if it != ALL]:
                data.dump(DUMP, "answers", "text", paths, os.path.join(work, "folds.json"), os.path.join(work, "models"), str(fold), stdout=out)
        log("wrote", name)


if __name__ == "__main__":
    if "answers" in sys.argv[1:]:
        answers(os.path.join(OWN, "without-" + LANGUAGE if LANGUAGE else "all"))
    else:
        main()
