#!/usr/bin/env python3
"""Trains the scorer of HTML and measures it by cross-validation by site.

usage: train.py      (README.md in this folder has the one command; text.py trains the scorer of flattened text)
environment: CORPUS=DIR (or WCXB, TEXT, MORE: sources.py), WORK=DIR, DUMP=unhusk-dump, PROCESSES=N

Writes src/score/html.model, and to WORK the out-of-fold answers of the whole engine as JSON Lines.
WITHOUT=SOURCE leaves a source, and every page of its sites, out of training: it writes the answers for that source alone.
"""
import json, multiprocessing, os, sys, time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import brotli
import numpy as np

import blob, data, learn, sources

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WORK = os.environ.get("WORK", os.path.join(ROOT, "target", "train"))
DUMP = os.environ.get("DUMP", os.path.join(ROOT, "target", "quick", "unhusk-dump"))
WITHOUT = os.environ.get("WITHOUT")
ALL = sources.FOLDS  # the number that stands for the model of all pages
PROCESSES = int(os.environ.get("PROCESSES", "2"))

# Sizes of the tables and the forests. Differences in F1 under .003 are noise: these are the smallest that reach the best figures.
SHAPE = {
    "html": dict(tokens=3500, blocks=(130, 31), types=(12, 8)),
}


def log(*words):
    print(f"[{time.perf_counter():6.0f}]", *words, flush=True)


# ---- training ------------------------------------------------------------------------------------------------------------

D = None  # the dump under way, shared with the processes by fork
ROWS = None  # … and its rows, binned


def blocks_of(job):
    fold, (trees, _) = job
    booster = ROWS.forest((D.fold != fold)[D.page_of], trees)
    own = (D.fold == fold)[D.page_of]
    return fold, blob.forest(booster), booster.predict(D.rows[own], raw_score=True) if own.any() else np.zeros(0)


def types_of(job):
    fold, (trees, leaves) = job
    take = (D.fold != fold) & D.typed
    out, raw = [], np.zeros((int((D.fold == fold).sum()), len(blob.TYPES)))
    for at in range(len(blob.TYPES)):
        y = (D.type == at).astype(float)
        booster = learn.forest(D.page_rows[take], y[take], D.page_weight[take], trees, leaves, rate=0.25, min_data_in_leaf=10, lambda_l2=2.0)
        out.append(blob.forest(booster))
        if len(raw):
            raw[:, at] = booster.predict(D.page_rows[D.fold == fold], raw_score=True)
    return fold, out, raw


def wanted():
    """The folds whose models are asked for: with a source left out, only that of all others."""
    return [ALL] if WITHOUT else range(ALL + 1)


def side_by_side(job, shape, folds):
    # Each process a session of its own: where sessions share a busy machine, one of many processes would starve.
    with multiprocessing.get_context("fork").Pool(PROCESSES, initializer=os.setsid) as pool:
        return sorted(pool.imap_unordered(job, [(fold, shape) for fold in folds]), key=lambda x: x[0])


def load(path, folds, pages, weights):
    d = data.Dump(path, folds, pages)
    page = [pages[i.split("#")[0]] for i in d.ids]
    d.learned = np.array([p.source in sources.LEARNED for p in page])
    d.part = 0.8 if any("#" in i for i in d.ids) else 1.0  # each flattened page is there three times
    # Clean texts keep the scorer from cutting into them; they are not what most pages are like. Two views are.
    clean = np.array([i.endswith("#clean") for i in d.ids])
    d.usual = np.array(["#" not in i or i.endswith(("#lines", "#blocks")) for i in d.ids])
    view = np.where(clean, 0.6, 1.0) * np.where(d.usual | clean, 1.0, 0.7)
    d.page_weight = np.array([weights.get(i.split("#")[0], 0.0) for i in d.ids]) * d.learned * view
    d.weight = learn.weights(d, d.page_weight)
    d.type = np.array([blob.TYPES.index(p.type) if p.type in blob.TYPES else -1 for p in page])
    d.typed = d.learned & ~clean & (d.type >= 0)
    return d


def report(d, name, f1, only=None):
    use = np.array([only is None or i.endswith(only) for i in d.ids])
    if WITHOUT:
        use &= d.source == WITHOUT
    by = lambda keys, names: "  ".join(f"{n} {f1[use & (keys == k)].mean():.3f}" for k, n in names if (use & (keys == k)).any())
    wcxb = np.where(d.source == "wcxb", d.type, -1)
    log(f"{name}:", by(d.source, [(s, s) for s in [*sources.LEARNED, *sources.MEASURED]]), "|", by(wcxb, list(enumerate(blob.TYPES))))


