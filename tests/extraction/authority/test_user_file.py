"""An authority file is read as spreadsheets write it; every fault is named with its line and a remedy."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from pipeline.extraction.authority import BadAuthorityFile, read_authority


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def file(content: str | bytes) -> Path:
        path = tmp_path / "names.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def test_all_columns(write: Any) -> None:
    path = write("name,variants,acronym,type,id\nUdruženje Most,Most|UG „Most“,UM,udruženje,NGO-1\n")
    file = read_authority(path)
    (entry,) = file.entries
    assert (entry.id, entry.name, entry.acronym, entry.type, entry.is_person) == (
        "NGO-1",
        "Udruženje Most",
        "UM",
        "udruženje",
        False,
    )
    assert entry.names == ("Udruženje Most", "Most", "UG Most", "UM")
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_name_is_enough_and_gives_the_id(write: Any) -> None:
    (entry,) = read_authority(write("name\nUdruženje „Đerdan“ Živinice\n")).entries
    assert (entry.id, entry.acronym, entry.type) == ("udruzenje-derdan-zivinice", None, None)


@pytest.mark.parametrize(
    "content",
    [
        "Name;Type\r\nUdruženje Most;NVO\r\n",
        "\ufeffname,type\nUdruženje Most,NVO\n",
        "type\tname\nNVO\tUdruženje Most\n",
        'name,type,adresa\n,,\nUdruženje Most,NVO,"Titova 1,\nTuzla"\n\n',
        "name,type\nУдружење Мост,NVO\n",
    ],
    ids=["semicolon", "byte order mark", "tab", "other columns and blank lines", "Cyrillic"],
)
def test_spreadsheets_write_it_in_several_ways(write: Any, content: str) -> None:
    assert [(entry.name, entry.type) for entry in read_authority(write(content)).entries] == [("Udruženje Most", "NVO")]


@pytest.mark.parametrize("kind", ["osoba", "Person", "čovjek", "fizičko lice"])
def test_the_type_says_who_is_a_person(write: Any, kind: str) -> None:
    assert [entry.is_person for entry in read_authority(write(f"name,type\nAmir Hadžić,{kind}\n")).entries] == [True]


@pytest.mark.parametrize("acronym", ["CSR", "TK", "OŠ"])
def test_letters_of_many_are_no_variant_unless_they_are_listed(write: Any, acronym: str) -> None:
    (entry,) = read_authority(write(f"name,acronym\nUdruženje Most,{acronym}\n")).entries
    assert entry.names == ("Udruženje Most",)
    (entry,) = read_authority(write(f"name,acronym,variants\nUdruženje Most,{acronym},{acronym}\n")).entries
    assert entry.names == ("Udruženje Most", acronym)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "names.csv is empty. The first line names the columns: name."),
        ("name,type\n", "names.csv names nobody."),
        ("naziv,tip\nMost,x\n", "names.csv:1: there is no column 'name' (there are: naziv, tip)."),
        ("name,variant\nMost,x\n", "names.csv:1: there is no column 'variant'. Call it 'variants'"),
        ("name,name\nMost,x\n", "names.csv:1: there are two columns 'name'."),
        ("name,id\nMost,a\n,b\n", "names.csv:3: the name is empty."),
        ("name,id\nMost,a\nIzvor,a\n", "names.csv:3: the id 'a' stands in line 2 already."),
        ("name\nMost\n\nMost\n", "names.csv:4: the id 'most' (made of the name) stands in line 2 already."),
        ("name,id\nMost,a b\n", "names.csv:2: the id 'a b' holds a blank."),
        ("name,variants\nMost,M|Mostovi\n", "names.csv:2: 'M' is no name: it has fewer than two letters."),
        ("name\nMost,Izvor\n", 'names.csv:2: 2 cells for 1 columns. Put a cell that holds "," in double quotes.'),
        ('name,type\n"Most,x\n', "names.csv:2: this row cannot be read"),
        ("name\nUdruženje Žepče\n".encode("cp1250"), "names.csv:2: this is not UTF-8. Save it as “CSV UTF-8”."),
    ],
)
def test_a_fault_is_named_with_line_and_remedy(write: Any, content: str | bytes, message: str) -> None:
    with pytest.raises(BadAuthorityFile) as caught:
        read_authority(write(content))
    assert message in str(caught.value)


def test_all_faulty_rows_are_named(write: Any) -> None:
    with pytest.raises(BadAuthorityFile) as caught:
        read_authority(write("name,id\nMost,a\nIzvor,a\n,c\nLipa,d e\n"))
    assert [line.rpartition("names.csv:")[2].split(":")[0] for line in str(caught.value).splitlines()] == ["3", "4", "5"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAuthorityFile, match=r"none\.csv does not exist\. Check the name\."):
        read_authority(tmp_path / "none.csv")
