"""The rooms import each other as docs/architecture.md says, and the package costs nothing to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_rooms_keep_to_the_import_contracts(repository: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported_by(code: str) -> set[str]:
    """The modules that are there after `code` ran in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = imported_by("import pipeline")
    assert loaded.isdisjoint({"spacy", "torch", "classla", "pandas", "numpy", "jsonschema"})
    assert not {name for name in loaded if name.startswith("pipeline.")}


@pytest.mark.parametrize(
    "room",
    [
        "reading",
        "records",
        "records.validation",
        "batch",
        "authority",
        "edtf",
        "extraction.findings",
        "corpus.corrections",
        "corpus.exports",
    ],
)
def test_room_that_needs_no_engine_imports_none(room: str) -> None:
    assert imported_by(f"import pipeline.{room}").isdisjoint({"spacy", "torch", "classla", "pandas"})


def test_front_door_leads_to_every_name_it_promises() -> None:
    import pipeline

    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
