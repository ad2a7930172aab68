"""Searching: what is found, what is shown of it, and that no query breaks it."""

from __future__ import annotations

import copy
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import QueryError, Store, StoreError, conflation
from pipeline.corpus import search as search_module
from pipeline.corpus.counting import COUNTS, count
from pipeline.corpus.search import concordance, matching_documents, sorted_lines

_TEXTS = {
    "a.txt": "Sjednica je održana u Tuzli.\nOporavak privrede je spor. O oporavku se govorilo dugo.",
    "b.txt": "Сједница о јавној набавци одржана је у Зеници. Предсједавала је Амра Бегић.",
    "c.txt": "Raspisane su javne nabavke za Tuzlanski kanton, a sud je šutio. Opet se spominje javna rasprava o nabavci.",
}


def record_of(template: dict[str, Any], uri: str, text: str) -> dict[str, Any]:
    record = copy.deepcopy(template)
    record["record_id"] = f"r-{uri[0] * 16}".replace("a.", "aa")
    record["text"] = text
    record["source"] |= {"uri": uri, "published": None, "language": "bs", "script": "Cyrl" if uri[0] == "b" else "Latn"}
    for field in ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events"):
        record[field] = []
    return record


@pytest.fixture(scope="module")
def samples(repository: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((repository / "outputs").glob("0*.json"))]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, samples: list[dict[str, Any]]) -> Iterator[Store]:
    records = [record_of(samples[0], uri, text) for uri, text in _TEXTS.items()]
    for record in records:
        record["conclusions"] = []
    place = {"start": 0, "end": 8, "confidence": 0.9, "rule": "test.rule"}
    records[0]["organizations"] = [
        {"id": "o1", "name": "Crveni križ Tuzla", "acronym": "CKT", "type": None, "mentions": [{"start": 0, "end": 8}]} | place
    ]
    records[0]["meetings"] = [
        {
            "id": "m1", "type": "sjednica", "title": None, "date": "2022-06-15", "start_time": None, "end_time": None,
            "place": "Tuzla", "mode": "in_person", "platform": None, "agenda": [], "dates": [], "organizations": ["o1"],
            "participants": [], "conclusions": [], "mentions": [{"start": 0, "end": 8}],
        }
        | place
    ]  # fmt: skip
    start = _TEXTS["c.txt"].index("sud je")
    records[2]["conclusions"] = [
        {
            "id": "c1", "text": "sud je šutio", "kind": "action", "responsible": [], "deadline": "2024-06", "deadline_text": None,
            "deadline_date": None, "meeting": None, "agenda_item": None, "votes": None, "start": start, "end": start + 12,
            "confidence": 0.9, "rule": "test.rule",
        }
    ]  # fmt: skip
    records[1]["participants"] = [
        {
            "id": "p1", "kind": "person", "name": "Amra Begić", "role": "predsjednica", "organization": None, "status": "present",
            "mentions": [{"start": 0, "end": 8}],
        }
        | place
    ]  # fmt: skip
    with Store.open(tmp_path_factory.mktemp("search") / "corpus.db", create=True) as opened:
        assert opened.update(records).added == 3
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oporavak", "a"),
        ("oporavkom", "a"),
        ("опоравка", "a"),
        ("sjednice", "a b"),
        ("sjednici -oporavak", "b"),
        ("NOT sjednica", "c"),
        ('"javna nabavka"', "b c"),
        ('"javne nabavke" script:cyrl', "b"),
        ("naba*", "b c"),
        ("=nabavke", "c"),
        ("=nabavci", "b c"),
        ("oporavak OR sud", "a c"),
        ("(oporavak OR sud) sjednica", "a"),
        ("NEAR(rasprava nabavka, 3)", "c"),
        ("NEAR(raspisane rasprava, 2)", ""),
        ("Tuzlanskom kantonu", "c"),
        ('org:"crvenom križu"', "a"),
        ('org:"Crvenog kriza"', "a"),
        ("org:CKT", "a"),
        ("person:Begićeve OR person:begic", "b"),
        ("role:predsjednice", "b"),
        ("place:Tuzli", "a"),
        ("type:sjednica", "a"),
        ("-type:sjednica", "b c"),
        ("date:2022-06..2023", "a"),
        ("date:>2022-06-15", ""),
        ("date:none", "b c"),
        ("rok:<2024-07", "c"),
        ("rok:<2024-06", ""),
        ("rok:none", "a b"),
        ("kind:action", "c"),
        ("has:deadlines", "c"),
        ("lang:bs script:latn", "a c"),
        ("uri:b.*", "b"),
        ("mode:in_person", "a"),
        ("status:present", "b"),
        ("in:conclusions sud", "c"),
        ("in:conclusions kind:action rok:2024", "c"),
        ("in:conclusions sjednica", ""),
        ("sud OR place:Tuzla", "a c"),
        ("", "a b c"),
    ],
)
def test_queries_find_the_records_they_should(store: Store, query: str, expected: str) -> None:
    results = store.search(query)
    assert sorted(hit.uri[0] for hit in results.hits) == expected.split()
    assert results.total == len(expected.split())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, samples: list[dict[str, Any]]) -> Iterator[Store]:
    """The samples five times, of which some have been removed again."""
    records = [
        copy.deepcopy(record) | {"record_id": f"r-{number:08x}{place:08x}"}
        for number in range(5)
        for place, record in enumerate(samples)
    ]
    with Store.open(tmp_path_factory.mktemp("many") / "c.db", create=True) as opened:
        opened.update(records)
        opened.remove([1, 4, 5, 17])
        yield opened


