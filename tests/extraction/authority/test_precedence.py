"""The pipeline with an authority file: its names, acronyms, types and ids take precedence, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.records import Record, problems

FILE = """name,variants,acronym,type,id
Udruženje za prevenciju Plavi most,Plavi most|Udruženje Plavi most,UPM,nevladina organizacija,NGO-17
Centar za socijalni rad Kalesija,,CSR Kalesija,,CSR-9
Ministarstvo zdravstva,,,,MZ-TK
Udruženje Izvor Tuzla,Izvor,,,A
Udruženje Izvor Bihać,Izvor,,,B
Đuro Đurić,,,osoba,P-1
Amir Hadžić,A. Hadžić,,osoba,P-2
Hajra Zorn,Hajra,,osoba,P-3
"""


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Record]:
    file = tmp_path_factory.mktemp("authority") / "names.csv"
    file.write_text(FILE, encoding="utf-8")
    nlp = pipeline.load(authority=file)
    return lambda text: pipeline.extract(text, nlp)


def organizations(record: Record) -> dict[str, tuple[Any, ...]]:
    return {
        one.name: (one.acronym, one.type, one.rule, [record.text[place.start : place.end] for place in one.mentions])
        for one in record.organizations
    }


def test_every_mention_of_one_organization_gets_the_users_name(extract: Any) -> None:
    record = extract(
        "Održan je sastanak Udruženja „Plavi most“ i Općine Živinice. Udruženje je predložilo plan. "
        "Predsjednica Plavog mosta Azra Talić i zastupnik UPM-a su se složili."
    )
    assert not problems(record.to_dict())
    found = organizations(record)
    assert found["Udruženje za prevenciju Plavi most"] == (
        "UPM", "nevladina organizacija", "authority.NGO-17", ["Udruženja „Plavi most“", "Udruženje", "Plavog mosta", "UPM-a"],
    )  # fmt: skip
    assert list(found) == ["Udruženje za prevenciju Plavi most", "Općina Živinice"]
    assert found["Općina Živinice"][2].startswith("organizations.")
    (azra,) = record.participants
    assert azra.organization == record.organizations[0].id


def test_cyrillic_text_gets_the_name_in_latin_and_keeps_its_evidence(extract: Any) -> None:
    record = extract("Састанак Удружења Плави мост одржан је у Тузли. Присуствовао је Ђуро Ђурић.")
    assert organizations(record)["Udruženje za prevenciju Plavi most"][3] == ["Удружења Плави мост"]
    assert [(one.name, one.rule) for one in record.participants] == [("Đuro Đurić", "authority.P-1")]


def test_a_legal_form_around_the_name_belongs_to_the_mention(extract: Any) -> None:
    record = extract("Sjednici je prisustvovala direktorica JU „Centar za socijalni rad Kalesija“.")
    assert organizations(record) == {
        "Centar za socijalni rad Kalesija": (
            "CSR Kalesija",
            "centar",
            "authority.CSR-9",
            ["JU „Centar za socijalni rad Kalesija“"],
        )
    }


def test_a_short_form_that_the_rules_read_as_the_same_name_is_the_entry(extract: Any) -> None:
    record = extract("Sastanku su prisustvovali uposlenici JU CSR Kalesija.")
    assert list(organizations(record)) == ["Centar za socijalni rad Kalesija"]


def test_a_name_that_goes_on_is_another_organization(extract: Any) -> None:
    record = extract("Dopis je poslan Ministarstvu zdravstva Kantona Sarajevo.")
    assert [one.rule.split(".")[0] for one in record.organizations] == ["organizations"]
    record = extract("Dopis je poslan Ministarstvu zdravstva.")
    assert [one.rule for one in record.organizations] == ["authority.MZ-TK"]


def test_a_municipality_that_only_tells_where_is_not_meant(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("name\nOpćina Breza\n", encoding="utf-8")
    nlp = pipeline.load(authority=file)
    assert not pipeline.extract("Na području Općine Breza je padala kiša.", nlp).organizations
    assert pipeline.extract("Odluku je donijela Općina Breza.", nlp).organizations[0].rule == "authority.opcina-breza"


def test_an_organ_of_an_entry_stays_an_organization_of_its_own(extract: Any) -> None:
    record = extract("Sastao se Upravni odbor Udruženja Plavi most.")
    found = organizations(record)
    assert set(found) == {"Upravni odbor Udruženja Plavi most", "Udruženje za prevenciju Plavi most"}
    assert found["Udruženje za prevenciju Plavi most"][3] == ["Udruženja Plavi most"]


def test_a_name_of_two_entries_is_read_without_them_and_doubted(extract: Any) -> None:
    record = extract("Sastanku su prisustvovali predstavnici Udruženja „Izvor“.")
    assert not [one for one in record.organizations if one.rule.startswith("authority.")]
    (doubt,) = [warning for warning in record.warnings if warning.code == "authority-ambiguous"]
    assert "A or B" in doubt.message


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Prisutni:\n- Hadžić Amir, direktor\n- Zorn Hajra\nOdsutni:\n- Djuro Djurić", "Đuro Đurić", "absent"),
        ("Prisutni:\n- Hadžić Amir, direktor\n- Zorn Hajra\nOdsutni:\n- Djuro Djurić", "Hajra Zorn", "present"),
        ("Sastanku je prisustvovao direktor A. Hadžić.", "Amir Hadžić", "present"),
    ],
)
def test_persons_get_the_users_name_and_keep_role_and_status(extract: Any, text: str, name: str, status: str) -> None:
    (one,) = [person for person in extract(text).participants if person.name == name]
    assert (one.status, one.rule.split(".")[0]) == (status, "authority")


def test_two_forms_of_one_entry_are_one_participant(extract: Any) -> None:
    record = extract("Sastanku je prisustvovao Amir Hadžić. Zaključke je pročitao direktor A. Hadžić.")
    (one,) = record.participants
    assert (one.name, one.role, len(one.mentions)) == ("Amir Hadžić", "direktor", 2)


def test_provenance_names_the_file_by_its_hash(extract: Any, tmp_path: Path) -> None:
    record = extract("Sastanak je održan.")
    assert list(record.provenance.models) == ["zapisnik-bs", "authority"]
    assert record.provenance.models["authority"].startswith("sha256:")
    assert list(pipeline.extract("Sastanak je održan.").provenance.models) == ["zapisnik-bs"]


def test_a_text_without_names_of_the_file_gives_the_same_record_but_for_the_provenance(extract: Any) -> None:
    text = (
        "Tuzla, 6. marta 2024. godine\n\nU Tuzli je održan sastanak Udruženja „Zrno“. Predsjedavala je Azra Talić. "
        "Zaključeno je da se čeka."
    )
    with_file, without = extract(text).to_dict(), pipeline.extract(text).to_dict()
    assert with_file.pop("provenance") != without.pop("provenance")
    assert with_file == without


def test_a_whole_that_ends_the_name_of_an_entry_stays_where_it_stands_elsewhere_too(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("name\nSlužba za finansije Općine Breza\nPreporod\n", encoding="utf-8")
    nlp = pipeline.load(authority=file)
    record = pipeline.extract("Sastanku su prisustvovali Općina Breza i Služba za finansije Općine Breza.", nlp)
    assert organizations(record)["Općina Breza"][3] == ["Općina Breza", "Općine Breza"]
    record = pipeline.extract("Javila se Služba za finansije Općine Breza.", nlp)
    assert list(organizations(record)) == ["Služba za finansije Općine Breza"]
    record = pipeline.extract("Zahvaljujemo organizaciji „Preporod“ na pomoći.", nlp)
    assert [(one.name, one.rule) for one in record.organizations] == [("Preporod", "authority.preporod")]
