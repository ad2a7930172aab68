"""Data frames, the overview and charts of a corpus."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pipeline.corpus
from pipeline.corpus import Corpus, Store, StoreError
from pipeline.corpus.plots import CHARTS, PlotError, plot
from pipeline.corpus.statistics import overview


@pytest.fixture(scope="module")
def samples(repository: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((repository / "outputs").glob("0*.json"))]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, samples: list[dict[str, Any]]) -> Path:
    path = tmp_path_factory.mktemp("frames") / "corpus.db"
    with Store.open(path, create=True) as store:
        store.update(samples)
    return path


@pytest.fixture(scope="module")
def corpus(database: Path) -> Iterator[Corpus]:
    with pipeline.corpus.open(database) as opened:
        yield opened


def test_each_table_has_a_row_for_each_item(corpus: Corpus, samples: list[dict[str, Any]]) -> None:
    assert len(corpus) == len(corpus.documents) == len(samples)
    for field, frame in (
        ("meetings", corpus.meetings),
        ("dates", corpus.dates),
        ("organizations", corpus.organizations),
        ("participants", corpus.participants),
        ("conclusions", corpus.conclusions),
        ("upcoming_events", corpus.events),
    ):
        assert len(frame) == sum(len(record[field]) for record in samples), field
        assert list(frame.columns[:4]) == ["document", "record_id", "uri", "item"]


def test_columns_have_real_types(corpus: Corpus) -> None:
    assert isinstance(corpus.meetings["type"].dtype, pd.CategoricalDtype)
    assert corpus.dates["start"].dtype == "Int64"
    assert corpus.dates["lower"].dtype.kind == "M"
    assert corpus.documents["published_lower"].dtype.kind == "M"
    assert corpus.meetings["ordinal"].dtype == "Int64"
    assert corpus.conclusions["confidence"].dtype == "float64"


def test_dates_are_periods_of_their_precision(corpus: Corpus) -> None:
    dates = corpus.dates
    months = dates[dates["precision"] == "month"]
    assert len(months)
    assert all(period.freqstr in ("M", "ME") for period in months["period"] if period is not None)
    days = dates[dates["precision"].isin(["day", "minute"])]
    assert len(days)
    for period, lower in zip(days["period"], days["lower"], strict=True):
        assert period is None or period.start_time == lower
    assert all(period is None for period in dates.loc[dates["precision"] == "interval", "period"])


def test_tables_join_by_document_and_item(corpus: Corpus, samples: list[dict[str, Any]]) -> None:
    joined = corpus.conclusions.merge(
        corpus.meetings, left_on=["document", "meeting"], right_on=["document", "item"], suffixes=("", "_of_meeting")
    )
    assert len(joined) == sum(item["meeting"] is not None for record in samples for item in record["conclusions"])
    of_meetings = corpus.links[corpus.links["relation"] == "meeting_participants"]
    assert len(of_meetings) == sum(len(item["participants"]) for record in samples for item in record["meetings"])


def test_evidence_slices_the_texts(corpus: Corpus) -> None:
    for row in corpus.dates.itertuples():
        assert corpus.texts[row.document][row.start : row.end] == row.text


def test_search_gives_a_frame(corpus: Corpus) -> None:
    found = corpus.search("sjednica")
    assert len(found) == corpus.store.search("sjednica").total > 0
    assert found["score"].is_monotonic_decreasing
    assert corpus.search("nepostojećariječ").empty


def test_a_corpus_is_opened_for_reading(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        corpus.store.remove([1])
    with pytest.raises(StoreError):
        pipeline.corpus.open(tmp_path / "nothing.db")


def test_the_overview_counts_what_is_there(corpus: Corpus, samples: list[dict[str, Any]]) -> None:
    tables = {table.title: table for table in overview(corpus.store, today=datetime.date(2024, 6, 1))}
    everything = dict(tables["In all"].rows)
    assert everything["records"] == len(samples)
    assert everything["conclusions"] == sum(len(record["conclusions"]) for record in samples)
    assert sum(number for _, number in tables["Records by language"].rows) == len(samples)
    ahead = tables["Deadlines and events, seen from 2024-06-01"]
    assert sum(ahead.rows[0][1:]) == everything["conclusions"]
    assert sum(ahead.rows[1][1:]) == everything["upcoming events"]
    warned = dict(tables["Records by warning"].rows)
    assert warned == {code: sum(any(w["code"] == code for w in record["warnings"]) for record in samples) for code in warned}
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_an_empty_corpus_has_an_overview(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.db", create=True) as store:
        tables = overview(store, today=datetime.date(2024, 6, 1))
        assert dict(tables[0].rows)["records"] == 0


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE html>")])
def test_charts_are_drawn(corpus: Corpus, tmp_path: Path, chart: str, suffix: str, begins: bytes) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    place = plot(corpus.store, chart, tmp_path / f"{chart}{suffix}", today=datetime.date(2020, 1, 1))
    content = place.read_bytes()
    assert content.lstrip().startswith(begins)
    if suffix == ".html":
        assert b'src="http' not in content


def test_the_same_corpus_gives_the_same_network(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    one = plot(corpus.store, "network", tmp_path / "1.svg").read_bytes()
    assert one == plot(corpus.store, "network", tmp_path / "2.svg").read_bytes()


@pytest.mark.parametrize(("chart", "name"), [("pie", "a.png"), ("timeline", "a.gif"), ("timeline", "a")])
def test_another_chart_or_suffix_is_refused(corpus: Corpus, tmp_path: Path, chart: str, name: str) -> None:
    with pytest.raises(PlotError):
        plot(corpus.store, chart, tmp_path / name)


def test_nothing_to_draw_is_told(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    with Store.open(tmp_path / "c.db", create=True) as store:
        for chart in CHARTS:
            with pytest.raises(PlotError, match="nothing to draw"):
                plot(store, chart, tmp_path / "a.png")
