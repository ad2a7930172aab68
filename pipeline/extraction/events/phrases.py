"""The full name of an event: the words before and after its noun, in the nominative."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction.meetings.gatherings import Mention, Noun, preposition
from pipeline.extraction.meetings.sentences import Reading, Sentence, trimmed
from pipeline.extraction.meetings.words import is_predicate, small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, nominative_phrase
from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.events"
_FINITE = re.compile(
    r"(?:ce|cemo|cu|cete|je|su|se|bi|bit|biti|bice|bila|bio|bili|bude|budu|nije|nisu|treba|trebalo|trebala|trebao|ima|koj\w+|cij(?:i|a|e|u|eg|ega|em|emu|oj|om|im|ih|ima)|dok|te|a|ali|kada|kad|gdje|kako|ako"
    r"|planiran\w*|zakazan\w*|najavljen\w*|predviden\w*|predvidjen\w*|odrz\w*|pocinj\w*|pocet\w*|organiz\w+|upric\w*|uprilic\w*|saziva\w*|slijedi|slijede|okupi\w*|traj\w+|najavi\w*|putem|danas|sutra|jucer|sati|casova|iduc\w+|naredn\w+|krec[eu]|startuj[eu]|starta(?:ju)?|krajem|pocetkom|sredinom|polovinom|isto|takoder|vec)"
)
_ATTRIBUTE = re.compile(r" ((?:posveće|posvece|namijenje|namenje|naslovlje|nazva|veza)n)(?:a|u|e|o|i|oj|om|og|oga|ome|im|ih)?\b")
_PERSON_TITLES = re.compile(r"(?<= )(?:(?:prof|doc|mr|dr|sc|prim|akad|gosp)\. ?)+(?=[A-ZČĆĐŠŽ])", re.IGNORECASE)
_ENDINGS = {"m": "", "f": "a", "n": "o"}
_CONTESTS = frozenset({"turnir", "takmičenje", "natjecanje", "utakmica", "prvenstvo", "kup"})
_TOPIC = frozenset(["o", "povodom", "pod", "za", "protiv"])
_TITLES = small_words(PACKAGE, "titles")
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
            if word == "." and words[index - 1] in _TITLES and index + 1 < sentence.last:
                index += 1
                continue
            if word == "." and words[index - 1].isdigit() and index + 1 < sentence.last:
                index += 1
                last = index
                continue
            if not (word == "," and topic and _listed(reading, index, sentence)):
                break
        if word == "." and not words[index - 1].isdigit():
            if words[index - 1] not in _TITLES:
                break
            index += 1
            continue
        if index + 1 < sentence.last and words[index + 1] in ("ce", "cemo") and word.endswith(("t", "ti", "ci")):
            break  # `Sljedeći forum ugostit će Podgorica`, but `Smotra folklora će se održati`
        if index + 1 < sentence.last and words[index + 1] == "se" and not reading.capital(index):
            break  # `sajam otvara se`
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


def unknown(reading: Reading, first: int, last: int) -> Mention | None:
    """The noun phrase in the nominative with which the words `[first, last)` begin, as an event whose noun no table knows."""
    words = reading.words
    while first < last and (
        words[first] in ("i", "takoder", "takodje", "prvi", "put", "ponovo", "opet", "„") or words[first] == "–"
    ):
        first += 1
    for index in range(first, min(first + _MOST_ADJECTIVES + 1, last)):
        surface = reading.text[reading.starts[index] : reading.ends[index]]
        if (
            not surface[:1].isalpha()
            or words[index] in _INNER_PREPOSITIONS
            or _FINITE.fullmatch(words[index])
            or is_predicate(words[index])
        ):
            return None
        nouns = [of for of in analyze(surface) if of.pos == "noun" and of.case == "nom"]
        adjective = any(of.pos == "adj" and of.case == "nom" for of in analyze(surface))
        if adjective and not (nouns and index > first):
            continue
        if not nouns:
            return None
        found = nouns[0]
        if fold(found.lemma) in _NO_EVENT or words[index] in _NO_EVENT:
            return None
        plural = f"{found.lemma}i"  # `izbori` are no `izbor`
        lemma = plural if found.number == "pl" and fold(plural) in _CALENDAR else found.lemma
        noun = Noun(lemma, lemma, found.gender, "happening", (), ())
        return Mention(noun, first, index, index + 1, frozenset({("nom", found.number)}), "", False)
    return None


def may_be_event(mention: Mention) -> bool:
    """Whether an unknown noun is a stretch of the calendar that may be kept as an event: `Sportski dan`, `Sedmica knjige`."""
    return fold(mention.noun.lemma) in _CALENDAR and (mention.head > mention.first or mention.noun.lemma != "dan")


def is_course(reading: Reading, mention: Mention) -> bool:
    """`Škola novinarstva`, `škola za volontere`: a course of what follows in the genitive, no school that somebody goes to."""
    if fold(mention.noun.lemma) not in _COURSES or mention.head > mention.first or mention.last >= len(reading.words):
        return False
    if reading.words[mention.last] == "za":
        return True
    following = reading.text[reading.starts[mention.last] : reading.ends[mention.last]]
    return following.islower() and any(of.case == "gen" for of in analyze(following))


_OF_GENITIVE = frozenset(("do", "iz", "nakon", "od", "poslije", "prije", "tokom", "uoci", "zbog"))
_COURSES = small_words(PACKAGE, "courses")
_MOST_ADJECTIVES = 3
_CALENDAR = small_words(PACKAGE, "calendar")
_NO_EVENT = small_words(PACKAGE, "no_event")
_LONGEST_UNKNOWN = 12  # words


def to_mark(reading: Reading, mention: Mention, sentence: Sentence) -> int:
    """The word after the name of an event in a line of a calendar: it goes to the next mark."""
    index = mention.last
    while index < min(sentence.last, mention.first + _LONGEST_UNKNOWN) and (
        reading.words[index] in "„“" or reading.words[index].isalnum() or "-" in reading.words[index][1:]
    ):
        index += 1
    return index


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
    governed = preposition(reading, mention) in _OF_GENITIVE  # `prije sjednice`
    nominative = _nominative_head(head, mention, governed)
    attribute = _ATTRIBUTE.match(rest)
    if attribute is not None and mention.noun.gender in _ENDINGS:  # `sjednicu posvećenu ženama`
        rest = f" {attribute[1]}{_ENDINGS[mention.noun.gender]}{rest[attribute.end() :]}"
    rest = _PERSON_TITLES.sub("", rest)
    return re.sub(r"\s+", " ", re.sub(r"[„“\"«»]", "", nominative + rest)).strip()


def _nominative_head(head: str, mention: Mention, governed: bool) -> str:
    if any(case == "nom" for case, _ in mention.forms) and not _oblique(head, mention) and not governed:
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
