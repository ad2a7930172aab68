"""The user's classla models: where they lie, whether they are whole, and how they come there.

The layout of a folder is classla's own, so that one made by `classla.download` serves as well: `resources.json`, and for each
language `LANGUAGE/TASK/PACKAGE.pt`, where `TASK` is `pretrain` (word vectors, which the tagger reads), `pos`, `lemma` or `ner`.
Only `download` needs a network, and only it imports classla.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.language.classla_library import library

VARIABLE = "ZAPISNIK_MODELS"
TASKS = ("pos", "lemma", "ner")
PROCESSORS = "tokenize,pos,lemma,ner"
RESOURCES = "resources.json"
# of a text's language, whose models read it; there are none for Bosnian
LANGUAGES = {"bs": "hr", "hr": "hr", "sr": "sr"}
_PACKAGE = "standard"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class ModelFile:
    """One file that classla needs for a language.

    Attributes:
        task: `resources`, `pretrain`, `pos`, `lemma` or `ner`.
        path: where it lies or should lie.
        md5: of its content, hexadecimal; None where `resources.json` does not say.
        address: where it can be fetched by hand; None where `resources.json` does not say.
    """

    task: str
    path: Path
    md5: str | None = None
    address: str | None = None

    @property
    def is_there(self) -> bool:
        return self.path.is_file()

    @property
    def is_whole(self) -> bool:
        """Whether it is there and is what was published; one of which the hash is not known counts as whole."""
        return self.is_there and (self.md5 is None or _md5(self.path) == self.md5)


def language_of(variety: str) -> str:
    """The language whose models read a text in `variety` (`bs`, `hr`, `sr`): `hr` or `sr`.

    Raises:
        ModelError: for a language that there are no models for.
    """
    if variety not in LANGUAGES:
        raise ModelError(f"There are no classla models for {variety!r}.", remedy=f"Choose one of {', '.join(LANGUAGES)}.")
    return LANGUAGES[variety]


def default_folder() -> Path:
    """Where models are downloaded to: `$ZAPISNIK_MODELS`, or `zapisnik/models` in the user's folder for data.

    That is `$XDG_DATA_HOME` if set, else what the system provides for (XDG Base Directory Specification 0.8: `~/.local/share`).
    """
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    given = os.environ.get("XDG_DATA_HOME", "")
    if Path(given).is_absolute():  # the specification: a relative one is to be ignored
        data = Path(given)
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path.home() / ".local" / "share"
    return data / "zapisnik" / "models"


def folders() -> list[Path]:
    """Where models are looked for, in this order: `default_folder`, and unless the user chose it, classla's own folder."""
    if os.environ.get(VARIABLE):
        return [default_folder()]
    return [default_folder(), Path(os.environ.get("CLASSLA_RESOURCES_DIR") or Path.home() / "classla_resources")]


def files(folder: Path, language: str) -> list[ModelFile]:
    """The files that classla needs in `folder` for a language (`hr`, `sr`), whether they are there or not.

    Their names are those of `resources.json`; where it is missing or says nothing of the language, the usual ones.
    """
    resources = _resources(folder)
    spoken = resources.get(language, {})
    if not spoken:
        tasks = [("pretrain", _PACKAGE), *((task, _PACKAGE) for task in TASKS)]
    else:
        defaults = spoken.get("default_processors", {})
        tasks = [(task, defaults.get(task, _PACKAGE)) for task in TASKS]
        needed = [
            (needed["model"], needed["package"])
            for task, package in tasks
            for needed in spoken.get(task, {})
            .get(package, {})
            .get("dependencies", spoken.get("default_dependencies", {}).get(task, []))
        ]
        tasks = [*dict.fromkeys(needed), *tasks]
    result = [ModelFile("resources", folder / RESOURCES)]
    for task, package in tasks:
        entry = spoken.get(task, {}).get(package, {})
        address = f"{resources['url']}/{entry['link']}" if "link" in entry and "url" in resources else None
        result.append(ModelFile(task, folder / language / task / f"{package}.pt", entry.get("md5"), address))
    return result


def missing(folder: Path, language: str) -> list[ModelFile]:
    """The files that are not in `folder`."""
    return [file for file in files(folder, language) if not file.is_there]


def damaged(folder: Path, language: str) -> list[ModelFile]:
    """The files that are not in `folder` or do not have the hash that `resources.json` gives; reads all that are there."""
    return [file for file in files(folder, language) if not file.is_whole]


