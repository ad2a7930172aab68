"""Windows: every word is kept once, none is longer than the encoder sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.model.windows import LONGEST, windows


def test_a_short_sentence_is_one_window() -> None:
    (window,) = windows(3, [(10,), (11, 12), (13,)])
    assert window.numbers == [0, 10, 11, 12, 13, 2]
    assert (window.first, window.last) == ([1, 2, 4], [1, 3, 4])
    assert (window.sentence, window.start, window.keep) == (3, 0, (0, 3))


def test_an_empty_sentence_has_none() -> None:
    assert windows(0, []) == []


@given(st.lists(st.integers(1, 8), min_size=1, max_size=700))
def test_every_word_is_kept_by_exactly_one_window(sizes: list[int]) -> None:
    words = [tuple(range(size)) for size in sizes]
    made = windows(0, words)
    kept = [number for window in made for number in range(window.start + window.keep[0], window.start + window.keep[1])]
    assert kept == list(range(len(words)))
    assert all(len(window.numbers) <= LONGEST for window in made)


def test_the_words_of_a_long_sentence_are_kept_where_they_have_neighbours_on_both_sides() -> None:
    made = windows(0, [(1,)] * 600)
    assert len(made) > 2
    for window in made[1:]:
        assert window.keep[0] >= 20
    for window in made[:-1]:
        assert len(window.first) - window.keep[1] >= 20
