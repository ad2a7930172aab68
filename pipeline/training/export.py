"""From a trained network to the folder that ships: graph with eight-bit weights, vocabulary, labels, lexicon, card, manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.language.model.lexicon import write_lexicon
from pipeline.language.model.tagger import FILES
from pipeline.training.labels import Labels
from pipeline.training.network import Network
from pipeline.training.rounding import Rounding


def write(
    folder: Path,
    network: Network,
    labels: Labels,
    *,
    roundings: Mapping[str, Rounding],
    pieces: Path,
    lemmas: Sequence[str],
    forms: dict[tuple[str, str], str],
) -> None:
    """Write all files but card and manifest.

    Args:
        folder: made if it is not there.
        network: as it was trained.
        labels: what its heads choose from.
        roundings: of the input of each matrix.
        pieces: file of the tokenizer.
        lemmas, forms: the lexicon.
    """
    from pipeline.training.graph import write_graph  # noqa: PLC0415 - onnx, of the extra `train`

    folder.mkdir(parents=True, exist_ok=True)
    write_graph(network, roundings, folder / "encoder.onnx")
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
