#!/usr/bin/env python3
"""Trains the scorers and measures them by cross-validation by site.

usage: train.py [html] [text]      (both by default; README.md in this folder has the one command)
environment: WCXB=DIR (html/*.html.gz, ground-truth/*.json), TEXT=DIR (lines.jsonl.gz, blocks.jsonl.gz), WORK=DIR, DUMP=unhusk-dump

Writes src/score/{html,text}.model, and to WORK the out-of-fold answers of the whole engine as JSON Lines.
"""
import gzip, json, multiprocessing, os, random, sys, textwrap, time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import brotli
import numpy as np

import blob, data, learn

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WCXB = os.environ.get("WCXB", os.path.join(ROOT, "..", "shared", "corpus", "wcxb-dev"))
TEXT = os.environ.get("TEXT", os.path.join(ROOT, "..", "shared", "corpus", "text-dev"))
WORK = os.environ.get("WORK", os.path.join(ROOT, "target", "train"))
DUMP = os.environ.get("DUMP", os.path.join(ROOT, "target", "quick", "unhusk-dump"))
TRUTH = os.path.join(WCXB, "ground-truth")
ALL = data.FOLDS  # the number that stands for the model of all pages
PROCESSES = int(os.environ.get("PROCESSES", "3"))

# Sizes of the tables and the forests. Differences in F1 under .003 are noise: these are the smallest that reach the best figures.
SHAPE = {
    "html": dict(tokens=3500, blocks=(130, 31), types=(12, 8)),
    "text": dict(terms=5500, blocks=(160, 31), types=None),
}


def log(*words):
    print(f"[{time.perf_counter():6.0f}]", *words, flush=True)


# ---- views of flattened pages -------------------------------------------------------------------------------------------


def views(path, folds):
    """All pages as flattened text, each way of flattening a view of its own."""
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8") as out:
        put = lambda i, view, text: out.write(json.dumps({"id": f"{i}#{view}", "text": text}, ensure_ascii=False) + "\n")
        for view in ("lines", "blocks"):
            for line in gzip.open(os.path.join(TEXT, view + ".jsonl.gz"), "rt", encoding="utf-8"):
                page = json.loads(line)
                if page["id"] not in folds:
                    continue
                put(page["id"], view, page["text"])
                if view == "blocks":
                    # Every page once more in another dress; most often the one that is hardest.
                    way = chance.choice([indented, spaced, carriage, bulleted, wrapped, wrapped, one_line, one_line, one_line])
                    put(page["id"], way.__name__, way(page["text"], chance))
        for i in sorted(folds):
            truth = json.load(open(os.path.join(TRUTH, i + ".json"), encoding="utf-8"))["ground_truth"]
            if truth.get("main_content") and chance.random() < 0.5:
                put(i, "clean", truth["main_content"])
            if truth.get("main_content") and chance.random() < 0.2:
                way = chance.choice([wrapped, one_line])
                put(i, way.__name__ + "#clean", way(truth["main_content"], chance))


def indented(text, chance):
    return "\n".join(" " * chance.choice((2, 4, 8, 12)) + line for line in text.split("\n"))


def spaced(text, chance):
    return "\n".join(line + "\n" * chance.choice((0, 0, 1, 2)) for line in text.split("\n") if line.strip())


def carriage(text, chance):
    return text.replace("\n", "\r\n")


def bulleted(text, chance):
    """Bullets before runs of short lines, and now and then blank lines around long ones, as Markdown writes them."""
    lines, mark, gap = text.split("\n"), chance.choice("•*-"), chance.choice(("", "\n"))
    short = [0 < len(line.split()) < 12 for line in lines]
    run = lambda at: sum(short[max(at - 1, 0):at + 2]) == 3
    return "\n".join(f"{mark} {line}" if short[at] and run(at) else gap + line + gap for at, line in enumerate(lines))


def wrapped(text, chance):
    """Hard-wrapped at one column, a blank line between blocks."""
    width = chance.choice((72, 76, 80))
    fill = lambda line: "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(fill(line) for line in text.split("\n") if line.strip())


