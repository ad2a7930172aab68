"""A corpus as pandas data frames.

>>> import pipeline.corpus
>>> corpus = pipeline.corpus.open("corpus.db")  # doctest: +SKIP
>>> corpus.meetings.groupby("type").size()  # doctest: +SKIP
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from pipeline import edtf
from pipeline.corpus.store import Store

if TYPE_CHECKING:
    from types import TracebackType

# table → its columns behind those of the document
_TABLES = {
    "meetings": (
        "item", "type", "title", "ordinal", "date", "date_lower", "date_upper", "start_time", "end_time", "place", "venue",
        "address",
        "mode", "platform", "quorum", "start", "end", "confidence", "rule",
    ),
    "dates": ("item", "text", "value", "lower", "upper", "type", "role", "start", "end", "confidence", "rule"),
    "organizations": ("item", "name", "acronym", "type", "start", "end", "confidence", "rule"),
    "participants": ("item", "kind", "name", "role", "organization", "status", "start", "end", "confidence", "rule"),
    "conclusions": (
        "item", "text", "kind", "deadline", "deadline_lower", "deadline_upper", "deadline_text", "meeting", "agenda_item",
        "votes",
        "start", "end", "confidence", "rule",
    ),
    "events": (
        "item", "name", "type", "date", "date_lower", "date_upper", "start_time", "place", "start", "end", "confidence", "rule",
    ),
    "mentions": ("field", "item", "start", "end"),
    "links": ("relation", "item", "other"),
}  # fmt: skip
_DOCUMENTS = (
    "record_id", "uri", "language", "script", "title", "author", "published", "published_lower", "published_upper", "date",
    "date_lower", "date_upper", "media_type", "encoding", "characters", "sentences", "tokens",
)  # fmt: skip
_CATEGORIES = frozenset(
    [
        "language",
        "script",
        "type",
        "mode",
        "platform",
        "role",
        "kind",
        "status",
        "field",
        "relation",
        "media_type",
        "encoding",
        "rule",
    ]
)
_NOT_CATEGORIES = {("participants", "role")}  # offices are many
_INTEGERS = frozenset(["ordinal", "start", "end", "characters", "sentences", "tokens"])
_DAYS = ("lower", "upper")
# EDTF column of each table, with the prefix of its bounds and of what is made of it
_DATED = {
    "documents": (("published", "published_"), ("date", "date_")),
    "meetings": (("date", "date_"),),
    "dates": (("value", ""),),
    "conclusions": (("deadline", "deadline_"),),
    "events": (("date", "date_"),),
}
_PERIODS = {"minute": "D", "day": "D", "month": "M", "year": "Y"}


class Corpus:
    """The tables of a corpus as data frames, each read when it is first asked for.

    Every frame but `documents` begins with `document`, `record_id` and `uri`; `document` is the index of `documents`,
    `item` the id of
    an item inside its record.

    Dates: the EDTF value as text; `…_lower` and `…_upper`, its first and last day (datetime64, NaT where open or unknown);
    `…_precision` (`day`, `month`, `year`, `season`, `interval`, …); `…_period`, a `pandas.Period` of that precision for
    days, months and
    years (months and days mix: the column holds objects), else NaT. Numbers that may be missing are `Int64`; what has few
    values is
    `category`; ids, names and texts are strings.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; frames that were read stay."""
        self.store.close()

    def __len__(self) -> int:
        return len(self.store)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """A row a record, with `document` as index; `text` is in `texts`."""
        columns = ", ".join(f'"{name}"' for name in _DOCUMENTS)
        frame = pd.read_sql_query(f"SELECT id AS document, {columns} FROM documents ORDER BY id", self.store.connection)
        return _typed("documents", frame).set_index("document")

    @cached_property
    def texts(self) -> pd.Series[str]:
        """The text of each record, by `document`."""
        frame = pd.read_sql_query("SELECT document, text FROM contents ORDER BY document", self.store.connection)
        return frame.set_index("document")["text"]

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """The meetings that the documents report."""
        return self._items("meetings")

    @cached_property
    def dates(self) -> pd.DataFrame:
        """The dates in the texts; `lower`, `upper`, `precision`, `period` are of `value`."""
        return self._items("dates")

    @cached_property
    def organizations(self) -> pd.DataFrame:
        """The organizations, once a record."""
        return self._items("organizations")

    @cached_property
    def participants(self) -> pd.DataFrame:
        """Persons and groups, once a record; `organization` is an `item` of `organizations`."""
        return self._items("participants")

    @cached_property
    def conclusions(self) -> pd.DataFrame:
        """What was concluded; `meeting` is an `item` of `meetings`."""
        return self._items("conclusions")

    @cached_property
    def events(self) -> pd.DataFrame:
        """What lies ahead."""
        return self._items("events")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Every place of the items of `meetings`, `organizations`, `participants`."""
        return self._items("mentions")

    @cached_property
    def links(self) -> pd.DataFrame:
        """Which item stands in which list of another: `relation` (`meeting_organizations`, …), `item`, `other`."""
        return self._items("links")

    def search(self, query: str, *, limit: int | None = None, exact: bool = False) -> pd.DataFrame:
        """The hits of a query, the best first: document, record_id, uri, date, field, item, start, end, snippet, score.

        Raises:
            QueryError: the query cannot be read.
        """
        names = ("document", "record_id", "uri", "date", "field", "item", "start", "end", "snippet", "score")
        hits = self.store.search(query, limit=limit, exact=exact).hits
        frame = pd.DataFrame([[getattr(hit, name) for name in names] for hit in hits], columns=list(names))
        return frame.astype({"document": "int64", "start": "int64", "end": "int64", "score": "float64"})

    def _items(self, table: str) -> pd.DataFrame:
        columns = ", ".join(f'x."{name}"' for name in _TABLES[table])
        frame = pd.read_sql_query(
            f"SELECT x.document, d.record_id, d.uri, {columns} FROM {table} AS x JOIN documents AS d ON d.id = x.document "
            "ORDER BY x.document, x.rowid",
            self.store.connection,
        )
        return _typed(table, frame)


def open(path: str | Path) -> Corpus:
    """Open a corpus that `zapisnik index` made, for reading.

    Raises:
        StoreError: it does not exist or is no corpus.
    """
    return Corpus(Store.open(path, read_only=True))


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with real types."""
    for column in frame.columns:
        if column in _INTEGERS:
            frame[column] = frame[column].astype("Int64")
        elif column in _CATEGORIES and (table, column) not in _NOT_CATEGORIES:
            frame[column] = frame[column].astype("category")
        elif column in _DAYS or column.endswith(("_lower", "_upper")):
            frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d", errors="coerce")
    for column, prefix in _DATED.get(table, ()):
        precisions = [edtf.precision(value) if isinstance(value, str) else None for value in frame[column]]
        at = frame.columns.get_loc(f"{prefix}upper") + 1
        frame.insert(at, f"{prefix}precision", pd.Categorical(precisions))
        periods = [_period(value, precision) for value, precision in zip(frame[column], precisions, strict=True)]
        frame.insert(at + 1, f"{prefix}period", pd.Series(periods, dtype=object, index=frame.index))
    return frame


def _period(value: object, precision: str | None) -> pd.Period | None:
    """The value as a period of pandas; None where its precision is none of pandas or its year is unknown or out of range."""
    frequency = _PERIODS.get(precision or "")
    if not isinstance(value, str) or frequency is None or edtf.UNKNOWN_YEAR in value:
        return None
    return pd.Period(value.rstrip("~?%").split("T")[0], freq=frequency)
