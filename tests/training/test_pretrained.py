"""The file of pretrained weights, in a small one made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.training.pretrained import PretrainedError, read_weights


def test_the_blocks_are_turned_back_into_the_numbers_they_hold(weights) -> None:
    read = read_weights(weights.path)
    assert read.pieces == weights.pieces
    assert (read.width, read.layers, read.heads, read.inner) == (weights.width, weights.layers, weights.heads, weights.inner)
    tensors = weights.tensors
    np.testing.assert_allclose(read.tensors["embedding.weight"], tensors["emb.word"], atol=1e-6)
    np.testing.assert_allclose(read.tensors["layers.1.narrow.weight"], tensors["l1.fo.w"], atol=1e-6)
    row = tensors["emb.pos"].reshape(-1, weights.width)[3] + tensors["emb.type"]
    np.testing.assert_allclose(read.tensors["position"][3], row, atol=1e-6)


@pytest.mark.parametrize("content", [b"", b"not weights at all" * 10], ids=["empty", "other"])
def test_another_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.bin").write_bytes(content)
    with pytest.raises(PretrainedError, match=r"w\.bin"):
        read_weights(tmp_path / "w.bin")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PretrainedError, match=r"none\.bin"):
        read_weights(tmp_path / "none.bin")
