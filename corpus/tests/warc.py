"""Makes small crawls to test with: `python3 warc.py FILE.warc.gz [PAGES]`. Nothing but the standard library is needed."""

import gzip
import sys

WORDS = "ferry harbour Skagen Monday office ticket quay storm island winter captain lantern".split()


def record(kind, content, **headers):
    """The bytes of a record; `target_uri="…"` becomes `WARC-Target-URI`, `content_type` loses the prefix."""
    lines = ["WARC/1.0", f"WARC-Type: {kind}"]
    for name, value in headers.items():
        name = name.replace("_", "-").title().replace("Uri", "URI").replace("-Id", "-ID")
        lines.append(f"{name if name == 'Content-Type' else 'WARC-' + name}: {value}")
    lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def response(number, body, http="Content-Type: text/html; charset=utf-8"):
    """A page as a crawler archives it."""
    content = f"HTTP/1.1 200 OK\r\n{http}\r\n\r\n".encode() + body
    return record(
        "response",
        content,
        record_id=f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        target_uri=f"https://example.org/{number}",
        date="2026-11-30T20:00:00Z",
        content_type="application/http; msgtype=response",
    )


def page(number, paragraphs=10):
    """The HTML of the page of this number."""
    text = [f"<html lang=en><title>Ferry {number}</title><nav><a href=/>Home</a></nav><h1>Ferry {number}</h1>"]
    state = number + 1
    for _ in range(paragraphs):
        words = []
        for _ in range(20):
            state = (state * 1664525 + 1013904223) % 2**32
            words.append(WORDS[(state >> 16) % len(WORDS)])
        text.append(f"<p>The harbour office said on Friday that {' '.join(words)}.</p>")
    return "".join(text + ["<p>Share this:</p>"]).encode()


def crawl(pages):
    """Records as a crawler writes them: about the crawl, then a request and a response for each page."""
    yield record("warcinfo", b"software: none\r\n", record_id="<urn:uuid:00000000-0000-4000-9000-000000000000>",
                 date="2026-11-30T20:00:00Z", content_type="application/warc-fields")
    for number in range(pages):
        yield record("request", f"GET /{number} HTTP/1.1\r\nHost: example.org\r\n\r\n".encode(),
                     record_id=f"<urn:uuid:00000000-0000-4000-a000-{number:012}>", date="2026-11-30T20:00:00Z",
                     target_uri=f"https://example.org/{number}", content_type="application/http; msgtype=request")
        yield response(number, page(number))


def main(path, pages=100):
    pack = (lambda it: gzip.compress(it, mtime=0)) if path.endswith(".gz") else bytes
    with open(path, "wb") as file:
        for it in crawl(int(pages)):
            file.write(pack(it))


if __name__ == "__main__":
    main(*sys.argv[1:])
