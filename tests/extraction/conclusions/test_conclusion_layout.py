"""Conclusions in lists, under headings and labels, in tables and in the sections of minutes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

LEAD_INS = [
    "Na kraju su doneseni sljedeći zaključci:",
    "Usvojeni su sljedeći zaključci i preporuke:",
    "Učesnici su se složili o sljedećem:",
    "Dogovoreno je sljedeće:",
    "Neki od zaključaka koji su doneseni tokom sastanka su:",
    "Skupština je donijela sljedeće odluke:",
    "Nakon rasprave usaglašeno je:",
    "Zaključci:",
    "ZAKLJUČCI",
    "Dogovoreno:",
    "Skup je završen usvajanjem sljedećih zaključaka:",
]

NO_LEAD_INS = [
    "Usvojen je sljedeći dnevni red:",
    "Prisutni su bili:",
    "Dnevni red:",
    "U pozivu su dostavljeni sljedeći materijali:",
]

ITEM_KINDS = [
    ("Usvaja se plan upisa učenika", "decision"),
    ("Prihvata se inicijativa roditelja", "decision"),
    ("Informacija o stanju puteva se ne prihvata", "decision"),
    ("Prima se k znanju informacija o radu", "decision"),
    ("Zadužuje se sekretar da objavi oglas", "action"),
    ("Nalaže se preduzeću da očisti korito", "action"),
    ("Centar će izraditi jedinstven obrazac", "action"),
    ("Dostaviti podatke o korisnicima", "action"),
    ("Da se formira tim za prevenciju", "action"),
    ("Preporučuje se školama da skrate časove", "recommendation"),
    ("Predlaže se Vladi da osigura sredstva", "recommendation"),
    ("Potrebno je izmijeniti pravilnik o radu", "recommendation"),
    ("Da je potrebno uvesti više časova", "recommendation"),
    ("Konstatuje se da ustanova nema psihologa", "conclusion"),
    ("Da je problem ovisnosti prisutan", "conclusion"),
    ("Porodice ne traže pomoć na vrijeme", "conclusion"),
    ("Da postojeći kapaciteti nisu dovoljni", "conclusion"),
]

INTRODUCTION = "Sastanak udruženja\n\nU Olovu je održan sastanak odbora udruženja sa predstavnicima općine.\n\n"


def _texts(doc: Doc) -> list[str]:
    return [point.evidence.within(doc.text) for point in doc._.conclusions]


@pytest.mark.parametrize("lead", LEAD_INS)
@pytest.mark.parametrize("marker", ["- ", "• ", "{}. ", "{}) "])
def test_a_list_after_any_wording_of_the_lead_is_points(analyse: Callable[..., Doc], lead: str, marker: str) -> None:
    items = ["uvesti dežurstva nastavnika", "obnoviti rasvjetu oko škole"]
    body = "\n".join(
        marker.format(number) + item + ending for number, (item, ending) in enumerate(zip(items, ";.", strict=True), 1)
    )
    assert _texts(analyse(f"{INTRODUCTION}{lead}\n{body}")) == items


@pytest.mark.parametrize("lead", NO_LEAD_INS)
def test_other_lists_are_no_points(analyse: Callable[..., Doc], lead: str) -> None:
    assert _texts(analyse(f"{INTRODUCTION}{lead}\n1. Usvajanje zapisnika\n2. Plan rada\n3. Razno\n")) == []


@pytest.mark.parametrize(("item", "kind"), ITEM_KINDS)
def test_the_words_of_an_item_tell_its_kind(analyse: Callable[..., Doc], item: str, kind: str) -> None:
    doc = analyse(f"{INTRODUCTION}Doneseni su sljedeći zaključci:\n1. {item};\n2. Uvesti dežurstva.\n")
    assert (doc._.conclusions[0].kind, doc._.conclusions[0].evidence.within(doc.text)) == (kind, item)


def test_a_conclusion_block_of_minutes(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "ZAPISNIK\nsa 3. sjednice Savjeta\n\nAd. 1\nNakon rasprave jednoglasno je "
        "donesen\n\nZAKLJUČAK\n\nPrihvata se izvještaj o radu doma.\n\n"
        "Ad. 2\nObrazloženje je dao direktor."
    )
    assert _texts(doc) == ["Prihvata se izvještaj o radu doma"]
    assert doc._.conclusions[0].agenda_item == "1"


def test_a_label_holds_a_point(analyse: Callable[..., Doc]) -> None:
    doc = analyse(f"{INTRODUCTION}Zaključak: nabaviti dva projektora i obavijestiti roditelje.\n")
    assert _texts(doc) == ["nabaviti dva projektora i obavijestiti roditelje"]
    assert doc._.conclusions[0].kind == "action"


def test_tasks_after_zaduzuju_se(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        f"{INTRODUCTION}Zadužuju se:\n- sekretar škole da do 31. avgusta 2023. godine "
        "pripremi plan;\n- pedagog da obavijesti roditelje.\n"
    )
    assert [(point.kind, point.deadline) for point in doc._.conclusions] == [("action", "2023-08-31"), ("action", None)]


def test_a_table_of_tasks(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        f"{INTRODUCTION}Zadaci\nR.br. | Aktivnost | Nosilac | Rok\n1 | Izraditi kartu deponija | šumarija | "
        "31.05.2024.\n2 | Objaviti nacrt na stranici | sekretar | -\n"
    )
    assert [(point.evidence.within(doc.text), point.deadline) for point in doc._.conclusions] == [
        ("Izraditi kartu deponija", "2024-05-31"),
        ("Objaviti nacrt na stranici", None),
    ]
    assert all(point.kind == "action" for point in doc._.conclusions)


@pytest.mark.parametrize(
    "line",
    [
        "Zadatak 1: izraditi upitnik // nositelj: tajnik // rok: 19.12.2025.",
        "Zadatak: izraditi upitnik. Nosilac: tajnik. Rok: 19.12.2025.",
    ],
)
def test_a_task_with_holder_and_deadline_in_one_line(analyse: Callable[..., Doc], line: str) -> None:
    doc = analyse(f"{INTRODUCTION}{line}\n")
    (point,) = doc._.conclusions
    assert (point.evidence.within(doc.text), point.kind, point.deadline, point.responsible) == (
        "izraditi upitnik",
        "action",
        "2025-12-19",
        ["tajnik"],
    )


def test_an_agenda_decides_nothing(analyse: Callable[..., Doc]) -> None:
    doc = analyse(
        "ZAPISNIK\nsa 3. sjednice Savjeta\n\nDNEVNI RED\n1. Usvajanje plana rada\n2. Prijedlog "
        "odluke o komunalnom redu\n3. Izbor i imenovanja\n"
    )
    assert _texts(doc) == []


def test_final_provisions_are_no_points(analyse: Callable[..., Doc]) -> None:
    doc = analyse(f"{INTRODUCTION}ZAKLJUČAK\nI\nUsvaja se plan upisa.\nII\nOvaj zaključak stupa na snagu danom donošenja.\n")
    assert _texts(doc) == ["Usvaja se plan upisa"]
