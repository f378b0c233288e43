#!/usr/bin/env python3
"""Trains the ranker of headlines in flattened text and measures it by cross-validation by registrable domain.

usage: headlines.py         (WORK, DUMP as for text.py, which has to have run: its views, folds and the models of its folds are used)

Candidates and features come from `unhusk-dump titles text`, each page with the model that has not seen it. A candidate is right where its
words are those of the reference's title (of real scrapes, of the first line that stays). Texts without their headline, as they are when a result is
cleaned again, have no right candidate. Writes src/resolve/headline.model; prints the share of right headlines out of fold.
"""
import collections, json, os, subprocess, sys, zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm as lgb
import numpy as np

import blob, sources, text
from train import DUMP, ROOT
from titles import words

MAGIC = b"unl\x01"
TREES, LEAVES, RATE = 60, 12, 0.12
WEIGHT = {"wcxb": 0.5, "daniel": 0.5, "fundus": 1.0, "labelled": 1.5, "postlight": 0.0, "recipes": 0.3, "scrapes": 0.0, "scrapes2": 2.0}
VIEWS = ("lines", "blocks", "own", "extracted", "drawn", "marked", "plain", "raw", "halved")
# As in src/resolve/headline.rs, in 1/256 of a logit.
SURE, DOUBT = 280, -280


def titles(pages):
    """The headline of every page that has one."""
    known = {}
    for source in ("wcxb", "daniel", "fundus", "labelled", "postlight", "recipes"):
        for page in sources.wcxb() if source == "wcxb" else sources.more(source):
            known[page.id] = page.title
    for page in pages.values():
        if page.source in text.SCRAPES:
            known[page.id] = next((line for line in page.gold.split("\n") if line.strip()), None)
    return {i: words(title) for i, title in known.items() if title and words(title)}


def without_headline(page, title):
    """A reference without its headline: the result of a cleaning."""
    lines = [line for line in page.gold.split("\n") if line.strip()]
    return "\n\n".join(line for line in lines if words(line) != title)


def main():
    pages = text.prepare()
    known = titles(pages)
    work = os.path.join(text.OWN, "all")
    path, fold_file = os.path.join(work, "headlines.jsonl"), os.path.join(work, "folds.json")
    folds = json.load(open(fold_file))
    with open(path, "w", encoding="utf-8") as out:
        for line in open(os.path.join(text.OWN, "views.jsonl"), encoding="utf-8"):
            i, view = json.loads(line)["id"].split("#", 1)
            if i in known and i in folds and view in VIEWS and WEIGHT.get(pages[i].source) is not None:
                out.write(line)
        for i, page in pages.items():
            if i in known and i in folds and page.gold and page.source != "recipes" and zlib.crc32(i.encode()) % 3 == 0:
                out.write(json.dumps({"id": i + "#again", "text": without_headline(page, known[i])}, ensure_ascii=False) + "\n")
    lines = []
    for fold in range(sources.FOLDS):
        done = subprocess.run([DUMP, "titles", "text", path, fold_file, os.path.join(work, "models"), str(fold)], stdout=subprocess.PIPE, check=True)
        names, *some = done.stdout.decode("utf-8").splitlines()
        lines += some
    names = json.loads(names)
    x, y, w, of, ids = [], [], [], [], []
    for line in lines:
        record = json.loads(line)
        i, view = record["id"].split("#", 1)
        want = known[i] if view != "again" else None
        right = [words(text_) == want for text_, _ in record["candidates"]]
        ids.append((i, view, right, [text_ for text_, _ in record["candidates"]]))
        weight = WEIGHT[pages[i].source] * (0.5 if view == "again" else 1.0)
        for (_, row), good in zip(record["candidates"], right):
            x.append(row), y.append(good), of.append(len(ids) - 1)
            # One line is right and many are not: together they weigh the same.
            w.append(weight * (1.0 if good else 3.0 / max(3, len(right))))
    x, y, w, of = np.array(x, np.float32), np.array(y, float), np.array(w), np.array(of)
    fold = np.array([folds[ids[at][0]] for at in of])
    params = dict(objective="binary", num_leaves=LEAVES, max_depth=6, learning_rate=RATE, min_data_in_leaf=30, lambda_l2=5.0, max_bin=63,
                  feature_fraction=0.5, num_threads=1, seed=1, verbose=-1, deterministic=True, force_col_wise=True)
    fit = lambda rows: lgb.train(params, lgb.Dataset(x[rows], y[rows], weight=w[rows]), TREES)
    score = np.zeros(len(y))
    for at in range(sources.FOLDS):
        score[fold == at] = fit((fold != at) & (w > 0)).predict(x[fold == at], raw_score=True)
    rows_of = collections.defaultdict(list)
    for row, at in enumerate(of):
        rows_of[at].append(row)
    count = collections.defaultdict(lambda: np.zeros(6, int))
    rule = names.index("rule")
    for at, (i, view, right, texts) in enumerate(ids):
        rows = rows_of[at]
        group = "again" if view == "again" else pages[i].source
        best = int(np.argmax(score[rows])) if rows else None
        taken = best is not None and score[rows][best] * 256 >= SURE
        by_rule = next((nth for nth, row in enumerate(rows) if x[row][rule]), None)
        none = best is None or score[rows][best] * 256 < DOUBT
        good = lambda nth: right[nth] if nth is not None else view == "again"
        final = best if taken else None if none else by_rule
        count[group] += [1, good(by_rule), taken, taken and good(best), good(final), any(right) or view == "again"]
        if os.environ.get("WRONG") == group and not good(final):
            print(i, view, "|", texts[final] if final is not None else None, "|", " ".join(known[i]), file=sys.stderr)
    for group, (all_, rules, taken, sure, final, oracle) in sorted(count.items()):
        print(f"{group:10} texts {all_:5}  rule {rules / all_:.3f}  taken {taken / all_:.3f}, right of these {sure / max(taken, 1):.3f}  "
              f"in all {final / all_:.3f}  best candidate {oracle / all_:.3f}")
    whole = fit(w > 0)
    out = MAGIC + blob.forest(whole)
    open(os.path.join(ROOT, "src", "resolve", "headline.model"), "wb").write(out)
    order = np.argsort(-whole.feature_importance("gain"))[:20]
    print(f"headline.model: {len(out)} bytes; most used:", ", ".join(names[at] for at in order))


if __name__ == "__main__":
    main()
