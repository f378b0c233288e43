#!/usr/bin/env python3
"""Writes the labels that publishing software ships in many languages into src/languages.

usage: train/labels.py LABELS.tsv [--body LINES…] [--languages de,hr,…] [--report]

LABELS.tsv has the columns lang, category, kind (whole, prefix, pattern, weak), label, meaning (the English original), program,
licence, programs (how many print it), body_hits and junk_hits (times it stood as a whole line in gold text and outside it).
LINES are files with one line of known body text a line: what stands there is no label. Only entries that a file lacks are added,
at the end of their section, so that running it again changes nothing; what was written by hand stays. A language with FIRM labels
and no file gets one; names of months and weekdays come from Unicode CLDR (pip install babel).

What is taken, and what is not:
- labels of two programs, of a permissive licence, or whose English original was seen as junk on pages at hand;
- a single short word is weak (it counts beside other junk alone), and so is what is weak in another language;
- what stands in body text in any language, is a stop word, a month or a weekday somewhere, or is shorter than two letters is left out;
- a beginning (`Share on %s`) must be two words of eight letters or four signs of a script without spaces.
"""
import argparse, collections, pathlib, re, sys, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ROOT / "src" / "languages"

# Firm labels from which on a language gets a file.
FIRM = 100
# The same of weak ones of a single program.
SEEN_OFTEN = 100
# Firm labels of a language from which on weak ones of a single program are taken: of smaller ones few pages are at hand.
WELL_KNOWN = 400
# Letters of a single word from which on it is a label alone: German and Finnish compounds.
LONG_WORD = 13
# Times that an English original was seen as junk, in all languages together, from which on its translations are taken: of a
# permissive licence, and of others.
SEEN = 6
SEEN_OTHERS = 12
# Longest label in bytes: longer lines are not looked up.
LABEL_BYTES = 200
# Columns of a line.
WIDTH = 96

PERMISSIVE = re.compile(r"MIT|BSD|Apache|Unicode|EUPL|facts")
# Which section a category's labels go to; None is decided label by label.
SECTIONS = {"comments": "comments", "consent": "consent", "footer": "footer", "interface": "interface", "navigation": "navigation",
            "paywall": "paywall", "promotion": "promotion", "related": "related", "share": "share", "subscribe": "subscribe",
            "advertisement": "advertisement", "masthead": "masthead"}
SHOPS = ("WooCommerce", "Shopify", "django-oscar")
# The file of a language that the table names otherwise.
SAME_FILE = {"pt-BR": "pt"}
# What pages call it, as in build.rs.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
HANGUL = re.compile("[\uac00-\ud7af]")
ORDER = [name + mark for name in ("paywall consent placeholder comments advertisement subscribe share follow related footer promotion "
         "masthead shop forum interface home language navigation network").split() for mark in ("", "?")] + [
         "embed", "card", "card end", "posted", "posted after", "posted on", "tweet of", "wrote", "said", "credit", "source", "agency",
         "picture source", "via", "caption start", "caption cue", "by", "by line", "by value", "role", "and", "particles", "papers", "rights",
         "published", "changed", "joined", "tags", "of site", "months", "own months", "weekdays", "date words", "clock words", "stop words"]
NAMES = {"af": "Afrikaans", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
         "ckb": "Central Kurdish", "cy": "Welsh", "eo": "Esperanto", "et": "Estonian", "eu": "Basque", "fil": "Filipino", "gd": "Scottish Gaelic",
         "gl": "Galician", "hr": "Croatian", "hy": "Armenian", "is": "Icelandic", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh",
         "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mr": "Marathi", "ms": "Malay", "my": "Burmese",
         "ne": "Nepali", "nn": "Norwegian Nynorsk", "nso": "Northern Sotho", "oc": "Occitan", "pa": "Punjabi", "ps": "Pashto", "si": "Sinhala",
         "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sr-Latn": "Serbian in Latin letters", "su": "Sundanese",
         "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tk": "Turkmen", "ug": "Uyghur", "ur": "Urdu", "uz": "Uzbek", "zu": "Zulu"}

