"""The lexicon that ships with the model, for those who need no model: which lemmas there are, rare forms, forms of verbs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.language.folding import fold
from pipeline.language.model.lexicon import SHIPPED, read_lexicon

#: the file, on which whatever is made of it depends
FILE = SHIPPED / "lexicon.tsv.gz"

# what stands for the ending of an infinitive: the ends of its forms, the commonest first
_VERB_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ati", ("ati", "am", "aš", "a", "amo", "ate", "aju", "ao", "ala", "alo", "ali", "ale", "an", "ana", "ano", "ani", "ane",
             "anog", "anoj", "anom", "anim", "anih", "anu", "ajući", "avši")),
    ("iti", ("iti", "im", "iš", "i", "imo", "ite", "e", "io", "ila", "ilo", "ili", "ile", "en", "ena", "eno", "eni", "ene",
             "enog", "enoj", "enom", "enim", "enih", "enu", "eći", "ivši", "jen", "jena", "jeno", "jeni", "jene", "jenu",
             "ljen", "ljena", "ljeno", "ljeni", "ljene", "ljenu")),
    ("ovati", ("ovati", "ujem", "uješ", "uje", "ujemo", "ujete", "uju", "ovao", "ovala", "ovalo", "ovali", "ovale", "ovan",
               "ovana", "ovano", "ovani", "ovane", "ujući")),
    ("ivati", ("ivati", "ujem", "uješ", "uje", "ujemo", "ujete", "uju", "ivao", "ivala", "ivalo", "ivali", "ivale", "ivan",
               "ivana", "ivano", "ivani", "ivane", "ujući")),
    ("nuti", ("nuti", "nem", "neš", "ne", "nemo", "nete", "nu", "nuo", "nula", "nulo", "nuli", "nule", "nut", "nuta", "nuto",
              "nuti", "nute")),
    ("jeti", ("jeti", "im", "i", "imo", "ite", "e", "io", "jela", "jelo", "jeli", "jele")),
    ("eti", ("eti", "eo", "ela", "elo", "eli", "ele", "et", "eta", "eto", "eti", "ete")),
)  # fmt: skip
_LONGEST_VERB_ENDING = 6


@cache
def _read() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    lemmas, forms = read_lexicon(FILE)
    by_form: dict[str, dict[str, None]] = {}
    for (form, tag), lemma in forms.items():
        if tag[:1] in "NAV":  # of other words the forms are too common to be worth their lemma
            by_form.setdefault(form, {})[lemma.lower()] = None
    return frozenset(lemma.lower() for lemma in lemmas), {form: tuple(found) for form, found in by_form.items()}


def lemmas() -> frozenset[str]:
    """All lemmas, in lower case."""
    return _read()[0]


def irregular_forms() -> dict[str, tuple[str, ...]]:
    """Forms of nouns, adjectives and verbs whose lemma does not follow from their shape → lemmas, in lower case."""
    return _read()[1]


@cache
def _bare_infinitives() -> frozenset[str]:
    """The infinitives with and without their diacritics."""
    found = [lemma for lemma in lemmas() if lemma.endswith(("ti", "ći"))]
    return frozenset(found) | frozenset(map(fold, found))


@cache
def _verb_endings() -> dict[str, tuple[str, ...]]:
    """End of a form → the ends that its infinitive may have."""
    table: dict[str, list[str]] = {}
    for infinitive, endings in _VERB_ENDINGS:
        for ending in endings:
            table.setdefault(ending, []).append(infinitive)
    return {ending: tuple(found) for ending, found in table.items()}


def infinitives(form: str) -> Iterator[str]:
    """Infinitives that a form in lower case may belong to, by the longest ending that fits; a form may lack its diacritics."""
    known = _bare_infinitives() if form.isascii() else lemmas()
    if form.endswith(("ti", "ći")) and form in known:
        yield form
        return
    for size in range(min(_LONGEST_VERB_ENDING, len(form) - 2), 0, -1):
        found = [form[:-size] + infinitive for infinitive in _verb_endings().get(form[-size:], ())]
        found = [infinitive for infinitive in found if infinitive in known]
        if found:
            yield from found
            return


_OF_VERBS = (
    *("ti", "ći", "la", "lo", "li", "le", "io", "ao", "ju", "je"),
    *("en", "ena", "eno", "eni", "ene"),
    *("an", "ana", "ano", "ani", "ane"),
)


@lru_cache(maxsize=1024)
def is_verb_form(word: str) -> bool:
    """Whether a word in lower case, with or without diacritics, may be the participle, present or infinitive of a known verb.

    >>> is_verb_form("ugostila"), is_verb_form("potpisalo"), is_verb_form("komora")
    (True, True, False)
    """
    return word.endswith(_OF_VERBS) and next(infinitives(word), None) is not None
