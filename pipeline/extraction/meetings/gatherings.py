"""Mentions of gatherings, and whether the words around them tell that they were held or lie ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.extraction.meetings.cues import CueTable, Match
from pipeline.extraction.meetings.ordinals import is_tens
from pipeline.extraction.meetings.sentences import Reading, Sentence
from pipeline.extraction.meetings.words import is_predicate, small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze, first_name_gender, noun_forms
from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.meetings"
Sense = Literal["gathering", "visit", "body", "talk", "happening"]
Tells = Literal["held", "ahead", "not", "wish", "rule", "before", "moved"]
Forms = frozenset[tuple[str, str]]

NEXT = ("naredn", "sljedec", "slijedec", "sledec", "iduc", "predstojec", "nadolazec", "skorasnj", "nastupajuc")
_EARLIER = ("prethodn", "predhodn", "prosl", "ranij", "zadnj", "posljednj", "proteki", "protekl", "minul", "tadasnj", "slicn")
_ORDINAL = re.compile(r"\d{1,4}|[ivxl]{1,7}")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})|X?LV?I{0,3}")
_ORDINAL_WORD = re.compile(
    r"(?:prv|drug|trec|cetvrt|pet|sest|sedm|osm|devet|deset|jedanaest|dvanaest|\w{2,6}naest|dvadeset\w*|trideset\w*|jubilarn)(?:i|a|u|o|og|oga|oj|om|e|em|ih|im)"
)
_ADJECTIVE = re.compile(
    r"[^\W\d_]{2,}(?:n|sk|ck|sn|ov|ev|v|r|an|en|t|uc|ec|lj|zn|st|nj|d|l)(?:i|a|u|o|og|oga|oj|om|e|em|im|ih|omu|ome|emu|ima)"
)
_ACTIVE_PARTICIPLE = re.compile(r"[^\W\d_]{4,}[aeiu]l[aoie]")
_PREDICATE = re.compile(
    r"(?:odrza|uprilic|uprilice|organizova|organizira|najavlje|planira|zakaza|predvide|predvidje|otkaza|sazva|dogovore|pozva|prirede|realizova|odgode|posvece|ugovore|zavrse|usvoje|sluze|obiljeze|dodijelje|potpisa|promovisa|promovira|prikaza|izvede|odigra|obisl|obis)n?[aoie]?"
)
_NO_ADJECTIVE = small_words(PACKAGE, "no_adjective")


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of `gatherings.tsv`; `before` and `after` are the folded words that belong to the head."""

    lemma: str
    type: str
    gender: Literal["m", "f", "n"]
    sense: Sense
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun of a gathering in the text.

    `[first, last)` are its words with adjectives and ordinal before it; `head` is the declined word.
    """

    noun: Noun
    first: int
    head: int
    last: int
    forms: Forms
    ordinal: str
    misspelt: bool

    def start(self, reading: Reading) -> int:
        return reading.starts[self.first]

    def end(self, reading: Reading) -> int:
        return reading.ends[self.last - 1]


def _stem(adjective: str) -> str:
    folded = fold(adjective)
    return folded[:-1] if folded[-1] in "aeio" and len(folded) > 4 else folded


@cache
def nouns() -> tuple[dict[str, tuple[tuple[Noun, Forms], ...]], dict[tuple[str, str], str]]:
    """Folded word form to nouns and the cases it may be; and letters of the commonest nouns, for slips of typing, to the form."""
    table: dict[str, dict[Noun, set[tuple[str, str]]]] = {}
    slips: dict[tuple[str, str], str] = {}
    for row in read_table(PACKAGE, "gatherings.tsv", ("noun", "head", "gender", "sense", "type")):
        words = row["noun"].split()
        head = row["head"] or row["noun"]
        place = words.index(head) if row["head"] else 0
        noun = Noun(
            row["noun"],
            row["type"] or row["noun"],
            row["gender"],  # type: ignore[arg-type]
            row["sense"],  # type: ignore[arg-type]
            tuple(_stem(word) for word in words[:place]) if row["head"] else (),
            tuple(fold(word) for word in words[place + 1 :]) if row["head"] else (),
        )
        for (case, number), forms in noun_forms(head, noun.gender).items():
            for form in forms:
                table.setdefault(fold(form), {}).setdefault(noun, set()).add((case, number))
                if noun.lemma in ("sastanak", "sjednica", "skupština", "konferencija") and len(form) > 6:
                    folded = fold(form)
                    slips[folded[0] + folded[-1], "".join(sorted(folded))] = folded

    def rank(entry: tuple[Noun, set[tuple[str, str]]]) -> tuple[int, bool, str]:
        """The noun of more words first, then the one that may be the subject (`posjeta` of `posjeta` before that of `posjet`)."""
        noun, cases = entry
        return -len(noun.before) - len(noun.after), ("nom", "sg") not in cases, noun.lemma

    longest_first = {
        form: tuple((noun, frozenset(cases)) for noun, cases in sorted(of.items(), key=rank)) for form, of in table.items()
    }
    return longest_first, slips


def mentions(reading: Reading, first: int, last: int) -> list[Mention]:
    """The gatherings named by the words `[first, last)`."""
    table, slips = nouns()
    words = reading.words
    found: list[Mention] = []
    for index in range(first, last):
        word = words[index]
        candidates = table.get(word) or (table.get(word.rpartition("-")[2]) if "-" in word else None)
        misspelt = False
        if candidates is None:
            if len(word) < 7:
                continue
            right = slips.get((word[0] + word[-1], "".join(sorted(word))))
            if right is None:
                continue
            candidates, misspelt = table[right], True
        for noun, forms in candidates:
            if _fits(words, index, first, last, noun):
                start, ordinal = _extend_left(reading, index - len(noun.before), first)
                if found and found[-1].head >= index - len(noun.before):
                    found.pop()  # `panel` in `panel diskusija`
                found.append(Mention(noun, start, index, index + 1 + len(noun.after), forms, ordinal, misspelt))
                break
    return found


def _fits(words: Sequence[str], index: int, first: int, last: int, noun: Noun) -> bool:
    if index - len(noun.before) < first or index + 1 + len(noun.after) > last:
        return False
    if any(not words[index - len(noun.before) + place].startswith(stem) for place, stem in enumerate(noun.before)):
        return False
    return all(words[index + 1 + place] == word for place, word in enumerate(noun.after))


def _extend_left(reading: Reading, index: int, first: int) -> tuple[int, str]:
    """The first of the adjectives and ordinals that stand before the word, and the ordinal."""
    words = reading.words
    ordinal = ""
    start = index
    while start > first:
        word = words[start - 1]
        if reading.dates_in(reading.starts[start - 1], reading.starts[start - 1] + 1):
            break
        if word == "." and start - 2 >= first and _ORDINAL.fullmatch(words[start - 2]):
            if not _is_ordinal_of(reading, start - 2):
                break
            ordinal = words[start - 2]
            start -= 2
        elif word.isdigit() and len(word) <= 3 and start == index:
            ordinal = word
            start -= 1
        elif word in _SUFFIXES and start - 3 >= first and words[start - 2] == "-" and words[start - 3].isdigit():
            ordinal = words[start - 3]  # `21-va`
            start -= 3
        elif word == "," and start - 4 >= first and words[start - 2] == "redu" and words[start - 3] == "po":
            start -= 1  # `na današnjoj, 31-oj po redu, sjednici`
        elif word == ")" and start - 3 >= first and words[start - 3] == "(" and start == index:
            if not _modifies(words[start - 2], _surface(reading, start - 2, first)):
                break
            start -= 3  # `2. vanredne (telefonske) sjednice`
        elif (suffixed := _SUFFIXED.fullmatch(word)) is not None:
            ordinal = suffixed[1]  # `XXI-ve`
            start -= 1
        elif word == "redu" and start - 4 >= first and words[start - 2] == "po" and _ordinal_before(words, start - 2):
            start -= 2  # `15-oj po redu sjednici`
        elif start == index and _is_roman(reading, start - 1):
            ordinal = word
            start -= 1
        elif ordinal and is_tens(word) and ordinal.isalpha():
            ordinal = f"{word} {ordinal}"  # `trideset druga`
            start -= 1
        elif _modifies(word, _surface(reading, start - 1, first)):
            if _ORDINAL_WORD.fullmatch(word):
                ordinal = word
            start -= 1
        else:
            break
    return start, ordinal


_SUFFIXED = re.compile(r"([ivxl]{1,7})-(?:\w{1,3})")
_SUFFIXES = frozenset(
    [
        "e",
        "ve",
        "te",
        "me",
        "va",
        "ma",
        "moj",
        "mog",
        "ta",
        "a",
        "oj",
        "toj",
        "voj",
        "i",
        "ti",
        "om",
        "tom",
        "og",
        "tog",
        "u",
        "tu",
        "vu",
    ]
)


def _ordinal_before(words: Sequence[str], index: int) -> bool:
    """Whether an ordinal ends before a word: `15-oj`, `15.`, `petnaestoj`."""
    before = words[index - 1]
    return before in _SUFFIXES or before == "." or _ORDINAL_WORD.fullmatch(before) is not None


def _is_roman(reading: Reading, word: int) -> bool:
    """Whether a Roman figure in capitals stands there that is no part of a date."""
    surface = reading.text[reading.starts[word] : reading.ends[word]]
    return surface.isupper() and len(surface) > 1 and _ROMAN.fullmatch(surface) is not None


def _surface(reading: Reading, word: int, first: int) -> str:
    """The word as it stands; at the start of a sentence its capital tells nothing: `Uzvratna posjeta`."""
    surface = reading.text[reading.starts[word] : reading.ends[word]]
    opens = word == first and surface.istitle() and first_name_gender(surface) is None and not analyze(surface)
    return surface.lower() if opens else surface


@lru_cache(maxsize=1024)
def _modifies(word: str, surface: str) -> bool:
    """Whether the word may be an adjective or ordinal before a gathering.

    The lexicon tells; of words that it does not know, the ending, unless the word is a predicate of the gathering or a name.
    """
    if _ORDINAL_WORD.fullmatch(word):
        return True
    if word.startswith(NEXT):
        return True  # `slijedeći`, which the lexicon may not know
    if word in _NO_ADJECTIVE or _PREDICATE.fullmatch(word) or is_predicate(word):
        return False
    readings = analyze(surface)
    if readings:
        return any(reading.pos == "adj" for reading in readings)
    if (surface[0].isupper() and not surface.isupper()) or word.endswith(("ti", "ci")):
        return False  # a name, an infinitive
    return not _ACTIVE_PARTICIPLE.fullmatch(word) and _ADJECTIVE.fullmatch(word) is not None


def _is_ordinal_of(reading: Reading, word: int) -> bool:
    """Whether a figure with a stop is the number of what follows, not the end of a date (`12. marta 2024. sjednica`)."""
    figure = reading.words[word]
    if not figure.isdigit():
        return True
    if len(figure) > 3 or (word > 0 and reading.words[word - 1] in (".", "/") and reading.ends[word - 1] == reading.starts[word]):
        return False
    start = reading.starts[word]
    return not any(date.evidence.start <= start < date.evidence.end for date in reading.dates_in(start - 40, start + 1))


def is_next(reading: Reading, mention: Mention) -> bool:
    """`naredna sjednica`."""
    return any(reading.words[index].startswith(NEXT) for index in range(mention.first, mention.head))


def before_it(reading: Reading, mention: Mention) -> bool:
    """`prethodna sjednica`."""
    return any(reading.words[index].startswith(_EARLIER) for index in range(mention.first, mention.head))


def is_earlier(reading: Reading, mention: Mention) -> bool:
    """`prethodna sjednica`, `zapisnik sa 33. sjednice`, `prva konferencija` in a report on a later one is told by its date."""
    words = reading.words
    if before_it(reading, mention):
        return True
    index = mention.first - 1
    while index >= 0 and index > mention.first - 4 and "\n" not in reading.text[reading.ends[index] : reading.starts[index + 1]]:
        if words[index].startswith(_EARLIER) and words[index - 1 : index] not in (["dan"], ["dana"]):
            return True  # but `dan ranije održan je` counts from a day
        if words[index] in ("sa", "s") and index > 0:
            source = words[index - 1]
            return (
                source.startswith(("zapisni", "zakljuc", "odluk", "primjed", "primjedb", "fotografi", "snim", "izvod"))
                or source == "usvojen"
            )
        index -= 1
    return False


# --- whether it was held


@cache
def _status() -> CueTable:
    rows = [
        {"cue": _filled(tense["template"], verb["verb"]), "tells": tense["tells"], "of": "itself", "row": verb["verb"]}
        for verb in read_table(PACKAGE, "holding_verbs.tsv", ("verb",))
        for tense in read_table(PACKAGE, "tenses.tsv", ("template", "tells"))
    ]
    rows += [{**row, "row": row["cue"]} for row in read_table(PACKAGE, "happening_cues.tsv", ("cue", "tells", "of"))]
    return CueTable(rows, "cue")


def _filled(template: str, verb: str) -> str:
    return template.replace("VERB_SHORT", verb[:-1]).replace("VERB", verb).replace("STEM", verb[:-2])


def status_cues(reading: Reading, sentence: Sentence) -> list[Match]:
    """The cues of a sentence that tell when something happens; of overlapping ones the longest."""
    found = sorted(_status().find(reading, sentence), key=lambda match: (match.start - match.end, match.start))
    kept: list[Match] = []
    for match in found:
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    kept.sort(key=lambda match: match.start)
    return kept


_BOUNDARY = small_words(PACKAGE, "boundary")


def distance(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Clause boundaries and words between two words of a sentence."""
    low, high = min(first, last), max(first, last)
    words = reading.words
    count = 0
    for index in range(low + 1, high):
        word = words[index]
        if word in _BOUNDARY:
            count += 2
        elif word in (",", ";", ":", "–"):
            count += 3 if word == ";" else 1
    return count, high - low


