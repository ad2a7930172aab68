"""Findings agree with each other: date roles, members of meetings, organizers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline import extract
from pipeline.evidence import Evidence
from pipeline.extraction.findings import (
    ConclusionFinding,
    DateFinding,
    EventFinding,
    MeetingFinding,
    OrganizationFinding,
    ParticipantFinding,
)
from pipeline.extraction.linking.links import link


def _mention(doc: Doc, words: str) -> Evidence:
    start = doc.text.index(words)
    return Evidence(start, start + len(words))


def test_a_date_has_the_role_of_its_use(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "Sastanak je održan 5. maja 2023. godine u Olovu. Zadužuje se sekretar da do 26. maja 2023. dostavi spisak. "
        "Tribina će se održati 1. juna 2023. u Tuzli."
    )
    assert [date.role for date in doc._.dates] == ["meeting", "deadline", "event"]


def test_the_documents_own_date_stays_published(analyse: Callable[..., Doc]) -> None:
    doc = analyse("Tuzla, 5. maja 2023. godine\n\nNovosti\n\nU Tuzli je održan sastanak volontera.")
    for meeting in doc._.meetings:
        meeting.dates = [date for date in doc._.dates if date.role == "published"]
    link(doc)
    assert [date.role for date in doc._.dates] == ["published"]


def test_roles_follow_findings_made_elsewhere(analyse: Callable[..., Doc]) -> None:
    doc = analyse("Rasvjeta je popravljena 5. maja 2023. godine.")
    date = doc._.dates[0]
    assert isinstance(date, DateFinding)
    doc._.upcoming_events = [EventFinding("tribina", "tribina", Evidence(0, 6), "test", 1.0, dates=[date])]
    link(doc)
    assert date.role == "event"


def test_whoever_took_part_belongs_to_the_meeting_of_the_sentence(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "Sastanak sa Centrom „Vidik“ održan je 8. maja 2023. u Tuzli. Okrugli sto sa "
        "Fondacijom „Most“ održan je 11. maja 2023. u Olovu."
    )
    centre = OrganizationFinding("Centar Vidik", "test", 1.0, mentions=[_mention(doc, "Centrom „Vidik“")])
    foundation = OrganizationFinding("Fondacija Most", "test", 1.0, mentions=[_mention(doc, "Fondacijom „Most“")])
    doc._.organizations = [centre, foundation]
    link(doc)
    assert [[organization.name for organization in meeting.organizations] for meeting in doc._.meetings] == [
        ["Centar Vidik"],
        ["Fondacija Most"],
    ]


def test_who_is_only_mentioned_belongs_to_no_meeting(analyse: Callable[..., Doc]) -> None:
    doc = analyse("Sastanak je održan 8. maja 2023. u Tuzli. Govorili su Ana Babić i Ivo Lukić, a pomenut je i Pero Savić.")
    people = [
        ParticipantFinding("person", name, "test", 1.0, status=status, mentions=[_mention(doc, name)])
        for name, status in (("Ana Babić", "present"), ("Ivo Lukić", "absent"), ("Pero Savić", "mentioned"))
    ]
    doc._.participants = people
    link(doc)
    (meeting,) = doc._.meetings
    assert [person.name for person in meeting.participants] == ["Ana Babić", "Ivo Lukić"]


def test_every_conclusion_of_a_document_with_a_meeting_has_one(analyse: Callable[..., Doc]) -> None:
    doc = analyse("Sastanak je održan 8. maja 2023. u Tuzli.")
    doc._.conclusions = [ConclusionFinding(Evidence(0, 8), "decision", "test", 1.0)]
    link(doc)
    assert doc._.conclusions[0].meeting is doc._.meetings[0]


def test_the_organizer_stands_beside_a_word_of_organizing(analyse: Callable[..., Doc]) -> None:
    doc = analyse("Tribinu o klimi organizuje Centar „Vidik“ 24. maja 2023. u Olovu.", "2023-05-18")
    centre = OrganizationFinding("Centar Vidik", "test", 1.0, mentions=[_mention(doc, "Centar „Vidik“")])
    doc._.organizations = [centre]
    link(doc)
    assert [event.organizers for event in doc._.upcoming_events] == [[centre]]


def test_linking_without_findings_does_nothing(analyse: Callable[..., Doc]) -> None:
    doc = analyse("")
    assert (doc._.meetings, doc._.conclusions, doc._.upcoming_events) == ([], [], [])
    assert not any(isinstance(finding, MeetingFinding) for finding in doc._.meetings)


HOLDERS = [
    ("Održana je 5. sjednica Upravnog odbora Udruženja „Most“ 5. maja 2023. u Olovu.", ["Upravni odbor Udruženja Most"]),
    ("Okrugli sto je, u organizaciji Centra „Obzor“, održan 5. maja 2023. u Jajcu.", ["Centar Obzor"]),
    (
        "Udruženje „Kap“ i Fondacija „Mreža“ organizovali su 5. maja 2023. tribinu u Bihaću.",
        ["Udruženje Kap", "Fondacija Mreža"],
    ),
    (
        "Konferencija je održana 5. maja 2023. u Neumu. Organizatori konferencije bili su Centar „Obzor“ i Udruženje „Kap“.",
        ["Centar Obzor", "Udruženje Kap"],
    ),
    ("Sastanak sa predstavnicima Udruženja „Kap“ održan je 5. maja 2023. u Zenici.", []),
    ("Radionica je održana 5. maja 2023. u Zenici. Prisustvovali su članovi Udruženja „Kap“.", []),
    ("Predstavnici nevladinih organizacija i Udruženja „Kap“ održali su sastanak 5. maja 2023. u Zenici.", []),
]


@pytest.mark.parametrize(("text", "holders"), HOLDERS)
def test_a_meeting_is_held_by_the_body_whose_session_it_is_or_by_who_organized_it(text: str, holders: list[str]) -> None:
    record = extract(text).to_dict()
    names = {each["id"]: each["name"] for each in record["organizations"]}
    (meeting,) = record["meetings"]
    assert [names[each] for each in meeting["organizers"]] == holders
