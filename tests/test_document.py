"""The front door with the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.document import NotADate, default, extract, load
from pipeline.reading import read_bytes
from pipeline.records import Record, problems

REPORT = """Održan sastanak u Ilijašu
Ilijaš, 6. marta 2024. godine

U Ilijašu je jučer održan sastanak predstavnika Udruženja „Plavi most“ i Općine Ilijaš. Sastanku je prisustvovala direktorica
Udruženja Amra Hodžić.
Zaključeno je da se do 1. aprila 2024. godine pripremi plan čišćenja korita.
"""
COMPONENTS = ["layout", "dates", "organizations", "participants", "meetings", "events", "conclusions", "linking", "confidence"]


@pytest.fixture(scope="module")
def record() -> Record:
    return extract(REPORT, uri="ilijas.txt")


def test_components_run_in_the_order_of_the_architecture() -> None:
    assert [name for name in default().pipe_names if name in COMPONENTS] == COMPONENTS
    assert default().lang == "bs"


def test_loading_makes_a_pipeline_of_its_own() -> None:
    assert load() is not default()
    assert default() is default()


def test_report_becomes_a_valid_record(record: Record) -> None:
    assert problems(record.to_dict()) == []
    assert record.text == REPORT
    assert (record.source.uri, record.source.language, record.source.script) == ("ilijas.txt", "bs", "Latn")
    assert (record.source.published, record.source.title) == ("2024-03-06", "Održan sastanak u Ilijašu")
    assert record.source.sentences >= 4
    assert record.source.tokens > 40


def test_every_field_is_found(record: Record) -> None:
    assert [(date.value, date.role) for date in record.dates] == [
        ("2024-03-06", "published"),
        ("2024-03-05", "meeting"),
        ("2024-04-01", "deadline"),
    ]
    assert [(meeting.type, meeting.date, meeting.place) for meeting in record.meetings] == [("sastanak", "2024-03-05", "Ilijaš")]
    assert "Općina Ilijaš" in [organization.name for organization in record.organizations]
    assert [(p.name, p.role, p.status) for p in record.participants if p.kind == "person"] == [
        ("Amra Hodžić", "direktorica", "present")
    ]
    (conclusion,) = record.conclusions
    assert conclusion.text.endswith("pripremi plan čišćenja korita")
    assert (conclusion.deadline, conclusion.meeting) == ("2024-04-01", "m1")


def test_same_text_gives_the_same_bytes(record: Record) -> None:
    assert extract(REPORT, uri="ilijas.txt").to_json() == record.to_json()
    assert extract(REPORT, load(), uri="ilijas.txt").to_json() == record.to_json()


def test_source_and_text_give_the_same_record(record: Record) -> None:
    assert extract(read_bytes(REPORT.encode(), uri="ilijas.txt")).to_json() == record.to_json()
    assert extract(read_bytes(REPORT.encode(), uri="a"), uri="ilijas.txt").to_json() == record.to_json()


def test_cyrillic_and_latin_say_the_same() -> None:
    latin = extract("Sastanak je održan u Foči 5. marta 2024. godine.")
    cyrillic = extract("Састанак је одржан у Фочи 5. марта 2024. године.")
    assert [date.value for date in cyrillic.dates] == [date.value for date in latin.dates] == ["2024-03-05"]
    assert cyrillic.dates[0].text == "5. марта 2024. године"
    assert [meeting.type for meeting in cyrillic.meetings] == [meeting.type for meeting in latin.meetings]


def test_date_of_publication_that_is_known_settles_relative_dates() -> None:
    text = "Jučer je u Brezi održan sastanak o vodovodu."
    assert extract(text).dates == []
    known = extract(text, published="2024-03-06")
    assert known.source.published == "2024-03-06"
    assert [date.value for date in known.dates] == ["2024-03-05"]


def test_date_of_publication_has_to_be_a_date() -> None:
    with pytest.raises(NotADate):
        extract(REPORT, published="6.3.2024")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\x00",
        "\ufeff",
        "\ud800",
        "\u00ad",
        "…",
        "5.",
        "🙂",
        "Η συνεδρίαση",
        "a" * 5000,
        "(" * 500,
        "„" * 300,
        "1. " * 400,
    ],
)
def test_any_string_gives_a_valid_record(text: str) -> None:
    assert problems(extract(text).to_dict()) == []


WORDS = st.sampled_from(
    [
        *(
            "Sastanak",
            "je",
            "održan",
            "u",
            "Tuzli",
            "5.",
            "marta",
            "2024.",
            "godine",
            "Prisutni:",
            "Ana",
            "Hodžić,",
            "direktorica",
            "JU",
        ),
        *(
            "„Centar“",
            "ZAKLJUČCI",
            "1.",
            "Da se",
            "zadužuje se",
            "do",
            "petka",
            "Ad. 1",
            "ZAPISNIK",
            "Састанак",
            "у",
            "Добоју",
            "\n",
            "\n\n",
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS | st.text(max_size=3), max_size=40).map(" ".join) | st.text())
def test_any_text_gives_a_valid_record(text: str) -> None:
    made = extract(text)
    assert problems(made.to_dict()) == []
    assert Record.from_json(made.to_json()) == made


def test_long_text_takes_its_time_in_proportion() -> None:
    assert len(extract(REPORT * 100).dates) > 100


def test_spacy_reads_a_text_literally() -> None:
    text = "Z A P I S N I K\n  sa  sastanka"
    assert default()(text).text == text


def test_front_door_is_that_of_the_package() -> None:
    assert (pipeline.extract, pipeline.load, pipeline.Record) == (extract, load, Record)


def test_reading_a_file_and_extracting_is_all_there_is_to_it(tmp_path: Path) -> None:
    from pipeline.reading import read_file

    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert extract(read_file(tmp_path / "a.txt")).source.uri == "a.txt"