def train(kind, folds, sites, pages):
    global D, ROWS
    shape, work = SHAPE[kind], os.path.join(WORK, kind)
    models = os.path.join(work, "models")
    os.makedirs(models, exist_ok=True)
    weights = sources.weights({i: p for i, p in pages.items() if p.source in sources.LEARNED}, sites)
    paths = sources.html_paths()
    truth = os.path.join(WORK, "truth.jsonl")
    with open(truth, "w", encoding="utf-8") as out:
        for page in pages.values():
            if page.source != "recipes":  # its gold says what must stay, not what may go
                out.write(json.dumps(page.truth()) + "\n")

    def write(make):
        for fold in range(ALL + 1):
            open(os.path.join(models, f"{fold}.{kind}.model"), "wb").write(make(fold) if fold in wanted() else blob.model({}))

    def dump():
        data.dump(DUMP, "rows", kind, paths, os.path.join(WORK, "folds.json"), models, truth, os.path.join(work, "rows"))
        return load(os.path.join(work, "rows"), folds, pages, weights)

    kept = os.path.join(work, "tables.json")
    if os.environ.get("REUSE_TABLES") and os.path.exists(kept):
        tables = [{int(h): w for h, w in t.items()} for t in json.load(open(kept))]
    else:
        write(lambda fold: blob.model({}))
        D = dump()
        report(D, "oracle", D.f1(D.label > 0.5))
        # Rows of all folds need a table, also where one source is left out.
        tokens = learn.Tokens(D, sites)
        tables = [tokens.table(fold, shape["tokens"]) for fold in range(ALL + 1)]
        json.dump(tables, open(kept, "w"))
    if os.environ.get("REUSE_ROWS"):
        D = load(os.path.join(work, "rows"), folds, pages, weights)
    else:
        for fold in range(ALL + 1):
            open(os.path.join(models, f"{fold}.{kind}.model"), "wb").write(blob.model(tables[fold]))
        D = dump()
    log(kind, "rows:", D.rows.shape, "table:", len(tables[ALL]))
    ROWS = learn.Rows(D, shape["blocks"][1])
    log("binned:", len(ROWS.at))
    done = side_by_side(blocks_of, shape["blocks"], wanted())
    ROWS = None
    blocks = {fold: forest for fold, forest, _ in done}
    raw = np.zeros(len(D.label))
    for fold, _, sums in done:
        raw[(D.fold == fold)[D.page_of]] = sums
    measure(D, kind, raw)
    forests = {fold: None for fold in range(ALL + 1)}
    if shape["types"] and not WITHOUT:
        write(lambda fold: blob.model(tables[fold], blocks[fold]))
        D = dump()
        done = side_by_side(types_of, shape["types"], wanted())
        forests = {fold: types for fold, types, _ in done}
        right = lambda use: sum((sums.argmax(1) == D.type[D.fold == fold])[use[D.fold == fold]].sum() for fold, _, sums in done[:ALL]) / use.sum()
        log(f"page types: {right(D.typed & (D.source == 'wcxb')):.3f} right of wcxb, {right(D.typed):.3f} of all")
    write(lambda fold: blob.model(tables[fold], blocks[fold], forests[fold]))
    final = open(os.path.join(models, f"{ALL}.{kind}.model"), "rb").read()
    if not WITHOUT:
        open(os.path.join(ROOT, "src", "score", kind + ".model"), "wb").write(final)
    log(f"{kind}.model: {len(final)} bytes, {len(brotli.compress(final))} brotli; table {len(brotli.compress(blob.table(tables[ALL])))}, blocks {len(brotli.compress(blocks[ALL]))}")


def measure(d, name, raw):
    likely = learn.sigmoid(raw)
    for only in [None] if not any("#" in i for i in d.ids) else ["#lines", "#blocks", "#wrapped", "#one_line", "#clean"]:
        report(d, f"{name} {only or ''} .5 ", d.f1(likely >= 0.5), only)
        report(d, f"{name} {only or ''} cut", d.f1(likely >= learn.cuts(d, likely)[d.page_of]), only)


def answers(kind, name, paths):
    """The whole engine's answers, every page by the model that has not seen its site."""
    path = os.path.join(WORK, name + ".answers.jsonl")
    with open(path, "wb") as out:
        for fold in wanted() if WITHOUT else range(ALL):
            data.dump(DUMP, "answers", kind, paths, os.path.join(WORK, "folds.json"), os.path.join(WORK, kind, "models"), str(fold), stdout=out)
    log("wrote", path)


def main():
    os.makedirs(WORK, exist_ok=True)
    kinds = sys.argv[1:] or ["html"]
    pages = sources.pages()
    folds, sites = sources.folds(pages)
    if WITHOUT:
        folds = sources.without(WITHOUT, folds, sites, pages)
    json.dump(folds, open(os.path.join(WORK, "folds.json"), "w"))
    log(len(pages), "pages of", len(set(sites.values())), "sites")
    for kind in kinds:
        train(kind, folds, sites, pages)
    if os.environ.get("NO_ANSWERS"):
        return
    if WITHOUT:
        json.dump({i: ALL for i, page in pages.items() if page.source == WITHOUT}, open(os.path.join(WORK, "folds.json"), "w"))
    if "html" in kinds:
        answers("html", "html", sources.html_paths())


if __name__ == "__main__":
    main()