def _governed(reading: Reading, mention: Mention, cues: Sequence[Match]) -> bool:
    """Whether a verb that speaks of the gathering itself stands in its own clause."""
    if preposition(reading, mention):
        return False  # `najavila je to na konferenciji koju je hor organizovao`
    for cue in cues:
        if cue.row["of"] == "itself":
            word = reading.word_at(cue.start)
            if distance(reading, mention.last - 1 if word > mention.head else mention.first, word)[0] == 0:
                return True
    return False


def held_itself(reading: Reading, mention: Mention) -> bool:
    """Whether the words after it say that it is held or called, which no body can be: `Forum žena održan je`."""
    if preposition(reading, mention) or not {("nom", "sg"), ("acc", "sg")} & mention.forms:
        return False
    words = reading.words
    if words[max(0, mention.first - 2) : mention.first] in (["saziva", "se"], ["se", "saziva"]):
        return True
    last = min(mention.last + _FARTHEST_PARTICIPLE, len(words))
    index = mention.last
    while index < last:
        word = words[index]
        if _HELD.fullmatch(word):
            return ("nom", "sg") in mention.forms and word.endswith(_AGREEING[mention.noun.gender])
        if _TO_BE_HELD.fullmatch(word) and {"se", "cemo"} & set(words[index - 2 : index + 3]):
            return True
        if word == "," and (after := _after_insert(words, index)):
            index, last = after, min(after + _FARTHEST_PARTICIPLE, len(words))
        elif word in (",", ".", ";", "da", "koji", "koja", "koje"):
            return False
        index += 1
    return False


