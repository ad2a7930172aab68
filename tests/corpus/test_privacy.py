"""Pseudonyms and forgetting: no name is left, offsets stay right, nothing comes back."""

from __future__ import annotations

import copy
import json
import stat
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import Store
from pipeline.corpus.conflation import bare_keys, folded_key, form_of, tokens
from pipeline.corpus.forgetting import MARK, NotForgotten, erased, forget, traces
from pipeline.corpus.pseudonyms import Key, KeyFileError, code, pseudonym, pseudonymize, read_key
from pipeline.corpus.redaction import Cut, Edited, cuts, person
from pipeline.records.validation import problems

KEY = Key(b"0" * 32)


@pytest.fixture(scope="module")
def samples(repository: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((repository / "outputs").glob("0*.json"))]


def marked(text: str, *names: str) -> str:
    """The text with `<…>` around what is cut."""
    persons = [made for name in names if (made := person(name, "X", "X")) is not None]
    out, at = "", 0
    for cut in cuts(text, persons):
        out += f"{text[at : cut.start]}<{text[cut.start : cut.end]}>"
        at = cut.end
    return out + text[at:]


@pytest.mark.parametrize(
    "text",
    [
        "Govorio je <Mirza Halilović>, a s <Mirzom Halilovićem> i drugi.",
        "Prijedlog <Mirze Halilovića> je usvojen, rekao je <Halilović>.",
        "ZAPISNIK VODI <MIRZA HALILOVIĆ>.",
        "Говорио је <Мирза Халиловић>, <Халиловићу> се захвалило.",
        "Govorio je <Mirza Halilovic> bez diakritike.",
        "Potpis: <M. Halilović>.",
        "<Halilovićev> prijedlog i <Halilovićeva> izjava.",
        "<Halilović Mirza>, direktor.",
        "<Mirza> je otišao ranije.",
        "Pišite na <mirza>.<halilovic>@primjer.ba ili <mirzahalilovic>@primjer.ba.",
        "sastanak vodi <mirza halilović>",
    ],
)
def test_every_form_of_a_name_is_found(text: str) -> None:
    assert marked(text.replace("<", "").replace(">", ""), "Mirza Halilović") == text


@pytest.mark.parametrize(
    "text",
    [
        "Mirsad Hadžić i Halil Mirzić su bili tu.",
        "Sastanak je završen.",
        "Škola je u ulici Halilčevića.",
        "mirza je ime, a halilović prezime",
    ],
)
def test_other_names_stay(text: str) -> None:
    assert marked(text, "Mirza Halilović") == text


def test_a_first_name_that_is_a_word_counts_beside_its_surname_only() -> None:
    assert marked("Zora je svanula. Govorila je Zora Babić.", "Zora Babić") == "Zora je svanula. Govorila je <Zora Babić>."


def test_the_name_of_an_organization_keeps_a_name() -> None:
    text = "Škola Mirza Halilović je nova."
    of = person("Mirza Halilović", "X", "X")
    assert of is not None
    assert cuts(text, [of], protected=[(0, 21)]) == []


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    made = read_key(path, create=True)
    assert read_key(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made.secret.hex() not in repr(made)


@pytest.mark.parametrize("content", ["", "hello", "zapisnik pseudonym key\nabc\n", "zapisnik pseudonym key\n" + "0" * 62])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content)
    with pytest.raises(KeyFileError):
        read_key(path, create=True)


def test_a_missing_key_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError):
        read_key(tmp_path / "key")


def test_the_same_name_has_the_same_code_and_another_key_another() -> None:
    assert code("Mirza Halilović", KEY) == code("МИРЗА ХАЛИЛОВИЋ", KEY) == code("mirza halilovic", KEY)
    assert code("Mirza Halilović", KEY) != code("Mirza Halilović", Key(b"1" * 32))
    assert pseudonym("Mirza Halilović", KEY).startswith("Osoba ")


def test_a_pseudonymized_record_is_valid_and_holds_no_name(samples: list[dict[str, Any]]) -> None:
    checked = 0
    for record in samples:
        before = copy.deepcopy(record)
        made = pseudonymize(record, KEY)
        assert record == before
        assert problems(made) == []
        assert pseudonymize(record, KEY) == made
        organizations = {key for item in made["organizations"] for token in tokens(item["name"]) for key in bare_keys(token.form)}
        for item in record["participants"]:
            if item["kind"] != "person":
                continue
            surname = folded_key(form_of(item["name"].split()[-1]))
            if surname in organizations:
                continue
            checked += 1
            left = [
                token
                for token in tokens(made["text"])
                if surname in bare_keys(token.form) and made["text"][token.start].isupper()
            ]
            assert left == [], item["name"]
            assert item["name"] not in json.dumps(made, ensure_ascii=False)
    assert checked > 20


def test_evidence_of_a_pseudonymized_record_is_what_it_was(samples: list[dict[str, Any]]) -> None:
    for record in samples:
        made = pseudonymize(record, KEY)
        for old, new in zip(record["participants"], made["participants"], strict=True):
            if old["kind"] == "person":
                for place in new["mentions"]:
                    assert made["text"][place["start"] : place["end"]].endswith(new["name"].split()[-1])
        for old, new in zip(record["organizations"], made["organizations"], strict=True):
            assert old["name"] == new["name"]
            for before, after in zip(old["mentions"], new["mentions"], strict=True):
                assert record["text"][before["start"] : before["end"]] == made["text"][after["start"] : after["end"]]
        for item in made["dates"]:
            assert made["text"][item["start"] : item["end"]] == item["text"]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8), st.text(max_size=5)), max_size=5),
)
def test_offsets_outside_of_cuts_point_at_the_same_words(text: str, wanted: list[tuple[int, int, str]]) -> None:
    made, at = [], 0
    for start, size, words in sorted(wanted):
        if start >= at and start + size <= len(text):
            made.append(Cut(start, start + size, words))
            at = start + size
    edited = Edited(text, made)
    for place in range(len(text)):
        if not any(cut.start <= place < cut.end for cut in made):
            assert edited.text[edited.moved(place, is_end=False)] == text[place]
    assert edited.moved(len(text), is_end=True) == len(edited.text)