def one_line(text, chance):
    return " ".join(text.split())


# ---- training ------------------------------------------------------------------------------------------------------------

D = None  # the dump under way, shared with the processes by fork
TERMS = None  # … and its terms


def blocks_of(job):
    fold, (trees, leaves) = job
    take, weight = learn.thin(D, D.weight, part=D.part)
    take &= (D.fold != fold)[D.page_of] & (D.words > 0)
    booster = learn.forest(D.rows[take], D.label[take], weight[take], trees, leaves)
    return fold, blob.forest(booster), booster.predict(D.rows[(D.fold == fold)[D.page_of]], raw_score=True)


def types_of(job):
    fold, (trees, leaves) = job
    take = (D.fold != fold) & D.typed
    out, raw = [], np.zeros((int((D.fold == fold).sum()), len(blob.TYPES)))
    for at in range(len(blob.TYPES)):
        y = (D.type == at).astype(float)
        booster = learn.forest(D.page_rows[take], y[take], np.ones(take.sum()), trees, leaves, rate=0.25, min_data_in_leaf=10, lambda_l2=2.0)
        out.append(blob.forest(booster))
        if len(raw):
            raw[:, at] = booster.predict(D.page_rows[D.fold == fold], raw_score=True)
    return fold, out, raw


def terms_of(job):
    fold, most = job
    return fold, TERMS.table(fold, most)


def side_by_side(job, shape):
    # Each process a session of its own: where sessions share a busy machine, one of many processes would starve.
    with multiprocessing.get_context("fork").Pool(PROCESSES, initializer=os.setsid) as pool:
        return sorted(pool.imap_unordered(job, [(fold, shape) for fold in range(ALL + 1)]), key=lambda x: x[0])


def load(path, folds, types):
    d = data.Dump(path, folds)
    d.weight, _ = learn.weights(d)
    d.part = 0.8 if any("#" in i for i in d.ids) else 1.0  # each flattened page is there three times
    d.type = np.array([blob.TYPES.index(types[i.split("#")[0]]) if types[i.split("#")[0]] in blob.TYPES else 0 for i in d.ids])
    # Clean texts keep the scorer from cutting into them; they are not what most pages are like.
    d.weight *= np.where([i.endswith("#clean") for i in d.ids], 0.6, 1.0)[d.page_of]
    # … and these two are what most flattened pages are like.
    usual = ["#" not in i or i.endswith(("#lines", "#blocks", "#clean")) for i in d.ids]
    d.weight *= np.where(usual, 1.0, 0.7)[d.page_of]
    d.usual = np.array(["#" not in i or i.endswith(("#lines", "#blocks")) for i in d.ids])
    d.typed = np.array([not i.endswith("#clean") for i in d.ids])
    return d


def report(d, types, name, f1, only=None):
    use = np.array([only is None or i.endswith(only) for i in d.ids])
    by = {t: f1[use & (d.type == at)] for at, t in enumerate(blob.TYPES)}
    log(f"{name}: F1 {f1[use].mean():.4f} | " + "  ".join(f"{t} {v.mean():.3f}" for t, v in by.items() if len(v)))


