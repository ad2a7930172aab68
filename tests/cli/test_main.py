from __future__ import annotations

import os
from typing import Any

import pytest
import typer

import pipeline
from pipeline.cli import console
from pipeline.errors import ZapisnikError

COMMANDS = ["run", "show", "explain", "validate", "entities", "dates"]


def test_version(zapisnik: Any) -> None:
    done = zapisnik("--version")
    assert (done.exit_code, done.stdout) == (0, f"zapisnik {pipeline.__version__}\n")


def test_help_names_every_command(zapisnik: Any) -> None:
    done = zapisnik("--help")
    assert done.exit_code == 0
    assert all(f"│ {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_examples_and_no_type_beside_flags(zapisnik: Any, command: str) -> None:
    done = zapisnik(command, "-h")
    assert done.exit_code == 0
    assert f"zapisnik {command} " in done.stdout.partition("Examples")[2]
    assert "bool" not in done.stdout.lower()


@pytest.mark.parametrize("arguments", [[], *([command] for command in COMMANDS)], ids=" ".join)
def test_nothing_asked_for_prints_the_help(zapisnik: Any, arguments: list[str]) -> None:
    assert "Usage: " in zapisnik(*arguments).output


@pytest.mark.parametrize("arguments", [["read"], ["--fast"], ["dates", "--fast"]], ids=" ".join)
def test_wrong_usage(zapisnik: Any, arguments: list[str]) -> None:
    done = zapisnik(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")


def test_output_to_a_pipe_is_utf_8_whatever_the_locale(start: Any) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "100"}
    process = start("dates", "Vidimo se 3. marta 2023. u Žepču, šumari.", env=environment)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (0, b"")
    assert "2023-03-03" in stdout.decode("utf-8")
    process = start("show", "žepče.txt", env=environment)
    assert "žepče.txt" in process.communicate(timeout=60)[1].decode("utf-8")
    assert process.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["table", "json"])
def test_reader_that_leaves_early_sees_no_traceback(start: Any, options: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("dates", "Vidimo se 3. marta 2023.", *options, stdout=writing)
    os.close(writing)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (1, b"")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (ZapisnikError("It is empty.", remedy="Fill it."), 1, "error: It is empty. Fill it.\n"),
        (KeyboardInterrupt(), 130, "interrupted: stopped before the end.\n"),
        (LookupError("a fault"), 1, "error: LookupError: a fault This is a fault of zapisnik; "),
    ],
    ids=["error", "interrupted", "fault"],
)
def test_errors_become_a_message_and_an_exit_code(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as caught, console.errors_reported(debug=False):
        raise error
    assert caught.value.exit_code == code
    assert capsys.readouterr().err.startswith(message)


@pytest.mark.parametrize("error", [ZapisnikError("It is empty."), LookupError("a fault")], ids=["error", "fault"])
def test_errors_come_through_with_debug(error: Exception) -> None:
    with pytest.raises(type(error)), console.errors_reported(debug=True):
        raise error


def test_messages_keep_brackets_and_are_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_failure("[a].txt", "word " * 100, "[b]")
    assert capsys.readouterr().err == f"[a].txt: {'word ' * 100} [b]\n"
