"""What goes between processes."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

import unhusk


def again(it):
    return pickle.loads(pickle.dumps(it))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_results_come_back_as_they_were(protocol: int, pages: list[str]):
    for text in pages[:5] + pages[-5:]:
        for input_ in (text, text.encode()):
            page = unhusk.clean(input_, pieces=True, markdown=True)
            back = pickle.loads(pickle.dumps(page, protocol))
            assert back == page
            assert back.source == page.source
            assert back.to_json() == page.to_json()
            assert [(it.start, it.end, it.text) for it in back.removed] == [(it.start, it.end, it.text) for it in page.removed]


def test_every_part_comes_back():
    page = unhusk.clean("<title>Færger</title><p>Færgen sejler igen fra mandag.</p><p>Del på Facebook</p>", pieces=True)
    assert page.removed
    assert page.pieces
    for it in (page.metadata, page.stats, *page.removed, *page.pieces):
        assert again(it) == it
        assert hash(again(it)) == hash(it)
        assert copy.copy(it) == copy.deepcopy(it) == it
    assert [(it.start, it.text) for it in again(page.removed)] == [(it.start, it.text) for it in page.removed]


def test_a_cleaner_comes_back():
    cleaner = unhusk.Cleaner(keep={"byline"}, drop_patterns=["^a"], keep_selectors=["p"], embeds="link", url="https://e.org/", max_depth=9)
    assert again(cleaner) == cleaner
    assert hash(again(cleaner)) == hash(cleaner)
    assert repr(again(cleaner)) == repr(cleaner)
    assert again(cleaner) != unhusk.Cleaner()


@pytest.mark.parametrize("error", [unhusk.Error, unhusk.OptionsError, unhusk.TooLargeError, unhusk.InternalError])
def test_errors_come_back(error):
    back = again(error("why"))
    assert (type(back), back.args, back.code) == (error, ("why",), error.code)


def test_a_state_that_is_none_is_told():
    for kind in (unhusk.Cleaned, unhusk.Removed, unhusk.Piece, unhusk.Metadata, unhusk.Stats):
        with pytest.raises(unhusk.OptionsError, match="not a pickled result"):
            kind._from_state(b"{}")


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_processes(method: str, texts: list[str]):
    cleaner = unhusk.Cleaner(markdown=True)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(cleaner.clean, texts[:20])) == cleaner.clean_many(texts[:20])
