"""Whose office it is, where only a bare noun or `naš` says so: `direktorica Centra`, `njen direktor`, `naša tajnica`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipeline.extraction.findings import OrganizationFinding
from pipeline.extraction.participants import grammar
from pipeline.extraction.participants.items import Items
from pipeline.extraction.participants.lexicon import words_of
from pipeline.language import layout, morphology
from pipeline.language.blocks import Block
from pipeline.language.folding import fold
from pipeline.resources import read_table

_REACH = 80  # items between a pronoun and the organization that it stands for
_LONGEST_CLAUSE = 5  # items between an organization and `čiji`
_OWN_LINES = 6  # lines at the top in which a document names its author
_LEGAL_FORM = re.compile(r"(?<!\w)(?:d\. ?o\. ?o|d\. ?d|a\. ?d|doo|dd|ad)(?!\w)")
_WHOLE_LINE = 0.8  # how much of such a line the organization's name fills at least


class Owners:
    """Gives the organization that a word stands for; called with the index of a bare head (`škole`, `Zavoda`).

    Args:
        items: the text.
        heads: gives the organization of a bare head.
        organizations, blocks: of the text.
    """

    def __init__(
        self,
        items: Items,
        heads: Callable[[int], OrganizationFinding | None],
        organizations: Sequence[OrganizationFinding],
        blocks: Sequence[Block],
    ) -> None:
        self._items = items
        self._heads = heads
        self.author = _author(organizations, blocks)
        self.company = _company(organizations, blocks)

    def __call__(self, index: int) -> OrganizationFinding | None:
        found = self._heads(index)
        if found is None and self._is_own_company(index):
            return self.company
        if found is None or self.author is None or found is self.author or found.type != self.author.type:
            return found
        return found if self._in_same_sentence(found, index) else self.author  # `Klub` in the minutes of a club

    def _is_own_company(self, index: int) -> bool:
        """Whether `Društvo`, `Firma` with a capital is the company whose document it is."""
        items = self._items
        alone = items.kind(index) == "C" and items.kind(index + 1) not in "CAQ"
        return self.company is not None and alone and _is_generic(items.surface(index))

    def _in_same_sentence(self, organization: OrganizationFinding, index: int) -> bool:
        for at in range(index - 1, max(index - _REACH, -1), -1):
            if self._items.organizations[at] is organization:
                return True
            if self._items.word(at) in (".", "!", "?", "\n"):
                return False
        return False

    def nearest(self, index: int, genders: str = "mfn") -> OrganizationFinding | None:
        """The last organization before the item whose head has one of the genders; one without a known head has any."""
        for at in range(index - 1, max(index - _REACH, -1), -1):
            organization = self._items.organizations[at]
            if organization is not None and not _gender(organization.type or "").isdisjoint(genders):
                return organization
        return None

    def of_pronoun(self, start: int, noun: int) -> OrganizationFinding | None:
        """The owner that a pronoun between `start` and the noun of an office, or right before them, stands for."""
        items = self._items
        for at in range(noun - 1, max(start - 2, noun - 6, -1), -1):
            owner = _pronouns().get(items.word(at)) if items.kind(at) in "lC" else None
            if owner == "author":
                return self.author
            if owner is not None and not grammar.is_deputy(items.surface(noun)):
                return self.nearest(at, owner)
        return self._of_relative(start)

    def _of_relative(self, start: int) -> OrganizationFinding | None:
        """The organization right before `čiji`: `Fondacija „Luč“, čija je direktorica`."""
        items, at = self._items, start - 1
        while items.word(at) in ("je", "su", "i") and start - at < _LONGEST_CLAUSE:
            at -= 1
        if not items.word(at).startswith(("cij", "ciji")) or items.kind(at) != "l":
            return None
        at -= 2 if items.word(at - 1) == "," else 1
        return items.organizations[at] if items.kind(at) == "O" else self(at) if at >= 0 else None

    def of_demonstrative(self, at: int) -> OrganizationFinding | None:
        """The organization of `ove ustanove`, `te kuće`, `naše firme`."""
        items = self._items
        word = items.word(at)
        if items.kind(at) != "l" or items.kind(at + 1) not in "lC" or not _is_generic(items.surface(at + 1)):
            return None
        if _pronouns().get(word) == "author":
            return self.author
        return self.nearest(at) if word in _demonstratives() else None


@lru_cache(maxsize=1)
def _pronouns() -> dict[str, str]:
    """Folded forms of the possessive pronouns, and the genders of what they stand for; `author` for `naš`."""
    return {
        fold(form): row["owner"]
        for row in read_table("pipeline.extraction.participants", "possessives.tsv", ("pronoun", "owner"))
        for forms in morphology.adjective_forms(row["pronoun"]).values()
        for form in forms
    }


def is_possessive(word: str) -> bool:
    """Whether the folded word is a possessive pronoun (`njen`)."""
    return word in _pronouns()


@lru_cache(maxsize=1)
def _demonstratives() -> frozenset[str]:
    return words_of("demonstratives.tsv", "word")


@lru_cache(maxsize=1024)
def _is_generic(word: str) -> bool:
    """Whether the word is a form of a noun for organizations of any kind (`ustanova`)."""
    return not words_of("generic_wholes.tsv", "noun").isdisjoint(grammar.noun_lemmas(word))


@lru_cache(maxsize=1024)
def _gender(head: str) -> frozenset[str]:
    found = frozenset(of.gender for of in morphology.analyze(head) if of.pos == "noun" and of.lemma == head and of.gender)
    return found or frozenset("mfn")


def _company(organizations: Sequence[OrganizationFinding], blocks: Sequence[Block]) -> OrganizationFinding | None:
    """The company that the first lines of the document name, the first of them."""
    shown = [block for block in blocks if block.kind != "furniture"]
    for organization in organizations:
        index = layout.block_at(shown, organization.mentions[0].start)
        at_top = index is not None and index < _OWN_LINES and organization.type is None
        if at_top and _LEGAL_FORM.search(fold(organization.name)) is not None:
            return organization
    return None


def _author(organizations: Sequence[OrganizationFinding], blocks: Sequence[Block]) -> OrganizationFinding | None:
    """The organization that publishes the document: its name alone is a line at the top or at the end; else the only one."""
    shown = [block for block in blocks if block.kind != "furniture"]
    at_top: list[tuple[int, OrganizationFinding]] = []
    at_end: list[tuple[int, OrganizationFinding]] = []
    for organization in organizations:
        for mention in organization.mentions:
            index = layout.block_at(shown, mention.start)
            if index is None:
                continue
            block = shown[index]
            if mention.end - mention.start < _WHOLE_LINE * (block.end - block.start):
                continue
            if index < _OWN_LINES:
                at_top.append((index, organization))
            elif index >= len(shown) - 2:
                at_end.append((index, organization))
    if at_top:
        at_top.sort(key=lambda entry: entry[0])
        last = at_top[0]
        for entry in at_top[1:]:  # a stack of lines: the last one is the author
            if entry[0] != last[0] + 1:
                break
            last = entry
        return last[1]
    if at_end:
        return max(at_end, key=lambda entry: entry[0])[1]
    return organizations[0] if len(organizations) == 1 else None