def train(kind, folds, sites, types):
    global D, TERMS
    shape, work = SHAPE[kind], os.path.join(WORK, kind)
    models = os.path.join(work, "models")
    os.makedirs(models, exist_ok=True)
    pages = os.path.join(WCXB, "html") if kind == "html" else os.path.join(work, "views.jsonl")
    if kind == "text" and not os.environ.get("REUSE_ROWS"):
        views(pages, folds)

    def write(make):
        for fold in range(ALL + 1):
            open(os.path.join(models, f"{fold}.{kind}.model"), "wb").write(make(fold))

    def dump():
        data.dump(DUMP, "rows", kind, pages, os.path.join(WORK, "folds.json"), models, TRUTH, os.path.join(work, "rows"))
        return load(os.path.join(work, "rows"), folds, types)

    kept = os.path.join(work, "tables.json")
    if os.environ.get("REUSE_TABLES") and os.path.exists(kept):
        tables = [{int(h): w for h, w in t.items()} for t in json.load(open(kept))]
    else:
        write(lambda fold: blob.model({}))
        D = dump()
        report(D, types, "oracle", D.f1(D.label > 0.5))
        if "terms" in shape:
            TERMS = learn.Terms(D, sites)
            tables = [x[1] for x in side_by_side(terms_of, shape["terms"])]
            TERMS = None
        else:
            tokens = learn.Tokens(D, sites)
            tables = [tokens.table(fold, shape["tokens"]) for fold in range(ALL + 1)]
        json.dump(tables, open(kept, "w"))
    if os.environ.get("REUSE_ROWS"):
        D = load(os.path.join(work, "rows"), folds, types)
    else:
        write(lambda fold: blob.model(tables[fold]))
        D = dump()
    log(kind, "rows:", D.rows.shape, "table:", len(tables[ALL]))
    done = side_by_side(blocks_of, shape["blocks"])
    blocks = [x[1] for x in done]
    raw = np.zeros(len(D.label))
    for fold, _, sums in done[:ALL]:
        raw[(D.fold == fold)[D.page_of]] = sums
    measure(D, types, kind, raw)
    forests = [None] * (ALL + 1)
    if shape["types"]:
        write(lambda fold: blob.model(tables[fold], blocks[fold]))
        D = dump()
        done = side_by_side(types_of, shape["types"])
        forests = [x[1] for x in done]
        right = sum((sums.argmax(1) == D.type[D.fold == fold]).sum() for fold, _, sums in done[:ALL])
        log(f"page types: {right / len(D.ids):.3f} right")
    write(lambda fold: blob.model(tables[fold], blocks[fold], forests[fold]))
    final = open(os.path.join(models, f"{ALL}.{kind}.model"), "rb").read()
    open(os.path.join(ROOT, "src", "score", kind + ".model"), "wb").write(final)
    log(f"{kind}.model: {len(final)} bytes, {len(brotli.compress(final))} brotli; table {len(brotli.compress(blob.table(tables[ALL])))}, blocks {len(brotli.compress(blocks[ALL]))}")


def measure(d, types, name, raw):
    likely = learn.sigmoid(raw)
    for only in [None] if not any("#" in i for i in d.ids) else ["#lines", "#blocks", "#wrapped", "#one_line", "#clean"]:
        report(d, types, f"{name} {only or ''} .5 ", d.f1(likely >= 0.5), only)
        report(d, types, f"{name} {only or ''} cut", d.f1(likely >= learn.cuts(d, likely)[d.page_of]), only)


def answers(kind, name, pages):
    """The whole engine's answers, every page by the model that has not seen its site."""
    path = os.path.join(WORK, name + ".answers.jsonl")
    with open(path, "wb") as out:
        for fold in range(ALL):
            data.dump(DUMP, "answers", kind, pages, os.path.join(WORK, "folds.json"), os.path.join(WORK, kind, "models"), str(fold), stdout=out)
    log("wrote", path)


def main():
    os.makedirs(WORK, exist_ok=True)
    kinds = sys.argv[1:] or ["html", "text"]
    kept = os.path.join(WORK, "sites.json")
    if os.environ.get("REUSE_ROWS"):
        folds, sites = json.load(open(os.path.join(WORK, "folds.json"))), json.load(open(kept))
    else:
        folds, sites = data.folds(WCXB)
        json.dump(folds, open(os.path.join(WORK, "folds.json"), "w"))
        json.dump(sites, open(kept, "w"))
    types = data.page_types(WCXB)
    for kind in kinds:
        train(kind, folds, sites, types)
    if os.environ.get("NO_ANSWERS"):
        return
    if "html" in kinds:
        answers("html", "wcxb", os.path.join(WCXB, "html"))
    if "text" in kinds:
        answers("text", "text-lines", os.path.join(TEXT, "lines.jsonl.gz"))
        answers("text", "text-blocks", os.path.join(TEXT, "blocks.jsonl.gz"))


if __name__ == "__main__":
    main()
