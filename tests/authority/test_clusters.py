"""Names are put together, and what must stay apart stays apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.authority.clusters import Clusters

SIZE = 8
PAIRS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)


def test_joined_names_are_one_set() -> None:
    clusters = Clusters([""] * 4)
    assert clusters.join(0, 1)
    assert clusters.join(1, 2)
    assert sorted(map(sorted, clusters.sets())) == [[0, 1, 2], [3]]


def test_sets_with_different_labels_stay_apart() -> None:
    clusters = Clusters(["A", "", "B"])
    assert clusters.join(0, 1)
    assert not clusters.join(1, 2)
    assert (clusters.label(1), clusters.label(2)) == ("A", "B")


def test_what_is_kept_apart_stays_apart_through_others() -> None:
    clusters = Clusters([""] * 4)
    clusters.keep_apart(0, 1)
    assert clusters.join(0, 2)
    assert clusters.join(1, 3)
    assert not clusters.may_join(2, 3)


@given(PAIRS, PAIRS)
def test_no_order_of_joins_puts_together_what_is_kept_apart(apart: list[tuple[int, int]], joins: list[tuple[int, int]]) -> None:
    clusters = Clusters([""] * SIZE)
    kept = [(one, other) for one, other in apart if one != other]
    for one, other in kept:
        clusters.keep_apart(one, other)
    for one, other in joins:
        assert clusters.join(one, other) == (clusters.find(one) == clusters.find(other))
    assert all(clusters.find(one) != clusters.find(other) for one, other in kept)
    assert sorted(place for members in clusters.sets() for place in members) == list(range(SIZE))