def _after_insert(words: Sequence[str], comma: int) -> int:
    """The comma that closes what is inserted after a body: `Skupština, koja je dva puta odgađana, održana je`; else 0."""
    inserted = words[comma + 1 : comma + 1 + _LONGEST_INSERT]
    opens = inserted[:1] and (inserted[0] in ("koji", "koja", "koje") or any(map(_HELD.fullmatch, inserted[:3])))
    if not opens or "," not in inserted:
        return 0
    closing = inserted.index(",")
    return 0 if {".", ";"} & set(_without_figures(inserted[:closing])) else comma + 1 + closing


def _without_figures(words: Sequence[str]) -> list[str]:
    """The words without the stops of ordinal figures."""
    return [word for place, word in enumerate(words) if word != "." or not place or not words[place - 1].isdigit()]


_FARTHEST_PARTICIPLE = 7  # words
_HELD = re.compile(
    r"(?:(?:odrza|zakaza|uprilice|sazva|odgode|odloze|otkaza|organizova|organizira|planira|predvide|predvidje|pomjere)n|pomaknut)[aoie]?"
)
_TO_BE_HELD = re.compile(r"odrza(?:t|ti|ce|va)|odrzi|saziva|zakazuje|odgada|odlaze|pomjera")
_AGREEING = {"m": "n", "f": "a", "n": "o"}


