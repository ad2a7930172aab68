"""Promises of the reading text that hold for every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.reading_text import read

ALPHABET = "abčćđšžljnj AEIOULJNJDŽ  \n\n\t-–.,:;()„“\"'`|0123456789\u00ad\u00a0\u030c\u0301ﬁЉубињеАВа\u200b•_"
TEXTS = st.one_of(st.text(max_size=200), st.text(alphabet=st.sampled_from(ALPHABET), max_size=200))
WORDS = st.sampled_from(
    [
        "sjednica",
        "Vijeće",
        "Općine",
        "je",
        "usvojilo",
        "plan",
        "Udruženje",
        "„Izvor“",
        "Zenica",
        "godine",
        "direktorica",
        "Hodžić",
        "načelnik",
        "podržava",
        "mlade",
        "u",
        "i",
    ]
)
SENTENCES = st.lists(WORDS, min_size=5, max_size=12).map(lambda words: "Danas " + " ".join(words) + ".")
CLEAN_TEXTS = st.lists(SENTENCES, min_size=1, max_size=6).map("\n\n".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_alignment_is_valid_and_monotone(text: str) -> None:
    reading = read(text)
    assert len(reading.folded) == len(reading.text)
    previous_start = previous_end = 0
    for place in range(len(reading.text)):
        start, end = reading.to_source(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert start >= previous_start and end >= previous_end
        previous_start, previous_end = start, end
    start, end = reading.to_source(0, len(reading.text))
    assert 0 <= start <= end <= len(text)


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_there_and_back_covers_the_interval(text: str, one: int, other: int) -> None:
    reading = read(text)
    start, end = sorted((min(one, len(reading.text)), min(other, len(reading.text))))
    first, last = reading.from_source(*reading.to_source(start, end))
    assert 0 <= first <= last <= len(reading.text)
    if start < end:
        assert first <= start and end <= last


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read(text).text == read(text).text


@given(CLEAN_TEXTS)
@settings(max_examples=100, deadline=None)
def test_clean_paragraphs_stay(text: str) -> None:
    assert read(text).text == text


@given(CLEAN_TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_twice_changes_nothing(text: str) -> None:
    once = read(text.replace(" ", "  ").replace("„", '"').replace("“", '"')).text
    assert read(once).text == once == text


@given(CLEAN_TEXTS)
@settings(max_examples=100, deadline=None)
def test_words_read_from_damaged_text_lead_back_to_themselves(text: str) -> None:
    damaged = text.replace("Vijeće", "Vije\u00adc\u0301e").replace("sjednica", "сједница").replace(" ", "\u00a0 ")
    reading = read(damaged)
    assert reading.text == text
    place = 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        source_start, source_end = reading.to_source(start, place)
        assert read(damaged[source_start:source_end]).text.strip("„“") == word.strip("„“")