# --- folding, as text::fold::fold_label does it ---
AROUND = set(":»«><›‹•·|→←▼▲►▶…*-.!+×✕[]()\",/~#■◆●○=_")
GREEK = str.maketrans("άέήίϊΐόύϋΰώς", "αεηιιιουυυωσ")
ARABIC = str.maketrans("آأإٱىیکةۀ", "ااااييكهه")
DEVANAGARI = str.maketrans("ँ\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", "ंकखगजडढफय")


def narrow(c):
    o = ord(c)
    if o < 0x80:
        return "'" if c == "`" else c
    if 0xFF01 <= o <= 0xFF5E:
        return chr(o - 0xFEE0)
    if c in "‘’‛′":
        return "'"
    if c in "“”„‟":
        return '"'
    if 0x2010 <= o <= 0x2015 or o == 0x2212:
        return "-"
    if c in "\u3000\u200c":
        return " "
    return {"。": ".", "、": ",", "ı": "i", "İ": "i"}.get(c, c).translate(GREEK).translate(ARABIC).translate(DEVANAGARI)


def silent(c):
    o = ord(c)
    return c in "\ufeff\u200b\u2060\xad\0\u200e\u200f\u0640\u0670\u093c" or 0x202A <= o <= 0x202E or 0x2066 <= o <= 0x2069 or 0x64B <= o <= 0x655


def fold(text):
    out, gap, digit = [], False, False
    chars = [narrow(c) for c in text]
    for at, c in enumerate(chars):
        if c.isspace():
            gap = True
            continue
        if silent(c):
            continue
        if digit and c in ",.:/" and at + 1 < len(chars) and chars[at + 1].isnumeric():
            continue
        if gap and out:
            out.append(" ")
            digit = False
        gap = False
        if c.isnumeric():
            if not digit:
                out.append("0")
            digit = True
            continue
        digit = False
        out.append("".join(narrow(x) for x in c.lower()) if c != "ς" else "σ")
    text = "".join(out)
    ends = lambda c: c in AROUND or c.isspace()
    while text and ends(text[-1]):
        text = text[:-1]
    while text and ends(text[0]):
        text = text[1:]
    return text


def letters(text):
    return sum(unicodedata.category(c)[0] in "LM" for c in text)


# --- language files ---
class File:
    def __init__(self, code):
        self.code, self.path = code, FILES / f"{code}.txt"
        self.head, self.sections = [], collections.OrderedDict()
        if not self.path.exists():
            return
        section = None
        for line in self.path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = self.sections.setdefault(line.strip()[1:-1], [])
            elif section is None:
                self.head.append(line)
            elif line.strip():
                section.append(line.strip())

    def entries(self, section):
        return [entry.strip() for line in self.sections.get(section, []) if not line.startswith("#") for entry in line.split(" | ")]

    def add(self, section, entries, all_of_them=False):
        have = set(self.entries(section))
        new = entries if all_of_them else [entry for entry in dict.fromkeys(entries) if entry not in have]
        lines, line = self.sections.setdefault(section, []), ""
        for entry in new:
            if line and len(line) + 3 + len(entry) > WIDTH:
                lines.append(line)
                line = entry
            else:
                line = f"{line} | {entry}" if line else entry
        if line:
            lines.append(line)
        return len(new)

    def write(self):
        out = [line for line in self.head if line.strip()]
        for section in ORDER:
            if self.sections.get(section):
                out += ["", f"[{section}]"] + self.sections[section]
        assert set(self.sections) <= set(ORDER), (self.code, set(self.sections) - set(ORDER))
        self.path.write_text("\n".join(out) + "\n", encoding="utf-8")


def rows(path):
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or line.startswith("lang\t"):
            continue
        row = line.rstrip("\n").split("\t")
        yield dict(lang=SAME_FILE.get(row[0], row[0]), category=row[1], kind=row[2], label=row[3], meaning=row[4], program=row[5],
                   licence=row[6], programs=int(row[7]), body=int(row[8]), junk=int(row[9]))


