"""Where the names of an authority file stand in a text, in any case form, with and without diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.evidence import Evidence
from pipeline.extraction.authority.user_file import AuthorityFile, Entry
from pipeline.language import morphology
from pipeline.language.blocks import Block
from pipeline.language.folding import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PLAIN_GAP = re.compile(r"[ „“”‟«»\"'’–-]{1,4}")
_CASE_ENDING = re.compile(r"[-–][a-zčćšžđ]{1,3}(?!\w)")
_BEFORE_SENTENCE = frozenset(".!?:\n•–—")
_OPENING, _CLOSING = '„«‟"', '“”»"'
_INITIALS = 2  # letters at the start of a word that no case changes
_FARTHEST = 6  # cost over the likeliest reading of a person's name beyond which another one is none
_FIRST_AND_LAST = 2  # words of a name that no hyphen joins
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Match:
    """A name of an entry at a place of the text."""

    evidence: Evidence
    entry: Entry


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name at a place of the text that several entries have."""

    evidence: Evidence
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """All that was found in one text, in its order, with the file's hash and its entries."""

    sha256: str
    entries: tuple[Entry, ...]
    found: tuple[Match, ...]
    ambiguous: tuple[Ambiguity, ...]

    @property
    def organizations(self) -> list[Match]:
        return [match for match in self.found if not match.entry.is_person]

    @property
    def persons(self) -> list[Match]:
        return [match for match in self.found if match.entry.is_person]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    surface: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Variant:
    """A name as tokens; `gaps` is what stands between them."""

    entry: Entry
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    lower: bool  # written all in lower case by the user, and so found in lower case


def fold_word(word: str) -> str:
    """Folded, đ and `dj` alike."""
    return fold(word).replace("dj", "d")


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.start(), match.end(), match.group(), fold_word(match.group())) for match in _TOKEN.finditer(text)]


# --- the forms of a word


@lru_cache(maxsize=65536)
def forms_of(word: str) -> Mapping[str, frozenset[str]]:
    """The forms that a word of a name in the nominative may have in a text: folded form → its spellings in lower case.

    What is a nominative is declined; a word in another case (`zdravstva`) stays; an unknown one is declined by its ending.
    """
    lower = word.lower()
    forms = {lower}
    readings = morphology.analyze(lower)
    for reading in readings:
        if reading.case != "nom":
            continue
        if reading.pos == "adj":
            for made in morphology.adjective_forms(reading.lemma).values():
                forms.update(made)
        else:
            declined = morphology.noun_forms(reading.lemma, reading.gender)
            for (_, number), made in declined.items():
                if number == reading.number:
                    forms.update(made)
    if not readings and lower.isalpha() and len(lower) > 2:
        gender = {"a": "f", "o": "n", "e": "n"}.get(lower[-1], "m" if lower[-1] not in "iu" else "")
        if gender:
            declined = morphology.noun_forms(lower, gender)  # type: ignore[arg-type]
            for (case, number), made in declined.items():
                if number == "sg" and case != "voc":
                    forms.update(made)
    by_folded: dict[str, set[str]] = {}
    for form in forms:
        by_folded.setdefault(fold_word(form), set()).add(form.lower())
    return {folded: frozenset(spellings) for folded, spellings in by_folded.items()}


def _is_letters(word: str) -> bool:
    return len(word) > 1 and sum(char.isupper() for char in word) * 2 > len(word)


def _spelled_alike(written: str, spellings: frozenset[str]) -> bool:
    """Whether a word of the text is one of the spellings, but for diacritics that one of the two leaves out altogether."""
    lower = written.lower().replace("dj", "đ")
    if written.isascii():
        return True
    return any(spelling.isascii() or spelling.replace("dj", "đ") == lower for spelling in spellings)