@pytest.mark.parametrize("processors", [2, 3, 4])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "sjednica",
        "sastanak OR sjednica",
        "je",
        "odluka kind:decision",
        "-odluka",
        "rok:<2030 je",
        "rok:<2030",
        "event:2020..2030",
        "mentioned:2023 -mentioned:2021",
        "type:sjednica je",
        "type:sastanak date:2020..2030",
        "person:a* status:present role:direktor*",
        "rok:none u",
        "mode:online OR kind:action",
        "in:conclusions odluka",
        "nemanigdje",
    ],
)
def test_several_processors_find_what_one_finds(
    many: Store, monkeypatch: pytest.MonkeyPatch, query: str, processors: int
) -> None:
    monkeypatch.setattr(search_module, "available_processors", lambda: 1)
    alone = [many.search(query, limit=limit, offset=offset) for limit, offset in _CUTS]
    monkeypatch.setattr(search_module, "available_processors", lambda: processors)
    monkeypatch.setattr(search_module, "_WORTH_SHARING", 0)
    assert [many.search(query, limit=limit, offset=offset) for limit, offset in _CUTS] == alone


_CUTS = ((20, 0), (3, 0), (3, 2), (7, 30), (0, 0), (5, 10_000), (None, 0))


def test_what_is_not_committed_is_searched_by_the_connection_that_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, samples: list[dict[str, Any]]
) -> None:
    monkeypatch.setattr(search_module, "available_processors", lambda: 2)
    monkeypatch.setattr(search_module, "_WORTH_SHARING", 0)
    with Store.open(tmp_path / "c.db", create=True) as opened:
        opened.update(samples)
        opened.connection.execute("BEGIN")
        opened.connection.execute("DELETE FROM documents WHERE id > 1")
        assert opened.search("").total == 1
        opened.connection.execute("ROLLBACK")
        assert opened.search("").total == len(samples)


def test_an_error_in_one_share_is_told_and_the_next_search_works(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "available_processors", lambda: 2)
    monkeypatch.setattr(search_module, "_WORTH_SHARING", 0)
    found, failing = search_module._found, [True]

    def fails_beside(connection: sqlite3.Connection, *rest: Any) -> Any:
        if connection is not many.connection and failing:
            failing.clear()
            raise sqlite3.OperationalError("disk I/O error")
        return found(connection, *rest)

    monkeypatch.setattr(search_module, "_found", fails_beside)
    with pytest.raises(StoreError, match=r"c\.db: disk I/O error"):
        many.search("sjednica")
    assert many.search("sjednica").total > 0


