"""Where classla's models lie, and their download: from a server that this process plays, for there is no network in a test."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.language import classla_models
from pipeline.language.classla_engine import ClasslaEngine

HR = ["resources.json", "hr/pretrain/standard.pt", "hr/pos/standard.pt", "hr/lemma/standard.pt", "hr/ner/standard.pt"]


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home, without variables that lead elsewhere."""
    for name in ("ZAPISNIK_MODELS", "XDG_DATA_HOME", "CLASSLA_RESOURCES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(classla_models.sys, "platform", "linux")
    return tmp_path


class Response:
    """What `requests.get` returns."""

    def __init__(self, content: bytes | None, broken: Exception | None = None) -> None:
        self.ok = content is not None
        self.content = content or b"<html>not found</html>"
        self.headers = {"content-length": str(len(self.content))}
        self.broken = broken

    def iter_content(self, chunk_size: int) -> Iterator[bytes]:
        half = len(self.content) // 2
        yield self.content[:half]
        if self.broken:
            raise self.broken
        yield self.content[half:]


class Server:
    """Serves the models of a folder at the addresses that classla asks for."""

    def __init__(self, folder: Path) -> None:
        self.content = {
            file.address: file.path.read_bytes() for file in classla_models.files(folder, "hr") if file.address is not None
        }
        self.resources = (folder / "resources.json").read_bytes()
        self.asked: list[str] = []
        self.broken: dict[str, BaseException] = {}  # how an answer breaks off, by the end of its address
        self.down: BaseException | None = None

    def get(self, address: str, **options: Any) -> Response:
        if self.down:
            raise self.down
        self.asked.append(address)
        broken = next((error for end, error in self.broken.items() if address.endswith(end)), None)
        if "/resources_" in address and not address.endswith(".zip"):
            return Response(self.resources, broken)
        return Response(self.content.get(address), broken)

    def served(self) -> list[str]:
        """The ends of the addresses of models that were asked for and are there."""
        return [address.rpartition("/")[2] for address in self.asked if address in self.content]


@pytest.fixture
def server(tiny_models: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    import requests

    server = Server(tiny_models)
    monkeypatch.setattr(requests, "get", server.get)
    return server


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- where they lie


def test_folder_is_that_of_the_variable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("ZAPISNIK_MODELS", str(home / "mine"))
    assert classla_models.default_folder() == home / "mine"
    assert classla_models.folders() == [home / "mine"]


def test_folder_is_in_the_folder_for_data(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert classla_models.default_folder() == home / ".local/share/zapisnik/models"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert classla_models.default_folder() == home / ".local/share/zapisnik/models"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert classla_models.default_folder() == home / "data/zapisnik/models"


@pytest.mark.parametrize(
    ("system", "folder"), [("win32", "AppData/Local"), ("darwin", "Library/Application Support"), ("linux", ".local/share")]
)
def test_folder_for_data_is_that_of_the_system(home: Path, monkeypatch: pytest.MonkeyPatch, system: str, folder: str) -> None:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(classla_models.sys, "platform", system)
    assert classla_models.default_folder() == home / folder / "zapisnik" / "models"


def test_models_that_classla_fetched_itself_are_found(home: Path, tiny_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLASSLA_RESOURCES_DIR", str(tiny_models))
    assert classla_models.find("hr") == tiny_models
    monkeypatch.setenv("ZAPISNIK_MODELS", str(home / "mine"))
    with pytest.raises(ModelError, match="hr"):
        classla_models.find("hr")


def test_folder_of_classla_is_the_one_that_classla_uses(home: Path) -> None:
    from classla.resources import common

    assert classla_models.folders()[1].name == Path(common.DEFAULT_MODEL_DIR).name


def test_files_are_those_that_the_list_of_models_names(tmp_path: Path) -> None:
    assert [file.path.relative_to(tmp_path).as_posix() for file in classla_models.files(tmp_path, "hr")] == HR
    task = {"x": {"link": "1/pos", "md5": "0", "dependencies": [{"model": "pretrain", "package": "y"}]}}
    spoken = {"pos": task, "lemma": {"z": {}}, "default_processors": {"pos": "x", "lemma": "z"}}
    (tmp_path / "resources.json").write_text(json.dumps({"hr": spoken, "url": "https://models.example"}), encoding="utf-8")
    found = classla_models.files(tmp_path, "hr")
    assert [file.path.relative_to(tmp_path).as_posix() for file in found] == [
        "resources.json", "hr/pretrain/y.pt", "hr/pos/x.pt", "hr/lemma/z.pt", "hr/ner/standard.pt",
    ]  # fmt: skip
    assert [file.address for file in found] == [None, None, "https://models.example/1/pos", None, None]


@pytest.mark.parametrize("absent", HR)
def test_each_file_that_is_missing_is_named(tiny_models: Path, tmp_path: Path, absent: str) -> None:
    shutil.copytree(tiny_models, tmp_path / "models")
    (tmp_path / "models" / absent).unlink()
    with pytest.raises(ModelError) as caught:
        classla_models.find("hr", tmp_path / "models")
    assert f"(missing: {absent})" in str(caught.value)
    assert f"zapisnik models download --language hr --dir {tmp_path / 'models'}" in str(caught.value)


def test_file_that_is_not_what_was_published_is_damaged(tiny_models: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_models, tmp_path / "models")
    assert classla_models.damaged(tmp_path / "models", "hr") == []
    with (tmp_path / "models" / "hr/pos/standard.pt").open("ab") as file:
        file.write(b"\0")
    assert [file.task for file in classla_models.damaged(tmp_path / "models", "hr")] == ["pos"]


# --- download


def test_download_fetches_models_that_can_be_loaded(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "models"
    classla_models.download("hr", folder)
    assert names(folder) == sorted(HR)
    assert classla_models.damaged(folder, "hr") == []
    assert ClasslaEngine("hr", folder).analyze([["Tuzla"]])[0].lemmas


def test_what_is_whole_is_not_fetched_twice(server: Server, tmp_path: Path) -> None:
    classla_models.download("hr", tmp_path)
    (tmp_path / "hr/ner/standard.pt").write_bytes(b"damaged")
    server.asked.clear()
    classla_models.download("hr", tmp_path)
    assert server.served() == ["ner"]
    assert classla_models.damaged(tmp_path, "hr") == []


def connection_error() -> Exception:
    import requests

    return requests.ConnectionError("Max retries exceeded: Name or service not known")


@pytest.mark.parametrize("make", [connection_error, ConnectionResetError, TimeoutError], ids=lambda make: make.__name__)
def test_no_network_is_told_with_what_to_do(server: Server, tmp_path: Path, make: Callable[[], Exception]) -> None:
    server.down = make()
    with pytest.raises(ModelError, match="the server cannot be reached") as caught:
        classla_models.download("hr", tmp_path)
    assert "on another computer with --dir FOLDER" in caught.value.remedy
    assert str(tmp_path) in caught.value.remedy
    assert "--engine model" in caught.value.remedy
    assert names(tmp_path) == []


def test_connection_that_breaks_leaves_no_half_file_and_keeps_the_whole_ones(server: Server, tmp_path: Path) -> None:
    server.broken["/lemma"] = connection_error()
    with pytest.raises(ModelError, match="the server cannot be reached"):
        classla_models.download("hr", tmp_path)
    left = names(tmp_path)
    assert "resources.json" in left
    assert "hr/lemma/standard.pt" not in left
    assert all(file.is_whole for file in classla_models.files(tmp_path, "hr") if file.is_there)
    server.broken.clear()
    server.asked.clear()
    classla_models.download("hr", tmp_path)
    assert "lemma" in server.served()
    assert len(server.served()) == len(set(HR) - set(left))


def test_interruption_comes_through_and_leaves_no_half_file(server: Server, tmp_path: Path) -> None:
    server.broken["/pos"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        classla_models.download("hr", tmp_path)
    assert "hr/pos/standard.pt" not in names(tmp_path)


def test_full_disk_is_told(server: Server, tmp_path: Path) -> None:
    server.broken["/pos"] = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ModelError, match=r"cannot be written to .*No space left on device.*--dir"):
        classla_models.download("hr", tmp_path)
    assert "hr/pos/standard.pt" not in names(tmp_path)


def test_folder_that_cannot_be_made_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot be written to"):
        classla_models.download("hr", tmp_path / "file" / "models")
    assert server.asked == []


def test_answer_that_is_no_model_is_told_and_removed(server: Server, tmp_path: Path) -> None:
    server.content = {address: b"<html>Log in</html>" for address in server.content}
    with pytest.raises(ModelError, match="the server sent something else") as caught:
        classla_models.download("hr", tmp_path)
    assert "proxy" in caught.value.remedy
    assert names(tmp_path) == ["resources.json"]


def test_answer_that_is_no_list_of_models_keeps_the_list_that_was_there(server: Server, tmp_path: Path) -> None:
    good = server.resources
    server.resources = b"<html>Log in</html>"
    with pytest.raises(ModelError, match="the server sent something else"):
        classla_models.download("hr", tmp_path)
    assert names(tmp_path) == []
    server.resources = good
    classla_models.download("hr", tmp_path)
    server.resources = b"<html>Log in</html>"
    with pytest.raises(ModelError):
        classla_models.download("hr", tmp_path)
    assert classla_models.damaged(tmp_path, "hr") == []
    assert (tmp_path / "resources.json").read_bytes() == good


def test_files_of_the_user_stay_when_a_download_fails(server: Server, tmp_path: Path) -> None:
    (tmp_path / "hr" / "pos").mkdir(parents=True)
    (tmp_path / "hr" / "pos" / "mine.pt").write_bytes(b"mine")
    server.broken["/lemma"] = connection_error()
    with pytest.raises(ModelError):
        classla_models.download("hr", tmp_path)
    assert (tmp_path / "hr" / "pos" / "mine.pt").read_bytes() == b"mine"
