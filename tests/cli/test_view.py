from __future__ import annotations

from typing import Any

from pipeline.cli import view


def section(record: dict[str, Any], title: str) -> view.Section:
    (found,) = [s for s in view.sections(record) if s.title == title]
    return found


def test_sections_without_rows_are_left_out(record: dict[str, Any]) -> None:
    assert [s.title for s in view.sections(record)] == [
        "Meetings",
        "Conclusions",
        "Participants",
        "Organizations",
        "Dates",
        "Warnings",
    ]


def test_columns_in_which_nothing_stands_are_left_out(record: dict[str, Any]) -> None:
    assert section(record, "Meetings").columns == ("", "what", "date", "place", "how")
    assert section(record, "Participants").columns == ("", "name", "status")


def test_ids_of_responsible_parties_become_names_and_free_words_stay(record: dict[str, Any]) -> None:
    (row,) = section(record, "Conclusions").rows
    assert "Vir & <b>sin</b>, općina" in row


def test_deadline_that_is_no_date_is_shown_in_its_words(record: dict[str, Any]) -> None:
    assert section(record, "Conclusions").rows[0][-1] == "u roku od 15 dana"


def test_highlights_carry_the_words_of_their_items(record: dict[str, Any]) -> None:
    words = {h.label: record["text"][h.start : h.end] for h in view.highlights(record)}
    assert words == {
        "meeting": "Sastanak u Brodu",
        "conclusion": "se obnovi most",
        "organization": "udruženje „Vir & <b>sin</b>“",
        "participant": "Anu Kraljević",
        "date": "3. juna 2024.",
    }


def test_document_without_a_title_is_called_by_its_file(record: dict[str, Any]) -> None:
    record["source"]["title"] = None
    assert view.title(record) == "brod.txt"