def preposition(reading: Reading, mention: Mention) -> str:
    """The preposition that governs the gathering, or an empty string."""
    before = reading.words[mention.first - 1] if mention.first else ""
    return before if before in _PREPOSITIONS else ""


_PREPOSITIONS = small_words(PACKAGE, "prepositions")


def _relative_clause(reading: Reading, mention: Mention, cues: Sequence[Match]) -> int | None:
    """The word at which a relative clause on the gathering opens, if a cue stands in it: `sajmu, koji će biti održan`."""
    words = reading.words
    for index in range(mention.last, min(mention.last + 16, len(words))):
        word = words[index]
        if (
            word in ("koji", "koja", "koje", "koju", "kojeg", "kojoj", "kojem") and words[index - 1] in (",", "na", "u")
        ) or word in (_RELATIVES if index == mention.last else ("koji", "koja")):
            start = reading.starts[index]
            return index if any(start < cue.start < start + 90 for cue in cues) else None
        if word in (".", ";", "je", "su", "ce", "dok", "a"):
            return None
    return None


_RELATIVES = frozenset({"koji", "koja", "koje", "koju", "kojeg", "kojem", "kojoj", "kojima"})


def _begun(reading: Reading, scheduled: Match, cues: Sequence[Match]) -> Match | None:
    """The main verb after a participle between commas: `sjednica, zakazana za 9:00, počela je u 9:25`."""
    first = reading.word_at(scheduled.start)
    if reading.words[first - 1 : first] != [","]:
        return None
    for cue in cues:
        if cue.start > scheduled.end and cue.row["of"] == "itself" and cue.row["tells"] == "held":
            between = reading.words[reading.word_at(scheduled.end) : reading.word_at(cue.start)]
            return cue if between.count(",") == 1 and not set(between) & _BOUNDARY else None
    return None


