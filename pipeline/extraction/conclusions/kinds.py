"""What kind of point it is: a task, a decision, an advice or a finding."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction.conclusions.cues import PACKAGE
from pipeline.extraction.findings import ConclusionKind
from pipeline.extraction.meetings.cues import CueTable
from pipeline.extraction.meetings.sentences import Reading
from pipeline.extraction.meetings.words import small_words
from pipeline.language.folding import fold
from pipeline.language.morphology import analyze
from pipeline.resources import read_table

_INFINITIVE = re.compile(r"(?:[^\W\d_]{3,}(?:ati|iti|jeti|eti|uti|nuti|sti|ci)|ne )\b")
_STATES = small_words(PACKAGE, "states")
_IMPERFECTIVE = re.compile(r"[^\W\d_]{2,}(?:ava|avaju|uje|uju|iva|ivaju|java|javaju|aje|aju)")
_FINITE = small_words(PACKAGE, "finite") | {"da"}
_FUTURE = frozenset(["ce", "cemo"])
_FUTURE_ENDINGS = ("će", "ćemo", "ce", "cemo")
_RELATIVES = frozenset(["koji", "koja", "koje", "kojim", "kojima", "kojem", "kojoj", "kojeg"])
_FARTHEST_INFINITIVE = 12  # words after `će`
_ONE_WORD_FUTURE = re.compile(r"[^\W\d_]{3,}(?:[aei]|(?<!j)u)ce(?:mo)?")


@cache
def _cues() -> CueTable:
    return CueTable(read_table(PACKAGE, "point_kinds.tsv", ("cue", "kind")))


def kind_of(reading: Reading, first: int, last: int, default: ConclusionKind | None) -> ConclusionKind:
    """The kind of the point that the words `[first, last)` make.

    Args:
        default: the kind that the governing cue or the list's heading gives, if it gives one.
    """
    if first >= last:
        return default or "conclusion"
    found: dict[str, int] = {}
    for match in _cues().find_in(reading, first, last):
        kind = match.row["kind"]
        word = reading.word_at(match.start)
        if _embedded(reading, first, word) or _is_noun_here(reading, word):
            continue
        if default == "action" and match.row["cue"] in _PROPOSING:
            continue  # `dogovoreno je da služba predloži iznos`: to propose is the task
        found.setdefault(kind, match.start)
    words = reading.words
    start = first + 1 if words[first] == "da" else first
    if "conclusion" in found and found["conclusion"] <= reading.starts[min(first + 2, last - 1)]:
        return "conclusion"
    for kind in ("action", "recommendation"):
        if kind in found:
            return kind  # type: ignore[return-value]
    futures = (index for index in range(first, min(first + 14, last)) if words[index] in _FUTURE or is_future(reading, index))
    future = next(futures, None)
    if future is not None:
        held = default == "decision" and _HOLDING & set(words[max(first, future - 1) : future + 3])
        return "decision" if held else "action"  # `odlučeno je: festival će se održati u maju`
    if "decision" in found and not (words[first] == "da" and _named_doer(reading, start, last)):
        return "decision"
    if default is not None and default != "conclusion":
        return default
    if is_order(reading, start, last):
        return "action"
    if words[first] != "da" and is_ruled(reading, start, last):
        return "decision"
    if task_verb(reading, start, last) is not None:
        return "action"
    if is_statement(reading, start, last):
        return "conclusion"
    if words[first] == "da":
        return "action"  # `da se pohod pomjeri`: what is wished to be done, as nothing says how things are
    return default or "conclusion"


# what becomes of a thing, not what somebody does: `članarina će iznositi 15 KM`
_HOLDING = frozenset(
    ["se", "bit", "biti", "iznositi", "iznosit", "iznosice", "trajati", "trajat", "trajace", "vaziti", "vazice", "kostati"]
)
_PROPOSING = frozenset(["<predložiti:pres>", "<preporučiti:pres>", "se <predložiti:pres>", "se <preporučiti:pres>"])


def _is_noun_here(reading: Reading, word: int) -> bool:
    """Whether a form that may be a verb is the noun of an adjective before it: `javnog poziva`."""
    surface = reading.text[reading.starts[word] : reading.ends[word]]
    if word == 0 or not any(of.pos == "noun" for of in analyze(surface)):
        return False
    before = reading.text[reading.starts[word - 1] : reading.ends[word - 1]]
    return any(of.pos == "adj" for of in analyze(before)) and before.endswith(("og", "eg", "oga", "ega", "ih", "om", "em", "im"))


def is_ruled(reading: Reading, first: int, last: int) -> bool:
    """Whether a reflexive present rules what is to be: `vodovod predaje se na upravljanje`, `primjenjuje se novo rješenje`."""
    words = reading.words
    for word in range(first, min(last, first + _FARTHEST_RULE)):
        if words[word] in _FINITE or words[word] in _STATES:
            return False
        named = reading.capital(word) and word > first
        if _RULING.fullmatch(words[word]) and not named and "se" in words[max(first, word - 2) : word + 2]:
            return words[word] not in _STATES
    return False


_RULING = re.compile(r"[^\W\d_]{2,}(?:ava|avaju|uje|uju|aje|aju|ira|iraju)")
_FARTHEST_RULE = 14  # words


def obliged(reading: Reading, first: int, last: int) -> bool:
    """Whether somebody must do something by a day: `Svaka škola mora do 1. juna sačiniti plan`."""
    words = reading.words
    must = next((word for word in range(first, last) if words[word] in ("mora", "moraju")), None)
    if must is None or words[must - 1] == "ne":
        return False
    verbs = (word for word in range(must + 1, min(must + _FARTHEST_INFINITIVE + 4, last)) if words[word] in infinitives())
    due = any(date.role in ("deadline", "mention") for date in reading.dates_in(reading.starts[must], reading.ends[last - 1]))
    return next(verbs, None) is not None and due


def is_order(reading: Reading, first: int, last: int) -> bool:
    """Whether the first verb is an infinitive: `uputiti zahtjev`, `Kantonalnom arhivu uputiti zahtjev`."""
    for word in range(first, last):
        named = word > first and reading.capital(word)  # `put Vakufnjaci – Brdo`
        if not named and is_infinitive(reading, word) and not _embedded(reading, first, word):
            return reading.words[word + 1 : word + 2] not in (["je"], ["su"])  # `promaknuti su`
        if reading.words[word] in _FINITE or reading.words[word] in _STATES or _is_present(reading, word):
            return False
    return False


def is_infinitive(reading: Reading, word: int) -> bool:
    """Whether a verb in the infinitive stands there (`nabaviti`), or `ne` before one; `postojeći` only looks like it."""
    found = reading.words[word]
    if not _INFINITIVE.fullmatch(found):
        return False
    return found in infinitives() or not analyze(reading.text[reading.starts[word] : reading.ends[word]])


def is_future(reading: Reading, word: int) -> bool:
    """Whether a future tense in one word stands there: `zatražiće`, not `kuće`."""
    surface = reading.text[reading.starts[word] : reading.ends[word]]
    return (
        _ONE_WORD_FUTURE.fullmatch(reading.words[word]) is not None
        and surface.endswith(_FUTURE_ENDINGS)
        and surface[0].islower()
        and not analyze(surface)
    )


def future_task(reading: Reading, first: int, last: int) -> int | None:
    """The verb of a task that the words `[first, last)` put in the future: `sačinit će`, `će poslati`, `sačiniće`."""
    words = reading.words
    for index in range(first, last):
        if words[index] in _FUTURE:
            for verb in (index - 1, *range(index + 1, min(index + _FARTHEST_INFINITIVE, last))):
                if verb >= first and _is_work(reading, verb, last):
                    return verb if "se" not in words[index : verb + 1] else None
        elif is_future(reading, index):
            infinitive = f"{words[index].removesuffix('mo')[:-2]}ti"
            certain = reading.text[reading.starts[index] : reading.ends[index]].endswith(("će", "ćemo"))  # not `lutalice`
            if infinitive in infinitives() or (certain and infinitive not in _NO_WORK):
                return index
    return None


# infinitives of what happens or is the case, which nobody takes on as a task
_NO_WORK = small_words(PACKAGE, "no_work")


def _is_work(reading: Reading, word: int, last: int) -> bool:
    """Whether a verb in the infinitive, whole or before `će` without its end, tells of work: `osigurati`, `ishodit`."""
    found = reading.words[word]
    if found in infinitives() or f"{found}i" in infinitives():
        return True
    if not reading.text[reading.starts[word]].islower() or found in _NO_WORK or f"{found}i" in _NO_WORK:
        return False
    return is_infinitive(reading, word) or (found.endswith("t") and reading.words[word + 1 : word + 2] in (["ce"], ["cemo"]))


@cache
def infinitives() -> frozenset[str]:
    """The infinitives of tasks, folded."""
    tasks = [row["verb"] for row in read_table(PACKAGE, "task_verbs.tsv", ("verb",))]
    working = re.findall(r"<(\w+):", " ".join(row["cue"] for row in read_table(PACKAGE, "acting_verbs.tsv", ("cue",))))
    return frozenset(map(fold, (*tasks, *working)))


@cache
def _tasks() -> CueTable:
    rows = read_table(PACKAGE, "task_verbs.tsv", ("verb",))
    return CueTable([{"cue": f"<{row['verb']}:pres>"} for row in rows])


def task_verb(reading: Reading, first: int, last: int) -> int | None:
    """The word of the first task in the main clause of a point: `dostave`, `pripremi`."""
    for match in _tasks().find_in(reading, first, last):
        word = reading.word_at(match.start)
        if reading.words[word] != "da" and not _embedded(reading, first, word):
            return word
    return None


def _embedded(reading: Reading, first: int, word: int) -> bool:
    """Whether the word lies in a relative clause of the point."""
    words = reading.words
    for index in range(word - 1, first - 1, -1):
        if words[index] in (",", ";"):
            return False
        if words[index] in _RELATIVES:
            return True
    return False


def _named_doer(reading: Reading, start: int, last: int) -> bool:
    return start < last and reading.words[start] != "se" and "se" not in reading.words[start : start + 4]


def _is_present(reading: Reading, word: int) -> bool:
    """Whether an imperfective verb stands there, by its look: `sarađuju`, not `uprava`."""
    if _IMPERFECTIVE.fullmatch(reading.words[word]) is None or reading.capital(word):
        return False
    return not analyze(reading.text[reading.starts[word] : reading.ends[word]])


def is_statement(reading: Reading, start: int, last: int) -> bool:
    """Whether the main clause says how things are rather than what is to be done."""
    words = reading.words
    relative = False
    for index in range(start, last):
        word = words[index]
        if word in (",", ";"):
            relative = False
        elif word in _RELATIVES:
            relative = True
        elif relative:
            continue
        elif word in _STATES or (index < start + 12 and _is_present(reading, index)):
            return True
    return False