def section_of(row):
    """The section of a label, by its category and its English meaning; None where there is none."""
    meaning, category = row["meaning"].lower(), row["category"]
    if category in ("interface", "navigation") and row["programs"] == 1 and row["program"].startswith(SHOPS):
        return "shop" if row["kind"] != "weak" else None
    if category == "navigation" and meaning in ("home", "home page", "homepage"):
        return "home"
    if category in SECTIONS:
        return SECTIONS[category]
    if category == "counter":
        for words, section in ((r"comment|repl|respons|reaction|discussion|opinion", "comments"), (r"share|like|tweet|follow", "share"),
                               (r"product|item in|cart", "shop"), (r"view|read|hit|visit|post|article|result|page|download|photo|image|video|star|vote|rating|review", "interface")):
            if re.search(words, meaning):
                return section
        return None
    if category == "date":
        return "interface" if re.search(r"%n.*(ago|read|min|hour|second|day|week|month|year)|ago|just now|reading time|min read", meaning) else None
    if category == "byline" and re.search(r"view (all|more)|more posts|all posts|posts by|articles by", meaning):
        return "navigation"
    return None


def words_section(row):
    """The section of the lexicon for what stands before a name, a date or keywords, and its fixed text."""
    meaning = re.sub(r"[:.\s]*%s[.\s]*$", "", row["meaning"].lower()).strip(" :.")
    text = row["label"]
    if "%" in text:
        if not re.fullmatch(r"[^%]*%s[.\s]*", text):
            return None, None
        text = text[: text.index("%")]
    text = fold(text)
    if row["category"] == "byline":
        if meaning in ("by", "written by", "posted by", "published by", "author", "authors", "article by", "story by", "contributed by"):
            # A bare "by" is another preposition too; where two programs have it, it stands before names.
            if meaning != "by":
                return "by", text
            return ("by line", text) if row["programs"] >= 2 else (None, None)
    if row["category"] == "date":
        if meaning in ("posted", "posted on", "created") and " " not in text and not UNSPACED.search(text):
            # A verb alone: "wrote".
            return None, None
        if re.fullmatch(r"(published|posted|created|date published|publication date|published date|date of publication|publish date|first published|released?)( on| at)?", meaning):
            return "published", text
        if re.fullmatch(r"(last )?(updated|modified|edited|changed|revised)( on| at)?|last (update|change|modification)|date (updated|modified)", meaning):
            return "changed", text
    if row["category"] == "tags" and re.fullmatch(r"(post )?tags?|tagged( with| as| in)?|filed (under|in)|keywords?|categories|category|topics?|labels?", meaning):
        return "tags", text
    if row["category"] == "embed" and row["kind"] == "whole":
        return "embed", text
    return None, None


def shape(row):
    """A label as the phrase table writes it, and what of it is fixed; None where it has too little of its own."""
    text = row["label"]
    if row["category"] == "counter" and text.count("%s") == 1 and "%n" not in text:
        text = text.replace("%s", "%n")
    text = text.replace("%n", "7")
    if "%s" not in text:
        folded = fold(text)
        return (folded, folded) if "*" not in folded and " | " not in folded else (None, None)
    parts = [part for part in re.split(r"[\"'“”„«»]?%s[\"'“”„«»]?", text)]
    start, rest = fold(parts[0]), [fold(part) for part in parts[1:]]
    if not start or "*" in text:
        return None, None
    if re.match(r"required fields are marked %s", row["meaning"].lower()) and not any(rest):
        return start, start
    later = max(rest, key=len, default="")
    unspaced = len(UNSPACED.findall(start)) + len(HANGUL.findall(start))
    firm = unspaced >= 4 or (" " in start and letters(start) >= 8)
    if later and len(later.encode()) >= 3 and letters(later) >= 3 and letters(start) >= 3:
        return f"{start} * {later}", f"{start} {later}"
    # A colon after the fixed part says as much as a second word.
    if not firm and not (re.match(r"[^%]*[:：]\s*[\"“„«]?%s", text) and letters(start) >= 5):
        return None, None
    if not firm:
        return f"{start}: *", start
    return f"{start} *", start