def _is_impersonal(reading: Reading, mention: Mention, cue: Match) -> bool:
    """A neuter participle that cannot speak of the noun: `zaključeno je da se …`, but `održano je pet sastanaka`."""
    if cue.row["of"] != "itself" or not cue.row["cue"].endswith(":pp>") or mention.noun.gender == "n":
        return False
    return reading.folded[cue.end - 1] == "o" and ("gen", "pl") not in mention.forms


def _is_agreed(reading: Reading, mention: Mention, cue: Match) -> bool:
    """The gathering itself was agreed upon, so it lies ahead: `dogovorena je posjeta`, not `na sastanku je dogovoreno`."""
    agreed = cue.row["cue"] == "<dogovoriti:pp>" and reading.folded[cue.end - 1] != "o"
    return agreed and any(case == "nom" for case, _ in mention.forms) and not preposition(reading, mention)


def _fulfilled(reading: Reading, mention: Mention, scheduled: Match, cues: Sequence[Match]) -> Match | None:
    """The second verb of the same gathering: `sazvana za četvrtak i održana u vijećnici`."""
    gender = mention.noun.gender
    for cue in cues:
        if cue.start <= scheduled.end or cue.row["of"] != "itself" or cue.row["tells"] != "held":
            continue
        between = reading.words[reading.word_at(scheduled.end) : reading.word_at(cue.start)]
        agrees = {"f": "a", "n": "o"}.get(gender) == reading.folded[cue.end - 1] or (
            gender == "m" and reading.folded[cue.end - 1] not in "aeiou"
        )
        if agrees and {"i", "a", "te", "ali"} & set(between) and not {"koji", "koja", "koje", "da"} & set(between):
            return cue
    return None


