"""A small part of `make fuzz`; seeds that once found a fault are named."""

from __future__ import annotations

import pytest
from fuzzing import check, damaged

FOUND_FAULTS: tuple[int, ...] = ()


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_damaged_documents_end_in_a_text_or_an_error(first: int) -> None:
    for seed in range(first, first + 20):
        assert check(seed) is not None


@pytest.mark.parametrize("seed", FOUND_FAULTS)
def test_fault_that_was_found_is_mended(seed: int) -> None:
    check(seed)


def test_seed_gives_the_same_input() -> None:
    assert damaged(7) == damaged(7)
