"""Eight bits in the place of thirty-two: how the matrices and what they are given are rounded, and training that knows of it.

A matrix is rounded column by column to whole numbers of -63 to 63: one bit less than a byte holds, so that two products fit
into sixteen bits and processors without VNNI, which add them up there, lose nothing. What a matrix is given is rounded to one
byte with a scale that is measured once, on training text (static quantization), so that what a sentence is given does not
depend on the sentences beside it.

Some columns of the inputs are far larger than the rest and would leave these a few steps of the scale. Before a normalized
input is rounded, each column is divided by a number of its own, and its row of the matrix multiplied by it, so that both lose as
little (SmoothQuant, Xiao et al. 2023). After the activation function it is one column in some layers, in a few words, up to
twelve times as large as any other: what is above the scale there is computed in floats (after LLM.int8, Dettmers et al. 2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from pipeline.training.batches import Batch
from pipeline.training.network import Network

LARGEST_WEIGHT = 63
LARGEST_INPUT = 255
_MARGIN = 1.05  # the largest value of other text is a little larger than that of the text measured
_SMALLEST = 1e-4
_OUTLIERS = 4  # columns at most whose excess is kept
_FAR = 1.25  # times the largest of the others


@dataclass(frozen=True)
class Rounding:
    """How the input of one matrix is rounded: `value / divisors` is nearly `scale * (byte - zero)`.

    Attributes:
        divisors: one for each column of the input.
        scale, zero: step and the byte of 0.
        outliers: numbers of the columns whose excess over the largest byte is not cut off.
    """

    divisors: Tensor
    scale: float
    zero: int
    outliers: tuple[int, ...] = ()

    @property
    def highest(self) -> float:
        """What the largest byte stands for."""
        return self.scale * (LARGEST_INPUT - self.zero)

    def of(self, values: Tensor) -> Tensor:
        """The values as they are after rounding, those above the scale cut off."""
        whole = (values / (self.divisors * self.scale)).round_().add_(self.zero).clamp_(0, LARGEST_INPUT)
        return whole.sub_(self.zero).mul_(self.divisors * self.scale)

    def excess(self, values: Tensor) -> Tensor:
        """What lies above the scale in the outlying columns, one column for each of them."""
        return (values[..., list(self.outliers)] - self.highest).relu()


def rounded_weight(weight: Tensor) -> tuple[Tensor, Tensor]:
    """A matrix (out, in) in whole numbers, and the scale of each of its `out` rows, (out, 1)."""
    scale = (weight.abs().amax(1, keepdim=True) / LARGEST_WEIGHT).clamp(min=1e-12)
    return (weight / scale).round_().clamp_(-LARGEST_WEIGHT, LARGEST_WEIGHT), scale


def matrices(network: Network) -> dict[str, nn.Linear]:
    """The matrices of a network by name."""
    return {name: module for name, module in network.named_modules() if isinstance(module, nn.Linear)}


def calibrate(network: Network, batches: Sequence[Batch]) -> dict[str, Rounding]:
    """Measure what each matrix is given.

    Args:
        network: is asked without dropout.
        batches: of training text.
    """
    low: dict[str, Tensor] = {}
    high: dict[str, Tensor] = {}
    seen: dict[str, Tensor] = {}
    hooks = []
    for name, module in matrices(network).items():

        def look(_: nn.Module, given: tuple[Tensor, ...], name: str = name) -> None:
            values = given[0].detach().float()
            values = values[seen["words" if name == "heads" else "pieces"]]
            low[name] = torch.minimum(low[name], values.amin(0)) if name in low else values.amin(0)
            high[name] = torch.maximum(high[name], values.amax(0)) if name in high else values.amax(0)

        hooks.append(module.register_forward_pre_hook(look))
    was_training = network.training
    network.eval()
    try:
        with torch.no_grad():
            for batch in batches:
                seen["pieces"] = batch.mask.bool()
                seen["words"] = batch.last > 0
                network(batch.pieces, batch.mask, batch.first, batch.last)
    finally:
        for hook in hooks:
            hook.remove()
        network.train(was_training)
    return {name: _rounding(name, low[name], high[name], module.weight.detach()) for name, module in matrices(network).items()}


def _rounding(name: str, low: Tensor, high: Tensor, weight: Tensor) -> Rounding:
    divisors = torch.ones_like(high)
    outliers: tuple[int, ...] = ()
    if name.endswith("narrow"):
        order = high.argsort(descending=True)
        usual = high[order[_OUTLIERS]]
        outliers = tuple(sorted(column for column in order[:_OUTLIERS].tolist() if high[column] > _FAR * usual))
        high = high.clone()
        high[list(outliers)] = 0.0
    elif name != "heads":
        largest = torch.maximum(-low, high).clamp(min=_SMALLEST)
        divisors = (largest / weight.abs().amax(0).clamp(min=_SMALLEST)).sqrt()
        divisors = divisors / divisors.log().mean().exp()
    lowest = min(float((low / divisors).min()), 0.0) * _MARGIN
    highest = max(float((high / divisors).max()), 0.0) * _MARGIN
    scale = max(highest - lowest, _SMALLEST) / LARGEST_INPUT
    return Rounding(divisors, scale, round(-lowest / scale), outliers)


class _Straight(torch.autograd.Function):
    """What is rounded, with the gradient of what is not (straight-through estimator, Bengio et al. 2013)."""

    @staticmethod
    def forward(context: Any, exact: Tensor, rounded: Tensor) -> Tensor:
        return rounded

    @staticmethod
    def backward(context: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


@contextmanager
def rounded(network: Network, roundings: Mapping[str, Rounding]) -> Iterator[None]:
    """Within the context the network computes as the exported one does; gradients flow as if nothing was rounded."""
    forwards = []
    for name, module in matrices(network).items():

        def forward(values: Tensor, module: nn.Linear = module, rounding: Rounding = roundings[name]) -> Tensor:
            with torch.no_grad():
                given = rounding.of(values.float())
                whole, scale = rounded_weight(module.weight * rounding.divisors)
                weight = whole.mul_(scale).div_(rounding.divisors)
                outlying = module.weight[:, list(rounding.outliers)]
                beyond = nn.functional.linear(rounding.excess(values.float()), outlying) if rounding.outliers else 0.0
            values = _Straight.apply(values, given.to(values.dtype))
            return nn.functional.linear(values, _Straight.apply(module.weight, weight), module.bias) + beyond

        forwards.append(module)
        module.forward = forward  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        for module in forwards:
            del module.forward
