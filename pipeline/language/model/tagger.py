"""The model at work: words of sentences in, tags, lemmas and entities out. numpy and onnxruntime, no torch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import ModelError
from pipeline.language.model.analysis import Analysis
from pipeline.language.model.decoding import Decoder, Scores
from pipeline.language.model.lexicon import SHIPPED, damaged, read_lexicon
from pipeline.language.model.pieces import PADDING, Pieces
from pipeline.language.model.windows import Window, windows
from pipeline.language.script import to_latin

FILES = ("encoder.onnx", "pieces.json", "labels.json", "lexicon.tsv.gz")
_MANIFEST = "manifest.json"
_INPUTS = {"pieces", "lengths", "first", "last"}
_ROUNDED = 4  # pieces; windows are filled up to a multiple of it
_AT_ONCE = 8192  # words; the scores of each take 4 kB
_BATCH = 120  # pieces; what the layers hand on of larger ones leaves the processor's cache


class Tagger:
    """The model of a folder.

    Args:
        folder: with the files that `pipeline.training` writes; the shipped one by default.
        threads: how many batches of sentences are computed at the same time; the result is the same for any number.
        manifest: in place of the folder's, which a model that is being made does not have yet.

    Raises:
        ModelError: naming what is missing and the remedy.
    """

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1, manifest: dict[str, Any] | None = None) -> None:
        for name in (*FILES, *((_MANIFEST,) if manifest is None else ())):
            if not (folder / name).is_file():
                raise ModelError(
                    f"The model in {folder} is not whole: {name} is missing.",
                    remedy="Install zapisnik again, or run without it: --engine rules.",
                )
        try:
            import onnxruntime  # noqa: PLC0415 - a fifth of a second that only this engine needs
        except ImportError as error:
            raise ModelError(
                "onnxruntime is not installed.", remedy="pip install onnxruntime, or run without the model: --engine rules."
            ) from error
        self.manifest = _read_json(folder / _MANIFEST) if manifest is None else manifest
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a batch is too small to be shared: each thread has one of its own
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds, which are no public names
            raise damaged(folder / "encoder.onnx", error) from error
        if {given.name for given in self._session.get_inputs()} != _INPUTS:
            raise ModelError(
                f"The model in {folder} was made by another version of zapisnik.",
                remedy="Export it again: python -m pipeline.training … --export-only.",
            )
        self._threads = ThreadPoolExecutor(threads, "tagger") if threads > 1 else None
        try:
            self.pieces = Pieces(folder / "pieces.json")
        except Exception as error:  # tokenizers raises plain exceptions
            raise damaged(folder / "pieces.json", error) from error
        lemmas, forms = read_lexicon(folder / "lexicon.tsv.gz")
        self._decoder = Decoder(_read_json(folder / "labels.json"), lemmas, forms)

    @property
    def decoder(self) -> Decoder:
        return self._decoder

    @property
    def name(self) -> str:
        """Name of this engine."""
        return "model"

    @property
    def models(self) -> dict[str, str]:
        """Name of the model, and the hash of its manifest, which has the hashes of all files."""
        digest = sha256(json.dumps(self.manifest, sort_keys=True).encode()).hexdigest()
        return {self.manifest["name"]: digest}

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """The scores of all heads for each sentence, (words, width)."""
        return self._scores([[_latin(word) for word in words] for words in sentences])

    def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, lemmas and entities of each sentence; memory is taken for some `_AT_ONCE` words, however many there are."""
        result: list[Analysis] = []
        for some in _portions(sentences):
            result += self._analyze(some)
        return result

    def _analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        decoder = self._decoder
        given = [[_latin(word) for word in words] for words in sentences]
        scores = self._scores(given)
        if not any(given):
            return [Analysis([], [], []) for _ in given]
        together = np.concatenate(scores)
        classes = decoder.tags(together).tolist()
        lemmas = decoder.lemmas([word for words in given for word in words], classes, together)
        tags = [decoder.classes[number] for number in classes]
        result = []
        place = 0
        for words, rows in zip(given, scores, strict=True):
            begin, place = place, place + len(words)
            result.append(Analysis(tags[begin:place], lemmas[begin:place], decoder.spans(rows)))
        return result

    def _scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        result = [np.empty((len(words), self._decoder.width), np.float32) for words in sentences]
        alike: dict[tuple[tuple[int, ...], tuple[int, ...]], list[Window]] = {}  # what is said again is computed once
        for number, words in enumerate(sentences):
            if words:
                for window in windows(number, [self.pieces(word) for word in words]):
                    alike.setdefault((tuple(window.numbers), tuple(window.first)), []).append(window)
        batches = list(_batches(list(alike.values())))
        for batch, scores in zip(batches, (self._threads.map if self._threads else map)(self._run, batches), strict=True):
            place = 0
            for group in batch:
                for window in group:
                    begin, stop = window.keep
                    result[window.sentence][window.start + begin : window.start + stop] = scores[place + begin : place + stop]
                place += len(group[0].first)
        return result

    def _run(self, groups: Sequence[Sequence[Window]]) -> Scores:
        """The scores of all words of the first window of each group, one after the other."""
        batch = [group[0] for group in groups]
        lengths = [len(window.numbers) for window in batch]
        longest = _padded(batch[0])
        pieces = np.full((len(batch), longest), PADDING, np.int32)
        first: list[int] = []
        last: list[int] = []
        for row, window in enumerate(batch):
            pieces[row, : lengths[row]] = window.numbers
            first += [row * longest + place for place in window.first]
            last += [row * longest + place for place in window.last]
        given = {"lengths": lengths, "first": first, "last": last}
        scores: Scores = self._session.run(
            None, {"pieces": pieces, **{name: np.array(values, np.int32) for name, values in given.items()}}
        )[0]
        return scores


@cache
def shipped(threads: int = 1) -> Tagger:
    """The model that ships with the package, loaded once in a process."""
    return Tagger(threads=threads)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise damaged(path, error) from error


def _latin(word: str) -> str:
    return word if word.isascii() else to_latin(word)


def _portions(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """The sentences in order, together as long as they have no more than `_AT_ONCE` words."""
    some: list[Sequence[str]] = []
    size = 0
    for words in sentences:
        if some and size + len(words) > _AT_ONCE:
            yield some
            some, size = [], 0
        some.append(words)
        size += len(words)
    if some:
        yield some


def _batches(groups: Sequence[list[Window]]) -> Iterator[list[list[Window]]]:
    """Groups of equal windows; those of one length, rounded up, together: each is then computed as if it were alone."""
    batch: list[list[Window]] = []
    for group in sorted(groups, key=lambda one: len(one[0].numbers)):
        length = _padded(group[0])
        if batch and (length != _padded(batch[0][0]) or (len(batch) + 1) * length > _BATCH):
            yield batch
            batch = []
        batch.append(group)
    if batch:
        yield batch


def _padded(window: Window) -> int:
    """How many pieces a window has with its padding."""
    return -(-len(window.numbers) // _ROUNDED) * _ROUNDED
