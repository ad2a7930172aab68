"""Archives, mailboxes and mails: nothing in them stops the rest or leads out of the output folder."""

from __future__ import annotations

import io
import os
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import archive, mail

from pipeline.reading import Limits, Options, Source, Unread, open_bytes, open_source
from pipeline.reading.documents import safe_path

REPORT = b"Sastanak je odr\xc5\xbean u \xc5\xbdep\xc4\x8du.\n"


def opened(data: bytes, uri: str = "a.zip", **limits: float) -> list[tuple[str, str]]:
    """URI and error code (or `read`) of everything in a file."""
    found = open_bytes(data, uri=uri, options=Options(Limits(**limits)))  # type: ignore[arg-type]
    return [(one.uri, one.error.code if isinstance(one, Unread) else "read") for one in found]


def test_bad_member_does_not_stop_the_others() -> None:
    data = archive([("a.txt", REPORT), ("b.pdf", b"%PDF-1.4 nothing"), ("c.txt", b""), ("d.txt", REPORT)])
    assert opened(data) == [
        ("a.zip/a.txt", "read"),
        ("a.zip/b.pdf", "damaged"),
        ("a.zip/c.txt", "empty"),
        ("a.zip/d.txt", "read"),
    ]


def test_pictures_hidden_files_and_folders_are_left_out() -> None:
    data = archive([("x/", b""), ("a.jpg", b""), (".DS_Store", b"x"), ("__MACOSX/._a.txt", b"x"), ("a.txt", REPORT)])
    assert opened(data) == [("a.zip/a.txt", "read")]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "..\\..\\passwd.txt", "C:\\a\\..\\passwd.txt", "a/./../passwd.txt"]
)
def test_name_of_a_member_leads_nowhere_else(name: str) -> None:
    ((uri, code),) = opened(archive([(name, REPORT)]))
    assert code == "read"
    assert uri.startswith("a.zip/") and uri.endswith("passwd.txt") and ".." not in uri


@settings(deadline=None)
@given(st.text())
def test_safe_path_is_relative_short_and_goes_down_only(name: str) -> None:
    path = safe_path(name)
    parts = path.split("/")
    assert path and not path.startswith("/") and "\\" not in path
    assert all(part and part not in (".", "..") and len(part) <= 120 for part in parts)
    assert re.search(r"[\x00-\x1f]", path) is None


def test_members_of_one_name_have_uris_of_their_own() -> None:
    assert [uri for uri, _ in opened(archive([("a.txt", REPORT), ("A.txt", REPORT), ("./a.txt", REPORT)]))] == [
        "a.zip/a.txt", "a.zip/A-2.txt", "a.zip/a-3.txt",
    ]  # fmt: skip


def test_names_in_the_code_page_of_dos_are_read() -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as file:
        file.writestr("Xakljuxci.txt", REPORT)
    data = saved.getvalue().replace(b"Xakljuxci", "Žaključci".encode("cp852"))
    assert opened(data) == [("a.zip/%C5%BDaklju%C4%8Dci.txt", "read")]


def test_bomb_ends_in_a_clear_line() -> None:
    bomb = archive([("a.txt", b"0" * 30_000_000), ("b.txt", REPORT)])
    assert len(bomb) < 100_000
    assert opened(bomb, bytes=1_000_000) == [("a.zip/a.txt", "too-large"), ("a.zip/b.txt", "read")]


def test_all_that_comes_out_of_an_archive_is_limited() -> None:
    data = archive([(f"{number}.txt", b"a " * 200_000) for number in range(10)])
    found = opened(data, bytes=1_000_000, archive_bytes=1_000_000)
    assert found[-1] == ("a.zip", "too-large")
    assert len(found) <= 4


def test_number_of_members_and_depth_are_limited() -> None:
    assert opened(archive([(f"{number}.txt", REPORT) for number in range(5)]), members=3)[-1] == ("a.zip", "too-large")
    nested = archive([("x.txt", REPORT)])
    for _ in range(6):
        nested = archive([("b.zip", nested)])
    assert [code for _, code in opened(nested)] == ["too-large"]


