"""MULTEXT-East tags of Croatian and Serbian, taken apart: `Ncmsn` is noun, common, masculine, singular, nominative.

The specification is MULTEXT-East version 6, http://nl.ijs.si/ME/V6/msd/html/msd-hbs.html; the positions are in
`msd_positions.tsv`.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from pipeline.resources import read_table

NONE = "-"
GROUPS = ("kind", "gender", "number", "case", "person", "degree", "definite", "animate", "form", "rest")


@cache
def _positions() -> dict[str, tuple[str, ...]]:
    rows = read_table("pipeline.language.model", "msd_positions.tsv", ("category", "positions"))
    return {row["category"]: tuple(row["positions"].split()) for row in rows}


@cache
def attributes(tag: str) -> MappingProxyType[str, str]:
    """The value of each of `GROUPS`, `-` where a tag has none; whatever the specification does not foresee is `rest`.

    >>> dict(attributes("Ncmsn"))["kind"], attributes("Ncmsn")["case"], attributes("Vmr3s")["person"]
    ('Nc', 'n', '3')
    """
    values = dict.fromkeys(GROUPS, NONE)
    values["kind"] = tag[:1]
    values["rest"] = ""
    names = _positions().get(tag[:1], ())
    for place, letter in enumerate(tag[1:]):
        name = names[place] if place < len(names) else "rest"
        if name in ("kind", "rest"):
            values[name] += letter
        else:
            values[name] = letter
    values["rest"] = values["rest"].strip(NONE) or NONE
    return MappingProxyType(values)
