"""Flattened views of a page: what scrapers hand on when they take the text out of HTML.

Each flattener takes parsed HTML and gives text in the form of a well-known program; each dress changes the white space of a
flattened text as other programs do. A view is a flattener, sometimes in a dress.
"""
import random, re, textwrap, zlib

import html2text
import html_text
import inscriptis
import lxml.html
from resiliparse.extract.html2text import extract_plain_text

BLOCK = frozenset(
    "address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul".split())
SPACED = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre".split())
NO_TEXT = ("script", "style", "noscript", "template")
NO_BLOCK_TEXT = frozenset(NO_TEXT + ("head", "svg", "iframe"))


def parse(html):
    return lxml.html.fromstring(html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))


def texts(root, skip=NO_TEXT):
    """The text nodes in order, those of elements without text left out."""
    stack = [(root, False)]
    while stack:
        node, closed = stack.pop()
        if closed:
            if node.tail:
                yield node.tail
            continue
        if node is not root:
            stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in skip:
            continue
        if node.text:
            yield node.text
        stack.extend((child, False) for child in reversed(node))


# ---- flatteners ---------------------------------------------------------------------------------------------------------


def lines(html, root):
    """`BeautifulSoup.get_text("\\n", strip=True)`: every text node a line."""
    return "\n".join(text for text in map(str.strip, texts(root)) if text)


def blocks(html, root):
    """Line breaks at block boundaries only: inline siblings are glued."""
    out = []
    gap = lambda tag: "\n\n" if tag in SPACED else "\n"
    squeeze = lambda text: re.sub(r"[ \t\r\n]+", " ", text)
    stack = [(root, False)]
    while stack:
        node, closed = stack.pop()
        if closed:
            if isinstance(node.tag, str) and node.tag in BLOCK:
                out.append(gap(node.tag))
            if node is not root and node.tail:
                out.append(squeeze(node.tail))
            continue
        if not isinstance(node.tag, str) or node.tag in NO_BLOCK_TEXT:
            if node is not root and node.tail:
                out.append(squeeze(node.tail))
            continue
        if node.tag in BLOCK:
            out.append(gap(node.tag))
        if node.text:
            out.append(squeeze(node.text))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    text = re.sub(r" *\n *", "\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def raw(html, root):
    """`BeautifulSoup.get_text()` or lxml's `text_content()`: the markup's own white space, blank lines by the dozen."""
    return "".join(texts(root, NO_TEXT + ("svg",)))


def halved(html, root):
    """The recipe that most copy: strip the lines, part them at double spaces, drop the blank ones."""
    parts = (part.strip() for line in raw(html, root).splitlines() for part in line.strip().split("  "))
    return "\n".join(part for part in parts if part)


def extracted(html, root):
    """`html_text.extract_text`: its guess of the layout."""
    return html_text.extract_text(html)


def drawn(html, root):
    """Inscriptis: tables and indents drawn as a text browser does."""
    return inscriptis.get_text(html)


def marked(html, root):
    """html2text without links and images: Markdown."""
    writer = html2text.HTML2Text(bodywidth=0)
    writer.ignore_links = writer.ignore_images = True
    return writer.handle(html)


def plain(html, root):
    """Resiliparse, the whole page: bullets, alternative texts, blank lines."""
    return extract_plain_text(html, main_content=False, alt_texts=True)


FLATTENERS = [lines, blocks, raw, halved, extracted, drawn, marked, plain]

# ---- dresses ------------------------------------------------------------------------------------------------------------


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
    width = chance.choice((48, 56, 64, 72, 76, 80))
    fill = lambda line: "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(fill(line) for line in text.split("\n") if line.strip())


def one_line(text, chance):
    return " ".join(text.split())


def tabbed(text, chance):
    """A row of a table: line breaks became tabs or wide gaps."""
    gap = chance.choice(("\t", "    "))
    return gap.join(line.strip() for line in text.split("\n") if line.strip())


DRESSES = [indented, spaced, carriage, bulleted, wrapped, wrapped, one_line, one_line, one_line, tabbed]

# ---- views --------------------------------------------------------------------------------------------------------------

# A view of more text, or of more lines, than this says nothing that its beginning does not.
LONGEST, MOST_LINES = 300_000, 1200

# Of each source, the share of the pages that are seen in each view: a large source is seen in fewer, so that the machine is not busy
# with it alone. Other views of a source have the share named last.
SHARES = {
    "wcxb": ({"lines": 0.2, "blocks": 0.5, "clean": 0.5, "dressed#clean": 0.5, "one_line": 0.6, "tabbed": 0.6}, 0.33),
    "daniel": ({"lines": 0.2, "blocks": 0.7, "clean": 0.6, "dressed#clean": 0.6, "one_line": 0.9, "tabbed": 0.9}, 0.42),
    "cleaneval": ({"lines": 0.15, "blocks": 0.5, "clean": 0.5, "dressed#clean": 0.5, "one_line": 0.9, "tabbed": 0.9}, 0.25),
    "recipes": ({"lines": 0.05, "blocks": 0.25}, 0.3),
    "postlight": ({"blocks": 1.0}, 0.0),
    "labelled": ({"lines": 0.5}, 1.0),
    "fundus": ({"lines": 0.5}, 1.0),
    "harvest": ({"lines": 0.5}, 1.0),
}


def is_taken(page, name, text):
    """Whether the page is seen in this view. The lot hangs on the id and the view alone."""
    if page.source.startswith("scrapes"):
        return True
    shares, other = SHARES[page.source]
    few = sum(1 for line in text.split("\n") if line.strip()) <= MOST_LINES
    return few and zlib.crc32(f"{page.id}#{name}".encode()) % 1000 < 1000 * shares.get(name, other)


def views(page, html, ready):
    """Yields (name, text): the flattened texts at hand, other flatteners drawn by lot, one of all in a dress, and the reference.

    The lot hangs on the page's id alone, so that a page has the same views in every run."""
    return ((name, text) for name, text in all_views(page, html, ready) if is_taken(page, name, text))


def all_views(page, html, ready):
    chance = random.Random(zlib.crc32(page.id.encode()))
    made = {name: text[:LONGEST] for name, text in ready.items()}
    # Sources of few pages, in few languages: every page is seen in more ways.
    few = page.source != "wcxb"
    others = [it for it in FLATTENERS if it.__name__ not in made]
    chance.shuffle(others)
    root = None
    for flattener in others[:(1 + few) if html else 0]:
        try:
            root = parse(html) if root is None else root
            made[flattener.__name__] = flattener(html, root)[:LONGEST]
        except Exception as problem:  # a page that one program cannot read has its other views
            print(page.id, flattener.__name__, type(problem).__name__, problem)
    yield from made.items()
    if made and chance.random() < (0.8 if few else 0.6):
        text, way = made[chance.choice(sorted(made))], chance.choice(DRESSES)
        yield way.__name__, way(text, chance)
    if page.gold and page.source != "recipes":
        if chance.random() < 0.5:
            yield "clean", page.gold
        if chance.random() < 0.2:
            yield "dressed#clean", chance.choice([wrapped, one_line])(page.gold, chance)