def test_archives_within_an_archive_share_one_allowance() -> None:
    """A bomb that multiplies at each level comes to no more than one level may give."""
    one = archive([(f"{number}.txt", b"a " * 100_000) for number in range(5)])
    for _ in range(3):
        one = archive([(f"{number}.zip", one) for number in range(5)])
    found = opened(one, bytes=500_000, archive_bytes=1_000_000)
    assert found[-1] == ("a.zip", "too-large")
    assert len(found) <= 10
    small = archive([("x.zip", archive([(f"{number}.txt", REPORT) for number in range(5)])), ("y.txt", REPORT)])
    assert [code for _, code in opened(small, members=4)] == ["read", "read", "read", "too-large", "too-large"]
    assert [code for _, code in opened(small, members=7)] == ["read"] * 6


def test_encrypted_member_is_named() -> None:
    data = bytearray(archive([("a.txt", REPORT)]))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert opened(bytes(data)) == [("a.zip/a.txt", "encrypted")]


def test_mailbox_gives_each_mail() -> None:
    one = b"From ana@example.org Mon May  6 09:30:00 2024\n" + mail("Sastanak je održan u Žepču.\nFrom sada dalje.\n") + b"\n"
    found = list(open_bytes(one * 3, uri="posta.mbox"))
    assert [source.uri for source in found] == [f"posta.mbox/0000{number}.eml" for number in (1, 2, 3)]
    assert all(isinstance(source, Source) and source.text.startswith("Sastanak je održan") for source in found)


def test_file_larger_than_the_limit_is_refused_unread_but_an_archive_is_opened(tmp_path: Path) -> None:
    options = Options(Limits(bytes=10_000))
    large = tmp_path / "a.txt"
    large.write_bytes(REPORT * 1000)
    (unread,) = open_source(large, options=options)
    assert isinstance(unread, Unread) and unread.error.code == "too-large"
    packed = tmp_path / "b.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for number in range(500):
            file.writestr(f"{number}.txt", REPORT)
    assert packed.stat().st_size > 10_000
    assert sum(isinstance(one, Source) for one in open_source(packed, options=options)) == 500


def test_file_that_is_not_there_is_unread(tmp_path: Path) -> None:
    (unread,) = open_source(tmp_path / "nema.txt")
    assert isinstance(unread, Unread) and unread.error.code == "not-found"


def test_pipes_devices_and_dead_links_are_refused_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cijev.txt")
    (tmp_path / "veza.txt").symlink_to("nema.txt")
    (tmp_path / "krug.txt").symlink_to("krug.txt")
    for name, code in (("cijev.txt", "unreadable"), ("veza.txt", "not-found"), ("krug.txt", "unreadable")):
        (unread,) = open_source(tmp_path / name)
        assert isinstance(unread, Unread)
        assert unread.error.code == code and name in str(unread.error) and unread.error.remedy


def test_link_to_a_file_elsewhere_is_read_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "drugdje").mkdir()
    (tmp_path / "drugdje" / "izvor.txt").write_bytes(REPORT)
    (tmp_path / "veza.txt").symlink_to(tmp_path / "drugdje" / "izvor.txt")
    (source,) = open_source(tmp_path / "veza.txt")
    assert isinstance(source, Source) and source.uri == "veza.txt"


def test_file_that_the_system_keeps_from_us_and_one_without_anything_are_named(tmp_path: Path) -> None:
    (tmp_path / "prazno.txt").touch()
    (unread,) = open_source(tmp_path / "prazno.txt")
    assert isinstance(unread, Unread) and unread.error.code == "empty" and "prazno.txt" in str(unread.error)
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "zatvoreno.txt").write_bytes(REPORT)
    (tmp_path / "zatvoreno.txt").chmod(0)
    (unread,) = open_source(tmp_path / "zatvoreno.txt")
    assert isinstance(unread, Unread) and unread.error.code == "unreadable" and "zatvoreno.txt" in str(unread.error)


def test_large_text_is_refused_without_being_read(tmp_path: Path) -> None:
    large = tmp_path / "velika.txt"
    with large.open("wb") as file:
        file.truncate(5_000_000_000)  # takes no room on the disk
    tracemalloc.start()
    (unread,) = open_source(large)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(unread, Unread) and unread.error.code == "too-large" and "--max-size" in str(unread.error)
    assert most < 200_000_000
