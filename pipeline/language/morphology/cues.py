"""Cues: what a speaker writes to recognize a turn of phrase, made into a regular expression over folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.errors import ZapisnikError
from pipeline.language.folding import fold
from pipeline.language.morphology import tables
from pipeline.language.morphology.adjectives import adjective_forms
from pipeline.language.morphology.nouns import CASES, noun_forms
from pipeline.language.morphology.verbs import is_infinitive, verb_forms

_GAP = "…"
_LONGEST_GAP = 8  # words
_TOKEN = re.compile(r"\[[^\]\[]*\]|\([^)(]*\)\S*|<[^>]*>\S*|…|[^\s\[\]()<>…]+")
_ELEMENT = re.compile(r"<(?P<lemma>[^:>]+)(?::(?P<form>[a-z]+))?>|(?P<star>\*)|(?P<letters>[^<*]+)")
_NUMBERS = ("sg", "pl")


class CueError(ZapisnikError):
    """A cue is not written as it must be."""

    code = "bad-cue"


@lru_cache(maxsize=2048)
def cue_pattern(cue: str) -> str:
    """The regular expression of a cue, for text folded by `pipeline.language.folding.fold`.

    Words stand with spaces between them; `<sjednica>` is any form of a noun, adjective or verb, narrowed by case
    (`<sjednica:gen>`), number (`<sjednica:pl>`) or verb form (`pp` passive participle, `att` the same as an attribute in
    another case, `lp` active participle, `pres` present, `inf` infinitive);
    `(a|b)` alternatives, `[x]` what may be missing, `x*` any ending, `…` a gap of at most eight words.

    Raises:
        CueError: for a lemma that no table knows, an unknown form, or brackets that do not close.

    >>> import re
    >>> bool(re.search(cue_pattern("<usvojiti:pp> je"), "usvojena je odluka"))
    True
    """
    pattern = ""
    gap = False
    started = False
    rest = cue.strip()
    if not rest or re.sub(r"\[[^\]\[]*\]|\([^)(]*\)|<[^><]*>", "", rest).strip("…") != re.sub(
        r"\[[^\]\[]*\]|\([^)(]*\)|<[^><]*>|[\[\]()<>]", "", rest
    ).strip("…"):
        raise CueError(f"{cue!r} is no cue: empty, or brackets do not close.")
    for token in _TOKEN.findall(rest):
        if token == _GAP:
            gap = True
            continue
        optional = token.startswith("[")
        inner = _alternatives(token, cue)
        separator = rf"(?:[ ,]+[^\s,]+){{0,{_LONGEST_GAP}}}?[ ,]+" if gap else " "
        if not started:
            pattern += rf"(?:{inner} )?" if optional else inner
            started = not optional
        else:
            pattern += rf"(?:{separator}{inner})?" if optional else separator + inner
        gap = False
    return rf"(?<!\w){pattern}(?!\w)"


def _alternatives(token: str, cue: str) -> str:
    if token[0] in "[(":
        close = token.index("]" if token[0] == "[" else ")")
        options = [" ".join(_word(word, cue) for word in option.split()) for option in token[1:close].split("|")]
        return f"(?:{'|'.join(options)})" + (_word(token[close + 1 :], cue) if token[close + 1 :] else "")
    return _word(token, cue)


def _word(word: str, cue: str) -> str:
    parts: list[str] = []
    for match in _ELEMENT.finditer(word):
        if match["lemma"]:
            parts.append(f"(?:{'|'.join(_forms(match['lemma'], match['form'], cue))})")
        elif match["star"]:
            parts.append(r"\w*")
        else:
            parts.append(re.escape(fold(match["letters"])))
    return "".join(parts)


def _forms(lemma: str, form: str | None, cue: str) -> list[str]:
    """The folded forms of a lemma, the longest first."""
    noun = tables.nouns().get(lemma)
    found: set[str] = set()
    if noun is not None:
        for (case, number), forms in noun_forms(lemma, noun.gender).items():
            if form in (None, case, number):
                found.update(forms)
        _check_form(form, (*CASES, *_NUMBERS), cue)
    elif lemma in tables.adjectives():
        for key, forms in adjective_forms(lemma).items():
            if form is None or form in key[:2]:
                found.update(forms)
        _check_form(form, (*CASES, *_NUMBERS), cue)
    elif is_infinitive(lemma):
        of_verb = verb_forms(lemma)
        _check_form(form, tuple(of_verb), cue)
        for name, forms in of_verb.items():
            if form in (None, name):
                found.update(forms)
    else:
        raise CueError(f"{cue!r}: no table of words knows {lemma!r}.", remedy="Add it to nouns.tsv or adjectives.tsv.")
    return sorted({re.escape(fold(word)) for word in found}, key=lambda word: (-len(word), word))


def _check_form(form: str | None, known: tuple[str, ...], cue: str) -> None:
    if form is not None and form not in known:
        raise CueError(f"{cue!r}: {form!r} is no form; known are {', '.join(known)}.")