class Matcher:
    """Finds the names of an authority file; made once, used for many texts."""

    def __init__(self, file: AuthorityFile) -> None:
        self.sha256 = file.sha256
        self.entries = file.entries
        self._by_form: dict[str, list[_Variant]] = {}
        self._persons: dict[tuple[str, ...], list[_Variant]] = {}
        for entry in file.entries:
            for name in entry.names:
                self._add(entry, name)
        self._person_sizes = sorted({len(key) for key in self._persons}, reverse=True)

    def _add(self, entry: Entry, name: str) -> None:
        tokens = list(_TOKEN.finditer(name))
        if not tokens or len(tokens) > _MOST_WORDS:
            return
        words = tuple(token.group() for token in tokens)
        gaps = tuple(name[one.end() : other.start()] for one, other in pairwise(tokens))
        variant = _Variant(entry, words, gaps, name == name.lower())
        if entry.is_person and len(words) > 1:
            self._persons.setdefault(_initials(fold_word(word) for word in words), []).append(variant)
            return
        first = {fold_word(words[0])} if _is_letters(words[0]) else set(forms_of(words[0]))
        for form in first:
            self._by_form.setdefault(form, []).append(variant)

    def find(self, text: str, blocks: Sequence[Block]) -> Matches:
        """The names in a text; of names that overlap the longest counts."""
        tokens = _tokens(text)
        hidden = [(block.start, block.end) for block in blocks if block.kind == "furniture"]
        candidates: dict[tuple[int, int], dict[str, tuple[float, Entry]]] = {}
        for at, token in enumerate(tokens):
            for end, cost, entry in self._at(text, tokens, at):
                if not any(start <= token.start < last for start, last in hidden):
                    best = candidates.setdefault((token.start, end), {})
                    if entry.id not in best or cost < best[entry.id][0]:
                        best[entry.id] = cost, entry
        found: list[Match] = []
        ambiguous: list[Ambiguity] = []
        taken: list[Evidence] = []
        for (start, end), by_id in sorted(candidates.items(), key=lambda entry: (entry[0][0] - entry[0][1], entry[0])):
            evidence = _with_marks(text, start, end)
            if any(evidence.overlaps(other) for other in taken):
                continue
            taken.append(evidence)
            least = min(cost for cost, _ in by_id.values())
            entries = [entry for cost, entry in by_id.values() if cost <= least]
            if len(entries) == 1:
                found.append(Match(evidence, entries[0]))
            else:
                ambiguous.append(Ambiguity(evidence, tuple(sorted(entries, key=lambda entry: entry.line))))
        found.sort(key=lambda match: match.evidence)
        ambiguous.sort(key=lambda match: match.evidence)
        return Matches(self.sha256, self.entries, tuple(found), tuple(ambiguous))

    def _at(self, text: str, tokens: Sequence[_Token], at: int) -> Iterator[tuple[int, float, Entry]]:
        """Names that begin at a token: where each ends, the cost of the reading, the entry."""
        for variant in self._by_form.get(tokens[at].folded, ()):
            end = _end_of(text, tokens, at, variant)
            if end is not None:
                yield end, 0, variant.entry
        if not tokens[at].surface[0].isupper():
            return
        for size in self._person_sizes:
            window = tokens[at : at + size]
            if len(window) < size:
                continue
            named = self._persons.get(_initials(token.folded for token in window))
            if named and all(token.surface[0].isupper() for token in window) and _is_one_name(text, window):
                for variant in named:
                    cost = _cost_of_person(variant, [token.surface for token in window])
                    joined = text[window[0].end : window[1].start] in ("-", "–") and size == _FIRST_AND_LAST
                    if cost is not None and not (joined and "-" not in variant.gaps):
                        yield window[-1].end, cost, variant.entry


def _initials(folded: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(word[:_INITIALS] for word in folded))


# --- organizations, and persons of one word


def _end_of(text: str, tokens: Sequence[_Token], at: int, variant: _Variant) -> int | None:
    """The offset where a name ends that begins at the token, None where it does not stand there."""
    place = at
    end = -1
    capital = False
    for number, word in enumerate(variant.words):
        if place >= len(tokens):
            return None
        token = tokens[place]
        if number and not _joins(text[end : token.start], variant.gaps[number - 1]):
            return None
        if not _is_form(word, token):
            return None
        if token.surface[0].isupper():
            capital = True
        elif word[0].isupper() and not (number == 0 and len(variant.words) > 1 and morphology.is_nominal(token.surface)):
            return None  # `zrno` is no `Zrno`; `udruženje „Zrno“` is
        end = token.end
        place += 1
        if _is_letters(word):
            ending = _CASE_ENDING.match(text, end)
            if ending:
                end = ending.end()
                place += 1
    if not capital and not variant.lower:
        return None
    if not _stands_alone(text, tokens[at].start, end) or not _is_meant(text, tokens, at, end, variant):
        return None
    return end


