"""The overview of a corpus: what it holds, in tables."""

from __future__ import annotations

import datetime
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.corpus.counting import count

if TYPE_CHECKING:
    from pipeline.corpus.store import Store

_MOST = 10


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the overview.

    Attributes:
        title: what it tells.
        columns: their names.
        rows: values, as many as columns.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def overview(store: Store, *, today: datetime.date, most: int = _MOST) -> list[Table]:
    """The tables of `zapisnik stats`.

    Args:
        store: the corpus.
        today: by which deadlines and events are ahead or past.
        most: rows of a table of names.
    """
    ask = store.connection.execute
    tables = [
        Table(
            "In all",
            ("what", "number"),
            (
                *(
                    (name, ask(f"SELECT count(*) FROM {table}").fetchone()[0])
                    for name, table in (
                        ("records", "documents"),
                        ("meetings", "meetings"),
                        ("conclusions", "conclusions"),
                        ("upcoming events", "events"),
                        ("participants", "participants"),
                        ("organizations", "organizations"),
                        ("dates", "dates"),
                    )
                ),
                ("different organizations", ask("SELECT count(DISTINCT name) FROM organizations").fetchone()[0]),
                ("different persons", ask("SELECT count(DISTINCT name) FROM participants WHERE kind = 'person'").fetchone()[0]),
                ("words", ask("SELECT coalesce(sum(tokens), 0) FROM documents").fetchone()[0]),
            ),
        )
    ]
    for title, by in (
        ("Records by language", "language"),
        ("Records by script", "script"),
        ("Records by year", "year"),
        ("Records by type of meeting", "type"),
        ("Records by place of meeting", "place"),
        ("Records by organization", "organization"),
        ("Records by person", "person"),
        ("Records by kind of conclusion", "kind"),
    ):
        counted = count(store, "", by)
        shown = counted if by == "year" else counted[:most]
        tables.append(Table(title, (by, "records"), tuple(shown)))
    day = today.isoformat()
    tables.append(
        Table(
            f"Deadlines and events, seen from {day}",
            ("what", "ahead", "past", "no date"),
            tuple(
                (
                    name,
                    ask(f"SELECT count(*) FROM {table} WHERE {prefix}upper >= ?", (day,)).fetchone()[0],
                    ask(f"SELECT count(*) FROM {table} WHERE {prefix}upper < ?", (day,)).fetchone()[0],
                    ask(f"SELECT count(*) FROM {table} WHERE {prefix}upper IS NULL").fetchone()[0],
                )
                for name, table, prefix in (("conclusions", "conclusions", "deadline_"), ("events", "events", "date_"))
            ),
        )
    )
    warnings: Counter[str] = Counter()
    for (content,) in ask("SELECT record FROM contents"):
        warnings.update({warning["code"] for warning in orjson.loads(zlib.decompress(content))["warnings"]})
    tables.append(Table("Records by warning", ("warning", "records"), tuple(warnings.most_common())))
    return tables
