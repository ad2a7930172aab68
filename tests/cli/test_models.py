from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import requests

from pipeline.language import classla_models

COMMANDS = ["download", "list", "path", "check"]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No models anywhere but in a folder for data that is empty, and no network."""
    monkeypatch.delenv("ZAPISNIK_MODELS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("CLASSLA_RESOURCES_DIR", str(tmp_path / "classla"))

    def fail(address: str, **options: Any) -> None:
        raise requests.ConnectionError("Name or service not known")

    monkeypatch.setattr(requests, "get", fail)
    return tmp_path / "data" / "zapisnik" / "models"


@pytest.fixture
def copied(tiny_models: Path, home: Path) -> Path:
    """Models of `hr` where they are looked for."""
    shutil.copytree(tiny_models, home)
    return home


def test_nothing_asked_for_prints_the_help(zapisnik: Any) -> None:
    shown = zapisnik("models").output
    assert all(f"│ {command} " in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_no_type_beside_flags(zapisnik: Any, command: str) -> None:
    done = zapisnik("models", command, "-h")
    assert done.exit_code == 0
    assert f"zapisnik models {command}" in done.stdout.partition("Examples")[2]
    assert "bool" not in done.stdout.lower()


@pytest.mark.parametrize("arguments", [["fetch"], ["download", "--language", "de"], ["path", "--all"]], ids=" ".join)
def test_wrong_usage(zapisnik: Any, arguments: list[str]) -> None:
    assert zapisnik("models", *arguments).exit_code == 2


def test_path_is_where_models_are_fetched_to(zapisnik: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert zapisnik("models", "path").stdout == f"{home}\n"
    monkeypatch.setenv("ZAPISNIK_MODELS", "mine")
    assert zapisnik("models", "path").stdout == "mine\n"


def test_path_of_a_language_is_where_its_models_are(zapisnik: Any, copied: Path) -> None:
    assert zapisnik("models", "path", "-l", "bs").stdout == f"{copied}\n"
    done = zapisnik("models", "path", "-l", "sr")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "zapisnik models download --language sr" in done.stderr


def test_download_without_a_network_says_what_to_do(zapisnik: Any, home: Path) -> None:
    done = zapisnik("models", "download")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"Fetching classla's models for hr to {home}" in done.stderr
    assert "error: classla's models for 'hr' could not be downloaded, the server cannot be reached" in done.stderr
    assert "on another computer with --dir FOLDER and copy what is in FOLDER to" in done.stderr
    assert "Traceback" not in done.stderr


def test_download_of_what_is_there_needs_no_network(zapisnik: Any, copied: Path) -> None:
    done = zapisnik("models", "download", "--language", "bs")
    assert (done.exit_code, done.stderr) == (0, f"classla's models for hr are in {copied} already, whole.\n")


def test_download_elsewhere_says_how_they_are_found(
    zapisnik: Any, tiny_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(language: str, folder: Path, *, show_progress: bool) -> None:
        shutil.copytree(tiny_models, folder)

    monkeypatch.setattr(classla_models, "download", download)
    done = zapisnik("models", "download", "--dir", tmp_path / "mine")
    assert done.exit_code == 0
    assert f"classla's models for hr are in {tmp_path / 'mine'} (" in done.stderr
    assert f"Set ZAPISNIK_MODELS={tmp_path / 'mine'} so that zapisnik finds them there." in done.stderr
    done = zapisnik("models", "download")
    assert "ZAPISNIK_MODELS" not in done.stderr


def test_interrupted_download(zapisnik: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(address: str, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(requests, "get", interrupt)
    done = zapisnik("models", "download")
    assert done.exit_code == 130
    assert "interrupted: " in done.stderr


def test_list_says_what_is_there_and_where_the_rest_can_be_fetched(zapisnik: Any, copied: Path) -> None:
    (copied / "hr" / "ner" / "standard.pt").unlink()
    done = zapisnik("models", "list")
    assert done.exit_code == 0
    lines = {line.split("  ")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("  ") and " hr/" in line}
    assert "MB" in lines["tags"]
    assert lines["names"].endswith("missing  https://models.example/hr/ner")
    assert f"hr (Croatian, for Bosnian too): not all there, {copied}" in done.stdout
    assert f"sr (Serbian): not there, {copied}" in done.stdout


def test_check_loads_the_models_and_reads_a_sentence(zapisnik: Any, copied: Path) -> None:
    done = zapisnik("models", "check")
    assert done.exit_code == 0
    assert done.stderr.startswith("hr: whole, loaded in ")
    assert "Tuzla/" in done.stderr


def test_check_names_a_damaged_file(zapisnik: Any, copied: Path) -> None:
    file = copied / "hr" / "pos" / "standard.pt"
    file.write_bytes(b"half")
    done = zapisnik("models", "check", "--language", "hr")
    assert done.exit_code == 1
    assert f"{file}: This file is damaged" in done.stderr
    assert f"zapisnik models download --language hr --dir {copied}" in done.stderr


def test_check_without_models_says_where_they_were_looked_for(zapisnik: Any, home: Path) -> None:
    done = zapisnik("models", "check")
    assert done.exit_code == 1
    assert f"are not in {home}" in done.stderr
    assert "zapisnik models download --language hr" in done.stderr
