"""Declension of nouns: every form of a lemma.

The paradigms follow the grammars of Bosnian (Jahić, Halilović, Palić: Gramatika bosanskoga jezika, 2000). Where usage has two
forms both are given, the commoner first; a form too many does less harm here than one too few, since forms serve to recognize.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from pipeline.language.morphology import tables
from pipeline.language.morphology.adjectives import adjective_forms
from pipeline.language.morphology.sounds import (
    VOWELS,
    assimilated,
    is_soft,
    jotated,
    palatalized,
    sibilarized,
    syllables,
    with_fleeting_a,
)
from pipeline.language.morphology.tables import Gender

Case = Literal["nom", "gen", "dat", "acc", "voc", "loc", "ins"]
Number = Literal["sg", "pl"]
Forms = Mapping[tuple[Case, Number], tuple[str, ...]]

CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "voc", "loc", "ins")
# countries and the like, declined as the adjectives that they once were; towns in -ška are nouns
_ADJECTIVAL_COUNTRY = ("ska", "čka", "ška")


def noun_forms(
    lemma: str, gender: Gender, *, animate: bool = False, plural_only: bool = False, indeclinable: bool = False
) -> Forms:
    """Every form of a noun.

    Args:
        lemma: nominative singular (nominative plural where there is no singular); with a hyphen the last part is declined.
        gender: m, f or n.
        animate: the accusative of a masculine is its genitive; without it nouns that are not in the lexicon have both.
        plural_only: the lemma is a plural (`novine`, `izbori`, `Živinice`).
        indeclinable: the lemma stands for all cases.

    Returns:
        For each case and number the forms, the commonest first; upper and lower case as in the lemma.

    >>> noun_forms("sastanak", "m")["dat", "pl"]
    ('sastancima',)
    >>> noun_forms("oblast", "f")["ins", "sg"]
    ('oblasti', 'oblašću')
    """
    return _noun_forms(lemma, gender, animate, plural_only, indeclinable)


@lru_cache(maxsize=4096)
def _noun_forms(lemma: str, gender: Gender, animate: bool, plural_only: bool, indeclinable: bool) -> Forms:
    before, hyphen, last = lemma.rpartition("-")
    if hyphen and last.isalpha():
        declined = _noun_forms(last, gender, animate, plural_only, indeclinable)
        return MappingProxyType({key: tuple(before + hyphen + form for form in of) for key, of in declined.items()})
    known = tables.nouns().get(lemma)
    flags = known.flags if known is not None and known.gender == gender else frozenset()
    plural_only = plural_only or "plural" in flags
    if len(lemma) < 2 or not lemma[-1].isalpha() or indeclinable or "indeclinable" in flags:
        numbers: tuple[Number, ...] = ("pl",) if plural_only else ("sg", "pl")
        return MappingProxyType({(case, number): (lemma,) for number in numbers for case in CASES})
    if "adjectival" in flags or _is_adjectival(lemma, gender):
        return _adjectival(lemma, gender, plural_only)
    table: dict[tuple[Case, Number], tuple[str, ...]] = {}
    if not plural_only:
        table.update(_singular(lemma, gender, animate or "animate" in flags))
    plurals = (lemma,) if plural_only else _nominative_plurals(lemma, gender)
    for plural in plurals:
        for key, forms in _plural(plural, gender, lemma).items():
            table[key] = _unique([*table.get(key, ()), *forms])
    return MappingProxyType(table)


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


def _is_adjectival(lemma: str, gender: Gender) -> bool:
    if gender == "f":
        if lemma.endswith("i") and lemma not in tables.noun_stems():
            return True
        country = lemma[:1].isupper() and lemma.endswith(_ADJECTIVAL_COUNTRY) and not lemma.endswith(("iška", "eška", "oška"))
        return country or lemma.endswith(("vajuća", "dujuća"))
    if gender == "n":
        return lemma[:1].isupper() and lemma.endswith(("sko", "čko", "ško"))  # `u Brčkom`
    return lemma.endswith(("ni", "ći", "ski"))


def _adjectival(lemma: str, gender: Gender, plural_only: bool) -> Forms:
    masculine = lemma if lemma.endswith("i") else lemma[:-1] + "i"
    table: dict[tuple[Case, Number], tuple[str, ...]] = {}
    for (case, number, of), forms in adjective_forms(masculine).items():
        if of == gender and not (plural_only and number == "sg"):
            animate = case == "acc" and number == "sg" and gender == "m"
            table[case, number] = tuple(form for form in forms if form != masculine) if animate else forms  # type: ignore[index]
    return MappingProxyType(table)


# --- singular


def _singular(lemma: str, gender: Gender, animate: bool) -> dict[tuple[Case, Number], tuple[str, ...]]:
    last = lemma[-1].lower()
    if gender == "f":
        forms = _feminine_in_a(lemma) if last == "a" else _feminine_in_consonant(lemma)
    elif gender == "n":
        forms = _neuter(lemma)
    elif last == "a":
        forms = _feminine_in_a(lemma)
    else:
        forms = _masculine(lemma, animate)
    return {(case, "sg"): _unique(of) for case, of in forms.items()}


def stems(lemma: str, gender: Gender) -> tuple[str, ...]:
    """What the endings of the singular follow."""
    irregular = tables.noun_stems().get(lemma)
    if irregular is not None:
        return irregular[0]
    last = lemma[-1].lower()
    if gender != "m":
        return (lemma[:-1],) if last in VOWELS else (lemma,)
    return (_masculine_stem(lemma),)


def _masculine_stem(lemma: str) -> str:
    lower = lemma.lower()
    last = lower[-1]
    if last in VOWELS:
        if lower.endswith("io"):
            return lemma[:-1] + "j"
        if lower.endswith("ao"):
            return lemma[:-2] + "l"
        if last == "o":
            return lemma if lower in ("biro", "plato", "depo", "trio", "metro", "plano", "loto") else lemma[:-1]
        if last == "i":
            return lemma + "j"
        return lemma
    fleeting = tables.words("fleeting.tsv", "noun")
    if lemma in fleeting or any("-" + lower[place:] in fleeting for place in range(1, len(lower) - 2)):
        return assimilated(lemma[: _last_vowel(lemma)], lemma[_last_vowel(lemma) + 1 :])
    if lower.endswith(("izam", "azam", "ezam")) and len(lower) > 5:
        return lemma[:-2] + "m"
    return _stem_of_ak_and_ac(lemma)


def _last_vowel(word: str) -> int:
    return max((place for place, letter in enumerate(word.lower()) if letter in VOWELS), default=0)


def _stem_of_ak_and_ac(lemma: str) -> str:
    """Nouns in -ak, -ac: `sastanak` → `sastank`, `borac` → `borc`, `rukovodilac` → `rukovodioc`."""
    lower = lemma.lower()
    if not lower.endswith(("ac", "ak")) or syllables(lower) < 2:
        return lemma
    use = tables.pairs("keeping.tsv", "noun", "use").get(lemma)
    if use == "keeps" or (use is None and lower.endswith(("jak", "ljak", "njak"))):
        return lemma
    before = lemma[:-2]
    if before[-1:].lower() in VOWELS:
        return lemma
    if lower.endswith(("ilac", "alac", "elac")) and syllables(lower) > 2:
        return lemma[:-3] + "oc"
    return assimilated(before, lemma[-1])


def _masculine(lemma: str, animate: bool) -> dict[Case, list[str]]:
    forms: dict[Case, list[str]] = {case: [] for case in CASES}
    for stem in stems(lemma, "m"):
        genitive = stem + "a"
        forms["gen"].append(genitive)
        forms["dat"].append(stem + "u")
        forms["loc"].append(stem + "u")
        forms["ins"] += [stem + ending for ending in _instrumental_endings(lemma, stem)]
        vocative = stem + "u" if is_soft(stem) and not stem.lower().endswith("c") else palatalized(stem) + "e"
        forms["voc"].append(vocative)
        if animate:
            forms["acc"].append(genitive)
    forms["nom"] = [lemma]
    if not animate:
        forms["acc"] = [lemma] if lemma in tables.nouns() else [lemma, *forms["gen"]]
    return forms


def _instrumental_endings(lemma: str, stem: str) -> tuple[str, ...]:
    if lemma[-1].lower() in "ie" and stem != lemma[:-1]:
        return ("em", "om")
    if not is_soft(stem):
        return ("om", "em") if lemma in tables.words("instrumentals.tsv", "noun") else ("om",)
    if stem.lower().endswith("c"):
        return ("om", "em") if _vowel_before(stem) == "e" or lemma.lower().endswith(("ec", "uc")) else ("em",)
    return ("em", "om") if _vowel_before(stem) == "e" and stem.lower().endswith(("š", "ž", "č")) else ("em",)


def _vowel_before(stem: str) -> str:
    return next((letter for letter in reversed(stem.lower()) if letter in VOWELS), "")


def _feminine_in_a(lemma: str) -> dict[Case, list[str]]:
    (stem, *_) = stems(lemma, "f")
    datives = dative_stems(lemma)
    return {
        "nom": [lemma],
        "gen": [stem + "e"],
        "dat": [dative + "i" for dative in datives],
        "acc": [stem + "u"],
        "voc": [stem + "o", *([stem + "e"] if lemma.endswith("ica") else ()), lemma],
        "loc": [dative + "i" for dative in datives],
        "ins": [stem + "om"],
    }


def dative_stems(lemma: str) -> tuple[str, ...]:
    """The stem before -i: `politika` → `politic`, `baka` → `bak`; both where usage has both."""
    stem = lemma[:-1]
    if stem[-1:] not in ("k", "g", "h"):
        return (stem,)
    if lemma[:1].isupper() and not lemma.endswith(("ika", "eka", "oka", "uka")):
        return (stem, sibilarized(stem))
    if lemma in tables.words("unsoftened.tsv", "noun"):
        return (stem,)
    if stem.endswith(("čk", "ćk", "ck", "rk", "ljk", "zg", "sh")):
        return (stem,)
    softened = _before_i(stem)
    if stem[-2:-1].lower() in VOWELS:
        return (softened,)
    return (softened, stem) if stem.endswith(("sk", "šk", "rh")) else (stem, softened)


def _feminine_in_consonant(lemma: str) -> dict[Case, list[str]]:
    (stem, *_) = stems(lemma, "f")
    softened = jotated(stem)
    plain_j = {"ž", "š", "č", "r", "đ", "ć", "k", "g", "h", "c"}
    joined = softened + ("u" if softened[-1] in "ćđ" or softened.endswith(("lj", "nj")) else "ju")
    if stem[-1] in plain_j and stem[-1] not in "ćđ":
        joined = stem + "ju"
    return {
        "nom": [lemma],
        "gen": [stem + "i"],
        "dat": [stem + "i"],
        "acc": [lemma if lemma not in ("kći", "mati") else stem],
        "voc": [stem + "i"],
        "loc": [stem + "i"],
        "ins": [stem + "i", joined],
    }


def _neuter(lemma: str) -> dict[Case, list[str]]:
    if lemma[-1].lower() not in "oe":
        return {case: [lemma] for case in CASES}
    forms: dict[Case, list[str]] = {case: [] for case in CASES}
    for stem in stems(lemma, "n"):
        forms["gen"].append(stem + "a")
        forms["dat"].append(stem + "u")
        forms["loc"].append(stem + "u")
        forms["ins"].append(stem + ("em" if lemma.endswith("e") and stem == lemma[:-1] else "om"))
    forms["nom"] = forms["acc"] = forms["voc"] = [lemma]
    return forms


# --- plural


def _nominative_plurals(lemma: str, gender: Gender) -> tuple[str, ...]:
    irregular = tables.noun_stems().get(lemma)
    if irregular is not None and irregular[1]:
        return irregular[1]
    last = lemma[-1].lower()
    (stem, *_) = stems(lemma, gender)
    if gender == "f":
        return (stem + "e",) if last == "a" else (stem + "i",)
    if gender == "n":
        return (stem + "a",) if last in VOWELS else (lemma,)
    if last == "a":
        return (lemma[:-1] + ("i" if lemma.endswith("ista") else "e"),)
    if lemma.lower().endswith(("anin", "arin", "jenin", "čanin")) and len(lemma) > 5:
        return (lemma[:-2] + "i",)
    length = tables.pairs("plural_length.tsv", "noun", "plural").get(lemma)
    if length is None:
        length = "long" if syllables(lemma) == 1 and last not in VOWELS else "short"
    short = _before_i(stem) + "i"
    if length == "short":
        return (short,)
    base = palatalized(stem) if stem.endswith("c") else stem
    longer = base + ("evi" if is_soft(stem) else "ovi")
    return (longer,)


def _before_i(stem: str) -> str:
    softened = sibilarized(stem)
    if softened.endswith("tc") and len(softened) > 3:
        return softened[:-2] + "c"
    return softened


def _plural(nominative: str, gender: Gender, lemma: str) -> dict[tuple[Case, Number], tuple[str, ...]]:
    ending = nominative[-1].lower()
    if (nominative.endswith("ad") and gender == "n") or nominative in ("braća", "djeca", "deca", "gospoda", "vlastela"):
        return _collective(nominative)
    stem = nominative[:-1]
    genitives = _genitive_plurals(nominative, gender, lemma)
    oblique = stem + ("ama" if gender in "mf" and ending == "e" else "ima")
    accusative = _accusative_plural(nominative, lemma) if gender == "m" and ending == "i" else nominative
    if ending == "a" and gender != "n":
        oblique = stem + "ama"
    return {
        ("nom", "pl"): (nominative,),
        ("gen", "pl"): genitives,
        ("dat", "pl"): (oblique,),
        ("acc", "pl"): (accusative,),
        ("voc", "pl"): (nominative,),
        ("loc", "pl"): (oblique,),
        ("ins", "pl"): (oblique,),
    }


def _collective(nominative: str) -> dict[tuple[Case, Number], tuple[str, ...]]:
    """`braća`, `djeca`, `telad`: plurals that are declined like a feminine singular."""
    forms = _feminine_in_a(nominative) if nominative.endswith("a") else _feminine_in_consonant(nominative)
    return {(case, "pl"): tuple(of) for case, of in forms.items()}


def _accusative_plural(nominative: str, lemma: str) -> str:
    """`sastanci` → `sastanke`, `biolozi` → `biologe`, `ljudi` → `ljude`."""
    if nominative in ("sati", "mjeseci", "meseci") or lemma == nominative:
        return nominative[:-1] + "e"
    if nominative.endswith(("ovi", "evi")) and len(nominative) > len(lemma):
        return nominative[:-1] + "e"
    (stem, *_) = stems(lemma, "m")
    return stem + "e" if _before_i(stem) + "i" == nominative else nominative[:-1] + "e"


def _genitive_plurals(nominative: str, gender: Gender, lemma: str) -> tuple[str, ...]:
    listed = tables.pairs("genitive_plurals.tsv", "plural", "genitive").get(nominative)
    if listed is not None:
        return tuple(listed.split("|"))
    stem, ending = nominative[:-1], nominative[-1].lower()
    if gender == "m":
        return _masculine_genitive_plural(nominative, lemma)
    if gender == "f" and ending == "i":
        return (stem + "i",)
    opened = with_fleeting_a(stem)
    if opened is None:
        return (stem + "a",)
    if gender == "n":
        return (opened + "a",) if not stem.endswith(("šć", "st", "j")) else (stem + "a",)
    if stem.lower().endswith(tuple(tables.words("closed_clusters.tsv", "cluster"))):
        return (stem + "i", stem + "a")
    return (opened + "a", stem + "i")


def _masculine_genitive_plural(nominative: str, lemma: str) -> tuple[str, ...]:
    if nominative.endswith("e"):
        return (nominative[:-1] + "a",)
    if lemma == nominative:  # plural only
        stem = nominative[:-1]
        if stem.endswith("c") and stem[-2:-1].lower() not in VOWELS:
            return (stem[:-1] + "aca", stem + "a")
        opened = with_fleeting_a(stem)
        return (stem + "a",) if opened is None else (stem + "a", opened + "a")
    if nominative.endswith(("ovi", "evi")) and not lemma.endswith(("ov", "ev")):
        return (nominative[:-1] + "a",)
    if lemma.lower().endswith(("anin", "arin", "jenin", "čanin")) and lemma[:-2] + "i" == nominative:
        return (lemma[:-2] + "a",)
    (stem, *_) = stems(lemma, "m")
    if lemma[-1].lower() in VOWELS:
        return (lemma,) if lemma.endswith("a") else (stem + "a",)
    if stem != lemma:
        return (lemma + "a",)
    opened = with_fleeting_a(stem)
    if opened is None or stem.lower().endswith(("rd", "rg", "lm", "rm", "lf", "rk", "rs", "ns", "ks", "nk")):
        return (stem + "a",)
    return (opened + "a", stem + "a")
