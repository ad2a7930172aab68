"""Slips of the pen are found without comparing everything with everything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.authority.links import is_slip, one_word_apart


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("socijaln", "socjaln", True),
        ("udruzenj", "udruzenje", True),
        ("zdravstv", "zdrvastv", True),
        ("ferhat", "ferhad", True),
        ("izvor", "izvor", False),
        ("most", "mostar", False),
        ("sda", "sdp", False),
        ("2021", "2022", False),
        ("tuzlansk", "travnick", False),
    ],
)
def test_a_slip_is_one_letter(one: str, other: str, expected: bool) -> None:
    assert is_slip(one, other) is expected
    assert is_slip(other, one) is expected


def pairs(*names: str, besides: str = "") -> set[tuple[int, int]]:
    return {(one, other) for one, other, _ in one_word_apart([(tuple(name.split()), besides) for name in names])}


def test_pairs_differ_in_one_word_by_one_slip() -> None:
    assert pairs("centar za socijaln rad", "centar za socjaln rad", "centar za socjaln radd", "centar rad") == {(0, 1)}


def test_what_must_be_equal_besides_is_equal() -> None:
    assert not list(one_word_apart([(("izvor",), "Tuzla"), (("izvori",), "Bihać")]))


def test_a_pattern_of_many_names_is_no_slip() -> None:
    assert not pairs(*(f"osnovn skol abcde{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" for _ in range(2)))


WORDS = st.lists(st.text("abc", min_size=4, max_size=6), min_size=1, max_size=3).map(tuple)


@given(st.lists(WORDS, max_size=8, unique=True))
@settings(max_examples=100, deadline=None)
def test_the_pairs_are_those_that_comparing_all_would_find(keys: list[tuple[str, ...]]) -> None:
    found = {(one, other) for one, other, _ in one_word_apart([(key, "") for key in keys])}
    expected = set()
    for one, first in enumerate(keys):
        for other in range(one + 1, len(keys)):
            second = keys[other]
            unlike = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
            if len(first) == len(second) and len(unlike) == 1 and is_slip(*unlike[0]):
                expected.add((one, other))
    assert found == expected
