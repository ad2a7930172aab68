"""Bosnian, Croatian or Serbian, or none of them: by small tables of words.

The variety is BCP 47 `bs`, `hr` or `sr`. Latin text is `bs` unless at least two more words point to `hr` or `sr`. Cyrillic text
is `sr`, ijekavian too, as it is written in Republika Srpska, unless at least two more words point to another.
"""

from __future__ import annotations

import re
from collections import Counter
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
    """A text without its paragraphs in other languages, and these languages (BCP 47).

    Paragraphs are parted by blank lines. One counts as foreign as a whole text does, see `other_language`; a short one goes with
    its neighbours if both are foreign. A text without a paragraph of ours stays whole.

    Args:
        text: the text.
        words: its words, see `count_words`.
    """
    if not _may_be_mixed(words):
        return text, ()
    parts = _PARAGRAPH_END.split(text)  # paragraphs and the blank lines between them
    foreign: dict[int, str] = {}
    short: set[int] = set()
    for number in range(0, len(parts), 2):
        own = count_words(parts[number])
        if own.total() < _ENOUGH_WORDS:
            if not _has_own(own):
                short.add(number)
        elif language := other_language(own):
            foreign[number] = language
    kept = [number for number in range(0, len(parts), 2) if number not in foreign and number not in short]
    if not foreign or not any(count_words(parts[number]).total() >= _ENOUGH_WORDS for number in kept):
        return text, ()
    gone = set(foreign)
    for number in sorted(short):
        beside = [other for other in (number - 2, number + 2) if 0 <= other < len(parts)]
        if all(other in gone or other in foreign for other in beside):
            gone.add(number)
    left = [parts[number] for number in range(0, len(parts), 2) if number not in gone]
    return "\n\n".join(left), tuple(sorted(set(foreign.values())))


_PARAGRAPH_END = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
_MIXED = 6  # so many function words of another language make it worth looking at single paragraphs


def _may_be_mixed(words: Counter[str]) -> bool:
    theirs: Counter[str] = Counter()
    for word, languages in _function_words().items():
        if not languages & _READ and (count := words.get(word, 0)):
            theirs.update(dict.fromkeys(languages, count))
    return any(count >= _MIXED for count in theirs.values())


def _has_own(words: Counter[str]) -> bool:
    return any(languages & _READ for word, languages in _function_words().items() if word in words)
