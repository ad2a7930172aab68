"""Which text is trained on, which is held back, and which only measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pipeline.training.data import DataError, Sentence, Tokenize, merge, read_conllu, read_iob, read_report

TEST_FILES = ("ud_hr_test.conllu", "ud_sr_test.conllu", "uner_hr_test.iob2", "uner_sr_test.iob2")
_READERS: dict[str, Callable[[Path], list[Sentence]]] = {".conllu": read_conllu, ".iob2": read_iob}
_HELD_BACK_REPORTS = 5  # one in so many
_HELD_BACK_SENTENCES = 40


@dataclass(frozen=True)
class Collection:
    """The text by what it is for.

    Attributes:
    train: what is learned from.
    validation: one sentence in forty of the corpora, to choose settings by.
    reports: one report in five of the project's own corpus, never learned from.
    tests: the test files by name, for the last measurement.
    """

    train: list[Sentence]
    validation: list[Sentence]
    reports: list[Sentence]
    tests: dict[str, list[Sentence]]


def is_held_back(name: str, one_in: int) -> bool:
    """Whether a name (of a document, or a text) falls into the part held back, by its SHA-256."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % one_in == 0


def collect(data: Path, corpus: Path | None = None) -> Collection:
    """Read a folder of annotated corpora and the project's own reports.

    No text of a test file is learned from: sentences are compared without blanks and case.

    Args:
        data: folder with `*.conllu` and `*.iob2`; of those named in `TEST_FILES` nothing is learned.
        corpus: folder with folders of reports; the project's own if none is named.

    Raises:
        DataError: if there is nothing to learn from, or a file is not as it should be.
    """
    tests = {name: _READERS[Path(name).suffix](data / name) for name in TEST_FILES if (data / name).exists()}
    tested = {sentence.key for sentences in tests.values() for sentence in sentences}
    read: list[Sentence] = []
    # entities of UniversalNER go before those of other files: it is what the entities are measured by
    for path in sorted(data.glob("*"), key=lambda path: (path.suffix != ".iob2", path.name)):
        if path.suffix in _READERS and path.name not in TEST_FILES:
            read += _READERS[path.suffix](path)
    usable = [sentence for sentence in merge(read) if sentence.key not in tested]
    if not usable:
        raise DataError(f"{data} holds no annotated text.", remedy="Name a folder with *.conllu or *.iob2 files.")
    train = [sentence for sentence in usable if not is_held_back(sentence.key, _HELD_BACK_SENTENCES)]
    validation = [sentence for sentence in usable if is_held_back(sentence.key, _HELD_BACK_SENTENCES)]
    own, reports = _reports(corpus or Path(str(files("pipeline.training") / "corpus")))
    return Collection(train + own, validation, reports, tests)


def _reports(corpus: Path) -> tuple[list[Sentence], list[Sentence]]:
    tokenize = Tokenize()
    train: list[Sentence] = []
    held_back: list[Sentence] = []
    for path in sorted(corpus.glob("*/*.txt")):
        sentences = read_report(path, tokenize)
        (held_back if is_held_back(f"{path.parent.name}/{path.stem}", _HELD_BACK_REPORTS) else train).extend(sentences)
    return train, held_back


def words(sentences: Iterable[Sentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)
