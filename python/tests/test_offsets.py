"""Offsets: code points of a `str`, bytes of bytes."""

import unhusk


def test_a_removal_is_its_range_of_the_source(pages: list[str], crawled: list[bytes]):
    count = 0
    for text in [*pages, *(unhusk.decode(it) for it in crawled)]:
        for page in (unhusk.clean(text), unhusk.clean(text.encode())):
            for it in page.removed:
                assert page.source[it.start : it.end] == it.text
                count += 1
    assert count > 2000


def test_the_source_of_text_is_the_page(texts: list[str]):
    for text in texts:
        assert unhusk.clean(text, input="text").source == text
        assert unhusk.clean(text.encode(), input="text").source == text.encode()


def test_pieces_add_up_to_the_source(pages: list[str]):
    for text in pages:
        for input_ in (text, text.encode()):
            page = unhusk.clean(input_, pieces=True)
            assert page.pieces is not None
            assert type(page.source)().join(page.source[it.start : it.end] for it in page.pieces) == page.source
            for it in page.pieces:
                assert (it.kind == "removed") == (it.removed is not None)
                if it.removed is not None:
                    removed = page.removed[it.removed]
                    assert removed.start <= it.start <= it.end <= removed.end


def test_both_kinds_of_page_agree(pages: list[str]):
    for text in pages:
        points, units = unhusk.clean(text), unhusk.clean(text.encode())
        assert points.source.encode() == units.source
        assert [it.text.encode() for it in points.removed] == [it.text for it in units.removed]
        assert (points.text, points.fingerprint) == (units.text, units.fingerprint)
        assert [len(points.source[: it.start].encode()) for it in points.removed] == [it.start for it in units.removed]
