"""Bosnian, Croatian or Serbian, or none of them: by small tables of words.

The variety is BCP 47 `bs`, `hr` or `sr`. Latin text is `bs` unless at least two more words point to `hr` or `sr`. Cyrillic text
is `sr`, ijekavian too, as it is written in Republika Srpska, unless at least two more words point to another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.reading.source import Language, Script
from pipeline.resources import read_table

_WORD = re.compile(r"[^\W\d_]+")
_READ = frozenset({"bs", "hr", "sr"})
_ENOUGH_WORDS = 30  # a shorter text proves nothing
_FREQUENT = 0.08  # share of function words at which a text is in their language
_DEPARTURE = 2  # so many more words must point away from the usual variety
_USUAL: dict[Script, tuple[Language, ...]] = {"Latn": ("bs", "hr", "sr"), "Cyrl": ("sr", "bs", "hr")}

# words of both scripts, with and without diacritics, are compared in one spelling
_PLAIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчшčćđšžѓќѕйыэё", "abvgddezzijklmnoprstcufhccsccdszgksjiee", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz", "щ": "sc", "ю": "ju", "я": "ja", "ь": "", "ъ": ""}
)


def _plain(words: str) -> str:
    return words.lower().translate(_PLAIN)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for row in read_table("pipeline.reading", "function_words.tsv", ("word", "languages")):
        word = _plain(row["word"])
        words[word] = words.get(word, frozenset()) | frozenset(row["languages"].split())
    return words


@cache
def _variety_words() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], tuple[int, ...]]:
    """Whole words, beginnings of words, and the lengths of these beginnings."""
    whole: dict[str, frozenset[str]] = {}
    beginnings: dict[str, frozenset[str]] = {}
    for row in read_table("pipeline.reading", "variety_words.tsv", ("word", "varieties")):
        word, varieties = _plain(row["word"]), frozenset(row["varieties"].split())
        if word.endswith("-"):
            beginnings[word[:-1]] = varieties
        else:
            whole[word] = varieties
    return whole, beginnings, tuple(sorted({len(beginning) for beginning in beginnings}))


def count_words(text: str) -> Counter[str]:
    """The words of a text in the spelling in which the other functions compare them, with their numbers."""
    return Counter(_WORD.findall(_plain(text)))


def plain_words(text: str) -> list[str]:
    """The words of a text in order, in the spelling of `count_words`."""
    return _WORD.findall(_plain(text))


def other_language(words: Counter[str]) -> str | None:
    """The language (BCP 47) of a text that is clearly neither Bosnian, Croatian nor Serbian, else None.

    Cautious: a text of fewer than thirty words is never refused, nor one with few function words (lists, tables of names).
    """
    total = words.total()
    if total < _ENOUGH_WORDS:
        return None
    ours: Counter[str] = Counter()  # language → words that are ours and not its
    theirs: Counter[str] = Counter()  # language → words that are its and not ours
    known = 0
    for word, languages in _function_words().items():
        count = words.get(word, 0)
        if not count:
            continue
        if languages & _READ:
            known += count
            ours.update(dict.fromkeys(languages - _READ, count))
        else:
            theirs.update(dict.fromkeys(languages, count))
    for language, count in sorted(theirs.items(), key=lambda item: (-item[1], item[0])):
        if count >= _FREQUENT * total and 3 * (known - ours[language]) < count:
            return language
    return None


def variety_of(words: Counter[str], script: Script) -> tuple[Language, float]:
    """The variety that the words point to, and the confidence (0 to 1): its share against the next likely one."""
    whole, beginnings, lengths = _variety_words()
    evidence: dict[str, frozenset[str]] = {}  # word of the table → varieties; each counts once
    for word in words:
        if word in whole:
            evidence[word] = whole[word]
        for length in lengths:
            if length > len(word):
                break
            if word[:length] in beginnings:
                evidence[f"{word[:length]}-"] = beginnings[word[:length]]
    points = Counter(variety for varieties in evidence.values() for variety in varieties)
    usual, *others = _USUAL[script]
    best = max(others, key=lambda variety: points[variety])
    chosen: Language = best if points[best] >= points[usual] + _DEPARTURE else usual
    weight = {variety: points[variety] + (_DEPARTURE if variety == usual else 0.5) for variety in _USUAL[script]}
    next_likely = max(weight[variety] for variety in weight if variety != chosen)
    return chosen, round(weight[chosen] / (weight[chosen] + next_likely), 2)


def own_part(text: str, words: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """A text without its passages in other languages, and these languages (BCP 47).

    A passage is a run of paragraphs or lines; those in it that belong to no language (names, dates) go with it. What is quoted
    and what is short stays: titles of projects, names of organizations, a single line. A text with hardly a word of ours stays
    whole.

    Args:
        text: the text.
        words: its words, see `count_words`.
    """
    likely = _likely_others(words)
    if not likely:
        return text, ()
    passages = _passages(text)
    gone: dict[int, str] = {}  # number of a passage → its language
    for language in likely:
        for run in _foreign_runs(passages, language):
            gone.update(dict.fromkeys((number for number in run if number not in gone), language))
    kept = [passage for number, passage in enumerate(passages) if number not in gone]
    if not gone or sum(map(_own_words, kept)) < _LEAST_OWN:
        return text, ()
    left: list[str] = []
    at = 0
    for number in sorted(gone):
        passage = passages[number]
        left.append(text[at : passage.start])
        at = passage.end
    left.append(text[at:])
    return _MANY_BLANK_LINES.sub("\n\n", "".join(left)).lstrip("\n"), tuple(sorted(set(gone.values())))


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines that belong together, with their place in the text and their words."""

    start: int
    end: int
    text: str
    words: Counter[str]  # without what is quoted


