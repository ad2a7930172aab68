"""The spaCy component `dates`."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")


@pytest.fixture(scope="module")
def nlp():
    import pipeline.extraction.dates.factory  # noqa: F401

    pipeline_ = spacy.blank("hr")
    pipeline_.add_pipe("dates")
    return pipeline_


def test_findings_have_evidence_role_rule_and_confidence(nlp) -> None:
    doc = nlp("Tuzla, 18.05.2023. – Jučer je održan sastanak. Rok za prijave je 1. juni.")
    assert doc._.published == "2023-05-18"
    assert [(d.evidence.within(doc.text), d.value, d.role) for d in doc._.dates] == [
        ("18.05.2023.", "2023-05-18", "published"),
        ("Jučer", "2023-05-17", "meeting"),
        ("1. juni", "2023-06-01", "deadline"),
    ]
    assert all(d.rule.startswith("dates.") and 0 < d.confidence <= 1 for d in doc._.dates)
    assert [doubt.code for doubt in doc._.warnings] == ["year-assumed"]


def test_metadata_stays_and_warnings_are_appended(nlp) -> None:
    from pipeline.extraction.findings import Doubt

    doc = nlp.make_doc("U utorak je održan sastanak.")
    doc._.published = "2024-01-10"
    doc._.warnings = [Doubt("encoding-guessed", "…")]
    doc = nlp.get_pipe("dates")(doc)
    assert doc._.published == "2024-01-10"
    assert [d.value for d in doc._.dates] == ["2024-01-09"]
    assert [doubt.code for doubt in doc._.warnings] == ["encoding-guessed"]


def test_documents_do_not_share_lists(nlp) -> None:
    first, second = nlp("Skup je održan 24.13.2023. godine."), nlp("")
    assert len(first._.warnings) == 1
    assert second._.dates == []
    assert second._.warnings == []


def test_furniture_holds_no_dates(nlp) -> None:
    from pipeline.language.blocks import Block

    text = "Skup je održan 5. maja 2023.\nNajnovije: skupština lovaca 03.02.2024."
    doc = nlp.make_doc(text)
    cut = text.index("\n")
    doc._.blocks = [Block("paragraph", 0, cut, 0), Block("furniture", cut + 1, len(text), cut + 1)]
    assert [d.value for d in nlp.get_pipe("dates")(doc)._.dates] == ["2023-05-05"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "OLOVO, 3. MARTA – Sastanak je održan prekjuče. Rečeno je da je prošle, 2022. godine, uložen milion maraka.",
            ["2023-03-03", "2023-03-01", "2022"],
        ),
        ("Izvještaj o radu za april 2021. godine\n5. aprila održali smo radionicu u Jajcu.", ["2021-04", "2021-04-05"]),
        ("Sastanak je održan 5. aprila u Jajcu. U 2022. godini uložen je milion maraka.", ["XXXX-04-05", "2022"]),
    ],
)
def test_the_year_of_writing_is_told_elsewhere_in_the_text(nlp, text: str, values: list[str]) -> None:
    assert [date.value for date in nlp(text)._.dates] == values
