from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.evidence import Evidence
from pipeline.extraction.findings import (
    AgendaItem,
    ConclusionFinding,
    DateFinding,
    Doubt,
    EventFinding,
    MeetingFinding,
    OrganizationFinding,
    ParticipantFinding,
)
from pipeline.language.blocks import Block
from pipeline.language.reading_text import read
from pipeline.reading import read_text
from pipeline.records import Mention, Record, RecordWarning, problems
from pipeline.records.assembly import assemble

RULE = "example.rule"


def date(evidence: Evidence, value: str = "2024-03-05", **more: Any) -> DateFinding:
    return DateFinding(evidence, value, "date", RULE, 0.9, **more)


def organization(name: str, *mentions: Evidence) -> OrganizationFinding:
    return OrganizationFinding(name, RULE, 0.9, mentions=list(mentions))


def person(name: str, *mentions: Evidence, **more: Any) -> ParticipantFinding:
    return ParticipantFinding("person", name, RULE, 0.9, mentions=list(mentions), **more)


def conclusion(evidence: Evidence, **more: Any) -> ConclusionFinding:
    return ConclusionFinding(evidence, "conclusion", RULE, 0.9, **more)


def slices(record: Record, items: list[Any]) -> list[str]:
    return [record.text[item.start : item.end] for item in items]


def test_record_of_a_text_with_no_findings_is_valid_and_complete(document: Any) -> None:
    made = document("Nema ničega.\n").record()
    assert problems(made.to_dict()) == []
    digest = hashlib.sha256("Nema ničega.\n".encode()).hexdigest()
    assert (made.record_id, made.source.sha256) == (f"r-{digest[:16]}", digest)
    assert (made.text, made.source.characters, made.source.tokens) == ("Nema ničega.\n", 13, 3)
    assert [getattr(made, field) for field in Record.ITEM_FIELDS] == [[]] * 6


def test_same_document_gives_the_same_bytes(document: Any) -> None:
    def make() -> str:
        d = document("Sastanak 5. marta, pa 6. marta.")
        d.add("dates", date(d.at("6. marta")), date(d.at("5. marta")))
        return d.record().to_json()

    assert make() == make()


def test_ids_follow_the_order_of_the_text(document: Any) -> None:
    d = document("Ana je 5. marta srela Ivu, a 6. marta Ivu i Anu.")
    d.add("dates", date(d.at("6. marta")), date(d.at("5. marta")))
    d.add("participants", person("Iva", d.at("Ivu", 2), d.at("Ivu")), person("Ana", d.at("Anu"), d.at("Ana")))
    made = d.record()
    assert [(item.id, item.text) for item in made.dates] == [("d1", "5. marta"), ("d2", "6. marta")]
    assert [(item.id, item.name) for item in made.participants] == [("p1", "Ana"), ("p2", "Iva")]
    assert problems(made.to_dict()) == []


def test_item_with_several_mentions_starts_at_its_first_and_lists_each_once(document: Any) -> None:
    d = document("Iva i Ana. Ivu su pozvali. Iva.")
    d.add("participants", person("Iva", d.at("Ivu"), d.at("Iva"), d.at("Iva"), d.at("Iva", 2)))
    (iva,) = d.record().participants
    assert (iva.start, iva.end) == (0, 3)
    assert iva.mentions == [Mention(0, 3), Mention(11, 14), Mention(27, 30)]


def test_evidence_points_into_the_text_as_it_came(document: Any) -> None:
    text = "Z A P I S N I K\nUdru\u00adženje ''Izvor'' odr-\nžalo je sjed-\nnicu 5. mar-\nta 2024. godine."
    d = document(text)
    d.add("dates", date(d.at("5. marta 2024. godine")))
    d.add("organizations", organization("Udruženje Izvor", d.at("Udruženje „Izvor“")))
    made = d.record()
    assert slices(made, made.dates) == ["5. mar-\nta 2024. godine"]
    assert made.dates[0].text == "5. mar-\nta 2024. godine"
    assert slices(made, made.organizations) == ["Udru\u00adženje ''Izvor''"]
    assert problems(made.to_dict()) == []


def test_cyrillic_document_keeps_its_letters_in_text_and_names_are_latin(document: Any) -> None:
    d = document("Удружење „Њива“ састало се 5. марта 2024.\nЗакључци:\n1. Да се набави џак љешника.")
    club = organization("Udruženje Njiva", d.at("Udruženje „Njiva“"))
    d.add("organizations", club)
    d.add("dates", date(d.at("5. marta 2024.")))
    d.add("conclusions", conclusion(d.at("Da se nabavi džak lješnika."), responsible=[club]))
    made = d.record()
    assert made.source.script == "Cyrl"
    assert made.organizations[0].name == "Udruženje Njiva"
    assert slices(made, made.organizations) == ["Удружење „Њива“"]
    assert made.dates[0].text == "5. марта 2024."
    assert made.conclusions[0].text == "Да се набави џак љешника"
    assert made.conclusions[0].responsible == ["o1"]
    assert problems(made.to_dict()) == []


