"""An explanation names rule, cue and bounds of every item, and tells of every near miss why it was refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.explanation import FIELDS, Explanation, explain
from pipeline.extraction import trace

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
HEAD = "Sastanak je održan 12. maja 2023. godine u Olovu. "


def refused(found: Explanation, field: str) -> dict[str, str]:
    return {miss.words: miss.reason for miss in found.near_misses if miss.field == field}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_item_of_the_record_is_explained(sample: Path) -> None:
    found = explain(sample.read_text(encoding="utf-8"))
    expected = [(field, item.id, item.rule) for field in FIELDS for item in getattr(found.record, field)]
    assert [(item.field, item.id, item.rule) for item in found.items] == expected
    says = set(trace.reasons().values())
    for item in found.items:
        assert item.written_in.startswith("pipeline/extraction/")
        assert {item.begins, item.ends} <= says
        assert item.words == " ".join(found.record.text[item.start : item.end].split())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_near_misses_lie_in_no_item_and_say_why(sample: Path) -> None:
    found = explain(sample.read_text(encoding="utf-8"))
    says = set(trace.reasons().values())
    for miss in found.near_misses:
        assert miss.says in says
        assert miss.words in miss.context
        for item in getattr(found.record, miss.field):
            if miss.outcome == "rejected" and miss.field not in ("participants", "organizations"):
                assert miss.end <= item.start or item.end <= miss.start


CONCLUSIONS = [
    ("Direktor je istakao da je zaključeno da se park uredi.", "zaključeno", "said-by-speaker"),
    ("Načelnica je predložila da se park uredi.", "predložila", "one-speaker"),
    ("Svake jeseni bira se odbor.", "bira se", "outside-minutes"),
    ("Povelja je usvojena 2. maja 2009. godine.", "usvojena", "past-event"),
    ("Plan treba biti usvojen.", "usvojen", "hypothetical"),
    ("Odbor (nova uprava izabrana je u maju) radi.", "izabrana", "in-brackets"),
    ("Usvojeni plan stoji u arhivi.", "Usvojeni", "attribute"),
    ("Utvrđeno je da postoji kvorum.", "Utvrđeno", "quorum"),
    ("Odluku, koju je Vijeće usvojilo, objavljuje Općina.", "usvojilo", "relative-clause"),
]


@pytest.mark.parametrize(("sentence", "words", "reason"), CONCLUSIONS, ids=[case[2] for case in CONCLUSIONS])
def test_why_a_sentence_gives_no_conclusion(sentence: str, words: str, reason: str) -> None:
    found = explain(HEAD + sentence, fields=["conclusions"])
    assert found.record.conclusions == []
    assert refused(found, "conclusions").get(words) == reason


MEETINGS = [
    ("Sastanak će se održati 12. maja 2033. godine.", "Sastanak", "announced"),
    ("Sastanak nije održan.", "Sastanak", "called-off"),
    ("Naredna sjednica je 3. juna.", "Naredna sjednica", "announced"),
    ("Udruženje traži hitan sastanak.", "hitan sastanak", "wished-for"),
    ("Najavio je da će posjetiti školu.", "posjetiti", None),
    ("Najavio je koncert.", "koncert", "happening-no-meeting"),
    ("Na prethodnom sastanku usvojen je plan.", "prethodnom sastanku", "earlier-one"),
]


@pytest.mark.parametrize(("sentence", "words", "reason"), MEETINGS, ids=[case[0] for case in MEETINGS])
def test_why_a_sentence_gives_no_meeting(sentence: str, words: str, reason: str | None) -> None:
    found = explain(sentence, fields=["meetings"])
    assert found.record.meetings == []
    assert refused(found, "meetings").get(words) == reason


EVENTS = [
    ("Prijave za seminar se primaju do 22. maja 2023. godine.", "seminar", "deadline-only"),
    ("U aprilu je održana tribina o vodama.", "tribina", "past-event"),
    ("Predložio je da se organizuje tribina.", "tribina", "wished-for"),
    ("O festivalu se malo zna.", "festivalu", "nothing-says-ahead"),
    ("Koncert je otkazan.", "Koncert", "called-off"),
]


@pytest.mark.parametrize(("sentence", "words", "reason"), EVENTS, ids=[case[2] for case in EVENTS])
def test_why_a_sentence_gives_no_event(sentence: str, words: str, reason: str) -> None:
    found = explain(HEAD + sentence, fields=["upcoming_events"])
    assert found.record.upcoming_events == []
    assert refused(found, "upcoming_events").get(words) == reason


OTHERS = [
    ("dates", "Dopis broj 02-05-187/24 je stigao u 10.30 sati.", "10.30", "not-read-as-date"),
    ("dates", "Škola je u Ulici 25. novembra.", "25. novembra", "in-a-name"),
    ("dates", "Rok je 31. februara 2023. godine.", "31. februara 2023. godine", "no-such-day"),
    ("participants", "Skup je bio u Ulici Ante Jelaša.", "Ante Jelaša", "named-after"),
    ("participants", "Pisali su Novi Travnik i Stari Grad.", "Novi Travnik", "no-name-of-person"),
    ("organizations", "Usvojen je Zakon o Crvenom križu.", "Zakon o Crvenom", None),
    ("organizations", "Uredio ga je projekat „Zrno nade“.", "projekat „Zrno nade“", "name-of-something-else"),
    ("organizations", "Direktor Zavoda je došao.", "Zavoda", "short-form-alone"),
    ("organizations", "Cijena je 300 KM.", "KM", "letters-of-something-else"),
]


@pytest.mark.parametrize(("field", "sentence", "words", "reason"), OTHERS, ids=[case[1] for case in OTHERS])
def test_why_words_give_no_item(field: str, sentence: str, words: str, reason: str | None) -> None:
    found = explain(sentence, fields=[field])
    assert refused(found, field).get(words) == reason


BOUNDS = [
    ("Dogovoreno je da se uredi park, te da Općina nabavi klupe.", "se uredi park", "after-what-agrees", "clause-follows"),
    ("Dogovoreno je da se uredi park, te da Općina nabavi klupe.", "Općina nabavi klupe", "after-what-agrees", "sentence-ends"),
    ("Nakon rasprave, usvojen je plan rada za narednu godinu.", "usvojen je plan rada za narednu godinu", "after-opening", None),
    ("Jednoglasno je usvojen plan rada.", "", None, "sentence-ends"),
    ("\n\nZaključci:\n1. Urediti park.\n2. Nabaviti klupe.", "Urediti park", "after-marker", "item-ends"),
    ("\n\nZaključak: Općina će urediti park.", "Općina će urediti park", "after-label", "item-ends"),
    ("\n\nZaključci:\n1. Urediti park, rok: 1. juni 2023.\n2. Nabaviti klupe.", "Urediti park", "after-marker", "field-follows"),
]


@pytest.mark.parametrize(("sentence", "words", "begins", "ends"), BOUNDS, ids=[f"{case[0]}: {case[1]}" for case in BOUNDS])
def test_why_a_conclusion_begins_and_ends_there(sentence: str, words: str, begins: str | None, ends: str | None) -> None:
    found = explain(HEAD + sentence, fields=["conclusions"])
    item = next(item for item in found.items if item.words.startswith(words))
    assert begins is None or item.begins == trace.says(begins)
    assert ends is None or item.ends == trace.says(ends)


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Tribina o vodama održat će se 24. maja 2033.", "verb-follows"),
        ("Najavljena je tribina o vodama 24. maja 2033.", "date-follows"),
        ("Najavljena je tribina u Goraždu 24. maja 2033.", "place-follows"),
    ],
)
def test_why_the_name_of_an_event_ends_there(sentence: str, ends: str) -> None:
    found = explain(HEAD + sentence, fields=["upcoming_events"])
    assert [item.ends for item in found.items] == [trace.says(ends)]


def test_cue_is_quoted_from_the_text_in_its_own_script() -> None:
    found = explain("Састанак је одржан 9. маја 2023. у Добоју. Закључено је да се парк уреди.")
    assert {(item.field, item.cue) for item in found.items} >= {("meetings", "одржан"), ("conclusions", "Закључено")}


def test_a_meeting_told_again_is_named_as_the_same() -> None:
    found = explain(HEAD + "Na sastanku je govorila direktorica.", fields=["meetings"])
    assert [(miss.outcome, miss.words) for miss in found.near_misses] == [("merged", "sastanku")]


def test_only_the_fields_asked_for_are_explained() -> None:
    found = explain(HEAD, fields=["dates"])
    assert {item.field for item in found.items} == {"dates"}
    assert found.record.meetings


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="no field 'persons'"):
        explain(HEAD, fields=["persons"])


def test_explaining_changes_nothing() -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    assert explain(text).record.to_dict() == extract(text).to_dict()


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "Sastanak",
                "sjednica",
                "je",
                "održana",
                "zaključeno",
                "da",
                "se",
                "usvojen",
                "„",
                "“",
                "(",
                ")",
                ",",
                ".",
                ":",
                ";",
            ),
            *("\n", "-", "1.", "12.", "maja", "2023", "Udruženje", "Ana", "Kos", "će", "nije", "naredna", "tribina", "istakao"),
            *("rok", "do", "direktor", "Ad.", "Закључено", "sas-", "\u00ad"),
        ]
    ),
    max_size=25,
).map(" ".join)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_explanation(text: str) -> None:
    if not text.strip():
        return
    found = explain(text)
    assert len(found.items) == sum(len(getattr(found.record, field)) for field in FIELDS)
