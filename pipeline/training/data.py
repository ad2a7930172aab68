"""Annotated text: CoNLL-U, IOB2 of UniversalNER, and the project's own reports with inline tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import ZapisnikError
from pipeline.language.script import to_latin

_OPEN = frozenset(["ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB"])
UPOS = _OPEN | {"ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ", "PUNCT", "SYM", "X"}
ENTITY_TYPES = ("PER", "ORG", "LOC", "EVENT", "PROJECT", "ROLE")
NEWS_TYPES = ("PER", "ORG", "LOC")
_CORPUS_TYPES = {"per": "PER", "org": "ORG", "loc": "LOC", "event": "EVENT", "proj": "PROJECT", "role": "ROLE"}
_NEWS_NAMES = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "DERIV-PER": "PER",
    "OTH": None, "MISC": None,
}  # fmt: skip
_TAG = re.compile(r'<(/?)(\w+)(?:\s+[nv]="([^"]*)")?\s*>')
_CHECK = "Run: python -m pipeline.training.corpus.check"


class DataError(ZapisnikError):
    """A file of annotated text that is not as it should be."""

    code = "bad-training-data"


@dataclass(frozen=True)
class Entity:
    """An entity over words `start` to `end` (half open); `nominative` where the annotation gives it."""

    start: int
    end: int
    label: str
    nominative: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line of a report, with what its source annotates; None where it does not.

    Attributes:
        words: the tokens, in Latin script.
        tags: (UPOS, MULTEXT-East tag, features) of each word.
        lemmas: of each word.
        entities: the entities; `types` says which types the source annotates, so that an unmarked word is no
            counterexample for the others.
        document: sentences with the same name stand in one document, in order.
        source: name of the file.
        begins: numbers of the words that begin a sentence; empty where a line may hold several.
    """

    words: tuple[str, ...]
    source: str
    document: str
    tags: tuple[tuple[str, str, str], ...] | None = None
    lemmas: tuple[str, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    types: frozenset[str] = frozenset()
    begins: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What two sentences share that are the same text."""
        return "".join(self.words).casefold()


def read_conllu(path: Path) -> list[Sentence]:
    """Read a file with lemma, UPOS, MULTEXT-East tag and features; entities from the last column where it holds IOB tags.

    In some files the two tag columns are exchanged; a tag is told by its shape.

    Raises:
        DataError: naming file and line.
    """
    sentences: list[Sentence] = []
    document = path.stem
    for number, rows in _blocks(path):
        comments = [row for row in rows if row.startswith("#")]
        if any(row.startswith("# newdoc") for row in comments):
            document = f"{path.stem}:{number}"
        cells = [row.split("\t") for row in rows if not row.startswith("#")]
        cells = [row for row in cells if "-" not in row[0] and "." not in row[0]]
        if not cells:
            continue
        if any(len(row) < 10 for row in cells):
            raise DataError(f"{path}:{number}: fewer than ten columns", remedy="CoNLL-U has ten, separated by tabs.")
        exchanged = all(row[4] in UPOS for row in cells) and not all(row[3] in UPOS for row in cells)
        upos, msd = (4, 3) if exchanged else (3, 4)
        named = any(row[-1] == "O" or row[-1][:2] in ("B-", "I-") for row in cells)
        sentences.append(
            Sentence(
                words=tuple(to_latin(row[1]) for row in cells),
                source=path.name,
                document=document,
                tags=tuple((row[upos], row[msd], row[5]) for row in cells),
                lemmas=tuple(to_latin(row[2]) for row in cells),
                entities=_entities([row[-1] for row in cells]) if named else None,
                types=frozenset(NEWS_TYPES) if named else frozenset(),
                begins=(0,),
            )
        )
    return sentences


def read_iob(path: Path) -> list[Sentence]:
    """Read a file of UniversalNER: number, word, IOB2 tag.

    Raises:
        DataError: naming file and line.
    """
    sentences: list[Sentence] = []
    document = path.stem
    for number, rows in _blocks(path):
        if any(row.startswith("# newdoc") for row in rows):
            document = f"{path.stem}:{number}"
        cells = [row.split("\t") for row in rows if not row.startswith("#")]
        cells = [row for row in cells if "-" not in row[0] and "." not in row[0]]
        if not cells:
            continue
        if any(len(row) < 3 for row in cells):
            raise DataError(f"{path}:{number}: fewer than three columns", remedy="IOB2 files have number, word and tag.")
        sentences.append(
            Sentence(
                words=tuple(to_latin(row[1]) for row in cells),
                source=path.name,
                document=document,
                entities=_entities([row[2] for row in cells]),
                types=frozenset(NEWS_TYPES),
                begins=(0,),
            )
        )
    return sentences


def read_report(path: Path, tokenize: Tokenize) -> list[Sentence]:
    """Read a report of the project's corpus: one sentence for each line of it.

    Args:
        path: the file; its first line is the header.
        tokenize: makes the intervals of the tokens of a line, and which of them begin a sentence.

    Raises:
        DataError: naming file and line, for a tag that is not closed or cuts a token in two.
    """
    sentences = []
    _, _, body = path.read_text(encoding="utf-8").partition("\n")
    whole, all_spans = _untag(body, str(path))
    place = 0
    for line in whole.split("\n"):
        begin, place = place, place + len(line) + 1
        if not line.strip():
            continue
        spans = [(start - begin, end - begin, label, nom) for start, end, label, nom in all_spans if begin <= start < place]
        tokens, begins = tokenize(line)
        at_start = {start: place for place, (start, _) in enumerate(tokens)}
        at_end = {end: place + 1 for place, (_, end) in enumerate(tokens)}
        entities = []
        for start, end, label, nominative in spans:
            # `Napretkom-Zenica`: a tag within a token takes the whole of it
            first = max((offset for offset in at_start if offset <= start), default=None)
            last = min((offset for offset in at_end if offset >= end), default=None)
            if label in _CORPUS_TYPES and first is not None and last is not None:
                entities.append(Entity(at_start[first], at_end[last], _CORPUS_TYPES[label], nominative))
        sentences.append(
            Sentence(
                words=tuple(line[start:end] for start, end in tokens),
                source=f"{path.parent.name}/{path.name}",
                document=f"{path.parent.name}/{path.stem}",
                entities=tuple(_disjoint(entities)),
                types=frozenset(ENTITY_TYPES),
                begins=tuple(begins),
            )
        )
    return sentences


class Tokenize:
    """The tokens of the program itself, so that training sees what inference sees."""

    def __init__(self) -> None:
        import spacy  # noqa: PLC0415 - half a second that only the corpus needs

        self._nlp = spacy.blank("bs")

    def __call__(self, text: str) -> tuple[list[tuple[int, int]], list[int]]:
        doc = self._nlp.make_doc(text)
        kept = [token for token in doc if not token.is_space]
        begins = [place for place, token in enumerate(kept) if place == 0 or token.is_sent_start]
        return [(token.idx, token.idx + len(token)) for token in kept], begins


def _untag(text: str, where: str) -> tuple[str, list[tuple[int, int, str, str | None]]]:
    """The text in Latin script without its tags, and the intervals that they stood around.

    A line break within a tag becomes a blank: nothing that is split over two lines could be found in either.
    """
    parts: list[str] = []
    length = 0
    place = 0
    opened: tuple[int, str, str | None] | None = None
    spans = []
    for match in _TAG.finditer(text):
        part = to_latin(text[place : match.start()])
        if opened is not None:
            part = part.replace("\n", " ")
        parts.append(part)
        length += len(part)
        place = match.end()
        if match[1]:
            if opened is None or opened[1] != match[2]:
                raise DataError(f"{where}: {match[0]} closes what is not open", remedy=_CHECK)
            spans.append((opened[0], length, opened[1], opened[2]))
            opened = None
        else:
            if opened is not None:
                raise DataError(f"{where}: {match[0]} within another tag", remedy=_CHECK)
            opened = (length, match[2], match[3])
    if opened is not None:
        raise DataError(f"{where}: <{opened[1]}> is not closed", remedy=_CHECK)
    parts.append(to_latin(text[place:]))
    return "".join(parts), spans


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}", remedy="Name the folder that holds the annotated corpora.") from error
    rows: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            if not rows:
                first = number
            rows.append(line.rstrip("\r"))
        elif rows:
            yield first, rows
            rows = []
    if rows:
        yield first, rows


def _entities(tags: Sequence[str]) -> tuple[Entity, ...]:
    """The entities of IOB2 tags; types that the model does not know are left out."""
    found: list[Entity] = []
    start: int | None = None
    label = ""
    for place, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if start is not None and (prefix != "I" or name.upper() != label):
            known = _NEWS_NAMES.get(label, label)
            if known is not None:
                found.append(Entity(start, place, known))
            start = None
        if prefix == "B" or (prefix == "I" and start is None):
            start, label = place, name.upper()
    return tuple(found)


def _disjoint(entities: Iterable[Entity]) -> Iterator[Entity]:
    end = 0
    for entity in sorted(entities, key=lambda one: one.start):
        if entity.start >= end:
            yield entity
            end = entity.end


def merge(sentences: Iterable[Sentence]) -> list[Sentence]:
    """One sentence for each text: where two sources annotate the same one, what the first leaves open comes from the other."""
    merged: dict[str, Sentence] = {}
    for sentence in sentences:
        known = merged.get(sentence.key)
        if known is None:
            merged[sentence.key] = sentence
        elif known.words == sentence.words:
            merged[sentence.key] = replace(
                known,
                tags=known.tags or sentence.tags,
                lemmas=known.lemmas or sentence.lemmas,
                entities=sentence.entities if known.entities is None else known.entities,
                types=known.types or sentence.types,
            )
    return list(merged.values())