@pytest.mark.parametrize(
    ("source", "evidence", "text"),
    [
        ("Da se obnovi most.", "Da se obnovi most.", "Da se obnovi most"),
        ("Da se obnovi most;", "Da se obnovi most;", "Da se obnovi most"),
        ("Da se obno-\nvi stari\nmost.", "Da se obnovi stari most.", "Da se obnovi stari most"),
        ("Da  se   obnovi most", "Da se obnovi most", "Da se obnovi most"),
        ('Da se pozove "Izvor" d.o.o.', "Da se pozove „Izvor“ d.o.o.", 'Da se pozove "Izvor" d.o.o.'),
        (
            "Da se obno\u00advi »Stari most« u pot-\npunosti.",
            "Da se obnovi „Stari most“ u potpunosti.",
            "Da se obnovi »Stari most« u potpunosti",
        ),
        (
            "Да се обно-\nви «Стари мост» у цје-\nлини.",
            "Da se obnovi „Stari most“ u cjelini.",
            "Да се обнови «Стари мост» у цјелини",
        ),
    ],
)
def test_conclusion_has_the_words_of_the_source_on_one_line_without_final_stop(
    document: Any, source: str, evidence: str, text: str
) -> None:
    d = document(source)
    d.add("conclusions", conclusion(d.at(evidence)))
    made = d.record()
    assert made.conclusions[0].text == text
    assert problems(made.to_dict()) == []


def test_conclusion_of_punctuation_alone_keeps_it(document: Any) -> None:
    d = document("Zaključci: ...")
    d.add("conclusions", conclusion(d.at("...")))
    assert d.record().conclusions[0].text == "..."


def test_meeting_is_linked_to_all_that_belongs_to_it(document: Any) -> None:
    d = document("Sjednica NVO Izvor 5. marta 2024. Prisutni: Ana Lukić. Usvojen je plan. Dan vode bit će 20. marta.")
    club = organization("Izvor", d.at("NVO Izvor"))
    ana = person("Ana Lukić", d.at("Ana Lukić"), organization=club, status="present", role="sekretar")
    held, ahead = date(d.at("5. marta 2024."), role="meeting"), date(d.at("20. marta"), "2024-03-20", role="event")
    meeting = MeetingFinding("sjednica", d.at("Sjednica"), RULE, 0.777, date="2024-03-05T10:00", dates=[held])
    meeting.organizations, meeting.participants = [club], [ana]
    plan = conclusion(d.at("Usvojen je plan."), meeting=meeting, responsible=[ana, "sekretar", "sekretar"], deadline_date=ahead)
    event = EventFinding("Dan vode", "dan", d.at("Dan vode"), RULE, 0.9, date="2024-03-20", organizers=[club], dates=[ahead])
    for name, found in (
        ("organizations", club),
        ("participants", ana),
        ("dates", ahead),
        ("dates", held),
        ("meetings", meeting),
        ("conclusions", plan),
        ("upcoming_events", event),
    ):
        d.add(name, found)
    made = d.record()
    (m,), (c,), (e,), (p,) = made.meetings, made.conclusions, made.upcoming_events, made.participants
    assert (m.dates, m.organizations, m.participants, m.conclusions) == (["d1"], ["o1"], ["p1"], ["c1"])
    assert (m.date, m.confidence) == ("2024-03-05", 0.78)
    assert (c.meeting, c.responsible, c.deadline_date) == ("m1", ["p1", "sekretar"], "d2")
    assert (e.organizers, e.dates) == (["o1"], ["d2"])
    assert (p.organization, p.role, p.status) == ("o1", "sekretar", "present")
    assert problems(made.to_dict()) == []


def test_finding_without_evidence_is_left_out_with_the_links_to_it(document: Any) -> None:
    d = document("Ana Lukić je predložila plan.")
    nowhere = organization("Nigdje")
    ana = person("Ana Lukić", d.at("Ana Lukić"), organization=nowhere)
    d.add("organizations", nowhere)
    d.add("participants", ana)
    d.add("conclusions", conclusion(d.at("plan"), responsible=[nowhere]))
    made = d.record()
    assert (made.organizations, made.participants[0].organization) == ([], None)
    assert made.conclusions[0].responsible == ["Nigdje"]
    assert problems(made.to_dict()) == []