def _with_marks(text: str, start: int, end: int) -> Evidence:
    """The interval with the quotation mark before or after it whose partner stands inside (`Udruženje „Most“`)."""
    inside = text[start:end]
    opened = sum(mark in "„«‟" for mark in inside) - sum(mark in "“”»" for mark in inside)
    straight = inside.count('"') % 2 == 1
    if (opened > 0 or straight) and text[end : end + 1] in tuple(_CLOSING):
        end += 1
    elif (opened < 0 or straight) and text[max(0, start - 1) : start] in tuple(_OPENING):
        start -= 1
    return Evidence(start, end)


def _is_form(word: str, token: _Token) -> bool:
    if _is_letters(word):
        return token.surface == word or (fold(word).upper() == token.surface and token.surface.isupper())
    if word.isdigit():
        return token.surface == word
    spellings = forms_of(word).get(token.folded)
    return spellings is not None and _spelled_alike(token.surface, spellings)


def _joins(gap: str, of_variant: str) -> bool:
    if "\n" in gap:
        return False
    return _PLAIN_GAP.fullmatch(gap) is not None or " ".join(gap.split()) == " ".join(of_variant.split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no hyphen joins the name to another word."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    joined_before = len(before) == 2 and before[1] in "-–_/@." and before[0].isalnum()
    joined_after = len(after) == 2 and after[0] in "-–_/@" and after[1].isalnum()
    return not joined_before and not joined_after


def _is_meant(text: str, tokens: Sequence[_Token], at: int, end: int, variant: _Variant) -> bool:
    """Whether a single word that may be another one is the name: not where a sentence begins, or after a first name."""
    if len(variant.words) > 1 or variant.lower:
        return True
    token = tokens[at]
    quoted = text[token.start - 1 : token.start] in _OPENING and text[end : end + 1] in _CLOSING if token.start else False
    if quoted:
        return True
    if _is_letters(variant.words[0]):
        return not (morphology.is_nominal(token.surface.lower()) and _in_capitals(text, token))
    before = tokens[at - 1] if at and text[tokens[at - 1].end : token.start] == " " else None
    if before is not None and before.surface[0].isupper() and morphology.is_first_name(before.surface):
        return False
    return not (morphology.is_nominal(token.surface.lower()) and (_opens_sentence(text, token.start) or token.surface.isupper()))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" " + _OPENING)
    return not before or before[-1] in _BEFORE_SENTENCE


def _in_capitals(text: str, token: _Token) -> bool:
    """Whether the line is written in capitals, where letters and words look alike."""
    first, last = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    line = text[first : last if last >= 0 else len(text)]
    return sum(char.isupper() for char in line) > 2 * sum(char.islower() for char in line)


# --- persons


def _is_one_name(text: str, window: Sequence[_Token]) -> bool:
    gaps = (text[one.end : other.start] for one, other in pairwise(window))
    return all(gap in (" ", "-", "–", ". ") for gap in gaps) and _stands_alone(text, window[0].start, window[-1].end)


@lru_cache(maxsize=2048)
def _readings_of_person(words: tuple[str, ...]) -> tuple[tuple[float, str, str], ...]:
    """Cost, first name and surname of the ways to read a name."""
    ways = morphology.person_names(words)
    return tuple((cost - ways[0][0], way.first, way.last) for cost, way in ways if cost <= ways[0][0] + _FARTHEST)


def _cost_of_person(variant: _Variant, surfaces: Sequence[str]) -> float | None:
    """How far the entry's name is from the likeliest reading of the words, None where it is none of them."""
    wanted = [fold_word(word) for word in variant.words]
    written = {tuple(surfaces), tuple(map(_with_d_stroke, surfaces))}
    costs = [
        cost
        for words in written
        for cost, first, last in _readings_of_person(words)
        if _same_words(f"{first} {last}", variant.words, wanted)
    ]
    if [fold_word(surface) for surface in surfaces] == wanted and all(map(_same_spelling, surfaces, variant.words)):
        costs.append(0)
    return min(costs) if costs else None


def _with_d_stroke(word: str) -> str:
    """`Djuri` → `Đuri`."""
    return word.replace("dj", "đ").replace("Dj", "Đ").replace("DJ", "Đ")


def _same_words(name: str, words: Sequence[str], folded: Sequence[str]) -> bool:
    made = _TOKEN.findall(name)
    return [fold_word(word) for word in made] == list(folded) and all(map(_same_spelling, made, words))


def _same_spelling(one: str, other: str) -> bool:
    return _spelled_alike(one, frozenset({other.lower()}))
