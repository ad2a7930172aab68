"""The model at work: words of sentences in, tags, lemmas and entities out. numpy and onnxruntime, no torch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
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
_BATCH = 250  # pieces; larger ones leave the processor's cache and are slower


class Tagger:
    """The model of a folder.

    Args:
        folder: with the files that `pipeline.training` writes; the shipped one by default.
        threads: of onnxruntime; the result is the same for a given number.
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
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds, which are no public names
            raise damaged(folder / "encoder.onnx", error) from error
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
        pieces = self.pieces
        result = [np.zeros((len(words), self._decoder.width), np.float32) for words in sentences]
        parts: list[Window] = []
        for number, words in enumerate(sentences):
            parts += windows(number, [pieces(_latin(word)) for word in words])
        for batch in _batches(parts):
            for window, scores in zip(batch, self._run(batch), strict=True):
                begin, stop = window.keep
                result[window.sentence][window.start + begin : window.start + stop] = scores[begin:stop]
        return result

    def analyze(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, lemmas and entities of each sentence."""
        result = []
        for words, scores in zip(sentences, self.scores(sentences), strict=True):
            if not words:
                result.append(Analysis([], [], []))
                continue
            classes = self._decoder.tags(scores).tolist()
            lemmas = self._decoder.lemmas([_latin(word) for word in words], classes, scores)
            tags = [self._decoder.classes[number] for number in classes]
            result.append(Analysis(tags, lemmas, self._decoder.spans(scores)))
        return result

    def _run(self, batch: Sequence[Window]) -> Scores:
        longest = max(len(window.numbers) for window in batch)
        words = max(len(window.first) for window in batch)
        pieces = np.full((len(batch), longest), PADDING, np.int64)
        mask = np.zeros((len(batch), longest), np.int64)
        first = np.zeros((len(batch), words), np.int64)
        last = np.zeros((len(batch), words), np.int64)
        for row, window in enumerate(batch):
            pieces[row, : len(window.numbers)] = window.numbers
            mask[row, : len(window.numbers)] = 1
            first[row, : len(window.first)] = window.first
            last[row, : len(window.last)] = window.last
        scores: Scores = self._session.run(None, {"pieces": pieces, "mask": mask, "first": first, "last": last})[0]
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


def _batches(parts: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, so that little is padding."""
    batch: list[Window] = []
    for window in sorted(parts, key=lambda one: len(one.numbers)):
        if batch and (len(batch) + 1) * len(window.numbers) > _BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
