"""MULTEXT-East tags taken apart."""

from __future__ import annotations

import pytest

from pipeline.language.model.msd import GROUPS, attributes


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("Ncmsn", {"kind": "Nc", "gender": "m", "number": "s", "case": "n", "animate": "-"}),
        ("Ncmsay", {"kind": "Nc", "case": "a", "animate": "y"}),
        ("Vmr3s", {"kind": "Vm", "form": "r", "person": "3", "number": "s", "gender": "-"}),
        ("Vmp-sf", {"kind": "Vm", "form": "p", "person": "-", "number": "s", "gender": "f"}),
        ("Agpfsny", {"kind": "Ag", "degree": "p", "gender": "f", "number": "s", "case": "n", "definite": "y"}),
        ("Pp1-sn", {"kind": "Pp", "person": "1", "gender": "-", "number": "s", "case": "n"}),
        ("Sl", {"kind": "S", "case": "l"}),
        ("Mlcmsn", {"kind": "Mlc", "gender": "m", "number": "s", "case": "n"}),
        ("Rgc", {"kind": "Rg", "degree": "c"}),
        ("Z", {"kind": "Z", "case": "-", "rest": "-"}),
    ],
)
def test_each_letter_is_the_attribute_that_the_specification_gives_its_place(tag: str, expected: dict[str, str]) -> None:
    values = attributes(tag)
    assert {name: values[name] for name in expected} == expected


def test_what_the_specification_does_not_foresee_is_kept_apart() -> None:
    assert attributes("Ncmsnyq")["rest"] == "q"
    assert set(attributes("Qz")) == set(GROUPS)
