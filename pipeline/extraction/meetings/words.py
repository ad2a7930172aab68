"""Small words by their use, from `small_words.tsv` of a component."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

from pipeline.language.folding import fold
from pipeline.language.morphology import is_nominal, verb_forms
from pipeline.resources import read_table


@cache
def small_words(package: str, use: str) -> frozenset[str]:
    """The words, folded, that the table of the package gives the use.

    Raises:
        TableError: as `read_table`.
    """
    rows = read_table(package, "small_words.tsv", ("word", "uses"))
    return frozenset(fold(row["word"]) for row in rows if use in row["uses"].split())


@cache
def _verb_forms() -> dict[str, tuple[str, ...]]:
    """Finite forms, infinitives and participles of the verbs in predicates.tsv, by their folded form."""
    rows = read_table("pipeline.extraction.meetings", "predicates.tsv", ("verb",))
    forms: dict[str, set[str]] = {}
    for row in rows:
        of_verb = verb_forms(row["verb"])
        for form in chain(of_verb["inf"], of_verb["pres"], of_verb["lp"], of_verb["pp"]):
            forms.setdefault(fold(form), set()).add(form)
    return {folded: tuple(sorted(of)) for folded, of in forms.items()}


@lru_cache(maxsize=2048)
def is_predicate(word: str) -> bool:
    """Whether the folded word is a form of a verb in predicates.tsv, and not of a noun too."""
    return any(not is_nominal(form, "noun") for form in _verb_forms().get(word, ()))