def main():
    args = argparse.ArgumentParser()
    args.add_argument("labels"); args.add_argument("--body", nargs="*", default=[]); args.add_argument("--languages"); args.add_argument("--report", action="store_true")
    args = args.parse_args()
    table = list(rows(args.labels))
    body = collections.Counter(line for path in args.body for line in open(path, encoding="utf-8").read().split("\n"))
    firm = collections.Counter(row["lang"] for row in table if row["kind"] != "weak")
    codes = sorted(code for code in firm if firm[code] >= FIRM)
    only = args.languages.split(",") if args.languages else codes
    files = {path.stem: File(path.stem) for path in FILES.glob("*.txt")}
    # What is an ordinary word somewhere: of every language, as any page may carry any language's labels.
    plain = set()
    for file in files.values():
        for section in ("stop words", "months", "weekdays", "date words", "clock words", "particles", "and"):
            plain.update(fold(form) for entry in file.entries(section) for form in entry.split("/"))
    by_hand = {}
    for file in files.values():
        for section in file.sections:
            if section in ORDER[: ORDER.index("embed")]:
                by_hand.update((entry, section) for entry in file.entries(section))
    seen, hit, weak = collections.Counter(), collections.Counter(), set()
    for row in table:
        seen[row["category"], row["meaning"]] += row["junk"]
        row["shape"], row["fixed"] = shape(row)
        if row["shape"]:
            hit[row["shape"]] += row["body"] + body[row["shape"]]
            if row["kind"] == "weak":
                weak.add(row["shape"])
    # Beginnings of lines of body text that a label would take for its own.
    starts = {row["shape"].split(" *")[0] for row in table if row["shape"] and " *" in row["shape"]}
    begins = collections.Counter()
    for line, count in body.items():
        for end in range(2, len(line)):
            if line[:end] in starts and not (line[end - 1].isalpha() and line[end].isalpha() and not UNSPACED.match(line[end])):
                begins[line[:end]] += count
    added, report = collections.defaultdict(lambda: collections.defaultdict(list)), collections.Counter()
    sources = collections.defaultdict(set)
    licences = {row["program"]: row["licence"] for row in table if row["programs"] == 1}
    for row in table:
        code = row["lang"]
        if code not in codes or code not in only:
            continue
        shared, free = row["programs"] >= 2, PERMISSIVE.search(row["licence"])
        take = seen[row["category"], row["meaning"]] >= (SEEN if free else SEEN_OTHERS) or (shared and free and row["kind"] != "weak")
        if not take:
            report["neither shared, free nor seen"] += 1
            continue
        section, text = words_section(row)
        if section and row["kind"] != "weak" and text and letters(text) >= 3 and text not in plain and " | " not in text:
            added[code][section].append(text)
            if section == "changed":
                added[code]["published"].append(text)
            sources[code] |= programs_of(row["program"])
            continue
        section, text = section_of(row), row["shape"]
        if not section or not text:
            report["no place"] += 1
            continue
        fixed = row["fixed"]
        unspaced = len(UNSPACED.findall(fixed)) + len(HANGUL.findall(fixed))
        if fixed in plain or letters(fixed) < 2 or len(text.encode()) > LABEL_BYTES or (letters(fixed) < 3 and not unspaced):
            report["too short, or an ordinary word"] += 1
            continue
        if hit[text]:
            report["stands in body text"] += 1
            continue
        whole = " * " not in text and not text.endswith(" *")
        if not whole and begins[text.split(" *")[0]]:
            report["begins body text"] += 1
            continue
        lone = " " not in fixed and (unspaced < 4 if unspaced else letters(fixed) < LONG_WORD)
        soft = row["kind"] == "weak" or (whole and (lone or text in weak)) or row["category"] == "date"
        if soft and not whole:
            report["weak and not the whole line"] += 1
            continue
        rare = seen[row["category"], row["meaning"]] < SEEN_OFTEN or firm[code] < WELL_KNOWN
        if row["kind"] == "weak" and row["programs"] < 2 and rare:
            report["weak, of one program, and rare or in a language with few labels"] += 1
            continue
        # The first step of a path is a word.
        name = section + "?" if soft or section == "home" else section
        if text in by_hand and not (section == "home" and not by_hand[text].startswith("home")):
            report["known"] += 1
            continue
        added[code][name].append(text)
        sources[code] |= programs_of(row["program"])
    total = collections.Counter()
    for code in only:
        file = files.get(code) or File(code)
        if not file.head:
            file.head = [f"# {NAMES[code]}."]
        firm_here = {entry for section, entries in added[code].items() if not section.endswith("?") for entry in entries}
        for section, entries in added[code].items():
            # Firm in one place is firm.
            entries = [entry for entry in entries if not (section.endswith("?") and entry in firm_here)]
            total[section] += file.add(section, sorted(set(entries)))
        credit(file, sources[code], licences)
        files[code] = file
    calendar(files)
    for file in files.values():
        file.write()
    for why, count in report.most_common():
        print(f"{count:6} left out: {why}", file=sys.stderr)
    for section, count in total.most_common():
        print(f"{count:6} [{section}]", file=sys.stderr)
    print(f"{sum(total.values()):6} in all, {len(only)} languages", file=sys.stderr)


