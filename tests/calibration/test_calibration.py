"""The tool that makes the confidence reads annotations, judges as the scorer would, reckons errors by their definition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calibration import __main__ as tool
from pipeline.calibration.fitting import (
    TAGGED,
    Observation,
    Prediction,
    count,
    expected_calibration_error,
    fit,
    precision_and_recall,
    predict,
    rows,
)
from pipeline.calibration.matching import folded_organization, judge, overlap
from pipeline.calibration.references import NotAReference, Reference, read_references, read_tagged, without_tags
from pipeline.extraction.confidence.calibration import ANY, COLUMNS, DETAILS

REFERENCES = Path(__file__).parent / "references"


def empty_record(**fields: list[dict[str, Any]]) -> dict[str, Any]:
    names = ("dates", "organizations", "participants", "meetings", "conclusions", "upcoming_events")
    return {"text": "", **{name: fields.get(name, []) for name in names}}


def verdict(field: str, expected: list[dict[str, Any]], found: list[dict[str, Any]], **more: Any) -> list[bool | None]:
    annotation = {"organizations": [], **more, field: expected}
    return judge(Reference("a.txt", "", annotation), empty_record(**{field: found}))[field].right


def test_own_references_can_be_read_and_stand_in_their_texts() -> None:
    references = read_references(REFERENCES)
    assert len(references) >= 16
    for reference in references:
        assert reference.expected is not None
        assert set(reference.expected) >= {"doc", "meetings", "conclusions", "upcoming_events"}
        flat = " ".join(reference.text.split())
        assert all(conclusion["text"] in flat for conclusion in reference.expected["conclusions"])


def test_folder_without_references_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bez oznaka.", encoding="utf-8")
    with pytest.raises(NotAReference, match=r"NAME\.json"):
        read_references(tmp_path)
    with pytest.raises(NotAReference, match="inline tags"):
        read_tagged(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]"])
def test_malformed_reference_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text("Tekst.", encoding="utf-8")
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(NotAReference, match=r"a\.json"):
        read_references(tmp_path)


def test_tags_are_taken_out_and_their_places_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        '# 1 | bs | vijest | 2024-03-05\nDošla je <per n="Ana Kos">Ana Kos</per>.\n', encoding="utf-8"
    )
    (reference,) = read_tagged(tmp_path)
    assert (reference.text, reference.published) == ("Došla je Ana Kos.\n", "2024-03-05")
    assert reference.text[reference.tagged[0].start : reference.tagged[0].end] == "Ana Kos"


@given(st.lists(st.tuples(st.sampled_from(["org", "per", "date"]), st.text("abč ", min_size=1), st.text("xyž .,", max_size=9))))
def test_offsets_of_tags_fit_whatever_stands_between(parts: list[tuple[str, str, str]]) -> None:
    content = "".join(f'{after}<{tag} {"v" if tag == "date" else "n"}="q">{words}</{tag}>' for tag, words, after in parts)
    text, tagged = without_tags(content)
    assert [text[each.start : each.end] for each in tagged] == [words for _, words, _ in parts]


MATCHES = [
    ("meetings", {"type": "sastanak", "date": "2024-03-05"}, {"type": "sastanak", "date": "2024-03-05"}, True),
    ("meetings", {"type": "sastanak", "date": "2024-03-05"}, {"type": "sastanak", "date": None}, False),
    ("meetings", {"type": "sastanak", "date": None, "accept": ["prijem"]}, {"type": "prijem", "date": None}, True),
    ("meetings", {"type": "sastanak", "date": None, "optional": True}, {"type": "sastanak", "date": None}, None),
    ("conclusions", {"text": "da se uredi gradski park"}, {"text": "se uredi gradski park"}, True),
    ("conclusions", {"text": "da se uredi gradski park"}, {"text": "park"}, False),
    ("upcoming_events", {"name": "Sajam meda", "date": "2024"}, {"name": "sajam meda", "date": "2024"}, True),
    ("upcoming_events", {"name": "Sajam meda", "date": "2024"}, {"name": "sajam meda", "date": "2025"}, False),
    ("organizations", {"name": "JU Zavod Vidik"}, {"name": "Zavod „Vidik“", "acronym": None}, True),
    ("organizations", {"name": "Zavod Vidik", "acronym": "ZV"}, {"name": "ZV", "acronym": None}, True),
    ("organizations", {"name": "Zavod Vidik"}, {"name": "Zavod Vid", "acronym": None}, False),
]


@pytest.mark.parametrize(("field", "expected", "found", "right"), MATCHES)
def test_item_is_right_as_the_scorer_would_say(
    field: str, expected: dict[str, Any], found: dict[str, Any], right: bool | None
) -> None:
    assert verdict(field, [expected], [found]) == [right]


def test_one_expected_item_makes_one_found_item_right() -> None:
    twice = [{"type": "sastanak", "date": None}] * 2
    assert sorted(map(bool, verdict("meetings", twice[:1], twice))) == [False, True]


def test_date_is_right_by_place_and_value() -> None:
    text = "Sastanak 5. maja, pa opet 5. maja 2024."
    expected = {"dates": [{"text": "5. maja", "occurrence": 2, "value": "2024-05-05"}]}
    found = [{"text": "5. maja", "value": "2024-05-05", "start": start, "end": start + 7, "rule": "r"} for start in (9, 26)]
    assert judge(Reference("a", text, expected), {**empty_record(dates=found), "text": text})["dates"].right == [False, True]


def test_details_of_a_person_are_judged_apart_from_the_name() -> None:
    expected = {
        "organizations": [{"name": "Zavod Vidik"}],
        "participants": [
            {"kind": "person", "name": "Ana Kos", "role": "direktorica", "organization": "Zavod Vidik", "status": "present"}
        ],
    }
    person = {"kind": "person", "name": "Ana Kos", "role": "direktorica", "organization": "o1", "status": "present"}
    record = empty_record(participants=[person], organizations=[{"id": "o1", "name": "Zavod Vidik", "acronym": None}])
    judgement = judge(Reference("a", "", expected), record)["participants"]
    assert (judgement.right, judgement.details) == ([True], [True])
    person["role"] = None
    judgement = judge(Reference("a", "", expected), record)["participants"]
    assert (judgement.right, judgement.details) == ([True], [False])


def test_tagged_text_judges_dates_persons_and_organizations_only() -> None:
    text, tagged = without_tags('<date v="2024-05-05">5. maja</date> i lani')
    dates = [
        {"value": "2024-05-05T10:00", "start": 0, "end": 7, "rule": "dates.day-month-word"},
        {"value": "2023", "start": 10, "end": 14, "rule": "dates.relative-year"},
        {"value": "2023", "start": 8, "end": 9, "rule": "dates.year"},
    ]
    judged = judge(Reference("a", text, None, tagged), {**empty_record(dates=dates), "text": text})
    assert judged["dates"].right == [True, None, False]
    assert set(judged) == {"dates", "organizations", "participants"}


def test_folding_and_overlap() -> None:
    assert folded_organization("JU „Zavod-Vidik“ d.o.o.") == "zavod vidik"
    assert overlap("a b c d", "a b") == pytest.approx(2 / 3)
    assert overlap("", "a") == 0


def test_calibration_error_by_hand() -> None:
    # bin 0.8: mean confidence 0.85, half right: gap 0.35 of two items; bin 0.2: 0.25, none right: gap 0.25 of one item
    items = [Prediction("dates", 0.8, True), Prediction("dates", 0.9 - 1e-9, False), Prediction("dates", 0.25, False)]
    assert expected_calibration_error(items) == pytest.approx((2 * 0.35 + 0.25) / 3, abs=1e-6)
    assert expected_calibration_error([]) == 0
    assert expected_calibration_error([Prediction("dates", 1.0, True)]) == 0


@given(st.lists(st.builds(Prediction, st.just("dates"), st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_error_lies_between_nought_and_one(items: list[Prediction]) -> None:
    assert 0 <= expected_calibration_error(items) <= 1


def test_precision_and_recall_at_a_level() -> None:
    items = [Prediction("dates", 0.9, True), Prediction("dates", 0.85, False), Prediction("dates", 0.4, True)]
    assert precision_and_recall(items, 4, 0.8) == (0.5, 0.25)
    assert precision_and_recall(items, 4, 0.95) == (1.0, 0.0)


def seen(document: str, right: bool, rule: str = "r", details: bool | None = None) -> Observation:
    return Observation(document, "dates", rule, "-", right, details)


def test_confidence_of_an_item_comes_from_other_documents() -> None:
    others = [seen("a", True) for _ in range(40)]
    own = [seen("b", False) for _ in range(40)]
    by_others = predict([*others, *own], 1.0)
    assert all(each.confidence > 0.9 for each in by_others[40:])
    assert all(each.confidence < 0.4 for each in by_others[:40])


def test_counts_add_up_for_rule_and_signs_and_details_of_right_items() -> None:
    counts = count([seen("a", True, details=True), seen("a", True, details=False), seen("b", False, rule="s")])
    assert (counts["dates"][ANY, ANY].items, counts["dates"][ANY, ANY].right) == (3, 2)
    assert counts["dates"]["s", ANY].right == 0
    assert (counts["dates" + DETAILS]["r", ANY].items, counts["dates" + DETAILS]["r", ANY].right) == (2, 1)


def test_wrong_item_of_a_reference_is_weighed_by_its_details_too() -> None:
    items = [seen("a", True, details=True) for _ in range(9)] + [seen("b", False), seen(f"{TAGGED}c", False)]
    of_reference, of_tagged = predict(items, 2.0)[-2:]
    assert of_reference.confidence < of_tagged.confidence


def test_table_is_sorted_and_has_its_columns() -> None:
    made = rows(fit([seen("a", True), seen("b", False, rule="s"), seen("c", True)]))
    assert made == sorted(made)
    assert all(len(row) == len(COLUMNS) for row in made)


def test_tool_reports_every_field_and_writes_nothing_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Sastanak je održan 12. maja 2023. godine u Olovu. Dogovoreno je da se uredi park."
    annotation = {
        "meetings": [{"type": "sastanak", "date": "2023-05-12"}],
        "conclusions": [{"text": "se uredi park"}],
        "dates": [{"text": "12. maja 2023. godine", "value": "2023-05-12"}],
    }
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps(annotation), encoding="utf-8")
    assert tool.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert all(field in printed for field in annotation)
    assert "written" not in printed


def test_tool_tells_of_a_folder_without_references(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main([str(tmp_path)]) == 1
    assert "no reference documents" in capsys.readouterr().err


def test_error_on_the_own_references_stays_small() -> None:
    """The shipped confidence on documents that no rule was made by."""
    nlp = tool.load()
    items: list[Prediction] = []
    for reference in read_references(REFERENCES):
        source = tool.read_text(reference.text, uri=reference.name)
        reading, doc = tool.process(source, nlp)
        record = tool.assemble(source, reading, doc).to_dict()
        for field, judgement in judge(reference, record).items():
            pairs = zip(record[field], judgement.right, strict=True)
            items += [Prediction(field, item["confidence"], right) for item, right in pairs if right is not None]
    assert len(items) > 60
    for field in ("meetings", "conclusions", "upcoming_events"):
        assert expected_calibration_error([each for each in items if each.field == field]) <= 0.08
