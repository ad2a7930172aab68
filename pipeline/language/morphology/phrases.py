"""The nominative of a phrase: its head and the adjectives that agree with it change, what depends on it stays."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.morphology import tables
from pipeline.language.morphology.adjectives import adjective_forms
from pipeline.language.morphology.analysis import Analysis, analyze
from pipeline.language.morphology.nouns import noun_forms

_PIECE = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*|\S|\s+")
_JOINTS = frozenset(["i", "te", ","])
_OBLIQUE_WITHOUT_GENITIVE = frozenset(["dat", "loc", "ins"])
Agreement = frozenset[tuple[str, str, str]]


@lru_cache(maxsize=1024)
def nominative_phrase(phrase: str, *, cases: frozenset[str] | None = None) -> str:
    """The phrase as it stands in the nominative; words that are not understood, and what follows the head, stay.

    Args:
        cases: the cases that the phrase may stand in, where the words before it tell (`u zbornici` is a locative).

    >>> nominative_phrase("Svjetskom federacijom za borbu protiv droga")
    'Svjetska federacija za borbu protiv droga'
    >>> nominative_phrase("Ujedinjenih naroda")
    'Ujedinjeni narodi'
    """
    pieces = _PIECE.findall(phrase)
    words = [place for place, piece in enumerate(pieces) if piece[0].isalnum()]
    made = _read(pieces, words, 0, cases)
    return "".join(made) if made is not None else phrase


def _read(pieces: list[str], words: list[int], at: int, cases: frozenset[str] | None) -> list[str] | None:
    """The pieces with the noun phrase from the word `at` put in the nominative; None where no head is found.

    Args:
        cases: the cases that the phrase may stand in, when another one coordinated with it told them.
    """
    start = at
    while start < len(words) and _is_name_like(pieces[words[start]]):
        start += 1
    if start + 1 < len(words) and pieces[words[start]][:1].isupper() and not analyze(pieces[words[start]]):
        start += 1
    head = _head(pieces, words, start)
    if head is None:
        return None
    adjectives = [place for place in range(start, head) if pieces[words[place]] not in _JOINTS]
    agreement = _agreement([pieces[words[place]] for place in adjectives], pieces[words[head]])
    if cases is not None:
        agreement = frozenset(of for of in agreement if of[0] in cases)
    if not agreement:
        undeclined = pieces[words[start]][:1].isupper() and start < head and not _is_known(pieces[words[start]])
        return _read(pieces, words, start + 1, cases) if undeclined else None
    plural = any(_lemma(pieces[words[place]]) in tables.words("plural_names.tsv", "adjective") for place in adjectives)
    capital = pieces[words[start]][:1].isupper() and not plural
    if plural and any(number == "pl" for _, number, _ in agreement):
        agreement = frozenset(of for of in agreement if of[1] == "pl")
    chosen = _choose(agreement, pieces[words[head]], capital=capital)
    result = list(pieces)
    if chosen is not None:
        _, number, gender = chosen
        for place in adjectives:
            result[words[place]] = _adjective(pieces[words[place]], number, gender)
        result[words[head]] = _noun(pieces[words[head]], number, gender)
        after = head + 1
        if _is_adjective_after(pieces, words, after, agreement):  # `Republike Srpske`
            result[words[after]] = _adjective(pieces[words[after]], number, gender)
        oblique = frozenset(case for case, of, _ in agreement if of == number) & _OBLIQUE_WITHOUT_GENITIVE
        if oblique:
            _carry_on(result, words, head + 1, oblique, number)
    return result


def _carry_on(result: list[str], words: list[int], at: int, cases: frozenset[str], number: str) -> None:
    """What stands beside the head in the same case: an apposition (`organizacijama članicama`), a second head (`i osnivaču`)."""
    if at >= len(words):
        return
    beside = "".join(result[words[at - 1] + 1 : words[at]])
    word = result[words[at]]
    if beside.isspace() and word.islower():
        same = frozenset(of for of in _nouns(word) if of[0] in cases and of[1] == number)
        if same and not any(of[0] == "gen" for of in _nouns(word)):
            _, of_number, gender = sorted(same)[0]
            result[words[at]] = _noun(word, of_number, gender)
            at += 1
    for place in range(at, len(words)):
        joint = result[words[place]]
        if joint in ("i", "te") and place + 1 < len(words):
            following = _read(result, words, place + 1, cases)
            if following is not None:
                result[:] = following
            return
        if not any(reading.case == "gen" for reading in analyze(joint)):
            return


def _is_adjective_after(pieces: list[str], words: list[int], at: int, agreement: Agreement) -> bool:
    """Whether an adjective that agrees with the head stands behind it, and before no noun of its own."""
    if at >= len(words) or not pieces[words[at]][:1].isupper() or not _adjectives_of(pieces[words[at]]) & agreement:
        return False
    return not _nouns(pieces[words[at]]) and (at + 1 >= len(words) or not analyze(pieces[words[at + 1]]))


def _is_name_like(word: str) -> bool:
    """Letters before the head (`JU`, `NVO`) and figures."""
    letters = len(word) > 1 and word.isupper()
    return word.isdigit() or (letters and (len(word) <= 4 or not analyze(word)))


def _is_known(word: str) -> bool:
    """Whether the lexicon has the word; `Brčko` only looks like an adjective."""
    return any(of.lemma in tables.nouns() or of.lemma in tables.adjectives() for of in analyze(word))


def _lemma(word: str) -> str:
    return next((of.lemma for of in analyze(word) if of.pos == "adj"), "")


def _nouns(word: str) -> Agreement:
    return frozenset((of.case, of.number, of.gender) for of in analyze(word) if of.pos == "noun")


def _adjectives_of(word: str) -> Agreement:
    return frozenset((of.case, of.number, of.gender) for of in analyze(word) if of.pos == "adj")


def _head(pieces: list[str], words: list[int], start: int) -> int | None:
    """The first noun after words that are adjectives: the last word of the longest run that agrees."""
    place = start
    while place < len(words):
        word = pieces[words[place]]
        between = "".join(pieces[words[place - 1] + 1 : words[place]]).strip() if place > start else ""
        if place > start and between and between != ",":
            return None
        if word in ("i", "te") and place > start:
            place += 1
            continue
        nouns, adjectives = _nouns(word), _adjectives_of(word)
        if nouns and not (adjectives and _agrees_with_next(pieces, words, place)):
            return place
        if not adjectives:
            return None
        place += 1
    # an adjective used as a noun (`nadležnima`, `prisutnih`) is left
    return None


def _agrees_with_next(pieces: list[str], words: list[int], place: int) -> bool:
    if place + 1 >= len(words):
        return False
    following = pieces[words[place + 1]]
    adjectives = _adjectives_of(pieces[words[place]])
    return bool(adjectives & _nouns(following)) or bool(adjectives & _adjectives_of(following) and place + 2 < len(words))


def _agreement(adjectives: list[str], head: str) -> Agreement:
    nouns = _nouns(head)
    agreement = nouns
    for word in adjectives:
        narrowed = agreement & _adjectives_of(word)
        # two adjectives of a coordination agree each with the head: `Općem i Specijalnom sudu`
        agreement = narrowed or frozenset()
    return agreement


def _choose(agreement: Agreement, head: str, *, capital: bool) -> tuple[str, str, str] | None:
    """The reading that is put in the nominative, None where the phrase stands in it already."""
    nominatives = {of for of in agreement if of[0] == "nom"}
    if any(number == "sg" for _, number, _ in nominatives):
        return None
    plural_only = any("plural" in noun.flags for noun in _lexicon(head))
    singulars = sorted(of for of in agreement if of[1] == "sg" and of[0] != "voc")
    if nominatives and (not capital or not singulars or plural_only):
        return None
    if singulars:
        return singulars[0]
    return sorted(of for of in agreement)[0]


def _lexicon(word: str) -> list[tables.Noun]:
    lemmas = {of.lemma for of in analyze(word) if of.pos == "noun"}
    return [tables.nouns()[lemma] for lemma in sorted(lemmas) if lemma in tables.nouns()]


def _cased(made: str, written: str) -> str:
    if len(written) > 1 and written.isupper():
        return made.upper()
    return made[:1].upper() + made[1:] if written[:1].isupper() else made


def _noun(word: str, number: str, gender: str) -> str:
    reading = next(of for of in analyze(word) if of.pos == "noun" and of.number == number and of.gender == gender)
    if number == "sg":
        return _cased(reading.lemma, word)
    forms = noun_forms(reading.lemma, reading.gender).get(("nom", "pl"), ())
    return _cased(forms[0], word) if forms else word


@lru_cache(maxsize=1024)
def _adjective(word: str, number: str, gender: str) -> str:
    agreeing = (of for of in analyze(word) if of.pos == "adj" and (of.number, of.gender) == (number, gender))
    reading: Analysis | None = next(agreeing, None)
    if reading is None:
        return word
    forms = adjective_forms(reading.lemma).get(("nom", number, gender), ())
    if not forms:
        return word
    definite = max(forms, key=lambda form: form.endswith("i")) if gender == "m" and number == "sg" else forms[0]
    return _cased(definite, word)


def noun_lemma(word: str) -> str:
    """The lemma of a common noun, lower case; the word itself where none is known.

    >>> noun_lemma("vijećnicima")
    'vijećnik'
    """
    return next((reading.lemma for reading in analyze(word) if reading.pos == "noun"), word.lower())
