"""From a trained network to the folder that ships: ONNX, eight-bit weights, vocabulary, labels, lexicon, card, manifest."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch

from pipeline.language.model.lexicon import write_lexicon
from pipeline.language.model.pieces import UNKNOWN
from pipeline.language.model.tagger import FILES
from pipeline.training.labels import Labels
from pipeline.training.network import Network

_INPUTS = ("pieces", "mask", "first", "last")
_OPSET = 17


def to_onnx(network: Network, path: Path) -> None:
    """Write the network as an ONNX graph of 32-bit floats, any number of rows, pieces and words."""
    pieces = torch.full((2, 16), UNKNOWN)
    mask = torch.ones(2, 16, dtype=torch.long)
    words = torch.arange(9).repeat(2, 1)
    torch.onnx.export(
        network.eval(),
        (pieces, mask, words, words),
        str(path),
        input_names=list(_INPUTS),
        output_names=["scores"],
        dynamic_axes={
            "pieces": {0: "rows", 1: "pieces"},
            "mask": {0: "rows", 1: "pieces"},
            "first": {0: "rows", 1: "words"},
            "last": {0: "rows", 1: "words"},
            "scores": {0: "rows", 1: "words"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Weights of matrices and of the embedding in eight bits, one scale a column; activations are measured as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - the extra `train`

    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )


def write(
    folder: Path,
    network: Network,
    labels: Labels,
    *,
    pieces: Path,
    lemmas: Sequence[str],
    forms: dict[tuple[str, str], str],
) -> None:
    """Write all files but card and manifest.

    Args:
        folder: made if it is not there.
        network: as it was trained.
        labels: what its heads choose from.
        pieces: file of the tokenizer.
        lemmas, forms: the lexicon.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        to_onnx(network, whole)
        quantize(whole, folder / "encoder.onnx")
    shutil.copyfile(pieces, folder / "pieces.json")
    (folder / "labels.json").write_text(json.dumps(labels.to_json(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_lexicon(folder / "lexicon.tsv.gz", lemmas, forms)


def describe(folder: Path, settings: Mapping[str, Any], data: Mapping[str, int], figures: Sequence[tuple[str, str]]) -> None:
    """Write the card and, last, the manifest with the hash of every file.

    Args:
        folder: the finished model.
        settings: of the training.
        data: words by source.
        figures: name of a measurement and what came out.
    """
    template = (files("pipeline.training") / "card.md").read_text(encoding="utf-8")
    card = template.format(
        settings="\n".join(f"| {name} | {value} |" for name, value in settings.items()),
        data="\n".join(f"| {name} | {count:,} |" for name, count in data.items()),
        figures="\n".join(f"| {name} | {value} |" for name, value in figures),
        megabytes=f"{sum((folder / name).stat().st_size for name in FILES) / 1e6:.0f}",
    )
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    manifest = {
        "name": "zapisnik-bs",
        "licence": "CC-BY-SA-4.0",
        "sha256": {name: sha256((folder / name).read_bytes()).hexdigest() for name in (*FILES, "MODEL_CARD.md")},
        "settings": dict(settings),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
