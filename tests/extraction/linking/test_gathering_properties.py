"""Whatever the text, the components neither crash nor point outside it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

WORDS = [
    "sastanak",
    "sjednica",
    "održan",
    "održana",
    "je",
    "su",
    "da",
    "se",
    "će",
    "u",
    "na",
    "Tuzli",
    "Zenici",
    "12.",
    "maja",
    "2023.",
    "godine",
    "usvojen",
    "zaključeno",
    "dogovoreno",
    "te",
    "a",
    "dok",
    ",",
    ";",
    ":",
    ".",
    "„",
    "“",
    "(",
    ")",
    "-",
    "1.",
    "\n",
    "\n\n",
    "Zadužuje",
    "Zaključci:",
    "Naredni",
    "biti",
    "bit",
    "tribina",
    "povodom",
    "jednoglasno",
    "sa",
    "12",
    "glasova",
    "za",
    "protiv",
    "ZAPISNIK",
    "DNEVNI",
    "RED",
    "Rok:",
    "|",
    "Zadaci",
    "koji",
    "koja",
    "izabran",
    "nije",
]


def _valid(doc: Doc) -> None:
    size = len(doc.text)
    for meeting in doc._.meetings:
        assert all(0 <= mention.start < mention.end <= size for mention in meeting.mentions)
        assert meeting.type
    for point in doc._.conclusions:
        assert 0 <= point.evidence.start < point.evidence.end <= size
        words = point.evidence.within(doc.text)
        assert words == words.strip()
    for event in doc._.upcoming_events:
        assert 0 <= event.evidence.start < event.evidence.end <= size
        assert event.name and event.type
    spans = [point.evidence for point in doc._.conclusions]
    assert all(not one.overlaps(other) for one, other in itertools.pairwise(spans))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_order_of_telling_words_gives_valid_findings(analyse: Callable[..., Doc], text: str) -> None:
    _valid(analyse(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_gives_valid_findings(analyse: Callable[..., Doc], text: str) -> None:
    _valid(analyse(text))


def test_the_same_text_gives_the_same_findings(analyse: Callable[..., Doc]) -> None:
    text = (
        "Sastanak je održan 5. maja 2023. u Olovu. Dogovoreno je da se izradi letak, te da se održi tribina 1. juna 2023. godine."
    )
    told = [
        repr([(point.evidence, point.kind, point.rule) for point in analyse(text)._.conclusions])
        + repr([(event.name, event.date) for event in analyse(text)._.upcoming_events])
        for _ in range(2)
    ]
    assert told[0] == told[1]
