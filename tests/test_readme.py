"""README.md and docs/: every example runs and prints what stands there, every link leads somewhere, every command is told of.

A block marked `python` is a doctest. A block marked `console` holds `$ zapisnik …` lines and what they print; `...` stands for
anything.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pipeline.cli import app

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(language: str) -> list[str]:
    return [
        block
        for page in PAGES
        for block in re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    ]


def calls() -> list[tuple[str, str]]:
    """Command line and output of every `$ zapisnik …` in a console block."""
    return [call for block in blocks("console") for call in re.findall(r"^\$ zapisnik (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("samples", "outputs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("working_folder")
@pytest.mark.parametrize(
    "block", [pytest.param(block, id=f"block-{number}") for number, block in enumerate(blocks("python"), start=1)]
)
def test_python_example_does_what_it_says(block: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    assert test.examples
    printed: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=LENIENT).run(test, out=printed.append)
    assert outcome.failed == 0, "".join(printed)


@pytest.mark.usefixtures("working_folder")
@pytest.mark.parametrize(("arguments", "expected"), [pytest.param(*call, id=call[0]) for call in calls()])
def test_command_prints_what_it_says(arguments: str, expected: str) -> None:
    done = CliRunner(env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"}).invoke(app, shlex.split(arguments), catch_exceptions=False)
    assert doctest.OutputChecker().check_output(expected, done.output, LENIENT), done.output


def test_there_are_examples_to_check() -> None:
    assert len(blocks("python")) >= 2
    assert len(calls()) >= 3


def test_every_command_and_option_is_real_and_every_command_is_told_of() -> None:
    group = get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    for name in commands:
        assert f"zapisnik {name}" in README
    known = {option for command in (group, *commands.values()) for parameter in command.params for option in parameter.opts}
    used = {
        word
        for line in re.findall(r"zapisnik (?:run|show|explain|validate|entities|dates).*", README)
        for word in re.findall(r"(?<!\S)--[a-z-]+", line)
    }
    assert used <= known | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"^ *make ([a-z]+)", README, re.M)) <= targets