def test_exact_looks_for_the_form_alone(store: Store) -> None:
    assert [hit.uri for hit in store.search("oporavak", exact=True).hits] == ["a.txt"]
    assert store.search("oporavkom", exact=True).total == 0


def test_a_snippet_marks_the_words_of_the_original_text(store: Store) -> None:
    (hit,) = store.search('"javna nabavka" script:cyrl').hits
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["јавној набавци"]
    assert _TEXTS["b.txt"][hit.start : hit.end] == "јавној набавци"
    (hit,) = store.search("oporavak").hits
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Oporavak", "oporavku"]


def test_a_hit_inside_a_conclusion_names_it(store: Store) -> None:
    (hit,) = store.search("sud").hits
    assert (hit.field, hit.item) == ("conclusions", "c1")


def test_words_that_are_rare_rank_higher(store: Store) -> None:
    hits = store.search("sud OR nabavka").hits
    assert hits[0].uri == "c.txt"
    assert hits[0].score >= hits[-1].score


def test_limit_and_offset_cut_the_same_list(store: Store) -> None:
    everything = [hit.uri for hit in store.search("").hits]
    assert [hit.uri for hit in store.search("", limit=1, offset=1).hits] == everything[1:2]
    assert store.search("", limit=0).total == store.search("", limit=1, offset=99).total == 3


def test_a_concordance_has_a_line_for_each_place(store: Store) -> None:
    lines = list(concordance(store, "oporavak OR nabavka", width=2))
    assert [(line.left, line.match, line.right) for line in lines] == [
        ("u Tuzli.", "Oporavak", "privrede je"),
        ("spor. O", "oporavku", "se govorilo"),
        ("о јавној", "набавци", "одржана је"),
        ("su javne", "nabavke", "za Tuzlanski"),
        ("rasprava o", "nabavci", ""),
    ]
    assert [line.right for line in sorted_lines(lines, "right")][:2] == ["", "одржана је"]
    assert [line.left for line in sorted_lines(lines, "left")][-1] == "u Tuzli."


def test_a_concordance_needs_words(store: Store) -> None:
    with pytest.raises(QueryError):
        list(concordance(store, "type:sjednica"))


def test_documents_are_counted_by_what_they_hold(store: Store) -> None:
    assert count(store, "", "type") == [("sjednica", 1)]
    assert count(store, "", "month") == [("2022-06", 1)]
    assert count(store, "", "script") == [("Latn", 2), ("Cyrl", 1)]
    assert count(store, "sud", "kind") == [("action", 1)]
    assert count(store, "sud", "organization") == []
    for by in COUNTS:
        assert isinstance(count(store, "", by), list)


def test_the_samples_are_found_by_words_of_theirs(tmp_path: Path, samples: list[dict[str, Any]]) -> None:
    with Store.open(tmp_path / "c.db", create=True) as opened:
        opened.update(samples)
        for record in samples:
            words = [word for word in record["text"].split() if word.isalpha() and len(word) > 6][:8]
            for word in words:
                found = {hit.record_id for hit in opened.search(word, limit=None).hits}
                assert record["record_id"] in found, word


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from("absud \"„“():-=*<>.,ORANDTE2024čж'%_\\;"), max_size=40))
def test_every_query_is_answered_or_refused(store: Store, query: str) -> None:
    try:
        results = store.search(query)
        documents = matching_documents(store, query)
    except QueryError:
        return
    assert results.total >= len(results.hits)
    assert len(documents) <= 3
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


def nested(levels: int) -> str:
    query = "sud OR type:sjednica"
    for level in range(levels):
        query = f"({query}) AND date:2024 OR NOT ({query})" if level % 4 == 0 and level < 12 else f"({query}) sud OR -grad"
    return query


