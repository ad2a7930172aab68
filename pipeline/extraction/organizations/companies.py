"""Names of companies and media that hold no head: by their legal form, their shape, their address."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.lexicon import (
    company_endings,
    company_words,
    words_of,
)
from pipeline.extraction.organizations.matching import (
    legal_suffix,
    place,
)
from pipeline.extraction.organizations.name import Name
from pipeline.extraction.organizations.words import Words
from pipeline.language import morphology
from pipeline.language.folding import fold

_TOP_LEVEL = frozenset(["ba", "info", "com", "net", "org", "rs", "hr", "eu", "tv", "me"])


def domain_name(words: Words, at: int) -> int | None:
    """The word after `Usora.info`, `Klix.ba`; none in addresses."""
    if at + 2 >= len(words) or words.surfaces[at + 1] != "." or words.kinds[at] not in "CAl":
        return None
    if words.surfaces[at + 2] not in _TOP_LEVEL or words.starts[at + 2] != words.ends[at] + 1:
        return None
    if at and words.surfaces[at - 1] in (".", "@", "/", "_") and words.ends[at - 1] == words.starts[at]:
        return None
    return None if words.surfaces[at + 3 : at + 4] in (["/"], ["@"]) else at + 3


def company(words: Words, index: int) -> Name | None:
    """`Fortuna d.o.o.`, `Solana d.d. Tuzla`, `Audit plus d.o.o.`: words before a legal form, the first with a capital."""
    if not words.is_name(index):
        return None
    if words.initial[index] and grammar.is_people(words.surfaces[index].lower()):
        return None  # `Predstavnici Aluminija d.d.`
    end = index + 1
    while end - index < 4 and legal_suffix(words, end) is None and (words.is_name(end) or _may_be_inside_company(words, end)):
        end += 1
    suffix = legal_suffix(words, end)
    if suffix is None or (words.kind(end - 1) == "l" and words.surfaces[end] == "ad"):
        return None
    return Name(index, place(words, suffix) or suffix, proper=True, complement=True, rule="company", firm=(index, end))


def _may_be_inside_company(words: Words, at: int) -> bool:
    """A lower-case word before a legal form, or `i` (`Vodovod i kanalizacija d.o.o.`)."""
    if words.kind(at) != "l":
        return False
    folded = words.folded[at]
    if folded == "i":
        return words.kind(at + 1) == "l"
    return folded not in words_of("breaks.tsv", "word") and folded not in words_of("prepositions.tsv", "preposition")


def shaped_company(words: Words, index: int) -> Name | None:
    """A company by the shape of its name: `Litvatrans`, `Auto-prijevoz Posušje`, `China Energy Group`."""
    if words.kinds[index] != "C":
        return None
    lemma, lemma_end = company_lemma(words.surfaces[index]), index + 1
    for end in range(index, min(index + 4, len(words))):
        if words.kinds[end] != "C" or morphology.is_first_name(words.surfaces[end]) or (place(words, end) and end > index):
            break
        if end > index and (last := company_words().get(words.folded[end])) is not None:
            lemma, lemma_end = f"{words.between(index, end)} {last}", end + 1
    if lemma is None:
        return None
    return Name(
        index, place(words, lemma_end) or lemma_end, proper=True, complement=True, rule="shape", lemma=lemma, lemma_end=lemma_end
    )


@lru_cache(maxsize=4096)
def company_lemma(surface: str) -> str | None:
    """The nominative of a word that ends like the name of a company (`Litvatransom` → `Litvatrans`)."""
    folded = fold(surface)
    before, hyphen, last = folded.rpartition("-")
    for size in range(min(len(folded) - 3, 16), 2, -1):
        ending = company_endings().get(folded[-size:])
        if ending is None or (ending[1] and not (hyphen and last == folded[-size:])) or not (hyphen or size <= len(folded) - 4):
            continue
        stem = surface[: len(surface) - size]
        if morphology.is_nominal(surface.lower()) and not hyphen:
            return None
        return stem + (ending[0] if not hyphen or surface[len(before) + 1].islower() else ending[0][:1].upper() + ending[0][1:])
    return None
