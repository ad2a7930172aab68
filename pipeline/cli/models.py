"""Fetch and check classla's models, for [bold]--engine classla[/bold].

The models that ship with zapisnik need none of this. classla's are fetched once,
with a network; after that everything runs without one.

[bold]Examples[/bold]

zapisnik models download

zapisnik models list
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from pipeline.cli.console import FAILED, DebugOption, errors_reported, messages, print_failure, print_line

_TASKS = {
    "resources": "list of models",
    "pretrain": "word vectors",
    "pos": "tags",
    "lemma": "lemmas",
    "ner": "names",
}
_LANGUAGES = {"hr": "Croatian, for Bosnian too", "sr": "Serbian"}
_EXAMPLE = "Savjet općine Tuzla održao je sjednicu ."


class Variety(str, Enum):
    """The language of the texts; Bosnian is read by the Croatian models."""

    bs = "bs"
    hr = "hr"
    sr = "sr"


FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--dir", file_okay=False, show_default=False, metavar="FOLDER", help="Folder of the models, if not the usual one."
    ),
]
LanguageOption = Annotated[
    Variety | None,
    typer.Option(
        "--language", "-l", show_default=False, help="Language of the texts; [bold]bs[/bold] uses the models of [bold]hr[/bold]."
    ),
]


def download(language: LanguageOption = None, folder: FolderOption = None, debug: DebugOption = False) -> None:
    """Fetch classla's models of a language, by default Croatian, which read Bosnian too.

    Files that are there and whole are not fetched again, so that a download that
    was broken off can be taken up by the same command. zapisnik models path says
    where they go; to have them elsewhere set ZAPISNIK_MODELS or use --dir.

    Without a network: give the command with --dir on a computer that has one, and
    copy the folder.

    [bold]Examples[/bold]

    zapisnik models download

    zapisnik models download --language sr --dir models
    """
    with errors_reported(debug):
        from pipeline.language import classla_models  # noqa: PLC0415 - `--help` needs nothing of it

        name = classla_models.language_of((language or Variety.hr).value)
        place = folder or classla_models.default_folder()
        if not classla_models.damaged(place, name):
            print_line(f"classla's models for {name} are in {place} already, whole.")
            return
        console = messages()
        print_line(f"Fetching classla's models for {name} to {place} …", console)
        classla_models.download(name, place, show_progress=console.is_terminal)
        size = sum(file.path.stat().st_size for file in classla_models.files(place, name))
        print_line(f"classla's models for {name} are in {place} ({_megabytes(size)}).", console)
        if place.resolve() not in [known.resolve() for known in classla_models.folders()]:
            print_line(f"Set {classla_models.VARIABLE}={place.resolve()} so that zapisnik finds them there.", console)


def show_list(folder: FolderOption = None, debug: DebugOption = False) -> None:
    """List the files of classla's models: what is there, what is missing and where it can be fetched by hand.

    [bold]Examples[/bold]

    zapisnik models list

    zapisnik models list --dir models
    """
    with errors_reported(debug):
        from pipeline.language import classla_models  # noqa: PLC0415 - as above

        for name, spoken in _LANGUAGES.items():
            place = _folder(classla_models, name, folder)
            absent = len(classla_models.missing(place, name))
            state = "all there" if not absent else "not there" if absent >= len(_TASKS) - 1 else "not all there"
            typer.echo(f"{name} ({spoken}): {state}, {place}")
            for file in classla_models.files(place, name):
                size = _megabytes(file.path.stat().st_size) if file.is_there else "missing"
                from_where = f"  {file.address}" if file.address and not file.is_there else ""
                typer.echo(f"  {_TASKS[file.task]:<15} {file.path.relative_to(place)!s:<24} {size:>9}{from_where}")


def path(
    language: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Print the folder that models are fetched to; with --language, the one that has the models of that language.

    It is ZAPISNIK_MODELS if that is set, else zapisnik/models in the user's folder
    for data (XDG_DATA_HOME). Where that has no models, the folder that classla
    itself downloads to (CLASSLA_RESOURCES_DIR, ~/classla_resources) serves as well.

    [bold]Examples[/bold]

    zapisnik models path

    zapisnik models path --language sr
    """
    with errors_reported(debug):
        from pipeline.language import classla_models  # noqa: PLC0415 - as above

        place = classla_models.find(classla_models.language_of(language.value)) if language else classla_models.default_folder()
        typer.echo(place)


def check(language: LanguageOption = None, folder: FolderOption = None, debug: DebugOption = False) -> None:
    """Check that classla's models are whole, can be loaded and read a sentence; by default of every language that is there.

    The exit code is 1 if a file is missing or damaged.

    [bold]Examples[/bold]

    zapisnik models check

    zapisnik models check --language sr
    """
    with errors_reported(debug):
        from pipeline.language import classla_models  # noqa: PLC0415 - as above

        if language:
            names = [classla_models.language_of(language.value)]
        else:
            names = [name for name in _LANGUAGES if _is_begun(classla_models, name, folder)] or ["hr"]
        faults = 0
        for name in names:
            place = classla_models.find(name, folder)
            if damaged := classla_models.damaged(place, name):
                faults += 1
                for file in damaged:
                    remedy = f"`zapisnik models download --language {name} --dir {place}` fetches it again."
                    print_failure(str(file.path), "This file is damaged, or not the one that resources.json lists.", remedy)
                continue
            print_line(_try(name, place))
        if faults:
            raise typer.Exit(FAILED)


COMMANDS: dict[str, Callable[..., None]] = {"download": download, "list": show_list, "path": path, "check": check}


def _folder(classla_models: Any, name: str, folder: Path | None) -> Path:
    """The given folder, or of those where models are looked for the first that has all of a language, or the first."""
    places: list[Path] = [folder] if folder else classla_models.folders()
    return next((place for place in places if not classla_models.missing(place, name)), places[0])


def _is_begun(classla_models: Any, name: str, folder: Path | None) -> bool:
    return any(file.is_there for file in classla_models.files(_folder(classla_models, name, folder), name)[1:])


def _try(name: str, place: Path) -> str:
    """Load the models and read a sentence with them; say how it went."""
    from pipeline.language.classla_engine import ClasslaEngine  # noqa: PLC0415 - as above

    begin = perf_counter()
    engine = ClasslaEngine(name, place)
    loaded = perf_counter()
    words = _EXAMPLE.split()
    (analysis,) = engine.analyze([words])
    shown = " ".join(f"{word}/{tag}" for word, (_, tag, _) in zip(words, analysis.tags, strict=True))
    return f"{name}: whole, loaded in {loaded - begin:.1f} s from {place}; reads {shown}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
