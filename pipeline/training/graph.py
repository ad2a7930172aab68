"""The network as an ONNX graph with matrices in eight bits, written node by node.

The nodes are those that onnxruntime computes fastest on a processor: attention with its three projections in one
(`QAttention`), the sum of two halves with its normalization (`SkipLayerNormalization`), products of bytes that come out as
floats (`MatMulIntegerToFloat`). They are operators of the domain com.microsoft, which every build of onnxruntime has,
described in https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from pipeline.training.network import Layer, Network
from pipeline.training.rounding import Rounding, rounded_weight

_OPSET = 17
_IR_VERSION = 8
_CONTRIB = "com.microsoft"
_EPSILON = 1e-12
_Array = npt.NDArray[Any]


def write_graph(network: Network, roundings: Mapping[str, Rounding], path: Path) -> None:
    """Write the network.

    Inputs, all of 32-bit integers: `pieces` (rows, pieces); `lengths` (rows,), how many pieces of each row count; `first` and
    `last` (words,), where each word of the batch begins and ends, counted through all rows. Output: `scores` (words, sum of the
    heads' sizes).

    Args:
        network: as it was trained.
        roundings: of the input of each matrix, by name, as `rounding.calibrate` measures them.
        path: of the file.
    """
    graph = _Graph()
    states = _embedded(graph, network)
    for number, layer in enumerate(network.layers):
        states = _layer(graph, f"layers.{number}", layer, roundings, states)
    width = network.embedding.embedding_dim
    every = graph.node("Reshape", states, graph.constant("every", np.array([-1, width])))
    ends = [graph.node("Gather", every, name) for name in ("first", "last")]
    both = graph.node("Concat", *ends, axis=-1)
    scores = _linear(graph, "heads", network.heads, roundings["heads"], both)
    graph.node("Identity", scores, output="scores")
    onnx.save(graph.model(), str(path))


class _Graph:
    """Nodes and constants of a graph that is being written."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def constant(self, name: str, value: _Array | torch.Tensor) -> str:
        if isinstance(value, torch.Tensor):
            value = value.detach().numpy()
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", output: str | None = None, **attributes: Any) -> str:
        name = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=f"node_{name}", domain=domain, **attributes))
        return name

    def model(self) -> Any:
        def numbers(name: str, *sizes: str) -> Any:
            return helper.make_tensor_value_info(name, TensorProto.INT32, sizes)

        rows = [numbers("pieces", "rows", "pieces"), numbers("lengths", "rows")]
        graph = helper.make_graph(
            self._nodes,
            "zapisnik",
            [*rows, numbers("first", "words"), numbers("last", "words")],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ("words", "values"))],
            list(self._constants.values()),
        )
        imports = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=imports, producer_name="zapisnik")
        model.ir_version = _IR_VERSION
        return model


def _embedded(graph: _Graph, network: Network) -> str:
    whole, scale = rounded_rows(network.embedding.weight.detach())
    vectors = graph.node("Gather", graph.constant("embedding", whole), "pieces")
    scales = graph.node("Gather", graph.constant("embedding.scale", scale), "pieces")
    meaning = graph.node("Mul", graph.node("Cast", vectors, to=TensorProto.FLOAT), scales)
    positions = graph.constant("position", network.position)
    zero = graph.constant("zero", np.array([0]))
    place = graph.node("Slice", positions, zero, graph.node("Shape", "pieces", start=1, end=2), zero)
    weight, bias = _norm(graph, "norm", network.norm)
    return graph.node("LayerNormalization", graph.node("Add", meaning, place), weight, bias, axis=-1, epsilon=_EPSILON)


