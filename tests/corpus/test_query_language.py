"""Reading queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus.query import Filter, Joined, Not, QueryError, Words, parse, words_of


def test_words_are_joined_by_and() -> None:
    assert parse("sud grad") == Joined("and", (Words(("sud",)), Words(("grad",))))
    assert parse("sud AND grad") == parse("sud grad")


def test_or_binds_less_than_and() -> None:
    assert parse("a b OR c") == Joined("or", (Joined("and", (Words(("a",)), Words(("b",)))), Words(("c",))))


@pytest.mark.parametrize("query", ["NOT sud", "-sud"])
def test_not_has_two_ways(query: str) -> None:
    assert parse(query) == Not(Words(("sud",)))


@pytest.mark.parametrize("query", ['"javna nabavka"', "„javna nabavka“", "«javna nabavka»", "”javna nabavka”"])
def test_quotation_marks_of_every_kind_make_a_phrase(query: str) -> None:
    assert parse(query) == Words(("javna", "nabavka"))


def test_a_hyphen_inside_a_word_is_no_minus() -> None:
    assert parse("Bosansko-podrinjski") == Words(("Bosansko", "podrinjski"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("naba*", Words(("naba",), prefix=True)),
        ("=sastanku", Words(("sastanku",), exact=True)),
        ('="javna nabavka"', Words(("javna", "nabavka"), exact=True)),
        ("NEAR(plan budžet, 5)", Words(("plan", "budžet"), near=5)),
        ("NEAR(plan budžet)", Words(("plan", "budžet"), near=10)),
        ('org:"Crveni križ"', Filter("organization", "Crveni križ")),
        ("osoba:Halilović", Filter("person", "Halilović")),
        ("kind:action", Filter("kind", "action")),
        ("date:2024", Filter("date", "2024", "2024-01-01", "2024-12-31")),
        ("date:2022-06..2023", Filter("date", "2022-06..2023", "2022-06-01", "2023-12-31")),
        ("date:2022..", Filter("date", "2022..", "2022-01-01", None)),
        ("rok:<2024-07", Filter("deadline", "<2024-07", None, "2024-06-30")),
        ("rok:<=2024-07", Filter("deadline", "<=2024-07", None, "2024-07-31")),
        ("event:>2024-22", Filter("event", ">2024-22", "2024-09-01", None)),
        ("rok:none", Filter("deadline", "none")),
    ],
)
def test_what_stands_in_a_query_is_read(query: str, expected: object) -> None:
    assert parse(query) == expected


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ('sud "javna', 4),
        ("(sud", 0),
        ("sud)", 3),
        ("sud AND", 7),
        ("OR sud", 0),
        ("boja:plava", 0),
        ("date:juče", 5),
        ("date:2024..2023", 5),
        ("date:XXXX-05", 5),
        ("kind:", 0),
        ("kind:dogovor", 5),
        ("NEAR(plan)", 0),
        ("NEAR(plan budžet, pet)", 17),
        ("...", 0),
    ],
)
def test_a_wrong_query_is_told_with_its_place(query: str, at: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.at == at
    assert query in str(caught.value)


def test_an_address_is_no_filter() -> None:
    assert isinstance(parse("https://primjer.ba"), Words)


def test_only_words_that_are_looked_for_are_marked() -> None:
    assert words_of(parse("sud -grad (most OR selo) type:posjeta")) == [Words(("sud",)), Words(("most",)), Words(("selo",))]


def test_nothing_is_asked_by_an_empty_query() -> None:
    assert parse("  ") is None


def test_brackets_have_an_end() -> None:
    with pytest.raises(QueryError):
        parse("(" * 200 + "sud" + ")" * 200)


@given(st.text(alphabet=st.sampled_from('ab "„“():-=*<>.,ORANDT2024čж'), max_size=60))
def test_every_query_is_read_or_refused(query: str) -> None:
    try:
        parse(query)
    except QueryError as error:
        assert 0 <= error.at <= len(query)
