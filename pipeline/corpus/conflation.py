"""Keys under which words are indexed and looked for: all forms of a word, in either script and without diacritics, share one.

A key is the folded lemma: `oporavkom` and `опоравка` have the key `oporavak`. Lemmas come from the morphology's tables (nouns,
adjectives, first names, surnames, places), from the lexicon of the shipped model, and, for words that none of them knows, from
their ending. A form that may belong to two lemmas (`rada`: `rad`, `Rada`) has two keys, the likelier first. No model runs, so
that hundreds of records a second can be indexed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize, unidata_version

from pipeline.extraction.organizations.lexicon import place_forms
from pipeline.language import lexicon, morphology
from pipeline.language.folding import fold
from pipeline.language.morphology import tables
from pipeline.language.script import to_latin

_MOST = 4  # keys of one form
_SHORTEST = 4  # letters of a word that may have an ending
_TOKEN = re.compile(r"[^\W_]+")
_CACHED = 250_000  # words; with all that is kept of each, a few hundred megabytes at most

# endings of nouns and adjectives, longest first, for words that no lexicon knows
_ENDINGS = (
    "ovima", "evima", "ijama",
    "ovima", "ova", "eva", "ovi", "evi", "ove", "eve",
    "ima", "ama", "oga", "ome", "omu", "ega", "emu",
    "om", "em", "og", "eg", "oj", "im", "ih", "ju",
    "a", "e", "i", "o", "u",
)  # fmt: skip
_LEMMA_ENDINGS = ("", "a", "o", "e", "i")


@cache
def fingerprint() -> str:
    """What the keys depend on: code, word tables, lexicon, Unicode of this Python. Another one asks for new indexes.

    An index without a text of its own forgets a text only if it is told the very keys that it was given: nothing may be left out.
    """
    made_of = sha256(unidata_version.encode())
    morphology_ = sorted(files("pipeline.language.morphology").iterdir(), key=lambda file: file.name)
    language, organizations = files("pipeline.language"), files("pipeline.extraction.organizations")
    for file in (
        *(file for file in morphology_ if file.name.endswith((".tsv", ".py"))),
        *(language / name for name in ("folding.py", "lexicon.py", "script.py")),
        *(organizations / name for name in ("places.tsv", "lexicon.py")),
        files("pipeline.corpus") / "conflation.py",
        lexicon.FILE,
    ):
        made_of.update(file.read_bytes())
    return made_of.hexdigest()[:16]


class Token(NamedTuple):
    """A word of a text: `[start, end)` in code points, its form (lower case, Latin) and its keys, the likelier first."""

    start: int
    end: int
    form: str
    keys: tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """The words of a text in order; a hyphen parts words, unless it divides one at the end of a line, an underscore is none."""
    of = _bare_read if is_bare(text) else _read
    return [Token(start, end, *of(text[start:end])) for start, end in _spans(text)]


@lru_cache(maxsize=_CACHED)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    form = form_of(word)
    return form, keys(form)


@lru_cache(maxsize=_CACHED)
def _bare_read(word: str) -> tuple[str, tuple[str, ...]]:
    form = form_of(word)
    return form, bare_keys(form)


# what may stand inside a word without being a letter: combining marks, soft hyphens, blanks of no width
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_NOT_PLAIN = re.compile(rf"[{_INSIDE}]|[-\u2010¬][ \t]*\r?\n")
_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad¬][ \t]*\r?\n[ \t]*(?=[a-zčćđšžа-шђјљњћџ])")
_WORD_WITH_MARKS = re.compile(rf"[^\W_](?:[^\W_]|{_BREAK.pattern}|[{_INSIDE}])*")
_NO_LETTERS = re.compile(rf"{_BREAK.pattern}|[{_INSIDE}]")


def _spans(text: str) -> Iterable[tuple[int, int]]:
    """Where the words stand."""
    return map(re.Match.span, _TOKEN.finditer(text)) if _NOT_PLAIN.search(text) is None else _spans_with_marks(text)


def _spans_with_marks(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD_WITH_MARKS.finditer(text):
        start = match.start()
        for divided in _BREAK.finditer(text, start, match.end()):
            if not _is_one_word(text[start : divided.start()], text[divided.end() : match.end()]):
                yield start, divided.start()
                start = divided.end()
        yield start, match.end()


def _is_one_word(one: str, other: str) -> bool:
    """Whether a hyphen at the end of a line divides a word (`zaklju-⏎čak`), or stands between two (`bosansko-⏎hercegovački`)."""
    one, other = form_of(one), form_of(_NO_LETTERS.sub("", other))
    return is_known(one + other) or not (is_known(one) and is_known(other))


@lru_cache(maxsize=_CACHED)
def is_known(form: str) -> bool:
    """Whether a table or the lexicon has the word of a form in lower case and Latin script."""
    return form in lexicon.lemmas() or next(_known_lemmas(form), None) is not None


def _kept_mark(found: re.Match[str]) -> str:
    return found.group() if "\u0300" <= found.group() <= "\u036f" else ""


@lru_cache(maxsize=_CACHED)
def form_of(word: str) -> str:
    """The word in lower case and Latin script, its diacritics kept."""
    if word.isalnum():
        return word.lower() if word.isascii() else to_latin(word).lower()
    # Ć may be C with a mark of its own; ˇ and the like that make no letter go
    composed = normalize("NFC", _NO_LETTERS.sub(_kept_mark, word))
    return "".join(letter for letter in to_latin(composed).lower() if letter.isalnum())


def columns(text: str) -> tuple[str, str, str]:
    """What is indexed of a text: likelier keys, other keys (the same where a form has but one), forms; blanks part words.

    The three have as many words as the text, so that a phrase is one in each.
    """
    return columns_and_more(text)[0]


def columns_and_more(text: str) -> tuple[tuple[str, str, str], list[tuple[str, str]]]:
    """`columns`, and what they have no room for: key and form, of the words that have more than two keys."""
    words = _TOKEN.findall(text) if _NOT_PLAIN.search(text) is None else [text[start:end] for start, end in _spans(text)]
    if not words:
        return ("", "", ""), []
    entry = _bare_entries if is_bare(text) else _entries
    first, second, forms = zip(*[entry[word] for word in words], strict=True)
    crowded = sorted(entry.crowded.keys() & set(words)) if entry.crowded else []
    return (" ".join(first), " ".join(second), " ".join(forms)), [pair for word in crowded for pair in entry.crowded[word]]


class _Entries(dict[str, tuple[str, str, str]]):
    """Word → likelier key, other key, form; made when it is asked for, as a dict is faster than a function that remembers."""

    def __init__(self, of: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._of = of
        self.crowded: dict[str, list[tuple[str, str]]] = {}

    def __missing__(self, word: str) -> tuple[str, str, str]:
        if len(self) >= _CACHED:
            self.clear()
            self.crowded.clear()
        form = form_of(word)
        found = self._of(form)
        if len(found) > 2:
            self.crowded[word] = [(key, form) for key in found[2:]]
        entry = self[word] = found[0], found[1] if len(found) > 1 else found[0], form
        return entry


def query_keys(word: str, *, in_phrase: bool = False) -> tuple[str, ...]:
    """The keys that a word of a query stands for: its lemma if it is one itself, else all that the form may belong to.

    A word without diacritics may stand for one with them. Alone it does so only where it is no lemma as it stands (`kriza` is not
    `križa`); in a phrase, where the other words settle it, always.

    >>> query_keys("sastanci"), query_keys("sastanak"), query_keys("Тузланском")
    (('sastanak',), ('sastanak',), ('tuzlanski',))
    >>> query_keys("krizu"), query_keys("kriza"), query_keys("kriza", in_phrase=True)
    (('kriza', 'kriz'), ('kriza',), ('kriza', 'kriz'))
    """
    form = form_of(word)
    own = folded_key(form)
    return (own,) if keys(form)[0] == own and not in_phrase else bare_keys(form)


_DIACRITICS = re.compile("[čćžšđЀ-ӿ]", re.IGNORECASE)
_BARE_FROM = 200  # letters: a short text may have no such letter by chance


def is_bare(text: str) -> bool:
    """Whether a text is written without diacritics: no letter has one, and it is long enough that one should."""
    return len(text) >= _BARE_FROM and not _DIACRITICS.search(text)


@lru_cache(maxsize=_CACHED)
def bare_keys(form: str) -> tuple[str, ...]:
    """The keys of a form that may lack its diacritics (`krizu`: `kriza`, `križ`), in a query or a text without any."""
    found = keys(form)
    if not form.isascii() or len(form) < 3 or not form.isalpha():
        return found
    spelled = [keys(spelling) for spelling in sorted(morphology.spellings(form)) if spelling != form]
    return tuple(dict.fromkeys([*found, *(key for each in spelled for key in each)]))[:_MOST]


def text_forms(text: str) -> list[str]:
    """The words without diacritics, in lower case, for sorting."""
    return [folded_key(form_of(text[start:end])) for start, end in _spans(text)]


@lru_cache(maxsize=_CACHED)
def folded_key(word: str) -> str:
    """The word without diacritics; `đ`, `dj` and `d` are one, so that `gradjani` and `građani` meet."""
    return fold(word).replace("dj", "d")


@lru_cache(maxsize=_CACHED)
def keys(form: str) -> tuple[str, ...]:
    """The keys of a form in lower case and Latin script, the likelier first; at least one."""
    if len(form) < 3 or not form.isalpha():
        return (folded_key(form),)
    found = dict.fromkeys(folded_key(lemma.lower()) for lemma in _known_lemmas(form))
    if not found and len(form) >= _SHORTEST:
        found = dict.fromkeys(folded_key(lemma) for lemma in _guessed_lemmas(form))
    if not found:
        found = {_stem(folded_key(form)): None}
    return tuple(found)[:_MOST]


def _known_lemmas(form: str) -> Iterator[str]:
    """Lemmas that a table has; nouns and adjectives first, then what the lexicon says, verbs, names."""
    nominal = [reading for reading in morphology.analyze(form) if _is_in_tables(reading.lemma)]
    yield from dict.fromkeys(reading.lemma for reading in nominal)
    yield from lexicon.irregular_forms().get(form, ())
    if not nominal or _PARTICIPLE.fullmatch(form):
        yield from lexicon.infinitives(form)
    for place in place_forms().get(fold(form), ()):
        if form.isascii() or place.is_written(form):
            yield place.lemma.split()[0]  # of `Banju Luku` the first word; the others are words of their own
    capitalized = form[:1].upper() + form[1:]
    yield from morphology.first_name_nominatives(capitalized)
    if form.endswith(_OF_PATRONYMICS):
        yield _patronymic(form)
    elif (bare := _BARE_PATRONYMIC.fullmatch(form)) and not nominal and form not in lexicon.lemmas():
        yield bare[1]  # `Halilovica` in a text without diacritics
    elif morphology.is_surname(capitalized):
        yield from sorted(name for name in morphology.surname_nominatives(capitalized) if morphology.is_known_surname(name))


_OF_PATRONYMICS = ("ić", "ića", "iću", "ićem", "ići", "ićima", "iće", "ićka", "ićke", "ićku", "ićkom", "ićkoj")


_PARTICIPLE = re.compile(r".{2,}[aei]?[nt](?:a|o|i|e|u|og|oga|om|ome|oj|im|ih|ima)?")
_BARE_PATRONYMIC = re.compile(r"([a-z]{2,}ic)(?:a|u|em|i|ima|e|ka|ke|ku|kom|koj)?")


def _patronymic(form: str) -> str:
    return form[: form.rindex("ić") + 2]


@cache
def _is_in_tables(lemma: str) -> bool:
    return lemma in tables.nouns() or lemma in tables.adjectives()


def _guessed_lemmas(form: str) -> Iterator[str]:
    """Lemmas of the model's lexicon that an ending leads to; else what the morphology guesses."""
    lemmas = lexicon.lemmas()
    if form in lemmas:
        yield form
        return
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            stem = form[: -len(ending)]
            found = [stem + last for last in _LEMMA_ENDINGS if stem + last != form and stem + last in lemmas]
            if found:
                yield found[0]
                return
    yield from dict.fromkeys(reading.lemma for reading in morphology.analyze(form))


_STEM_ENDING = re.compile(f"(?:{'|'.join(dict.fromkeys(_ENDINGS))})$")
_FLEETING = re.compile(r"(?<=[^aeiou])a(?=[cknlrt]$)")


def _stem(folded: str) -> str:
    """The key of a word that nothing knows: without its ending and fleeting `a`; the digit keeps it apart from lemmas."""
    if len(folded) < _SHORTEST:
        return folded
    shorter = _STEM_ENDING.sub("", folded)
    stem = shorter if len(shorter) >= 3 else folded
    return _FLEETING.sub("", stem) + "0"


_entries = _Entries(keys)
_bare_entries = _Entries(bare_keys)