@pytest.mark.parametrize(
    "query",
    [
        "a " * 4_000,
        "(" * 49 + "sud" + ")" * 49,
        "NOT " * 40 + "sud",
        "-" * 40 + "sud",
        nested(18),
        " ".join(f"-w{number}" for number in range(199)),
        " OR ".join(f"-w{number}" for number in range(199)),
        " OR ".join(["type:sjednica"] * 199),
        " ".join(["(sud OR grad)"] * 700),
        '"' + "kriza " * 900 + '"',
        "NEAR(" + "kriza " * 1_500 + ")",
        "NEAR(plan grad, " + "9" * 5_000 + ")",
        "uri:" + "%" * 9_000,
        "uri:\udcff",
        "sud \udcff",
        "uri:a\x00b",
        "a\x00b",
    ],
    ids=lambda query: query[:12].encode("unicode_escape").decode(),
)
def test_no_query_is_too_long_or_too_deep_for_a_clear_answer(store: Store, query: str) -> None:
    try:
        store.search(query)
        matching_documents(store, query)
    except QueryError as error:
        assert str(error)


def test_letters_with_marks_of_their_own_are_the_same_letters(store: Store) -> None:
    assert store.search(unicodedata.normalize("NFD", '"šutio"')).total == 1


def test_a_damaged_database_is_named(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.db", create=True) as opened:
        opened.connection.execute("DROP TABLE contents")
        opened.connection.execute("DROP TABLE documents")
        with pytest.raises(StoreError) as caught:
            opened.search("sud")
    assert "c.db" in str(caught.value)


def test_a_form_of_three_words_is_found_by_the_third(tmp_path: Path, samples: list[dict[str, Any]]) -> None:
    assert len(conflation.keys("ljudi")) > 2
    with Store.open(tmp_path / "c.db", create=True) as opened:
        opened.update([record_of(samples[0], "a", "Došli su mladi ljudi."), record_of(samples[0], "b", "Došla je kiša.")])
        for query in ("čovjek", "ljudima", '"mlad čovjek"', "NEAR(čovjek doći)", "mlad", "-kiša čovjeku"):
            assert [hit.uri for hit in opened.search(query).hits] == ["a"], query
        assert opened.search("=čovjek").total == 0
        opened.reindex()
        assert opened.search("čovjek").total == 1
        opened.remove([1])
        opened.compact()
        assert opened.connection.execute("SELECT count(*) FROM more_keys WHERE form = 'ljudi'").fetchone() == (0,)


def test_filters_of_one_kind_speak_of_one_item(tmp_path: Path, samples: list[dict[str, Any]]) -> None:
    record = record_of(samples[0], "a", "Sastanak je održan.")
    place = {"start": 0, "end": 8, "confidence": 0.9, "rule": "test.rule"}
    record["participants"] = [
        {"id": f"p{number}", "kind": "person", "name": name, "role": role, "organization": None, "status": status, "mentions": []}
        | place
        for number, (name, role, status) in enumerate(
            [("Amra Begić", "direktorica", "present"), ("Mirza Halilović", "vijećnik", "absent")]
        )
    ]
    record["conclusions"] = [
        {
            "id": f"c{number}", "text": "Zaključak", "kind": kind, "responsible": [], "deadline": deadline, "deadline_text": None,
            "deadline_date": None, "meeting": None, "agenda_item": None, "votes": None,
        }
        | place
        for number, (kind, deadline) in enumerate([("action", None), ("decision", "2024-05")])
    ]  # fmt: skip
    with Store.open(tmp_path / "c.db", create=True) as opened:
        opened.update([record])
        for query, total in (
            ("person:Halilović status:absent", 1),
            ("person:Begić status:absent", 0),
            ("(person:Begić status:absent) OR kiša", 0),
            ("person:Begić role:vijećnika", 0),
            ("person:Begić person:Halilović status:absent", 1),
            ("role:direktorice status:present person:Amra", 1),
            ("kind:decision rok:<2024-07", 1),
            ("kind:action rok:<2024-07", 0),
            ("NOT (kind:action rok:<2024-07)", 1),
        ):
            assert opened.search(query).total == total, query
