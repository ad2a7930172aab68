"""The user's classla models as an engine, and the spaCy component `zapisnik_classla`.

classla is given the words of the Doc as they are (`tokenize_pretokenized`), so that each token has one tag and one lemma. Its
models are trained on Latin script; Cyrillic words are transliterated first. docs/engines.md says what maps to what.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.parts_of_speech import IDS

from pipeline.errors import ModelError
from pipeline.language import classla_models
from pipeline.language.classla_library import inference, library
from pipeline.language.model.analysis import Analysis, Annotator, Tags
from pipeline.language.script import to_latin

# what classla calls an entity → its label in `doc.ents`; what is not here (`MISC`) is none
ENTITIES = {"PER": "PER", "DERIV-PER": "PER", "ORG": "ORG", "LOC": "LOC"}
_UPOS = frozenset(IDS) - {"", "CONJ", "EOL", "SPACE"}
_UNKNOWN = "X"  # the part of speech, and MULTEXT-East's category, of what is none of the others
_NO_FEATURES = "_"
_SYMBOLS = ("<PAD>", "<UNK>", "<EMPTY>", "<ROOT>", "<SOS>", "<EOS>")  # of classla's vocabularies; a weak model says them
_LONGEST = 60  # letters of a word that classla reads; it pads all words of a batch to the longest
_BATCH = 1000  # words that the tagger reads at once; classla's 5,000 take five times the memory and are no faster


class ClasslaEngine:
    """classla's models of a language.

    Args:
        variety: the language of the texts: `bs` and `hr` are read by the Croatian models, `sr` by the Serbian ones.
        folder: with the models; by default the first place that has them (`classla_models.folders`).
        threads: of torch; the result is the same for a given number.

    Raises:
        ModelError: if the models are missing or cannot be loaded; names the folder and the command that fetches them.
    """

    def __init__(self, variety: str = "hr", folder: Path | None = None, *, threads: int = 1) -> None:
        self._threads = threads
        self.language = classla_models.language_of(variety)
        self.folder = classla_models.find(self.language, folder)
        try:
            self._pipeline = library().Pipeline(
                self.language,
                dir=str(self.folder),
                processors=classla_models.PROCESSORS,
                tokenize_pretokenized=True,
                pos_batch_size=_BATCH,
                use_gpu=False,
                logging_level="CRITICAL",  # what it would say of an error is in the error
            )
        except Exception as error:  # torch, pickle and classla each raise their own
            raise ModelError(
                f"classla's models for {self.language!r} in {self.folder} cannot be loaded ({type(error).__name__}: {error}).",
                remedy=f"`zapisnik models check --language {self.language}` says which file is damaged; "
                "`zapisnik models download` fetches what is not whole.",
            ) from error

    def __reduce__(self) -> tuple[Any, ...]:
        return _engine, (self.language, self.folder, self._threads)

    @property
    def name(self) -> str:
        """Name of this engine."""
        return "classla"

    @property
    def models(self) -> dict[str, str]:
        """The version of classla, and the SHA-256 of each file that it reads."""
        return self._models

    @cached_property
    def _models(self) -> dict[str, str]:
        hashes = {
            f"classla-{self.language}-{file.task}": _sha256(file.path)
            for file in classla_models.files(self.folder, self.language)
            if file.task != "resources"
        }
        return {"classla": library().__version__, **hashes}

    def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, lemmas and entities of each sentence.

        Each word gets one tag and one lemma whatever classla says: where that is nothing or nonsense, the tag is `X` and the
        word its own lemma.

        Raises:
            ModelError: if classla fails.
        """
        latin = [[word if word.isascii() else to_latin(word) for word in words] for words in sentences]
        given = [[word[:_LONGEST] or "_" for word in words] for words in latin if words]
        try:
            with inference(self._threads):
                said = iter(self._pipeline(given).sentences if given else ())
        except Exception as error:
            raise ModelError(
                f"classla failed ({type(error).__name__}: {error}).", remedy="--engine model and --engine rules do without it."
            ) from error
        return [_analysis(words, next(said, None)) if words else Analysis([], [], []) for words in latin]


def _analysis(words: Sequence[str], sentence: Any) -> Analysis:
    """What classla said of one sentence, made to fit the words."""
    tokens = sentence.tokens if sentence is not None else ()
    if [len(token.words) for token in tokens] != [1] * len(words):
        return Analysis([(_UNKNOWN, _UNKNOWN, _NO_FEATURES)] * len(words), list(words), [])
    readings = [token.words[0] for token in tokens]
    return Analysis(
        tags=[_tags(reading.upos, reading.xpos, reading.feats) for reading in readings],
        lemmas=[_lemma(word, reading.lemma) for word, reading in zip(words, readings, strict=True)],
        spans=[(*span, 1.0) for span in _spans([token.ner for token in tokens])],  # classla gives no score
    )


def _tags(upos: str | None, xpos: str | None, features: str | None) -> Tags:
    kept = [part for part in (features or "").split("|") if "=" in part and not any(symbol in part for symbol in _SYMBOLS)]
    return (
        upos if upos and upos in _UPOS else _UNKNOWN,
        xpos if xpos and xpos not in _SYMBOLS else _UNKNOWN,
        "|".join(kept) or _NO_FEATURES,
    )


def _lemma(word: str, said: str | None) -> str:
    """The lemma that classla said, unless it cannot be one; what has no letter (signs, numbers) is its own."""
    if said is None or len(word) > _LONGEST or not any(map(str.isalpha, word)):
        return word
    return word if said.split() != [said] or any(symbol in said for symbol in _SYMBOLS) else said


def _spans(labels: Sequence[str | None]) -> list[tuple[int, int, str]]:
    """Entities of the labels of a sentence's words, in IOB2 or IOBES; a label that continues nothing opens an entity.

    >>> _spans(["B-PER", "I-PER", "O", "I-LOC", "B-LOC", "B-MISC"])
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    spans: list[tuple[int, int, str]] = []
    open_type = ""
    for place, label in enumerate(labels):
        prefix, _, entity = (label or "O").upper().partition("-")
        continues = prefix in ("I", "E") and entity == open_type
        open_type = entity if prefix in ("B", "I", "E", "S") and entity in ENTITIES else ""
        if open_type:
            start = spans.pop()[0] if continues else place
            spans.append((start, place + 1, ENTITIES[entity]))
        if prefix in ("E", "S"):
            open_type = ""
    return spans


def _sha256(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


@cache
def _engine(language: str, folder: Path, threads: int) -> ClasslaEngine:
    """The models of a folder, loaded once in a process."""
    return ClasslaEngine(language, folder, threads=threads)


@Language.factory(
    "zapisnik_classla",
    assigns=["token.pos", "token.tag", "token.morph", "token.lemma", "doc.ents"],
    default_config={"language": "bs", "folder": None, "threads": 1},
)
def create_classla(nlp: Language, name: str, language: str, folder: str | None, threads: int) -> Annotator:
    """Make the component with the models for texts in `language` (`bs`, `hr`, `sr`) in `folder`, by default wherever they are."""
    models = classla_models.language_of(language)
    return Annotator(nlp.vocab, _engine(models, classla_models.find(models, Path(folder) if folder else None), threads))
