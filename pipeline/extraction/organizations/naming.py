"""The name of an organization in the nominative, and the key by which two names are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extraction.organizations import grammar
from pipeline.extraction.organizations.lexicon import (
    Form,
    expansions,
    head_forms,
    heads,
    known_name_forms,
    known_names,
    legal_letters,
    place_forms,
    words_of,
)
from pipeline.extraction.organizations.matching import match
from pipeline.extraction.organizations.name import Name
from pipeline.extraction.organizations.words import Words, bare_letters
from pipeline.language import morphology
from pipeline.language.folding import fold

_QUOTES = str.maketrans("", "", '„“”«»‟"')
_STEM = re.compile(r"(?:oga|ome|omu|ima|ama|og|om|im|ih|em|oj|[aeiou])$")
_WORD = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_LEGAL_FORM = re.compile(r"(?<![^\W_])(?:d\. ?o\. ?o\.?|d\. ?d\.?|a\. ?d\.?|doo|dd)(?![^\W_])", re.IGNORECASE)


def nominative(words: Words, name: Name) -> str:
    """The name as a clerk files it: head and its adjectives in the nominative, what follows as it stands, no quotation marks."""
    parts: list[str] = []
    at = name.start
    if name.known:
        form = match(known_name_forms(), words, name.head_at)
        assert form is not None
        if name.head_at > at:
            known = known_names()[name.known]
            number = "pl" if "plural" in known.use else "sg"
            parts += [_adjective(words.surfaces[step], known.gender, number) for step in range(at, name.head_at)]
        parts.append(name.known)
        at = name.head_at + form.size
    if name.lemma:
        parts.append(name.lemma)
        at = name.lemma_end
    if name.letters:
        if name.head is not None and "prefix" in name.head.use:
            parts.append(_capitalized(name.head.lemma))
            at = name.head_end
        elif heads().get(name.letters):
            at, lemma = _prefix_phrase(words, name)
            parts.append(_capitalized(lemma))
        else:
            parts.append(bare_letters(words.surfaces[at]))
            at += 1
    if name.head is not None and "prefix" not in name.head.use:
        opening = at
        if name.head_at > opening:
            parts.append(_adjectives(words, name, opening))
            parts.append(_head(words, name, first=False))
        else:
            parts.append(_head(words, name, first=True))
        at = name.head_end
        while at < name.end and words.kinds[at] == "l" and name.complement and _follows(words, name, at):
            parts.append(_adjective(words.surfaces[at], name.head.gender, "sg") if words.surfaces[at] != "i" else "i")
            at += 1
    elif not name.letters and not name.known and at < name.end and words.kinds[at] == "A":
        parts.append(bare_letters(words.surfaces[at]))
        at += 1
    if name.firm[1] > at >= name.firm[0] and name.firm[1]:
        parts.append(governed_nominative(words, at, name.firm[1]))
        at = name.firm[1]
    parts += [words.between(*name.shared), _rest(words, name, at)]
    return re.sub(r"\s+", " ", " ".join(part for part in parts if part)).strip(" ,-–")


def _follows(words: Words, name: Name, at: int) -> bool:
    """Whether the word is an adjective of the head that stands behind it (`Eparhija zvorničko-tuzlanska`)."""
    return at < name.after


_CASES = {
    **dict.fromkeys(["od", "iz", "kod", "do", "ispred", "bez", "između", "protiv", "nakon", "osim", "pored", "ime"], ("gen",)),
    **dict.fromkeys(["u", "na", "o", "po", "pri", "prema", "k", "ka"], ("dat", "loc")),
    **dict.fromkeys(["s", "sa", "pred", "nad", "pod", "među"], ("ins",)),
    **dict.fromkeys(["za", "kroz", "uz", "niz"], ("acc",)),
}


def governed_nominative(words: Words, start: int, end: int) -> str:
    """A proper name in the nominative: what stands before it tells the case of its first word.

    `u „Tkanini“` → `Tkanina`, `s „Konfeksom“` → `Konfeks`, `za Krivaju d.o.o.` → `Krivaja d.o.o.`
    """
    first = words.surfaces[start]
    before = start - 1
    while words.kind(before) == "Q":
        before -= 1
    rest = words.between(start + 1, end)
    last = match(head_forms(), words, end - 1) if end - start > 1 and words.kinds[end - 1] == "l" else None
    if last is not None and last.size == 1 and ("nom", "sg") not in last.readings and any(n == "sg" for _, n in last.readings):
        return f"{words.between(start, end - 1)} {last.lemma}"  # `ponuda Sana banke d.d.`
    if (
        end - start == 2
        and words.kinds[end - 1] == "l"
        and morphology.readings(first, "adj")
        and morphology.readings(rest, "noun")
    ):
        return morphology.nominative_phrase(f"{first} {rest}")
    if end - start == 3 and words.surfaces[start + 1] == "i":  # `u „Vodovodu i kanalizaciji“`
        second = _lemma_of(words.surfaces[end - 1], ("gen", "dat", "acc", "loc", "ins"))
        rest = f"i {second}" if second is not None else rest
    made = _proper_nominative(first, words.surfaces[before].lower() if before >= 0 and words.is_word(before) else "")
    return f"{made} {rest}".strip()


@lru_cache(maxsize=1024)
def _proper_nominative(word: str, before: str) -> str:
    lower = word.lower()
    cases = _CASES.get(before, ())
    if lower.endswith("u") and len(word) > 4 and "nom" not in morphology.cases(word):
        known = _lemma_of(lower, ("dat", "loc", "acc"))
        if known is not None:
            return _capitalized(known)
        feminine = cases == ("acc",) or (lower.endswith(("ju", "cu", "nu")) and cases != ("dat", "loc"))
        return word[:-1] + "a" if feminine else word[:-1]
    if not cases and before and grammar.is_people(before):
        known = _lemma_of(lower, ("gen",))  # `direktor „Vodovoda“`
        return _capitalized(known) if known is not None else word
    known = _lemma_of(lower, cases)
    if known is not None:
        return _capitalized(known)
    if cases == ("gen",) and lower[-1:] in "ae" and len(word) > 4:
        return word[:-1] if lower.endswith("a") else word[:-1] + "a"
    if cases == ("dat", "loc") and lower.endswith("i") and len(word) > 4:
        return word[:-1] + "a"
    if cases == ("ins",) and lower.endswith(("om", "em")) and len(word) > 5:
        return word[:-2]
    return word


def _lemma_of(word: str, cases: tuple[str, ...]) -> str | None:
    """The lemma of a common noun that stands in one of the cases and not in the nominative."""
    readings = [reading for reading in morphology.analyze(word) if reading.pos == "noun" and reading.number == "sg"]
    if any(reading.case == "nom" for reading in readings):
        return None
    return next((reading.lemma for reading in readings if reading.case in cases), None)


def _capitalized(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _prefix_phrase(words: Words, name: Name) -> tuple[int, str]:
    form = match(head_forms(), words, name.start)
    return (name.start + form.size, form.lemma) if form else (name.start, name.letters)


def _head(words: Words, name: Name, *, first: bool) -> str:
    assert name.head is not None and name.form is not None
    if name.form.plural and not name.towns:
        lemma = morphology.nominative_phrase(words.between(name.head_at, name.head_end))
    else:
        lemma = name.head.lemma
        written = words.between(name.head_at, name.head_end)
        if fold(written) == fold(lemma):
            lemma = written.lower()
    if first or (words.kinds[name.head_at] == "A" and words.shouted[name.head_at] is False):
        return _capitalized(lemma)
    return lemma if words.kinds[name.head_at] != "C" or words.shouted[name.head_at] else _capitalized(lemma)


def _adjectives(words: Words, name: Name, at: int) -> str:
    """The words before the head in the nominative of its gender."""
    assert name.head is not None and name.form is not None
    out: list[str] = []
    for index in range(at, name.head_at):
        surface = words.surfaces[index]
        if words.kinds[index] in "Cl" and surface not in ("i", ",", "te") and not _is_nominative(surface, name):
            surface = _adjective(surface, name.head.gender, "pl" if name.form.plural and not name.towns else "sg")
        elif words.kinds[index] == "A":
            surface = bare_letters(surface)
        out.append(surface if surface != "," else ",")
    phrase = " ".join(out).replace(" ,", ",")
    return _capitalized(phrase)


def _is_nominative(adjective: str, name: Name) -> bool:
    """Whether head and adjective stand in the nominative singular already."""
    assert name.head is not None and name.form is not None
    nominative_singular = frozenset({("nom", "sg")})
    return bool(name.form.readings & nominative_singular) and grammar.agrees(adjective, nominative_singular, name.head.gender)


@lru_cache(maxsize=1024)
def _adjective(word: str, gender: str, number: str) -> str:
    lemma = next((reading.lemma for reading in morphology.analyze(word) if reading.pos == "adj"), None)
    if lemma is None:
        lemma = grammar.possessive_lemma(word)
        if lemma is None or not grammar.possessive_readings(word):
            return word
        if gender == "m" and number == "sg":
            return lemma
        lemma = lemma.lower()
    forms = morphology.adjective_forms(lemma).get(("nom", number, gender), ())
    if not forms:
        return word
    definite = max(forms, key=lambda form: (form.endswith("i"), len(form))) if gender == "m" and number == "sg" else forms[0]
    return _capitalized(definite) if word[:1].isupper() else definite


def _rest(words: Words, name: Name, at: int) -> str:
    if at >= name.end:
        return ""
    if name.quote is not None and name.quote[0] == at + 1:
        inner = _quoted(words, name)
        return f"{inner} {words.between(name.quote[1] + 1, name.end)}"
    if name.letters and name.head is None and words.kinds[at] == "A":
        following = words.between(at + 1, name.end).translate(_QUOTES) if at + 1 < name.end else ""
        return f"{bare_letters(words.surfaces[at])} {following}"
    if name.head is not None and name.head.use & {"area", "media"}:
        form = match(place_forms(), words, at) if words.is_name(at) else None
        if form is not None and not ("media" in name.head.use and fold(form.lemma) in words_of("lands.tsv", "place")):
            return f"{form.lemma} {words.between(at + form.size, name.end)}"
    return words.between(at, name.end).translate(_QUOTES)


def _quoted(words: Words, name: Name) -> str:
    """The words inside quotation marks; a head that is declined there goes to the nominative too (`JU „Centra za kulturu“`)."""
    assert name.quote is not None
    start, end = name.quote
    inner = governed_nominative(words, start, end) if name.rule == "quotation" else words.between(start, end)
    form = match(head_forms(), words, start)
    if form is not None and _is_declined(words, start, form) and form.size <= end - start:
        inner = _capitalized(heads()[form.lemma].lemma) + " " + words.between(start + form.size, end)
    return inner.translate(_QUOTES).strip()


def _is_declined(words: Words, start: int, form: Form) -> bool:
    """Whether the head that opens a quotation is no nominative; a plural one (`Banke`) is a genitive behind a noun."""
    if ("nom", "sg") in form.readings:
        return False
    before = words.surfaces[start - 2] if start > 1 and words.kind(start - 2) == "l" else ""
    beside = bool(before) and match(head_forms(), words, start - 2) is not None  # `u preduzeću „Šume Srpske“`
    behind_noun = bool(before) and not beside and any(case != "gen" for case, _, _ in morphology.readings(before, "noun"))
    return not form.may_be("nom") or (("gen", "sg") in form.readings and (behind_noun or _CASES.get(before) == ("gen",)))


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """The folded word without its ending, for comparing."""
    folded = fold(word)
    return _STEM.sub("", folded) if len(folded) > 4 else folded


@lru_cache(maxsize=2048)
def key(name: str) -> tuple[str, ...]:
    """Stems of the words, letters written out (`CSR` → `centar za socijalni rad`), legal forms left out."""
    stems: list[str] = []
    for match_ in _WORD.finditer(_LEGAL_FORM.sub(" ", name)):
        word = match_.group()
        letters = bare_letters(word)
        if letters in legal_letters() and len(name) > len(word):
            continue
        expansion = expansions().get(letters)
        for part in (expansion or word).split():
            stems += [stem(piece) for piece in re.split(r"[-–]", part)]
    return tuple(stems)
