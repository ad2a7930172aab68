"""The cues of deciding, agreeing, charging and advising in a sentence, and which of them count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.extraction import trace
from pipeline.extraction.findings import ConclusionKind
from pipeline.extraction.meetings.cues import CueTable, Match
from pipeline.extraction.meetings.sentences import Reading, Sentence
from pipeline.extraction.meetings.words import small_words
from pipeline.extraction.rules import with_cue
from pipeline.language.folding import fold
from pipeline.resources import read_table

PACKAGE = "pipeline.extraction.conclusions"
Form = Literal["pp", "lp", "pres", "act", "refl", "point", "phrase"]

_LONGEST_ASIDE = 14  # words
_COPULA = frozenset(["je", "su", "nije", "nisu", "jesu", "smo", "sam"])
_HYPOTHETICAL = small_words(PACKAGE, "hypothetical")
_RELATIVES = small_words(PACKAGE, "relatives")
_KAKO_LEAD = frozenset(["je", "su", "se", "smo", "i", "takoder", "jednoglasno", ","])
_DA_LEAD = small_words(PACKAGE, "da_lead") | frozenset((",",))


@dataclass(frozen=True, slots=True)
class Cue:
    """A deciding word: its place in the text and in the words, how it is used and what it makes of its clause."""

    kind: ConclusionKind
    form: Form
    lemma: str
    row: str  # of the word table
    start: int
    end: int
    first: int
    last: int
    da: int | None  # word `da` that opens what was agreed
    uses: tuple[str, ...] = ()


@cache
def _table() -> CueTable:
    rows: list[Mapping[str, str]] = []
    for row in read_table(PACKAGE, "deciding_verbs.tsv", ("verb", "kind", "forms", "uses", "needs")):
        verb = row["verb"]
        for form in row["forms"].split():
            if form in ("pp", "lp", "pres"):
                rows.append({**row, "cue": f"<{verb}:{form}>", "form": form})
            else:
                rows.append({**row, "cue": f"<{verb}:pres>", "form": "act"})
                rows.append({**row, "cue": f"<{verb}:pres> se", "form": form})
                rows.append({**row, "cue": f"se [ne] <{verb}:pres>", "form": form})
                rows.append({**row, "cue": f"se (i|jednoglasno|ne) <{verb}:pres>", "form": form})
    for row in read_table(PACKAGE, "decision_phrases.tsv", ("cue", "kind", "uses")):
        rows.append({**row, "verb": "", "form": "phrase", "needs": ""})
    return CueTable(rows)


@cache
def _needs(cell: str) -> re.Pattern[str] | None:
    words = [fold(word).replace("*", r"\w*") for word in cell.split()]
    return re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None


def cues(reading: Reading, sentence: Sentence, *, points: bool = False) -> list[Cue]:
    """The cues of a sentence, each word once; those of form `point`, and phrases of minutes, only within lists of points."""
    found: list[Cue] = []
    taken = -1
    for match in _table().find(reading, sentence):
        if match.start < taken:
            continue
        row = match.row
        if (row["form"] == "point" or "minutes" in row["uses"]) and not points:
            _refused(match, "outside-minutes")
            continue
        if row["form"] == "act" and not (points and _has_subject(reading, match, sentence)):
            continue
        if _is_day(reading, match.start, match.end):
            continue
        if _bracketed(reading, match.start, sentence):
            _refused(match, "in-brackets")
            continue
        first, last = reading.word_at(match.start), reading.word_at(match.end)
        pattern = _needs(row["needs"])
        da = _opened_da(reading, last, sentence.last)
        if da is not None and reading.words[da] == "kako" and row["verb"] in ("ocijeniti", "oceniti"):
            da = None  # `ocijenjeno je kako je skup bio uspješan`: an opinion
        if pattern is not None and (da is None or row["verb"] == "dati") and not _needed(reading, pattern, first, last, sentence):
            _refused(match, "needed-word-missing")
            continue
        found.append(
            Cue(
                row["kind"],  # type: ignore[arg-type]
                row["form"],  # type: ignore[arg-type]
                row["verb"],
                row["verb"] or row["cue"],
                match.start,
                match.end,
                first,
                last,
                da,
                tuple(row["uses"].split()),
            )
        )
        taken = match.end
    return found


def _has_subject(reading: Reading, match: Match, sentence: Sentence) -> bool:
    """Whether a verb in the active present has a subject before it and no `se`: `Vijeće izriče ukor`, not `izriče se ukor`."""
    word = reading.word_at(match.start)
    before, behind = reading.words[max(sentence.first, word - 2) : word], reading.words[word + 1 : word + 3]
    return word > sentence.first and not ({"se", "da"} & set(before) or "se" in behind)


def _refused(match: Match, reason: str) -> None:
    """Note that a deciding word decides nothing here."""
    rule = with_cue("conclusions.decided", match.row["verb"] or match.row["cue"])
    trace.rejected("conclusions", match.start, match.end, reason, rule=rule, cue=(match.start, match.end))


def _bracketed(reading: Reading, at: int, sentence: Sentence) -> bool:
    """`Kolegij (nova uprava izabrana je u maju) razmatrao je …`: background between brackets."""
    opening = reading.folded.rfind("(", sentence.start + 1, at)
    return opening >= 0 and reading.folded.find(")", opening, at) < 0 <= reading.folded.find(")", at, sentence.end)


def _is_day(reading: Reading, start: int, end: int) -> bool:
    """`dana 7.3.2021.` is a day, `data`, `dana saglasnost` is given."""
    return (
        reading.folded[start:end] == "dana"
        and re.match(r" (?:\d|od |[a-z]+ak\b|ove|istog|svakog)", reading.folded[end : end + 10]) is not None
    )


def _needed(reading: Reading, pattern: re.Pattern[str], first: int, last: int, sentence: Sentence) -> bool:
    """Whether a needed word stands in the clause around the cue."""
    words = reading.words
    low = first
    while low > sentence.first and words[low - 1] not in (";", ":"):
        low -= 1
    high = last
    while high < sentence.last and words[high] not in (";",):
        high += 1
    return pattern.search(reading.folded, reading.starts[low], reading.ends[high - 1]) is not None


def _opened_da(reading: Reading, last: int, end: int) -> int | None:
    """The `da` that follows the cue at once, adverbs apart."""
    words = reading.words
    for index in range(last, min(last + 7, end)):
        if words[index] == "da" or (words[index] == "kako" and all(word in _KAKO_LEAD for word in words[last:index])):
            return index  # `zaključeno je kako je potrebno …`
        if words[index] == ",":
            # `Odlučeno je, s 14 glasova za, da`
            for close in range(index + 2, min(index + _LONGEST_ASIDE, end - 1)):
                if words[close] == "," and words[close + 1] == "da":
                    return close + 1
        if words[index] not in _DA_LEAD:
            return None
    return None


def clause_start(reading: Reading, word: int, sentence: Sentence) -> int:
    """The first word of the clause around `word`, seen from its marks and conjunctions."""
    words = reading.words
    index = word
    while index > sentence.first:
        before = words[index - 1]
        counted = before == ":" and words[index].isdigit() and words[index - 2].isdigit()  # `12:3`
        if (
            (before in (";", ":", "–") and not counted)
            or words[index] in ("dok", "ali", "te", "a", "pa")
            or (before == "," and words[index] in _RELATIVES)
        ):
            break
        index -= 1
    return index


def has_copula(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """Whether a copula stands by the participle, in its own clause."""
    words = reading.words
    index = cue.first - 1
    steps = 0
    while index >= sentence.first and steps < 40:
        word = words[index]
        if word in _COPULA:
            return True
        if word in (";", ":") or (word in ("a", "dok", "ali") and words[index - 1] == ","):
            break
        index -= 1
        steps += 1
    for index in range(cue.last, min(cue.last + 4, sentence.last)):
        if words[index] in _COPULA:
            return True
        if words[index] in (",", ";", "."):
            return False
    return False


def hypothetical(reading: Reading, cue: Cue, sentence: Sentence) -> bool:
    """`treba biti usvojen`, `ako se usvoji`, `će usvojiti`: nothing was decided."""
    words = reading.words
    low = max(sentence.first, cue.first - 4)
    for index in range(cue.first - 1, low - 1, -1):
        if words[index] in (",", ";"):
            break
        if words[index] in _HYPOTHETICAL:
            return True
    following = words[cue.last : min(cue.last + 2, sentence.last)]
    return "da" not in (words[cue.last - 1], *following[:1]) and bool({"ce", "bi", "bude"} & set(following))


def subordinate(reading: Reading, cue: Cue, sentence: Sentence, sayings: Sequence[int]) -> bool:
    """Whether the cue stands in what somebody says, in a relative clause or in a condition."""
    return bool(subordination(reading, cue, sentence, sayings))


def subordination(reading: Reading, cue: Cue, sentence: Sentence, sayings: Sequence[int]) -> str:
    """In what clause the cue stands, as a reason of the trace, if that is not the main one; empty if it is.

    `na kojem je usvojen` counts as a main clause.
    """
    words = reading.words
    if any(opening < cue.first for opening in sayings):
        return "said-by-speaker"
    index = cue.first - 1
    while index >= sentence.first:
        word = words[index]
        if word in (";", ":"):
            return ""
        if word in _RELATIVES:
            before = words[index - 1] if index > sentence.first else ""
            located = before in ("na", "u", "tokom", "tijekom", "nakon", "pri", "po") and word in (
                "kojem",
                "kojoj",
                "kojima",
                "kojeg",
                "koje",
                "kojih",
            )
            located = located and cue.form in ("pp", "lp", "phrase")  # `izjavu u kojoj se obvezuju da …` tells what it says
            return "relative-clause" if not located and not _closed(reading, index, cue.first) else ""
        if (
            word == "da"
            and (index < cue.first - 1 or cue.form in ("refl", "point"))
            and not _da_closed(reading, index, cue, sentence)
        ):
            return "wished-or-meant"
        index -= 1
    return ""


_FINITE = re.compile(r"(?:je|su|ce|nije|nisu|se)")


def _da_closed(reading: Reading, opening: int, cue: Cue, sentence: Sentence) -> bool:
    """Whether a clause of `da` ends before the cue.

    So in `Prijedlog da se kapija zaključava odbijen je`, `zadužuje se A da …, a B je dužan`.
    """
    words = reading.words
    if any(words[index] in ("a", "dok", "ali") and words[index - 1] == "," for index in range(opening + 1, cue.first)):
        return True
    if cue.da is not None and "together" in cue.uses and words[cue.first - 1] in ("i", "te"):
        return True  # `složili su se da je saradnja dobra i zaključili da …`
    if cue.form in ("refl", "point"):
        return False
    beside = words[max(opening + 1, cue.first - 2) : min(cue.last + 1, sentence.last)]
    return any(word in ("je", "su", "nije", "nisu") for word in beside) and cue.first - opening > 3


def _closed(reading: Reading, opening: int, cue: int) -> bool:
    """Whether the clause that opens at a word ends before the cue: a comma, and a new subject or verb behind it."""
    words = reading.words
    verbs = 0
    for index in range(opening + 1, cue):
        if _FINITE.fullmatch(words[index]):
            verbs += 1
        elif words[index] == "," and verbs:
            return True
    # `Prijedlog da se kapija zaključava nije podržan`: two finite verbs, the second the cue's own
    return verbs >= 2


@cache
def deciders(use: str) -> re.Pattern[str]:
    """Nouns of those who decide together, as subjects of a clause.

    Args:
        use: `body`; `people`, groups among them; `all`; `any-verb`: all but groups, who do much besides meeting.
    """
    rows = read_table(PACKAGE, "deciders.tsv", ("noun", "use"))
    uses = {"people": ("people", "group"), "all": ("body", "people", "group"), "any-verb": ("body", "people")}.get(use, (use,))
    nouns = [fold(row["noun"]) for row in rows if row["use"] in uses]
    return re.compile(rf"\b(?:{'|'.join(sorted(nouns, key=len, reverse=True))})\b")


@cache
def body_nouns() -> tuple[str, ...]:
    """Nouns of bodies, folded."""
    return tuple(fold(row["noun"]) for row in read_table(PACKAGE, "deciders.tsv", ("noun", "use")) if row["use"] == "body")


@cache
def acts() -> re.Pattern[str]:
    """Nouns of acts that a body adopts, by their beginning."""
    return re.compile("|".join(fold(row["stem"]) for row in read_table(PACKAGE, "acts.tsv", ("stem",))))
