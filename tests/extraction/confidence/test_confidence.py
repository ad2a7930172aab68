"""Confidence goes by what was counted on annotated texts, and never by less than nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.extraction.confidence.calibration import ANY, DETAILS, NONE, Calibration, Counts, joined, shipped
from pipeline.extraction.confidence.factory import judged
from pipeline.extraction.rules import known_rules

FIELDS = ("dates", "organizations", "participants", "meetings", "conclusions", "upcoming_events")


def calibration(weight: float = 8, **rows: tuple[int, int]) -> Calibration:
    """Counts of the field `dates`; `rule__signs` → items and how many were right."""
    counts: dict[tuple[str, str], Counts] = {}
    for name, (number, right) in rows.items():
        rule, _, signs = name.partition("__")
        counts["*" if rule == "any" else rule, "*" if signs == "any" else signs or NONE] = Counts(number, right)
    return Calibration(weight, {"dates": counts})


def test_rule_that_is_often_wrong_gets_less() -> None:
    of = calibration(any__any=(1000, 900), good__any=(500, 490), bad__any=(500, 410), any__=(1000, 900))
    assert of.confidence("dates", "good", ()) > 0.96
    assert of.confidence("dates", "bad", ()) < 0.85


def test_rule_that_was_hardly_seen_stays_near_its_field() -> None:
    of = calibration(any__any=(1000, 900), once__any=(1, 0))
    assert 0.75 < of.confidence("dates", "once", ()) < 0.9
    assert of.confidence("dates", "never", ()) == pytest.approx(0.9, abs=0.005)


def test_signs_count_for_a_rule_that_was_never_seen_with_them() -> None:
    of = calibration(any__any=(1000, 900), any__doubt=(200, 120), seen__any=(400, 390))
    with_doubt, without = of.confidence("dates", "seen", ("doubt",)), of.confidence("dates", "seen", ())
    assert of.confidence("dates", "never", ("doubt",)) < with_doubt < without


def test_a_field_with_few_items_is_never_certain() -> None:
    assert calibration(any__any=(20, 20)).confidence("dates", "rule", ()) < 0.96
    assert calibration(any__any=(2000, 2000)).confidence("dates", "rule", ()) > 0.99


def test_a_field_without_counts_has_a_confidence_too() -> None:
    assert Calibration(8).confidence("dates", "rule", ()) == pytest.approx(0.9)


def test_details_that_may_be_wrong_lower_it() -> None:
    names = {(ANY, ANY): Counts(1000, 1000)}
    plain = Calibration(8, {"participants": names})
    detailed = Calibration(8, {"participants": names, f"participants{DETAILS}": {(ANY, ANY): Counts(1000, 800)}})
    ratio = detailed.confidence("participants", "r", ()) / plain.confidence("participants", "r", ())
    assert ratio == pytest.approx(0.8, abs=0.01)


numbers = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Counts(max(pair), min(pair)))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.tuples(st.sampled_from(["a", "b", ANY]), st.sampled_from(["x", "y", NONE, ANY])), numbers, max_size=6),
    st.floats(0.1, 100),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([(), ("x",), ("y",), ("z",)]),
)
def test_confidence_is_always_a_probability(
    counts: dict[tuple[str, str], Counts], weight: float, rule: str, signs: tuple[str, ...]
) -> None:
    assert 0 < Calibration(weight, {"dates": counts}).confidence("dates", rule, signs) < 1


def test_signs_make_one_key() -> None:
    assert (joined(()), joined(("a", "b"))) == (NONE, "a+b")


def test_shipped_table_counts_every_field_and_knows_only_rules_that_there_are() -> None:
    of = shipped()
    assert set(FIELDS) <= set(of.counts)
    named = {rule for keys in of.counts.values() for rule, _ in keys if rule != ANY}
    assert named <= set(known_rules())
    for keys in of.counts.values():
        assert all(0 <= counted.right <= counted.items for counted in keys.values())
        whole = keys[ANY, ANY].items
        assert sum(counted.items for (rule, signs), counted in keys.items() if signs == ANY and rule != ANY) == whole


TEXT = (
    "U Olovu je 12. maja 2023. godine održan sastanak Udruženja „Zrno“. Direktorica Azra Talić i Lio Zorn rekli su da je dobro. "
    "Dogovoreno je da se uredi park. Tribina o vodama održat će se 24. maja 2033. u Konjicu."
)


def test_every_finding_has_signs_and_a_calibrated_confidence() -> None:
    doc = pipeline.load()(TEXT)
    found = {field: (finding, signs) for field, finding, signs in judged(doc)}
    assert set(found) == set(FIELDS)
    for field, (finding, signs) in found.items():
        assert list(signs) == sorted(signs), field
        assert finding.confidence == pytest.approx(shipped().confidence(field, finding.rule.partition(":")[0], signs), abs=0.2)


@pytest.mark.parametrize(
    ("surer", "doubtful"),
    [
        ("Govorila je Azra Hadžić.", "Govorilo se o Kseniju Brmbulu."),
        ("Došla je Azra Hadžić i Mujo Hadžić.", "Došla je predsjednica Zzora Mrk."),
    ],
)
def test_known_name_in_the_nominative_is_surer_than_an_unknown_one(surer: str, doubtful: str) -> None:
    first, second = (pipeline.extract(text).participants for text in (surer, doubtful))
    assert first[0].confidence > second[0].confidence


def test_organization_in_lower_case_is_less_sure() -> None:
    upper = pipeline.extract("Došao je Zavod za zapošljavanje Brčko.").organizations[0]
    lower = pipeline.extract("Došla je udruga „Zrno“ Brčko.").organizations[0]
    assert lower.confidence < upper.confidence


def test_confidence_is_the_same_in_both_scripts() -> None:
    latin = pipeline.extract("Sastanak je održan 12. maja 2023. u Doboju.")
    cyrillic = pipeline.extract("Састанак је одржан 12. маја 2023. у Добоју.")
    assert [meeting.confidence for meeting in latin.meetings] == [meeting.confidence for meeting in cyrillic.meetings]
