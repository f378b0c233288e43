"""Writes model files in the form that src/score/model.rs reads: integers only, small before and after compression."""
import numpy as np

MAGIC = b"unh\x01"
TYPES = ["article", "documentation", "forum", "product", "collection", "listing", "service"]
LOGIT = 256  # a leaf's unit: 1/256 of a logit


def number(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def signed(n):
    return number(n << 1 if n >= 0 else (-n << 1) - 1)


def sized(data):
    return number(len(data)) + bytes(data)


def table(weights):
    """{hash: weight -127…127}; 24 bits of each hash are kept."""
    short = {}
    for h, w in weights.items():
        if h >> 8:
            short.setdefault(h >> 8, w)
    out, last = bytearray(number(len(short))), 0
    for h in sorted(short):
        out += number(h - last)
        last = h
    return bytes(out) + sized(bytes(short[h] & 0xFF for h in sorted(short)))


def empty():
    return signed(0) + number(0) + number(0) + sized(b"") * 3


def forest(booster, bias=0.0, columns=None):
    """A LightGBM booster; `columns` maps its features to the rows' columns."""
    if booster is None:
        return empty()
    trees = [t["tree_structure"] for t in booster.dump_model()["tree_info"]]
    cut = lambda node: int(np.floor(node["threshold"]))
    used = {}

    def collect(node):
        if "split_feature" in node:
            used.setdefault(node["split_feature"], set()).add(cut(node))
            collect(node["left_child"]), collect(node["right_child"])

    for t in trees:
        collect(t)
    out = bytearray(signed(round(bias * LOGIT)))
    order = sorted(used)
    places = {f: i for i, f in enumerate(order)}
    cuts = {f: sorted(used[f]) for f in order}
    assert len(order) < 255 and all(len(c) <= 256 for c in cuts.values())
    out += number(len(order))
    for f in order:
        out += number(int(columns[f]) if columns is not None else f) + number(len(cuts[f]))
        last = 0
        for c in cuts[f]:
            out += signed(c - last)
            last = c
    which, where, leaves = bytearray(), bytearray(), bytearray()

    def write(node):
        if "split_feature" not in node:
            which.append(0)
            leaves.append(max(-127, min(127, round(node["leaf_value"] * LOGIT))) & 0xFF)
            return
        f = node["split_feature"]
        which.append(places[f] + 1)
        where.append(cuts[f].index(cut(node)))
        write(node["left_child"]), write(node["right_child"])

    for t in trees:
        write(t)
    return bytes(out) + number(len(trees)) + sized(which) + sized(where) + sized(leaves)


def model(weights, blocks=None, types=None):
    return MAGIC + table(weights) + (blocks or empty()) + b"".join(types or [empty()] * len(TYPES))