def calendar(files):
    """Adds the names of months and weekdays to files that have none. A name that means something else elsewhere counts in its own
    language alone, where it is a month's, and not at all where it is a weekday's."""
    try:
        from babel import Locale
        from babel.dates import get_day_names, get_month_names
    except ImportError:
        return
    months, others, days_known = {}, set(), set()
    for file in files.values():
        days_known.update(form for entry in file.entries("weekdays") for form in entry.split("/"))
        for at, entry in enumerate(file.entries("months")):
            for form in entry.split("/"):
                months.setdefault(form, at % 12)
        for section in ("date words", "clock words", "stop words", "particles", "and", "papers"):
            others.update(form for entry in file.entries(section) for form in entry.split("/"))
    for code, file in sorted(files.items()):
        try:
            locale = Locale.parse(code.replace("-", "_"))
        except Exception:
            continue
        tidy = lambda text: text.lower().strip(" .·").replace("\u200e", "")
        good = lambda form: sum(c.isalpha() for c in form) >= (2 if UNSPACED.search(form) else 3) and not any(c.isnumeric() for c in form) and "/" not in form
        # Three letters of ASCII are a word somewhere.
        short = lambda form: len(form) <= 3 and form.isascii()
        kinds = [(width, context) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
        # A partial year is completed.
        known = [entry for line in [file.entries("months")] for entry in line]
        if not known or (len(known) == 12 and "-" in known):
            file.sections.pop("months", None)
            names, own = [], []
            for month in range(12):
                forms = dict.fromkeys(tidy(get_month_names(*kind, locale=locale)[month + 1]) for kind in kinds)
                forms = [form for form in forms if good(form)]
                names.append([form for form in forms if form not in others | days_known and (not short(form) or form in months) and months.get(form, month) == month])
                if known:
                    names[-1] = list(dict.fromkeys([form for form in known[month].split("/") if form != "-"] + names[-1]))
                mine = [form for form in forms if months.get(form) != month and form not in names[-1] and form not in others]
                own += [f"{month + 1} {'/'.join(mine)}"] if mine else []
            if sum(map(bool, names)) >= 6:
                for month, forms in enumerate(names):
                    for form in forms:
                        months.setdefault(form, month)
                file.add("months", ["/".join(forms) or "-" for forms in names], True)
                if own and not file.entries("own months"):
                    file.add("own months", own)
        if not file.entries("weekdays"):
            days = [[form for form in dict.fromkeys(tidy(get_day_names(*kind, locale=locale)[day]) for kind in kinds) if good(form) and not short(form) and form not in months and form not in others] for day in range(7)]
            if sum(map(bool, days)) >= 5:
                days_known.update(form for forms in days for form in forms)
                file.add("weekdays", ["/".join(forms) or "-" for forms in days], True)


def credit(file, programs, licences):
    """Names the programs whose translations were taken, by licence."""
    head = " ".join(line.lstrip("# ") for line in file.head)
    if not programs or "train/labels.py" in head:
        return
    by_licence = collections.defaultdict(list)
    for program in sorted(programs):
        by_licence[licences.get(program, "several licences")].append(program)
    taken = "; ".join(f"{', '.join(names)} ({licence})" for licence, names in sorted(by_licence.items()))
    words = f"single labels that these programs ship as translations (train/labels.py): {taken}."
    words = ("Further " if "Source:" in head else "Source: ") + words
    line = "#"
    for word in words.split():
        if len(line) + 1 + len(word) > WIDTH:
            file.head.append(line)
            line = "#"
        line += " " + word
    file.head.append(line)


def programs_of(text):
    """The names of programs in a column of the table; the last may be cut short to a number."""
    return {re.sub(r" \+\d+$", "", name.strip()) for name in text.split(";")} - {""}


main()