# --- forgetting


def _raw(database: Path) -> bytes:
    return b"".join(path.read_bytes() for path in database.parent.iterdir() if path.name.startswith(database.name))


@pytest.fixture
def forgettable(samples: list[dict[str, Any]]) -> tuple[str, str]:
    """Name and surname of somebody who stands in a sample."""
    person_ = next(item for record in samples for item in record["participants"] if item["kind"] == "person")
    return person_["name"], person_["name"].split()[-1]


def test_nothing_of_a_forgotten_person_is_left_in_the_file(
    tmp_path: Path, samples: list[dict[str, Any]], forgettable: tuple[str, str]
) -> None:
    name, surname = forgettable
    database = tmp_path / "c.db"
    with Store.open(database, create=True) as store:
        store.update(samples)
        assert surname.encode() in _raw(database) or folded_key(form_of(surname)).encode() in _raw(database)
        assert [trace.listed for trace in traces(store, name)] == [1]
        found = forget(store, name)
        assert len(found) == 1 and found[0].places >= 1
        assert store.check() == []
        assert traces(store, name) == []
        assert store.search(f'"{name}"').total == 0
        assert len(store) == len(samples)
        for record in store.records():
            assert problems(record) == []
    raw = _raw(database).lower()
    stem = surname[:-2] if len(surname) > 6 else surname
    for written in (stem, stem.lower(), folded_key(form_of(stem))):
        assert written.encode().lower() not in raw


def test_a_forgotten_person_does_not_come_back(
    tmp_path: Path, samples: list[dict[str, Any]], forgettable: tuple[str, str]
) -> None:
    name, _ = forgettable
    with Store.open(tmp_path / "c.db", create=True) as store:
        store.update(samples)
        forget(store, name)
        again = store.update(samples)
        assert (again.added, again.changed, again.removed) == (0, 0, 0)
        assert traces(store, name) == []
        # in a changed record, and in one where it stands in the text alone
        changed = copy.deepcopy(samples)
        for record in changed:
            record["source"]["title"] = "Drugi naslov"
            if any(item["name"] == name for item in record["participants"]):
                record["text"] += f"\nDodatak: {name} je govorio."
                record["source"]["characters"] = len(record["text"])
        store.update(changed)
        assert traces(store, name) == []
        text_alone = copy.deepcopy(samples[-1])
        text_alone["record_id"] = "r-00000000000000ff"
        text_alone["text"] += f"\nBio je tu i {name}."
        store.update([*changed, text_alone])
        assert traces(store, name) == []
        assert any(MARK in record["text"] for record in store.records())


def test_an_erased_record_refers_to_nobody_who_is_gone(samples: list[dict[str, Any]]) -> None:
    for record in samples:
        names = [item["name"] for item in record["participants"] if item["kind"] == "person" and " " in item["name"]]
        made = erased(record, names[:2])
        assert problems(made) == []
        assert len(made["participants"]) == len(record["participants"]) - len(names[:2])


def test_another_of_the_same_surname_keeps_the_name(samples: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(samples[0])
    text = "Govorili su Amra Halilović i Mirza Halilović."
    record["text"] = text
    for field in ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events"):
        record[field] = []
    for number, name in enumerate(("Amra Halilović", "Mirza Halilović"), start=1):
        place = {"start": text.index(name), "end": text.index(name) + len(name)}
        record["participants"].append(
            {"id": f"p{number}", "kind": "person", "name": name, "role": None, "organization": None, "status": "present"}
            | place
            | {"mentions": [place], "confidence": 0.9, "rule": "test.rule"}
        )
    made = erased(record, ["Amra Halilović"])
    assert made["text"] == f"Govorili su {MARK} i Mirza Halilović."
    assert [item["name"] for item in made["participants"]] == ["Mirza Halilović"]


def test_a_file_that_bears_the_name_does_not_come_back(
    tmp_path: Path, samples: list[dict[str, Any]], forgettable: tuple[str, str]
) -> None:
    name, surname = forgettable
    named = copy.deepcopy(samples)
    for record in named:
        if any(item["name"] == name for item in record["participants"]):
            record["source"]["uri"] = f"2024/{folded_key(form_of(name)).replace(' ', '-')}.txt"
            record["text"] += f"\nKontakt: {folded_key(form_of(name)).replace(' ', '.')}@primjer.ba\n"
            record["source"]["characters"] = len(record["text"])
    database = tmp_path / "c.db"
    with Store.open(database, create=True) as store:
        store.update(named)
        forget(store, name)
        for again in (named, [record | {"warnings": []} for record in named]):
            store.update(again)
            assert len(store) == len(named)
            assert traces(store, name) == []
        store.compact()
    assert folded_key(form_of(surname))[:6].encode() not in _raw(database).lower()


@pytest.mark.parametrize("name", ["", "Halilović", "M. Halilović", "123 456"])
def test_half_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store, pytest.raises(NotForgotten):
        traces(store, name)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_no_text_breaks_the_search_for_names(text: str) -> None:
    of = person("Mirza Halilović", "X", "Х")
    assert of is not None
    made = cuts(text, [of])
    assert all(one.end <= other.start for one, other in pairwise(made))
