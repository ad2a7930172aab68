"""What is in the wheel, and what the installed command imports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

import pipeline


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return ZipFile(path)


def test_wheel_bears_the_version_of_the_package(wheel: ZipFile) -> None:
    assert Path(str(wheel.filename)).name.startswith(f"zapisnik-{pipeline.__version__}-")


def test_wheel_holds_every_file_of_the_package(wheel: ZipFile, repository: Path) -> None:
    package = repository / "pipeline"
    files = {
        path.relative_to(repository).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert any(name.endswith(".tsv") for name in files)
    assert files <= set(wheel.namelist())


def test_wheel_holds_the_schemas(wheel: ZipFile, repository: Path) -> None:
    schemas = list((repository / "schemas").glob("*.json"))
    assert schemas
    for schema in schemas:
        assert wheel.read(f"pipeline/records/schemas/{schema.name}") == schema.read_bytes()


def test_wheel_holds_no_more_than_the_package(wheel: ZipFile) -> None:
    folders = {name.split("/")[0] for name in wheel.namelist()}
    assert folders == {"pipeline", f"zapisnik-{pipeline.__version__}.dist-info"}


def test_wheel_registers_the_command_and_the_language(wheel: ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    entries = ConfigParser()
    entries.read_string(wheel.read(name).decode())
    assert entries["console_scripts"]["zapisnik"] == "pipeline.cli:main"
    assert entries["spacy_languages"]["bs"] == "pipeline.language.bosnian:Bosnian"


def test_wheel_carries_the_licence(wheel: ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("LICENSE")]
    assert b"Apache License" in wheel.read(name)


def test_installed_wheel_validates_a_record(wheel: ZipFile, repository: Path, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    record = next((repository / "outputs").glob("[0-9]*.json"))
    code = (
        "import json, sys, pipeline, pipeline.records as records\n"
        "assert pipeline.__file__.startswith(sys.argv[1]), pipeline.__file__\n"
        "sys.exit(len(list(records.problems(json.load(open(sys.argv[2], encoding='utf-8'))))))"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path), str(record)], cwd=tmp_path, env=environment, check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["run", "--help"],
        ["show", "--help"],
        ["validate", "--help"],
        ["dates", "--help"],
        ["models", "--help"],
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = "import sys\nfrom pipeline.cli import main\ntry:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, encoding="utf-8")
    heavy = {"spacy", "classla", "torch", "pandas", "numpy", "jsonschema"}
    assert heavy.isdisjoint(done.stderr.split())


def test_dependencies_name_a_lowest_version(repository: Path) -> None:
    listed = re.search(r"^dependencies = \[(.*?)^\]", (repository / "pyproject.toml").read_text(encoding="utf-8"), re.M | re.S)
    assert listed
    for requirement in re.findall(r'"([^"]+)"', listed[1]):
        assert ">=" in requirement, requirement