_MANY_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MIXED = 5  # so many words of another language make it worth looking at single passages
_LEAST_OWN = 3  # function words of ours that must stay
_LEAST_PASSAGE = 15  # words of some sentence in it; titles and names stay, also lists of them
_LEAST_FOREIGN = 6  # function words of another language in a passage
_DENSE = 0.12  # their share among its words
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WIDEST_WRAP = 130  # characters; longer lines are whole paragraphs
_SENTENCE_END = re.compile(r"(?:(?<!\d)\.|[!?:;…])['\"”“»’)\]]*\s*$")
_QUOTATION = re.compile(r"„[^„“”\"]{1,600}[“”\"]|“[^“”]{1,600}”|»[^»«]{1,600}«|«[^»«]{1,600}»|\"[^\"]{1,600}\"")
# words that only we write: small letters, so that names of ours in a text of others prove nothing
_OWN_SPELLING = {"sl": re.compile(r"\b[a-zčšž]*[ćđ][a-zčćđšž]*"), "mk": re.compile("\\b[а-шјљњџ]*[ђћ][а-шђћјљњџ]*")}
_OWN_SPELLING_ELSE = re.compile(r"\b[a-zčćđšž]*[čćđšž][a-zčćđšž]*")
_THEIR_SPELLING = {"mk": re.compile("[ѓќѕЃЌЅ]")}


def _likely_others(words: Counter[str]) -> list[str]:
    """Languages with some words in a text, the likeliest first."""
    theirs: Counter[str] = Counter()
    for word, languages in _function_words().items():
        if not languages & _READ and (count := words.get(word, 0)):
            theirs.update(dict.fromkeys(languages, count))
    return [language for language, count in sorted(theirs.items(), key=lambda item: (-item[1], item[0])) if count >= _MIXED]


def _passages(text: str) -> list[_Passage]:
    """Paragraphs, each line one; lines that a hard wrap has made are one together."""
    found: list[_Passage] = []
    for block in _BLOCK.finditer(text):
        lines = block[0].split("\n")
        width = max(map(len, lines))
        start = at = block.start()
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            at = min(at + len(line) + 1, len(text))
            if width <= _WIDEST_WRAP and following and not _SENTENCE_END.search(line):
                first_word = following.split(maxsplit=1)[:1]
                if len(line) + 1 + len(first_word[0] if first_word else "") > width:  # it had no room there
                    continue
            passage = text[start:at]
            if passage.strip():
                found.append(_Passage(start, at, passage, count_words(_QUOTATION.sub(" ", passage))))
            start = at
    return found


def _foreign_runs(passages: list[_Passage], language: str) -> Iterator[range]:
    """Runs of passages in a language."""
    begun = last = -1
    for number in range(len(passages) + 1):
        kind = _kind(passages[number], language) if number < len(passages) else "ours"
        if kind == "theirs":
            begun, last = (number if begun < 0 else begun), number
        elif kind == "ours":
            if begun >= 0 and _is_foreign(passages[begun : last + 1], language):
                yield range(begun, last + 1)
            begun = last = -1


def _kind(passage: _Passage, language: str) -> str:
    """Whether a passage is in a language (`theirs`), in ours, or proves neither."""
    ours, theirs = _evidence(passage, language)
    if _QUOTATION.search(passage.text) and not passage.words.total():
        return "ours"
    if theirs >= 2 and theirs > 2 * ours and _is_prose(passage.text):
        return "theirs"
    return "ours" if ours or theirs > 1 else "neither"


def _is_prose(text: str) -> bool:
    """Whether words in small letters are among the longer ones of a passage, as not in names of bodies one after another."""
    longer = [word for word in _WORD.findall(text) if len(word) > 4]
    return 4 * sum(word[0].islower() for word in longer) > len(longer)


def _is_foreign(run: list[_Passage], language: str) -> bool:
    total = sum(passage.words.total() for passage in run)
    ours, theirs = map(sum, zip(*(_evidence(passage, language) for passage in run), strict=True))
    longest = max((passage.words.total() for passage in run if _SENTENCE_END.search(passage.text)), default=0)
    return longest >= _LEAST_PASSAGE and theirs >= max(_LEAST_FOREIGN, _DENSE * total) and 3 * ours < theirs


def _evidence(passage: _Passage, language: str) -> tuple[int, int]:
    """How many words are ours and not the language's, and the other way round."""
    ours = theirs = 0
    for word, count in passage.words.items():
        languages = _function_words().get(word)
        if languages is None:
            continue
        if not languages & _READ:
            theirs += count * (language in languages)
        elif language not in languages:
            ours += count
    ours += len(_OWN_SPELLING.get(language, _OWN_SPELLING_ELSE).findall(passage.text))
    if (spelling := _THEIR_SPELLING.get(language)) is not None:
        theirs += len(spelling.findall(passage.text))
    return ours, theirs


def _own_words(passage: _Passage) -> int:
    return sum(count for word, count in passage.words.items() if _function_words().get(word, frozenset()) & _READ)
