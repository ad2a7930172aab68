"""The full name of an event: the words before and after its noun, in the nominative."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction.meetings.gatherings import Mention
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.extraction.meetings.words import is_predicate, small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import nominative_phrase
from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.events"
_FINITE = re.compile(
    r"(?:ce|je|su|se|bi|bit|biti|bice|bila|bio|bili|bude|budu|nije|nisu|treba|trebalo|trebala|trebao|ima|koj\w+|cij\w+|dok|te|a|ali|kada|kad|gdje|kako|ako"
    r"|planiran\w*|zakazan\w*|najavljen\w*|predviden\w*|predvidjen\w*|odrz\w*|pocinj\w*|pocet\w*|organiz\w+|upric\w*|uprilic\w*|saziva\w*|slijedi|slijede|okupi\w*|traj\w+|najavi\w*|putem|danas|sutra|jucer|sati|casova|iduc\w+|naredn\w+|krajem|pocetkom|sredinom|polovinom|isto|takoder)"
)
_ATTRIBUTE = re.compile(r" ((?:posveće|posvece|namijenje|namenje|naslovlje|nazva|veza)n)(?:a|u|e|o|i|oj|om|og|oga|ome|im|ih)?\b")
_ENDINGS = {"m": "", "f": "a", "n": "o"}
_CONTESTS = frozenset({"turnir", "takmičenje", "natjecanje", "utakmica", "prvenstvo", "kup"})
_TOPIC = frozenset(["o", "povodom", "pod", "za", "protiv"])
_INNER_PREPOSITIONS = small_words(PACKAGE, "inner_prepositions")


@cache
def _place_words() -> re.Pattern[str]:
    words = [fold(row["words"]).replace("*", r"\w*") for row in read_table(PACKAGE, "place_openings.tsv", ("words",))]
    return re.compile(rf"(?:{'|'.join(words)})\b")


def extent(reading: Reading, mention: Mention, sentence: Sentence) -> int:
    """The word after the last one of the event's name."""
    words = reading.words
    index = mention.last
    topic = False
    last = mention.last
    quotes = 0
    while index < sentence.last:
        word = words[index]
        start = reading.starts[index]
        if quotes:
            quotes += (word == "„") - (word == "“")
            index += 1
            if not quotes:
                last = index
            continue
        if word == "„":
            quotes = 1
            index += 1
            continue
        if reading.dates_in(start, start + 1) and not (topic and words[index - 1] in ("pet", "od")):
            break
        if not (word[0].isalnum() or word in "&/-.") or _FINITE.fullmatch(word) or is_predicate(word):
            if word == "." and words[index - 1].isdigit() and index + 1 < sentence.last:
                index += 1
                last = index
                continue
            if not (word == "," and topic and _listed(reading, index, sentence)):
                break
        if word == "." and not words[index - 1].isdigit():
            break
        if index + 1 < sentence.last and words[index + 1] in ("ce", "cemo"):
            break  # `Sljedeći forum ugostit će Podgorica`
        if word == "u" and index + 1 < sentence.last and words[index + 1] in ("povodu", "okviru", "cast", "znak", "organizaciji"):
            if words[index + 1] in ("okviru", "organizaciji"):
                break
            topic = True
            index += 2
            last = index
            continue
        if word in ("u", "na"):
            if index + 1 < sentence.last and words[index + 1] in ("temu", "tema"):
                topic = True
            elif word == "u" and mention.noun.type in _CONTESTS and not _is_place(reading, index, sentence):
                topic = True  # `turnir u šahu`
            elif (not topic and not reading.capital(mention.head)) or _is_place(reading, index, sentence) or not topic:
                break
        elif word == "za" and index + 1 < sentence.last and words[index + 1] in ("dan", "datum", "termin"):
            break
        elif word in _TOPIC:
            topic = True
        elif word in ("od", "do", "pocev", "iza", "nakon", "prije") and not topic:
            break
        index += 1
        last = index
    while last > mention.last and (words[last - 1] in _INNER_PREPOSITIONS or words[last - 1] in ("i", ",", "o", "za", "povodom")):
        last -= 1
    return last


def why_it_ends(reading: Reading, end: int, sentence: Sentence) -> str:
    """Why the name of an event ends before the word `end`, as a reason of the trace."""
    if end >= sentence.last:
        return "sentence-ends"
    word = reading.words[end]
    start = reading.starts[end]
    if reading.dates_in(start, start + 1) or word in ("od", "do", "pocev", "iza", "nakon", "prije"):
        return "date-follows"
    if word in ("u", "na"):
        return "place-follows"
    if _FINITE.fullmatch(word) or is_predicate(word):
        return "verb-follows"
    return "clause-ends" if not word[0].isalnum() else "phrase-ends"


def _listed(reading: Reading, index: int, sentence: Sentence) -> bool:
    """A comma inside a topic: another noun of the list follows, and an `i`."""
    words = reading.words
    for following in range(index + 1, min(index + 5, sentence.last)):
        if words[following] in ("i", "te"):
            return True
        if _FINITE.fullmatch(words[following]) or words[following] in (",", "."):
            return False
    return False


def _is_place(reading: Reading, index: int, sentence: Sentence) -> bool:
    """Whether `u`, `na` opens the place of the event, not a part of its topic."""
    if index + 1 >= sentence.last:
        return True
    start = reading.starts[index + 1]
    if reading.capital(index + 1) or reading.dates_in(start, start + 1) or reading.words[index + 1].isdigit():
        return True
    return _place_words().match(reading.folded, start) is not None


def name(reading: Reading, mention: Mention, end: int) -> str:
    """The name in the nominative, without quotation marks."""
    _, stop = trimmed(reading.text, reading.starts[mention.first], reading.ends[end - 1])
    head_end = reading.ends[mention.last - 1]
    head = reading.text[reading.starts[mention.first] : head_end]
    rest = reading.text[head_end:stop]
    nominative = _nominative_head(head, mention)
    attribute = _ATTRIBUTE.match(rest)
    if attribute is not None and mention.noun.gender in _ENDINGS:  # `sjednicu posvećenu ženama`
        rest = f" {attribute[1]}{_ENDINGS[mention.noun.gender]}{rest[attribute.end() :]}"
    return re.sub(r"\s+", " ", re.sub(r"[„“\"«»]", "", nominative + rest)).strip()


def _nominative_head(head: str, mention: Mention) -> str:
    if any(case == "nom" for case, _ in mention.forms) and not _oblique(head, mention):
        return head
    made = nominative_phrase(head) or head
    before, _, last = made.rpartition(" ")
    if fold(last) == fold(head.rpartition(" ")[2]) and not mention.noun.after and not mention.noun.before and "-" not in last:
        lemma = mention.noun.lemma  # a noun that the lexicon does not know
        made = f"{before} {lemma.capitalize() if last[:1].isupper() else lemma}".strip()
    return made


def _oblique(head: str, mention: Mention) -> bool:
    """Whether an adjective before the noun is in another case (`narednu sjednicu` is, by the noun alone)."""
    first = fold(head.split(maxsplit=1)[0])
    return len(head.split()) > 1 and first.endswith(("og", "oga", "om", "oj", "im", "ih", "omu", "ome", "u"))
