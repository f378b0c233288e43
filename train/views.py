"""Views of flattened pages: every page in the ways that scrapers flatten it, and now and then in another dress."""
import json, random, textwrap

import sources


def write(path, pages):
    """All pages as flattened text, each way of flattening a view of its own: JSON Lines of `ID#view` and the text."""
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8") as out:
        put = lambda i, view, text: out.write(json.dumps({"id": f"{i}#{view}", "text": text}, ensure_ascii=False) + "\n")
        for view in ("lines", "blocks"):
            for i, text in sources.flattened(pages, view):
                put(i, view, text)
                if view == "blocks":
                    # Every page once more in another dress; most often the one that is hardest.
                    way = chance.choice([indented, spaced, carriage, bulleted, wrapped, wrapped, one_line, one_line, one_line])
                    put(i, way.__name__, way(text, chance))
        for i in sorted(pages):
            gold = pages[i].gold if pages[i].source in sources.LEARNED else ""
            if gold and chance.random() < 0.5:
                put(i, "clean", gold)
            if gold and chance.random() < 0.2:
                way = chance.choice([wrapped, one_line])
                put(i, way.__name__ + "#clean", way(gold, chance))


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
