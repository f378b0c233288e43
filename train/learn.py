"""Tables and forests."""
import numpy as np
import lightgbm as lgb
import scipy.sparse as sparse
from sklearn.linear_model import SGDClassifier

import blob

THREADS = 1  # folds are trained side by side
# A table's token is known from at least so many sites, and shrinks towards the mean of all like so many more of them.
SITES, SHRINK = 4, 3
# A table's unit: 1/24 of a logit.
UNIT = 24
# A term of the regression is known from at least so many sites; how strongly weights are held to zero.
TERM_SITES, ALPHA = 5, 3e-6


class Tokens:
    """Kept and all words under each token, by page."""

    def __init__(self, d, sites, most_words=30):
        block_of = np.repeat(np.arange(len(d.words)), np.diff(d.token_start))
        page = d.page_of[block_of].astype(np.uint64)
        key = page << np.uint64(32) | d.tokens.astype(np.uint64)
        weight = (np.minimum(d.words, most_words) * ~d.masked * d.learned[d.page_of])[block_of].astype(np.float32)
        kept = weight * d.label[block_of]
        order = np.argsort(key, kind="stable")
        key, starts = np.unique(key[order], return_index=True)
        self.page, self.token = (key >> np.uint64(32)).astype(np.int64), (key & np.uint64(0xFFFFFFFF)).astype(np.int64)
        self.all, self.kept = np.add.reduceat(weight[order], starts), np.add.reduceat(kept[order], starts)
        self.site = np.array([sites[i.split("#")[0]] for i in d.ids])[self.page]
        self.fold = d.fold[self.page]

    def table(self, without=None, most=4000, sites=SITES):
        """{token: weight} from the folds but one: the tokens whose weights tell most."""
        use = (self.fold != without) & (self.all > 0)
        key = self.token[use] << 16 | self.site[use]
        order = np.argsort(key, kind="stable")
        key, starts = np.unique(key[order], return_index=True)
        all_, kept = np.add.reduceat(self.all[use][order], starts), np.add.reduceat(self.kept[use][order], starts)
        token, starts = np.unique(key >> 16, return_index=True)
        share = kept / all_
        n = np.diff(np.concatenate([starts, [len(key)]]))
        mean = share.mean()
        value = (np.add.reduceat(share, starts) + SHRINK * mean) / (n + SHRINK)
        volume = np.add.reduceat(np.minimum(all_, 2000), starts)
        odds = lambda p: np.log(np.clip(p, 0.004, 0.996) / (1 - np.clip(p, 0.004, 0.996)))
        weight = odds(value) - odds(mean)
        known = n >= sites
        worth = np.abs(weight) * np.sqrt(n) * known
        best = np.argsort(-worth)[:most]
        return {int(token[i]): int(np.clip(round(UNIT * weight[i]), -127, 127)) for i in best if known[i] and round(UNIT * weight[i])}


