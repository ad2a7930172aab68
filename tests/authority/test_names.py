"""The keys by which names are compared."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.authority import links, names


@pytest.mark.parametrize("module", [names, links], ids=lambda module: module.__name__)
def test_examples_in_the_documentation_hold(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize(
    ("name", "text", "proper"),
    [
        ("JU Centar za socijalni rad Kalesija", "centar za socijaln rad|Kalesija", False),
        ("Udruženje Plavi most", "udruzenj plav most", True),
        ("Savjet roditelja", "savjet roditelj", False),
        ("Mjesna zajednica Centar", "mjesn zajednic centar", False),
        ("UO", "uo", False),
        ("CROPS-a", "crops", True),
        ("Vlada Brčko distrikta BiH", "vlad|Brčko", False),
        ("HNK Široki Brijeg", "hrvatsk nogometn klub|Široki Brijeg", False),
        ("Zavod za zapošljavanje HNK", "zavod za zaposljavanj|HNK", False),
        ("JU", "ju", False),
    ],
)
def test_key_of_an_organization(name: str, text: str, proper: bool) -> None:
    key = names.organization_key(name, "x")
    assert (key.text, key.proper) == (text, proper)


@given(st.text(max_size=60))
def test_every_name_has_a_key(name: str) -> None:
    key = names.organization_key(name)
    assert len(key.words) == len(key.written)
    assert names.organization_key(name) == key
    names.person_key(name)