def find(language: str, folder: Path | None = None) -> Path:
    """The folder with the models of a language: the given one, or the first of `folders` that has them all.

    Raises:
        ModelError: if no folder has them all; names the folder, what is missing there and the remedy.
    """
    looked = [folder] if folder else folders()
    for place in looked:
        if not missing(place, language):
            return place
    place = looked[0]
    absent = ", ".join(str(file.path.relative_to(place)) for file in missing(place, language))
    option = f" --dir {place}" if folder and folder != default_folder() else ""
    raise ModelError(
        f"classla's models for {language!r} are not in {place} (missing: {absent}).",
        remedy=f"Fetch them with `zapisnik models download --language {language}{option}`, or name their folder in {VARIABLE}; "
        "--engine model and --engine rules need none of them.",
    )


def download(language: str, folder: Path, *, show_progress: bool = False) -> None:
    """Fetch the models of a language with `classla.download`; files that are there and whole are not fetched again.

    What a download that fails or is broken off leaves half done is removed, `resources.json` as it was before put back.

    Args:
        language: `hr` or `sr`.
        folder: where to; made if it is not there.
        show_progress: whether classla shows on standard error what it does.

    Raises:
        ModelError: naming what is wrong (network, disk, what the server sent) and the remedy.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = (folder / RESOURCES).read_bytes() if (folder / RESOURCES).is_file() else None
    except OSError as error:
        raise _unwritable(folder, error) from error
    states = dict(_states(folder / language))
    try:
        library().download(
            language, dir=str(folder), processors=PROCESSORS, logging_level="INFO" if show_progress else "CRITICAL"
        )
    except BaseException as error:
        with suppress(OSError):  # a disk that is full or gone does not hide what went wrong before
            _tidy(folder, language, states, before)
        if not isinstance(error, Exception):
            raise
        raise _explained(error, language, folder) from error
    if absent := missing(folder, language):
        raise ModelError(
            f"The download ended, but {absent[0].path} is not there.",
            remedy="The list of models may have changed; please report it.",
        )


def _explained(error: Exception, language: str, folder: Path) -> ModelError:
    if isinstance(error, (ConnectionError, TimeoutError)) or (isinstance(error, OSError) and error.errno is None):
        # the errors of `requests` are OSErrors without a number
        return ModelError(
            f"classla's models for {language!r} could not be downloaded, the server cannot be reached ({_first_line(error)}).",
            remedy="Check the network (behind a proxy: HTTPS_PROXY) and give the same command again; what is whole is not "
            "fetched twice. Without a network: give the command on another computer with --dir FOLDER and copy what is in "
            f"FOLDER to {folder}. --engine model needs no download.",
        )
    if isinstance(error, OSError):
        return _unwritable(folder, error)
    return ModelError(
        f"classla's models for {language!r} could not be downloaded, the server sent something else than what is listed "
        f"({type(error).__name__}: {_first_line(error) or 'the content does not have the hash it should have'}).",
        remedy="Give the same command again, perhaps later; a proxy that answers in the server's place does the same.",
    )


def _unwritable(folder: Path, error: OSError) -> ModelError:
    return ModelError(f"Models cannot be written to {folder} ({error.strerror}).", remedy="Choose another folder with --dir.")


def _tidy(folder: Path, language: str, states: Mapping[Path, tuple[int, int]], resources: bytes | None) -> None:
    """Remove what changed below `folder` since `states` and is not whole."""
    whole = {file.path: file for file in files(folder, language)}
    for path, state in _states(folder / language):
        file = whole.get(path)
        if state != states.get(path) and not (file and file.md5 and file.is_whole):
            path.unlink()
    if resources is not None:
        (folder / RESOURCES).write_bytes(resources)
    elif not _resources(folder):
        (folder / RESOURCES).unlink(missing_ok=True)


def _states(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in folder.rglob("*"):
        if path.is_file():
            state = path.stat()
            yield path, (state.st_mtime_ns, state.st_size)


def _resources(folder: Path) -> dict[str, Any]:
    """What `resources.json` says; nothing where it is missing or damaged, of which `classla.Pipeline` complains."""
    try:
        content = json.loads((folder / RESOURCES).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _md5(path: Path) -> str:
    digest = md5(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")