def _called_off(reading: Reading, mention: Mention, cues: Sequence[Match]) -> Match | None:
    """What the main verb says after a clause between commas: `sastanak, predviđen za 5. maj u Jajcu, nije održan`."""
    if preposition(reading, mention) or not any(case == "nom" for case, _ in mention.forms):
        return None
    for cue in cues:
        first = reading.word_at(cue.start)
        if cue.row["tells"] != "not" or first <= mention.last or first - mention.last > _LONGEST_INSERT:
            continue
        between = reading.words[mention.last : first]
        if between.count(",") == _COMMAS_OF_INSERT and not {";", "da", "a", "dok", "ali", "te", "pa"} & set(between):
            return cue
    return None


_LONGEST_INSERT, _COMMAS_OF_INSERT = 28, 2  # words


def _made_up_for(reading: Reading, called_off: Match, cues: Sequence[Match]) -> tuple[Tells, Match] | None:
    """`odgođeno je i bit će održano u septembru`, `pomjerena je za 5. juni`: the same gathering lies ahead after all."""
    for cue in cues:
        if cue.start >= called_off.end and cue.row["tells"] == "ahead" and cue.row["of"] == "itself":
            between = reading.words[reading.word_at(called_off.end) : reading.word_at(cue.start)]
            joined = {"i", "te", "a", "pa", "nego", "već"} & set(between)
            if joined and len(between) <= _FARTHEST_PARTICIPLE and reading.dates_in(cue.end, cue.end + _NEAR_DATE):
                return "ahead", cue
    return None


_NEAR_DATE = 60  # characters


def _title_after(reading: Reading, mention: Mention) -> tuple[int, int]:
    """The words of the quotation marks that give the name of the gathering after its noun; an empty interval without them."""
    words = reading.words
    for index in range(mention.last, min(mention.last + _FARTHEST_TITLE, len(words))):
        if words[index] == "„":
            closing = next((at for at in range(index, min(index + _LONGEST_TITLE, len(words))) if words[at] == "“"), index)
            return index, closing
        if words[index] not in ("pod", "nazivom", "na", "temu", "sloganom", "naslovom", "naziva"):
            break
    return mention.last, mention.last


_FARTHEST_TITLE, _LONGEST_TITLE = 4, 20  # words


def told(reading: Reading, mention: Mention, cues: Sequence[Match], *, reach: int = 4) -> tuple[Tells, Match] | None:
    """What the nearest cue tells of the gathering, with the cue; None if no cue is near."""
    best: tuple[tuple[int, bool, int], Match] | None = None  # called off counts before all else in the same clause
    relative = None if _governed(reading, mention, cues) else _relative_clause(reading, mention, cues)
    title = _title_after(reading, mention)
    for cue in cues:
        word = reading.word_at(cue.start)
        end = reading.word_at(cue.end)
        if title[0] < word < title[1]:
            continue  # `Tribina „Vode za sutra“`
        if relative is not None and not relative <= word:
            continue
        if mention.head - len(mention.noun.before) <= word and end <= mention.last and end - word == 1:
            continue  # the noun itself, which looks like a form of the verb: `predstave`, `otvoreni dan`
        if _is_impersonal(reading, mention, cue):
            continue
        wished = cue.row["tells"] == "held" and ":pres>" in cue.row["cue"]
        if wished and "da" in reading.words[max(0, word - 2) : word]:
            continue  # `pozivaju se građani da prisustvuju sjednici`
        if word <= mention.head < end:
            near = (0, 0)
        elif word > mention.head:
            # in a relative clause a long title may stand before it: `okruglog stola „…“, koji su danas u Foči organizovali`
            near = distance(reading, mention.last - 1 if relative is None else relative, word)
        else:
            near = distance(reading, end - 1, mention.first)
        if near[0] > reach:
            continue
        denies = cue.row["tells"] == "not"
        rank = (near[0], not denies, near[1])
        if best is None or rank < best[0]:
            best = (rank, cue)
    if best is not None and best[1].row["tells"] == "ahead":
        begun = _begun(reading, best[1], cues) or _fulfilled(reading, mention, best[1], cues)
        if begun is not None:
            return "held", begun
    off = _called_off(reading, mention, cues) if best is None or best[1].row["tells"] != "not" else best[1]
    if off is not None:
        return _made_up_for(reading, off, cues) or ("not", off)
    if best is not None and _is_agreed(reading, mention, best[1]):
        return "ahead", best[1]
    return (best[1].row["tells"], best[1]) if best else None  # type: ignore[return-value]
