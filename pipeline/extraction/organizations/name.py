"""One mention of an organization as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extraction.organizations.lexicon import (
    Form,
    Head,
)


@dataclass(slots=True)
class Name:
    """One mention of an organization: the words `[start, end)` and what they are made of.

    Attributes:
        head: the noun that heads it, None for a bare acronym or quotation.
        form: the form of the head in the text.
        head_at: the word where the head begins (`head_end` after it); adjectives stand from `start` to `head_at`.
        letters: legal form or kind before the name (`JU`, `MZ`).
        quote: words inside quotation marks.
        complement: whether anything after the head belongs to it; `proper`: whether that is a name (quotation, place, capital).
        nested: where a whole begins that the name holds (`Upravni odbor | Udruženja Most`).
        acronym: letters in brackets after it; `aliases`: `u daljem tekstu`.
    """

    start: int
    end: int
    head: Head | None = None
    form: Form | None = None
    head_at: int = 0
    head_end: int = 0
    letters: str = ""
    quote: tuple[int, int] | None = None
    complement: bool = False
    proper: bool = False
    nested: Name | None = None
    acronym: str | None = None
    use: frozenset[str] = frozenset()  # of the head or the letters
    aliases: list[str] = field(default_factory=list)
    towns: list[tuple[int, int]] = field(default_factory=list)  # shared head in the plural: one organization for each
    in_town: bool = False
    after: int = 0  # the word after the adjectives that follow the head
    firm: tuple[int, int] = (0, 0)  # words before a legal form, whose nominative the text around tells
    shared: tuple[int, int] = (0, 0)  # words after a shared head that belong to each name (`centri za rad Breza i Vareš`)
    lemma: str = ""  # the nominative of the words up to `lemma_end`, where their shape tells it
    lemma_end: int = 0
    known: str = ""  # entry of known_names.tsv
    known_letters: str = ""  # of an acronym or party that is in the tables
    rule: str = "head"
