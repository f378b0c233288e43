#!/usr/bin/env python3
"""Trains the ranker of headlines and measures it by cross-validation by registrable domain.

usage: titles.py            (WORK, DUMP, WCXB, MORE as for train.py; README.md in this folder has the command)

Candidates and features come from `unhusk-dump titles`. A candidate is right where its words are those of the reference's title. Writes
src/metadata/titles.model and prints the share of right headlines out of fold, of the rules alone, and of the best candidate there is.
"""
import glob, gzip, json, os, re, subprocess, sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm as lgb
import numpy as np
import tldextract

import blob

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WCXB = os.environ.get("WCXB", os.path.join(ROOT, "..", "shared", "corpus", "wcxb-dev"))
MORE = os.environ.get("MORE", os.path.join(ROOT, "..", "shared", "corpus", "more-dev"))
WORK = os.environ.get("WORK", os.path.join(ROOT, "target", "train"))
DUMP = os.environ.get("DUMP", os.path.join(ROOT, "target", "quick", "unhusk-dump"))
MAGIC = b"unt\x01"
FOLDS = 5
# Differences under .004 are noise: the smallest forest that reaches the best figures.
TREES, LEAVES, RATE = 60, 12, 0.1
# How much a page of another source counts: their titles follow conventions of their own.
SOURCES = {"labelled": 0.6, "fundus": 0.4, "postlight": 0.4, "daniel": 0.2, "recipes": 0.2}

words = lambda text: re.findall(r"\w+", (text or "").lower())
domain = tldextract.TLDExtract(suffix_list_urls=())


def pages():
    """All pages with a title: id, source, domain, HTML, title."""
    for path in sorted(glob.glob(os.path.join(WCXB, "html", "*.html.gz"))):
        i = os.path.basename(path)[:-8]
        truth = json.load(open(os.path.join(WCXB, "ground-truth", i + ".json"), encoding="utf-8"))
        title = truth["ground_truth"].get("title")
        if title:
            yield "wcxb/" + i, "wcxb", truth["url"], gzip.open(path).read().decode("utf-8", "replace"), title
    for source in SOURCES:
        for line in gzip.open(os.path.join(MORE, source + ".jsonl.gz"), "rt", encoding="utf-8"):
            page = json.loads(line)
            if page["gold_title"]:
                yield f"{source}/{page['id']}", source, page["url"] or "http://" + page["domain"], page["html"], page["gold_title"]


def main():
    os.makedirs(WORK, exist_ok=True)
    path = os.path.join(WORK, "titles.jsonl")
    known = {}
    with open(path, "w", encoding="utf-8") as out:
        for i, source, url, html, title in pages():
            known[i] = (source, domain(url).top_domain_under_public_suffix or url, words(title))
            out.write(json.dumps({"id": i, "text": html}, ensure_ascii=False) + "\n")
    lines = subprocess.run([DUMP, "titles", "html", path], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8").splitlines()
    names = json.loads(lines[0])
    groups = sorted({it[1] for it in known.values()})
    fold_of = dict(zip(groups, np.random.default_rng(5).permutation(len(groups)) % FOLDS))
    x, y, w, page, fold, ids = [], [], [], [], [], []
    for line in lines[1:]:
        record = json.loads(line)
        source, group, want = known[record["id"]]
        right = [words(text) == want for text, _ in record["candidates"]]
        at = len(ids)
        ids.append((record["id"], source, right, [text for text, _ in record["candidates"]]))
        weight = SOURCES.get(source, 1.0) if any(right) else 0.0
        for (_, row), good in zip(record["candidates"], right):
            x.append(row), y.append(good), w.append(weight / max(1, len(right))), page.append(at), fold.append(fold_of[group])
    x, y, w, page, fold = np.array(x, np.float32), np.array(y, float), np.array(w), np.array(page), np.array(fold)
    w *= len(w) / w.sum()
    params = dict(objective="binary", num_leaves=LEAVES, max_depth=6, learning_rate=RATE, min_data_in_leaf=20, lambda_l2=5.0,
                  feature_fraction=0.5, num_threads=1, seed=1, verbose=-1, deterministic=True, force_col_wise=True)
    fit = lambda rows: lgb.train(params, lgb.Dataset(x[rows], y[rows], weight=w[rows]), TREES)
    score = np.zeros(len(y))
    for at in range(FOLDS):
        score[fold == at] = fit((fold != at) & (w > 0)).predict(x[fold == at], raw_score=True)
    counts = {}
    for at, (i, source, right, texts) in enumerate(ids):
        rows = np.flatnonzero(page == at)
        it = counts.setdefault(source, [0, 0, 0, 0])
        it[0] += 1
        if not len(rows):
            continue
        rules = [r for r, row in zip(right, x[rows]) if row[names.index("rules")]]
        best = int(np.argmax(score[rows]))
        it[1] += bool(rules and rules[0])
        it[2] += right[best]
        it[3] += any(right)
        if os.environ.get("WRONG") == source and not right[best]:
            print(i, "|", texts[best], "|", [t for t, r in zip(texts, right) if r], file=sys.stderr)
    for source, (all_, rules, ranked, oracle) in counts.items():
        print(f"{source:10} pages {all_:5}  rules {rules / all_:.3f}  ranker {ranked / all_:.3f}  best candidate {oracle / all_:.3f}")
    whole = fit(w > 0)
    data = MAGIC + blob.forest(whole)
    open(os.path.join(ROOT, "src", "metadata", "titles.model"), "wb").write(data)
    print(f"titles.model: {len(data)} bytes")
    order = np.argsort(-whole.feature_importance("gain"))[:15]
    print("most used:", ", ".join(names[at] for at in order))


if __name__ == "__main__":
    main()