class Terms:
    """The words of each line as the terms of a logistic regression: does it belong to the body?

    The weights of `Tokens` judge each token alone; here they share the work. A line's sum is divided by the root of the
    number of its terms, as `joined` in src/score/table.rs does."""

    def __init__(self, d, sites):
        blocks = len(d.words)
        block_of = np.repeat(np.arange(blocks), np.diff(d.token_start))
        site = np.array([sites[i.split("#")[0]] for i in d.ids])
        pairs = np.unique(d.tokens.astype(np.uint64) << np.uint64(32) | site[d.page_of[block_of]].astype(np.uint64))
        tokens, seen = np.unique((pairs >> np.uint64(32)).astype(np.uint32), return_counts=True)
        self.tokens = tokens[seen >= TERM_SITES]
        at = np.minimum(np.searchsorted(self.tokens, d.tokens), len(self.tokens) - 1)
        known = self.tokens[at] == d.tokens
        self.counts = sparse.csr_matrix((np.ones(known.sum(), np.float32), (block_of[known], at[known])), shape=(blocks, len(self.tokens)))
        self.use = d.usual[d.page_of] & (d.weight > 0) & (d.words > 0)
        self.body = d.label > 0.5
        self.weight = np.minimum(np.maximum(d.words, 1), 30) ** 0.7
        self.fold = d.fold[d.page_of]

    def fit(self, rows, columns):
        counts = self.counts[rows][:, columns]
        root = np.sqrt(np.maximum(np.asarray(counts.sum(1)).ravel(), 1)).astype(np.float32)
        model = SGDClassifier(loss="log_loss", alpha=ALPHA, max_iter=5, tol=None, random_state=1, average=True)
        weight = self.weight[rows]
        model.fit(sparse.diags(1 / root).dot(counts).tocsr(), self.body[rows], sample_weight=weight / weight.mean())
        return model.coef_.ravel(), np.asarray(counts.sum(0)).ravel()

    def table(self, without=None, most=4000):
        """{token: weight} from the folds but one: the terms that move the most blocks most, fitted once more by themselves."""
        rows = np.flatnonzero(self.use & (self.fold != without))
        weight, seen = self.fit(rows, np.arange(len(self.tokens)))
        best = np.sort(np.argsort(-np.abs(weight) * np.sqrt(seen))[:most])
        weight, _ = self.fit(rows, best)
        units = np.clip(np.round(UNIT * weight), -127, 127).astype(int)
        return {int(token): int(unit) for token, unit in zip(self.tokens[best], units) if unit}


def weights(d, page_weight, power=0.7, most=80):
    """Every page counts by its source; in it a block by its words."""
    w = np.minimum(np.maximum(d.words, 1), most) ** power * ~d.masked
    total = np.bincount(d.page_of, w, len(d.ids))
    return w / np.maximum(total, 1)[d.page_of] * 1000 * page_weight[d.page_of]


def thin(d, w, seed=1, part=1.0):
    """Rows to learn from: all that are partly body or long, a part of the short clear junk, which is plentiful and alike."""
    random = np.random.default_rng(seed)
    keep = part * np.where((d.label > 0.05) | (d.words >= 12), 0.75, 0.25)
    take = random.random(len(keep)) < keep
    return take, w / keep


def parameters(leaves, rate=0.12, seed=1, **more):
    return dict(objective="cross_entropy", num_leaves=leaves, max_depth=7, learning_rate=rate, min_data_in_leaf=40, max_bin=63,
                feature_fraction=0.3, lambda_l2=5.0, num_threads=THREADS, seed=seed, verbose=-1,
                min_sum_hessian_in_leaf=1e-3, deterministic=True, force_col_wise=True) | more


def forest(x, y, w, trees, leaves, **more):
    return lgb.train(parameters(leaves, **more), lgb.Dataset(x, y, weight=w, free_raw_data=True), trees)


class Rows:
    """The rows to learn from, binned once for the forests of all folds."""

    def __init__(self, d, leaves, **more):
        take, weight = thin(d, d.weight, part=d.part)
        self.at = np.flatnonzero(take & (weight > 0) & (d.words > 0))
        self.parameters = parameters(leaves, **more)
        self.set = lgb.Dataset(d.rows[self.at], d.label[self.at], weight=weight[self.at], params=self.parameters, free_raw_data=False)
        self.weight = weight[self.at]
        self.set.construct()

    def forest(self, use, trees):
        """A forest from the rows of which `use`, a mask over all rows of the dump, is true."""
        return lgb.train(self.parameters, self.set.subset(np.flatnonzero(use[self.at])), trees)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def cuts(d, likely, low=0.15, high=0.6):
    """The cut with the best expected F1, by page: what src/score/cut.rs does."""
    out = np.zeros(len(d.ids))
    for p in range(len(d.ids)):
        a, b = d.start[p], d.start[p + 1]
        l, w = likely[a:b], d.words[a:b]
        if not len(l):
            continue
        o = np.argsort(-l)
        right, kept = np.cumsum((l * w)[o]), np.cumsum(w[o])
        out[p] = l[o][np.argmax(right / np.maximum(kept + right[-1], 1e-9))]
    return np.clip(out, low, high)
