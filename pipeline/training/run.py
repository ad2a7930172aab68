"""One run: data, vocabulary, labels, network, training, measurement, export."""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from pipeline.language.model.decoding import Decoder
from pipeline.language.model.pieces import Pieces
from pipeline.language.model.tagger import Tagger
from pipeline.language.script import to_latin
from pipeline.training import collection, export, labels, lexicon, pretrained, vocabulary
from pipeline.training.batches import Encoder
from pipeline.training.collection import Collection, words
from pipeline.training.data import Sentence
from pipeline.training.labels import Labels
from pipeline.training.measure import measure
from pipeline.training.network import Network
from pipeline.training.rounding import rounded
from pipeline.training.trainer import Settings, Trainer, runner

_WORD = re.compile(r"\w+|[^\w\s]")


def report(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


@dataclass(frozen=True)
class Prepared:
    """All that a network is made for."""

    collection: Collection
    labels: Labels
    decoder: Decoder
    encoder: Encoder
    network: Network
    lemmas: list[str]
    lexicon: dict[tuple[str, str], str]


def prepare(options: argparse.Namespace, settings: Settings, work: Path) -> Prepared:
    """Read the data and make an untrained network for it."""
    found = collection.collect(options.data, options.corpus)
    report(
        f"learning from {words(found.train)} words; held back: {words(found.validation)} words of the corpora, "
        f"{words(found.reports)} of the reports"
    )
    source = pretrained.read_weights(options.weights or pretrained.find_weights())
    lookups = lexicon.read_lookups()
    counts = Counter(word for sentence in found.train for word in sentence.words)
    for path in options.raw:
        counts.update(_WORD.findall(to_latin(path.read_text(encoding="utf-8"))))
    kept = vocabulary.prune(source, counts, lookups)
    vocabulary.write(work / "pieces.json", source, kept)
    found_labels = labels.collect(found.train)
    report(f"{len(kept)} pieces, {len(found_labels.classes)} classes of tags, {len(found_labels.scripts)} edit scripts")
    torch.manual_seed(settings.seed)
    network = Network(
        len(kept),
        found_labels.heads,
        width=source.width,
        inner=source.inner,
        attention_heads=source.heads,
        layers=settings.layers,
        positions=source.tensors["position"].shape[0],
        dropout=settings.dropout,
    )
    network.load_pretrained({**source.tensors, "embedding.weight": source.tensors["embedding.weight"][kept]})
    lemmas = lexicon.known_lemmas(found.train, lookups)
    certain = lexicon.certain_forms(found.train)
    decoder = Decoder(found_labels.to_json(), lemmas, certain)
    return Prepared(found, found_labels, decoder, Encoder(Pieces(work / "pieces.json"), found_labels), network, lemmas, certain)


def run(options: argparse.Namespace) -> None:
    """Do what the command line says.

    Raises:
        ZapisnikError: for data, weights or a lexicon that are missing or damaged.
    """
    given = {name: getattr(options, name) for name in ("epochs", "finishing", "seed", "layers")}
    settings = replace(Settings(), **{name: value for name, value in given.items() if value is not None})
    work: Path = options.work or options.output / "work"
    work.mkdir(parents=True, exist_ok=True)
    if options.threads:
        torch.set_num_threads(options.threads)
    ready = prepare(options, settings, work)
    trainer = Trainer(ready.network, ready.labels, ready.encoder, settings=settings, folder=work, report=report)

    def after_epoch(trainer: Trainer, epoch: int) -> None:
        network = trainer.averaged()
        is_rounded = epoch > settings.epochs
        with rounded(network, trainer.roundings(network, ready.collection.train)) if is_rounded else nullcontext():
            for name, sentences in (("validation", ready.collection.validation), ("reports", ready.collection.reports)):
                report(f"  {name}: {measure(sentences, runner(network, ready.encoder), ready.decoder).lines()}")

    if options.start:
        trainer.start_from(options.start)
    if options.export_only:
        trainer.resume()
    else:
        trainer.train(ready.collection.train, after_epoch)
    network = trainer.averaged()
    export.write(
        options.output,
        network,
        ready.labels,
        roundings=trainer.roundings(network, ready.collection.train),
        pieces=work / "pieces.json",
        lemmas=ready.lemmas,
        forms=ready.lexicon,
    )
    figures = []
    for name, sentences in _measured(ready.collection):
        line = measure(sentences, runner(network, ready.encoder), ready.decoder).lines()
        report(f"{name}, 32-bit floats: {line}")
        figures.append((f"{name}, 32-bit floats", line))
    shipped = Tagger(options.output, manifest={})
    for name, sentences in _measured(ready.collection):
        line = measure(sentences, lambda given: shipped.scores([one.words for one in given]), shipped.decoder).lines()
        report(f"{name}, as shipped: {line}")
        figures.append((f"{name}, as shipped", line))
    began = {f"{name}, of the run before": value for name, value in trainer.started.items()}
    export.describe(options.output, {**asdict(settings), **began}, _sources(ready.collection.train), figures)
    report(f"{options.output} is ready.")


def _measured(found: Collection) -> Iterable[tuple[str, list[Sentence]]]:
    yield "reports", found.reports
    yield from found.tests.items()


def _sources(sentences: Iterable[Sentence]) -> dict[str, int]:
    """Words by source; the project's reports are one."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts["pipeline/training/corpus" if "/" in sentence.source else sentence.source] += len(sentence.words)
    return dict(sorted(counts.items()))
