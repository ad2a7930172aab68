"""Unnamed people who stand for an organization: `predstavnici Doma zdravlja`, `delegacija Saveza slijepih`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extraction import trace
from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import NounForm, group_forms
from pipeline.extraction.rules import with_cue
from pipeline.language import morphology
from pipeline.language.folding import fold

_UNIONS = frozenset({"mreža", "savez", "asocijacija", "unija", "federacija", "koalicija", "zajednica", "konfederacija", "forum"})
_UNION_REACH = 60


@dataclass(slots=True)
class Group:
    """Items `[start, end)`; the noun in the nominative and the organization."""

    start: int
    end: int
    name: str
    organization: OrganizationFinding
    noun: str = ""  # of groups.tsv


def find_groups(items: Items, taken: list[tuple[int, int]]) -> list[Group]:
    """Groups in the order of the text, one for each coordinated organization; `taken` are items that belong to named persons."""
    found: list[Group] = []
    occupied = {index for start, end in taken for index in range(start, end)}
    index = 0
    while index < len(items):
        end = _group_at(items, index, found) if items.kinds[index] in "Cl" and index not in occupied else index
        index = max(index + 1, end)
    return found


def _group_at(items: Items, index: int, found: list[Group]) -> int:
    folded = items.folded[index]
    start, stop = items.starts[index], items.ends[index]
    elected = items.word(index - 1) == "za" or (items.word(index - 2) == "za" and items.kind(index - 1) == "l")
    if elected or folded == "delegaciji":
        if folded in group_forms():
            trace.rejected("participants", start, stop, "office-given")
        return index
    if folded.startswith("organizacij") and items.word(index + 1).startswith("clanic"):
        end = _owners(items, index, index + 2, ("organizacije članice", ""), found)
        return end if end > index else _members_of_union(items, index, found)
    for form in group_forms().get(folded, ()):
        plural_here = form.may_be_plural and _is_plural_here(items, index, form)
        collective = "collective" in form.use
        if collective or plural_here:
            name, after = form.lemma, index + 1
            if not collective:
                name = plural(form.lemma, form.gender)
                second, after = _of_both_genders(items, index, form)
                name = f"{name} {second}" if second else name
            end = _owners(items, index, after, (name, form.lemma), found)
            if end == index and items.kind(index + 1) in "CAQ":
                trace.rejected("participants", start, stop, "no-owner", rule=with_cue("participants.group", form.lemma))
            return end
    if folded in group_forms() and items.kind(index + 1) == "O":
        trace.rejected("participants", start, stop, "one-person")
    return index


def _of_both_genders(items: Items, index: int, form: NounForm) -> tuple[str, int]:
    """The other half of `članice i članovi`, `učenici/učenice`, in the nominative with its conjunction, and the item after it.

    A bare ending behind a slash (`predstavnici/e`) is only passed over.
    """
    joint = items.word(index + 1)
    if joint in ("i", "te", "/"):
        for other in group_forms().get(items.word(index + 2), ()):
            alike = fold(other.lemma)[:_ROOT] == fold(form.lemma)[:_ROOT] and other.gender != form.gender
            if alike and other.may_be_plural and other.readings & form.readings:
                return f"i {plural(other.lemma, other.gender)}", index + 3
    if joint == "/" and items.kind(index + 2) == "l" and len(items.word(index + 2)) <= _LONGEST_ENDING:
        return "", index + 3
    return "", index + 1


_ROOT, _LONGEST_ENDING = 4, 4  # letters


def _members_of_union(items: Items, index: int, found: list[Group]) -> int:
    """`organizacije članice` without an owner beside it: of the network or union named last."""
    for at in range(index - 1, max(index - _UNION_REACH, -1), -1):
        owner = items.organizations[at]
        if owner is not None and owner.type in _UNIONS:
            found.append(Group(index, index + 2, "organizacije članice", owner))
            return index + 2
    return index


def plural(lemma: str, gender: str) -> str:
    """The nominative plural of the noun."""
    forms = morphology.noun_forms(lemma, gender, animate=gender == "m").get(("nom", "pl"), ())  # type: ignore[arg-type]
    return forms[0] if forms else lemma


def _is_plural_here(items: Items, index: int, form: NounForm) -> bool:
    """Whether the form is no singular; a form that may be either is a plural unless a word before it says otherwise."""
    if form.plural:
        return True
    readings = {number for _, number in form.readings}
    if readings == {"sg"}:
        return False
    # `članica Udruženja`: a singular nominative; `uz prisustvo predstavnika Doma`: a plural genitive
    return ("nom", "sg") not in form.readings and not _named_after(items, index)


def _named_after(items: Items, index: int) -> bool:
    """Whether a name follows within the phrase (`predstavnika Zavoda Rusmira Lende`)."""
    at = index + 1
    if items.kind(at) == "O":
        at += 1
    return items.kind(at) == "C" and morphology.is_first_name(items.surfaces[at])


def _owners(items: Items, start: int, at: int, named: tuple[str, str], found: list[Group]) -> int:
    """Append a group for each organization after the noun; returns the item after the last.

    Args:
        named: what the group is called, and the noun of groups.tsv or an empty string.
    """
    if items.word(at) in ("iz", "ispred", "sa", "s", "u") or items.word(at) in ("austrijske", "lokalne", "ove"):
        at += 1
    steps = 0
    while items.kind(at) == "l" and items.kind(at) != "O" and steps < 3 and "gen" in morphology.cases(items.surfaces[at], "adj"):
        at += 1
        steps += 1
    end = start
    while items.kind(at) == "O":
        owner = items.organizations[at]
        if owner is not None:
            found.append(Group(start, at + 1, named[0], owner, named[1]))
        end = at = at + 1
        at = _after_place(items, at)
        following = _next_owner(items, at)
        if following is None:
            break
        at = following
    return end


def _next_owner(items: Items, at: int) -> int | None:
    """The next organization after `,`, `i`, `te`, `kao i`, unless a name follows it (then it is that person's)."""
    step = at
    while items.word(step) in (",", "i", "te", "kao") and step - at < 3:
        step += 1
    if step > at and items.kind(step) == "l" and "gen" in morphology.cases(items.surfaces[step], "adj"):
        step += 1  # `i mostarskog Udruženja`
    return step if step > at and items.kind(step) == "O" and not _followed_by_name(items, step + 1) else None


def _after_place(items: Items, at: int) -> int:
    """After a bracket or `iz Usore`."""
    if items.word(at) == "(":
        close = next((index for index in range(at, min(at + 8, len(items))) if items.surfaces[index] == ")"), None)
        return close + 1 if close is not None else at
    if items.word(at) == "iz" and items.kind(at + 1) == "C":
        return at + 2
    return at


def _followed_by_name(items: Items, at: int) -> bool:
    return items.kind(at) == "C" and morphology.is_first_name(items.surfaces[at])