def test_link_to_a_merged_organization_leads_to_the_one_of_its_name(document: Any) -> None:
    d = document("Ana Lukić iz NVO Izvor.")
    d.add("organizations", organization("NVO Izvor", d.at("NVO Izvor")))
    d.add("participants", person("Ana Lukić", d.at("Ana Lukić"), organization=organization("nvo izvor", d.at("Izvor"))))
    assert d.record().participants[0].organization == "o1"


def test_finding_that_stands_twice_is_filed_once(document: Any) -> None:
    d = document("5. marta i 6. marta")
    first = date(d.at("5. marta"))
    d.add("dates", first, first, date(d.at("6. marta")))
    assert [item.id for item in d.record().dates] == ["d1", "d2"]


@pytest.mark.parametrize(("given", "filed"), [(1.2, 1.0), (-1, 0.0), (0.666, 0.67), (1, 1.0)])
def test_confidence_is_rounded_and_bounded(document: Any, given: float, filed: float) -> None:
    d = document("5. marta")
    d.add("dates", DateFinding(d.at("5. marta"), "2024-03-05", "date", RULE, given))
    assert d.record().dates[0].confidence == filed


def test_warnings_of_reading_and_rules_stand_once_each(document: Any) -> None:
    d = document("Op\ufffdina")
    doubt = Doubt("year-assumed", "The year was assumed.")
    d.add("warnings", doubt, Doubt("year-assumed", "Another year was assumed."), Doubt("year-assumed", "The year was assumed."))
    made = d.record()
    assert [warning.code for warning in made.warnings] == ["characters-lost", "year-assumed", "year-assumed"]
    assert made.warnings[1:] == [
        RecordWarning("year-assumed", "The year was assumed."),
        RecordWarning("year-assumed", "Another year was assumed."),
    ]


def test_agenda_keeps_its_order_and_the_script_of_the_document(document: Any) -> None:
    d = document("Дневни ред:\n2. Разно.\n1. Усвајање записника")
    meeting = MeetingFinding("sjednica", d.at("Dnevni red"), RULE, 0.9)
    meeting.agenda = [
        AgendaItem("1", "Usvajanje zapisnika", d.at("1. Usvajanje zapisnika")),
        AgendaItem("2", "Razno.", d.at("2. Razno.")),
    ]
    d.add("meetings", meeting)
    (made,) = d.record().meetings
    assert [(entry.number, entry.text) for entry in made.agenda] == [("1", "Усвајање записника"), ("2", "Разно")]


def test_title_is_that_of_the_layout_in_its_own_script(document: Any) -> None:
    d = document("ЗАПИСНИК\nса сједнице у Фочи\nЗАПИСНИК\nТекст")
    lines = d.reading.text.split("\n")
    offsets = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    kinds = ["title"] * (len(lines) - 1) + ["paragraph"]
    d.doc._.blocks = [
        Block(kind, start, start + len(line), start)  # type: ignore[arg-type]
        for kind, start, line in zip(kinds, offsets, lines, strict=True)
    ]
    assert d.record().source.title == "ЗАПИСНИК са сједнице у Фочи"


FRAGMENTS = st.sampled_from(
    [
        *("Sastanak", "održan", "5. marta 2024. godine", "Lj", "Z A P I S N I K", "1. ", "• ", "Prisutni:"),
        *(" ", "   ", "\t", "\n", "\n\n", "odr-\nžan", "u\u00ad", "\u00a0", "c\u030c", "ﬁ", "&amp;", "\U0001f600"),
        *("''Izvor''", "„Њива“", "љуљашка", "ЏЕП", "sаstаnаk"),
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=4), max_size=25).map("".join)


@settings(deadline=None)
@given(text=TEXTS, data=st.data())
def test_findings_anywhere_in_any_text_give_a_valid_record_that_survives_the_round_trip(
    tokenizer: Language, text: str, data: st.DataObject
) -> None:
    source = read_text(text, uri="a.txt")
    reading = read(source.text)
    doc = tokenizer(reading.text)
    length = len(reading.text)
    if reading.text.strip():
        ends = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(
            lambda pair: bool(reading.text[slice(*pair)].strip())
        )
        evidence = ends.map(lambda pair: Evidence(*pair))
        doc._.dates = data.draw(st.lists(evidence.map(date), max_size=3))
        doc._.organizations = data.draw(
            st.lists(st.lists(evidence, max_size=3).map(lambda e: organization("Izvor", *e)), max_size=2)
        )
        doc._.conclusions = data.draw(st.lists(evidence.map(conclusion), max_size=2))
    made = assemble(source, reading, doc)
    plain = made.to_dict()
    assert problems(plain) == []
    assert Record.from_dict(plain) == made
    assert Record.from_json(made.to_json()) == made
    for item in made.dates:
        assert made.text[item.start : item.end] == item.text