def rounded_rows(table: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """A table of vectors as bytes with a scale for each vector, (rows, width) and (rows, 1)."""
    scale = (table.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
    return (table / scale).round().to(torch.int8), scale


def _layer(graph: _Graph, name: str, layer: Layer, roundings: Mapping[str, Rounding], states: str) -> str:
    projected, attended = f"{name}.projected", f"{name}.attended"
    bytes_, scale, zero = _rounded(graph, projected, roundings[projected], states)
    weight = layer.projected.weight.detach() * roundings[projected].divisors
    bias = layer.projected.bias.detach().clone()
    # what attention gives is a mean of values: to divide it is to divide them, which costs nothing
    width = layer.attended.in_features
    weight[2 * width :] /= roundings[attended].divisors[:, None]
    bias[2 * width :] /= roundings[attended].divisors
    whole, scales = rounded_weight(weight)
    seen = graph.node(
        "QAttention",
        bytes_,
        graph.constant(f"{projected}.weight", whole.T.to(torch.int8)),
        graph.constant(f"{projected}.bias", bias),
        scale,
        graph.constant(f"{projected}.weight_scale", scales[:, 0]),
        "lengths",
        zero,
        graph.constant(f"{projected}.weight_zero", np.zeros(3 * width, np.int8)),
        domain=_CONTRIB,
        num_heads=layer.heads,
        unidirectional=0,
    )
    half = _linear(graph, attended, layer.attended, roundings[attended], seen, divided=True)
    states = _skip(graph, f"{name}.attention_norm", layer.attention_norm, states, half)
    wide = _linear(graph, f"{name}.widen", layer.widen, roundings[f"{name}.widen"], states)
    wide = graph.node("Gelu", wide, domain=_CONTRIB)
    narrow = _linear(graph, f"{name}.narrow", layer.narrow, roundings[f"{name}.narrow"], wide)
    return _skip(graph, f"{name}.output_norm", layer.output_norm, states, narrow)


def _rounded(graph: _Graph, name: str, rounding: Rounding, values: str, *, divided: bool = False) -> tuple[str, str, str]:
    """The input of a matrix as bytes, and the constants of their scale and zero."""
    if not divided and bool((rounding.divisors != 1).any()):
        values = graph.node("Mul", values, graph.constant(f"{name}.factors", 1 / rounding.divisors))
    scale = graph.constant(f"{name}.scale", np.array(rounding.scale, np.float32))
    zero = graph.constant(f"{name}.zero", np.array(rounding.zero, np.uint8))
    return graph.node("QuantizeLinear", values, scale, zero), scale, zero


def _linear(graph: _Graph, name: str, matrix: torch.nn.Linear, rounding: Rounding, values: str, *, divided: bool = False) -> str:
    """The product with a matrix, and its bias; `divided` if the values have been divided by the divisors already."""
    bytes_, scale, zero = _rounded(graph, name, rounding, values, divided=divided)
    whole, scales = rounded_weight(matrix.weight.detach() * rounding.divisors)
    product = graph.node(
        "MatMulIntegerToFloat",
        bytes_,
        graph.constant(f"{name}.weight", whole.T.to(torch.int8)),
        scale,
        graph.constant(f"{name}.weight_scale", scales[:, 0]),
        zero,
        "",
        graph.constant(f"{name}.bias", matrix.bias),
        domain=_CONTRIB,
    )
    if not rounding.outliers:
        return product
    columns = graph.node("Gather", values, graph.constant(f"{name}.outliers", np.array(rounding.outliers)), axis=-1)
    highest = graph.constant(f"{name}.highest", np.array(rounding.highest, np.float32))
    excess = graph.node("Relu", graph.node("Sub", columns, highest))
    rows = graph.constant(f"{name}.outlier_weight", matrix.weight.detach().T[list(rounding.outliers)])
    return graph.node("Add", product, graph.node("MatMul", excess, rows))


def _skip(graph: _Graph, name: str, norm: torch.nn.LayerNorm, states: str, change: str) -> str:
    weight, bias = _norm(graph, name, norm)
    return graph.node("SkipLayerNormalization", states, change, weight, bias, domain=_CONTRIB, epsilon=_EPSILON)


def _norm(graph: _Graph, name: str, norm: torch.nn.LayerNorm) -> tuple[str, str]:
    return graph.constant(f"{name}.weight", norm.weight), graph.constant(f"{name}.bias", norm.bias)
