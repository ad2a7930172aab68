"""Small words by their use, from `small_words.tsv` of a component."""

from __future__ import annotations

from functools import cache

from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, verb_forms
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
def predicates() -> frozenset[str]:
    """Finite forms, infinitives and participles of the verbs in predicates.tsv, folded, but for those that are nouns too."""
    rows = read_table("pipeline.extraction.meetings", "predicates.tsv", ("verb",))
    forms = {form for row in rows for kind in ("inf", "pres", "lp", "pp") for form in verb_forms(row["verb"])[kind]}
    return frozenset(fold(form) for form in forms if not any(reading.pos == "noun" for reading in analyze(form)))
