"""Lists of phrases; here a phrase is a row of words in lower case, at most two."""

from __future__ import annotations

import pytest

from pipeline.extraction.coordination import after_list


def end_of(text: str, *, longest: int = 4, joined: int | None = None) -> int:
    words = text.split()

    def word(place: int) -> str:
        return words[place] if place < len(words) else ""

    def phrase_end(at: int) -> int:
        end = at
        while end - at < 2 and word(end).isalpha() and word(end).islower() and word(end) not in ("i", "ili"):
            end += 1
        return end

    return after_list(0, phrase_end, word, conjunctions=("i", "ili"), closing=("i",), longest=longest, joined=joined)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", 0),
        ("Rad", 0),
        ("rad", 1),
        ("javni rad", 2),
        ("rad i sport", 3),
        ("rad ili sport", 3),
        ("rad , sport i kulturu", 5),
        ("rad , sport , kulturu i nauku", 7),
        ("rad , sport", 1),  # nothing closes the list
        ("rad , sport ili kulturu", 1),  # `ili` closes none
        ("rad , Sport i kulturu", 1),
        ("rad i", 1),
        ("rad i Sport", 1),
        ("rad i sport i kulturu", 5),
    ],
)
def test_list_ends_where_its_conjunction_closes_it(text: str, end: int) -> None:
    assert end_of(text) == end


def test_commas_are_looked_over_up_to_the_limit() -> None:
    assert end_of("a , b , c , d i e", longest=3) == 9
    assert end_of("a , b , c , d i e", longest=2) == 1


def test_number_of_joined_phrases_has_a_limit() -> None:
    assert end_of("a i b i c i d", joined=2) == 5
