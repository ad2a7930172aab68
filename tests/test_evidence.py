from __future__ import annotations

import pytest

from pipeline.evidence import Evidence


def test_is_the_words_between_start_and_end() -> None:
    assert Evidence(4, 9).within("dan: sjednica") == " sjed"
    assert len(Evidence(4, 9)) == 5


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_refuses_what_is_no_interval(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Evidence(start, end)


def test_intervals_that_only_touch_do_not_overlap() -> None:
    assert Evidence(0, 5).overlaps(Evidence(4, 6))
    assert not Evidence(0, 5).overlaps(Evidence(5, 6))


def test_contains_itself_and_its_parts() -> None:
    assert Evidence(2, 8).contains(Evidence(2, 8))
    assert Evidence(2, 8).contains(Evidence(3, 4))
    assert not Evidence(2, 8).contains(Evidence(7, 9))


def test_sorts_by_place() -> None:
    assert sorted([Evidence(5, 6), Evidence(0, 9), Evidence(0, 3)]) == [Evidence(0, 3), Evidence(0, 9), Evidence(5, 6)]
