"""The training loop: one seed, resumable after each epoch, with the average of the weights at the end."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.errors import ZapisnikError
from pipeline.language.model.decoding import Scores
from pipeline.training.augment import Names, vary
from pipeline.training.batches import Batch, Encoder, batches, blank_some, group
from pipeline.training.data import Sentence
from pipeline.training.labels import IGNORED, Labels
from pipeline.training.network import Network
from pipeline.training.rounding import Rounding, calibrate, rounded

_FILE = "checkpoint.pt"
_MEASURED = 1000  # sentences, for the ranges of what is rounded
_FOLLOWED = 5  # steps between two looks of the running average


class NoCheckpoint(ZapisnikError):
    """There is nothing to export."""

    code = "no-checkpoint"


@dataclass(frozen=True)
class Settings:
    """What a training run depends on, beside the data.

    Attributes:
        epochs, seed: passes over the data, start of the random numbers.
        rate, head_rate, embedding_rate: largest learning rates of encoder, heads, embedding.
        batch: pieces in a batch.
        tagged_times: how often a sentence with tags is seen in an epoch, for there are few.
        corpus_times: the same for the reports of the corpus.
        joined: how likely a sentence shares its window with the one before it.
        average: decay of the running average of the weights (Polyak and Juditsky 1992).
        finishing: passes after those, in which the matrices are rounded as the exported model has them.
        finishing_rate: share of the learning rates that these have.
    """

    epochs: int = 8
    seed: int = 1
    rate: float = 2e-4
    head_rate: float = 1.5e-3
    embedding_rate: float = 1e-4
    batch: int = 3200
    tagged_times: int = 2
    corpus_times: int = 2
    joined: float = 0.25
    blanked: float = 0.03
    warmup: int = 200
    average: float = 0.998
    layers: int = 12
    dropout: float = 0.1
    finishing: int = 2
    finishing_rate: float = 0.4


def loss_of(network: Network, batch: Batch, labels: Labels, outside: Tensor) -> Tensor:
    """The sum of the heads' cross entropies.

    Where a word is unmarked in a corpus that does not annotate all types, its target is the set of `outside` labels: their
    probabilities are added up (partial annotation; Tsuboi et al. 2008).
    """
    scores = network.split(network(batch.pieces, batch.mask, batch.first, batch.last).float())
    entity = scores["entity"]
    target = batch.targets["entity"]
    certain = target.masked_fill(batch.partial, IGNORED)
    total = functional.cross_entropy(entity.flatten(0, 1), certain.flatten(), ignore_index=IGNORED, reduction="sum")
    if batch.partial.any():
        some = entity[batch.partial]
        total = total + (some.logsumexp(-1) - some[:, outside].logsumexp(-1)).sum()
    counted = (target != IGNORED).sum().clamp(min=1)
    result = total / counted
    for name, weight in _weights(labels).items():
        goal = batch.targets[name]
        if (goal != IGNORED).any():
            result = result + weight * functional.cross_entropy(scores[name].flatten(0, 1), goal.flatten(), ignore_index=IGNORED)
    return result


def _weights(labels: Labels) -> dict[str, float]:
    weights = dict.fromkeys(labels.groups, 0.25)
    return {**weights, "class": 0.5, "script": 0.5, "begin": 0.1}


class Trainer:
    """Trains a network and keeps what it needs to go on after a stop in one file.

    Args:
        folder: where checkpoints are kept.
        report: called with a line for people.
    """

    def __init__(
        self,
        network: Network,
        labels: Labels,
        encoder: Encoder,
        *,
        settings: Settings,
        folder: Path,
        report: Callable[[str], None],
    ) -> None:
        self.network = network
        self._labels = labels
        self._encoder = encoder
        self._settings = settings
        self._checkpoint = folder / _FILE
        self.started: dict[str, Any] = {}
        self._report = report
        self._outside = torch.tensor(labels.open_to_outside)
        self._average = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def train(self, sentences: Sequence[Sentence], after_epoch: Callable[[Trainer, int], None]) -> None:
        """Train on the sentences; `after_epoch` is called with the number of the epoch that has ended."""
        settings = self._settings
        names = Names(sentences)
        optimizer = self._optimizer()
        done, step, seconds = self._resume(optimizer)
        per_epoch = self._steps(sentences)
        begun = time.monotonic() - seconds
        for epoch in range(done, settings.epochs + settings.finishing):
            finishing = epoch >= settings.epochs
            if epoch == settings.epochs:
                self.network.load_state_dict(self._average)
                optimizer, step = self._optimizer(), 0
            all_steps = per_epoch * (settings.finishing if finishing else settings.epochs)
            share = settings.finishing_rate if finishing else 1.0
            chance = random.Random(f"{settings.seed}:{epoch}")
            torch.manual_seed(settings.seed * 1000 + epoch)  # so that a run that goes on draws what the whole one would
            windows = [self._encoder.window(part) for part in self._epoch(sentences, names, chance)]
            words = sum(len(window.first) for window in windows)
            of = settings.epochs + settings.finishing
            self._report(f"epoch {epoch + 1} of {of}: {len(windows)} windows, {words} words{', rounded' * finishing}")
            roundings = self.roundings(self.network, sentences) if finishing else None
            self.network.train()
            shown = time.monotonic()
            for batch in batches(windows, settings.batch, chance):
                scale = share * _schedule(step, all_steps, settings.warmup)
                for parameters in optimizer.param_groups:
                    parameters["lr"] = parameters["initial"] * scale
                with (
                    torch.autocast("cpu", torch.bfloat16),
                    rounded(self.network, roundings) if roundings is not None else nullcontext(),
                ):
                    loss = loss_of(self.network, blank_some(batch, settings.blanked), self._labels, self._outside)
                loss.backward()
                nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
                step += 1
                if step % _FOLLOWED == 0:
                    self._follow(step // _FOLLOWED)
                if time.monotonic() - shown > 20:
                    shown = time.monotonic()
                    spent = shown - begun
                    self._report(f"  step {step} of {all_steps}, loss {loss.item():.4f}, {spent:.0f} s")
            self._save(optimizer, epoch + 1, step, time.monotonic() - begun)
            after_epoch(self, epoch + 1)

    def roundings(self, network: Network, sentences: Sequence[Sentence]) -> dict[str, Rounding]:
        """How the inputs of the matrices are rounded, measured on some of the sentences."""
        chosen = random.Random(self._settings.seed).sample(sentences, min(_MEASURED, len(sentences)))
        windows = [self._encoder.window([sentence]) for sentence in chosen]
        return calibrate(network, list(batches(windows, self._settings.batch, None)))

    def start_from(self, folder: Path) -> None:
        """Begin with the weights of another run: those of pieces and labels that both have, and of all layers.

        Raises:
            NoCheckpoint: if there is none in the folder.
        """
        path = folder / _FILE
        if not path.is_file():
            raise NoCheckpoint(f"{path} is not there.", remedy="Name the --work folder of a finished run.")
        state = torch.load(path, weights_only=True)
        given = dict(state["average"])
        own = self.network.state_dict()
        for name, here, there in (
            ("embedding.weight", self._encoder.pieces, state["pieces"]),
            ("heads.weight", self._labels.rows, state["rows"]),
            ("heads.bias", self._labels.rows, state["rows"]),
        ):
            places = {one: place for place, one in enumerate(there)}
            both = [(place, places[one]) for place, one in enumerate(here) if one in places]
            ours, theirs = (torch.tensor(column) for column in zip(*both, strict=True))
            value = own[name].clone()
            value[ours] = given[name][theirs]
            given[name] = value
        self.network.load_state_dict(given)
        self._average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.started = {name: state["settings"][name] for name in ("epochs", "finishing", "rate", "seed")}

    def resume(self) -> None:
        """Take up the checkpoint without training on.

        Raises:
            NoCheckpoint: if there is none of these settings.
        """
        if self._resume(self._optimizer())[0] == 0:
            raise NoCheckpoint(f"{self._checkpoint} is not there or of other settings.", remedy="Train first.")

    def averaged(self) -> Network:
        """The network with the running average of its weights, without the heads that only help to learn."""
        now = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self._average)
        try:
            return self.network.folded(self._labels)
        finally:
            self.network.load_state_dict(now)

    def _optimizer(self) -> torch.optim.Optimizer:
        settings = self._settings
        rates = {"heads.": settings.head_rate, "embedding.": settings.embedding_rate}
        groups: dict[tuple[float, float], list[nn.Parameter]] = {}
        for name, parameter in self.network.named_parameters():
            rate = next((value for prefix, value in rates.items() if name.startswith(prefix)), settings.rate)
            decay = 0.01 if parameter.dim() > 1 and not name.startswith("embedding.") else 0.0
            groups.setdefault((rate, decay), []).append(parameter)
        settings_of_groups = [
            {"params": members, "lr": rate, "initial": rate, "weight_decay": decay} for (rate, decay), members in groups.items()
        ]
        return torch.optim.AdamW(settings_of_groups, fused=True)

    def _epoch(self, sentences: Sequence[Sentence], names: Names, chance: random.Random) -> list[list[Sentence]]:
        settings = self._settings
        parts: list[list[Sentence]] = []
        for again in range(max(settings.tagged_times, settings.corpus_times)):
            chosen = [
                vary(sentence, chance, names)
                for sentence in sentences
                if again == 0
                or (sentence.tags is not None and again < settings.tagged_times)
                or ("/" in sentence.document and again < settings.corpus_times)
            ]
            parts += group(chosen, chance, settings.joined)
        return parts

    def _steps(self, sentences: Sequence[Sentence]) -> int:
        """How many batches an epoch has, nearly: windows are joined by chance."""
        chance = random.Random(f"{self._settings.seed}:steps")
        windows = [self._encoder.window(part) for part in self._epoch(sentences, Names(sentences), chance)]
        return sum(1 for _ in batches(windows, self._settings.batch, chance))

    def _follow(self, step: int) -> None:
        decay = min(self._settings.average**_FOLLOWED, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self._average[name].lerp_(value, 1 - decay)

    def _save(self, optimizer: torch.optim.Optimizer, epoch: int, step: int, seconds: float) -> None:
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "average": self._average,
            "optimizer": optimizer.state_dict(),
            "settings": asdict(self._settings),
            "started": self.started,
            "pieces": self._encoder.pieces,
            "rows": self._labels.rows,
            "epoch": epoch,
            "step": step,
            "seconds": seconds,
        }
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self._checkpoint)

    def _resume(self, optimizer: torch.optim.Optimizer) -> tuple[int, int, float]:
        """Take up the checkpoint, if there is one of these settings: (epochs done, steps done, seconds spent)."""
        if not self._checkpoint.exists():
            return 0, 0, 0.0
        state = torch.load(self._checkpoint, weights_only=True)
        if state["settings"] != asdict(self._settings):
            self._report("The checkpoint is of other settings; training starts anew.")
            return 0, 0, 0.0
        self.network.load_state_dict(state["network"])
        self._average = state["average"]
        self.started = state["started"]
        optimizer.load_state_dict(state["optimizer"])
        self._report(f"Going on after epoch {state['epoch']}.")
        return state["epoch"], state["step"], state["seconds"]


def _schedule(step: int, steps: int, warmup: int) -> float:
    """Linear rise, then half a cosine."""
    if step < warmup:
        return (step + 1) / warmup
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warmup) / max(1, steps - warmup))))


def runner(network: Network, encoder: Encoder, *, size: int = 6000) -> Callable[[Sequence[Sentence]], list[Scores]]:
    """What `measure` asks: the network's scores for each sentence."""

    def run(sentences: Sequence[Sentence]) -> list[Scores]:
        windows = [encoder.window([sentence]) for sentence in sentences]
        order = sorted(range(len(windows)), key=lambda n: len(windows[n].pieces))
        result: list[Scores] = [np.zeros((0, 0), np.float32)] * len(windows)
        place = 0
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for batch in batches([windows[n] for n in order], size, None):
                scores = network(batch.pieces, batch.mask, batch.first, batch.last).float().numpy()
                for row in scores:
                    number = order[place]
                    result[number] = row[: len(windows[number].first)]
                    place += 1
        return result

    return run
