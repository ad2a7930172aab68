"""What stands between a name and what is said of its bearer: `inače`, `koji radi u`, `koju vodi`, `među njima`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import cue_pattern
from pipeline.extraction.participants.roles import Role

_REACH = 9  # items between an organization and those who stand for it
_LONGEST_VERB = 4  # items between `u čije ime` and the name (`je danas govorila`), and one
_LONGEST_GOVERNED = 12  # items between an office of several and `među njima`


def after_cue(items: Items, at: int, table: str) -> int:
    """The item after the cue of the table that begins at the item, the same item if none does."""
    if not 0 <= at < len(items):
        return at
    match = cue_pattern(table).match(items.folded_text, items.starts[at])
    if match is None:
        return at
    end = match.end() - 1
    while items.folded_text[end].isspace() and end > match.start():
        end -= 1  # a free star ends with a blank
    return items.at_offset(end) + 1


def employer(items: Items, at: int) -> tuple[OrganizationFinding | None, int]:
    """The organization of a name that ends before the item, and the item after it: `, koja radi u Domu zdravlja`."""
    step = at + 1 if items.word(at) == "," else at
    end = after_cue(items, step, "working_for.tsv")
    if end > step and items.kind(end) == "O":
        return items.organizations[end], end + 1
    return None, at


def headed(items: Items, led: int) -> OrganizationFinding | None:
    """The organization before a name that stands for it: `Fondacija „Luč“, koju vodi N. N.`"""
    for at in range(led - 2, max(led - _REACH, -1), -1):
        if items.kinds[at] == "O":
            step = at + 2 if items.word(at + 1) == "," else at + 1
            end = after_cue(items, step, "headed_by.tsv")
            return items.organizations[at] if end > step and led - end in range(_LONGEST_VERB) else None
        if items.kinds[at] not in "lPC":
            return None
    return None


def among(items: Items, led: int, ends: Mapping[int, Role], is_governed: Callable[[Items, int], bool]) -> Role | None:
    """The office of several of whom the name is one: `direktori škola, među njima N. N.`; `is_governed`: see `affiliations`."""
    for at in range(led - 1, max(led - _REACH, 0), -1):
        if items.kinds[at] not in "lP":
            return None
        if items.word(at - 1) in (",", "a", ":") or at == led - 1:
            end = after_cue(items, at, "among_them.tsv")
            if end == led and end > at:
                return _office_of_several(items, at, ends, is_governed)
    return None


def _office_of_several(items: Items, at: int, ends: Mapping[int, Role], is_governed: Callable[[Items, int], bool]) -> Role | None:
    while items.word(at - 1) in (",", "a"):
        at -= 1
    first = at
    while at > first - _LONGEST_GOVERNED:
        role = ends.get(at)
        if role is not None:
            several = role.noun.may_be_plural and ("nom", "sg") not in role.noun.readings
            return role if several else None
        if not is_governed(items, at - 1):
            return None
        at -= 1
    return None
