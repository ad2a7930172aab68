"""The notebooks in docs/ run from beginning to end, through nbmake."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(
    importlib.util.find_spec("nbmake") is None or importlib.util.find_spec("ipykernel") is None,
    reason="nbmake and ipykernel are not installed",
)
def test_the_notebooks_of_the_documentation_run(repository: Path, tmp_path: Path) -> None:
    notebooks = sorted((repository / "docs").glob("*.ipynb"))
    assert notebooks
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n")
    finished = subprocess.run(
        # a run of pytest of its own, without the settings of this one: there the notebooks are no tests
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbmake",
            "-q",
            "-c",
            str(settings),
            "-p",
            "no:cacheprovider",
            *map(str, notebooks),
        ],
        capture_output=True,
        text=True,
        cwd=repository,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-1000:]
    assert f"{len(notebooks)} passed" in finished.stdout
