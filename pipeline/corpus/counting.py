"""Counting the documents that fit a query by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.corpus.search import matching_documents

if TYPE_CHECKING:
    from pipeline.corpus.store import Store

# what is counted by → a SELECT of (document, label) for the documents in temp.counted
_LABELS = {
    "organization": "SELECT DISTINCT document, name AS label FROM organizations",
    "person": "SELECT DISTINCT document, name AS label FROM participants WHERE kind = 'person'",
    "role": "SELECT DISTINCT document, role AS label FROM participants WHERE role IS NOT NULL",
    "place": "SELECT DISTINCT document, place AS label FROM meetings WHERE place IS NOT NULL",
    "type": "SELECT DISTINCT document, type AS label FROM meetings",
    "kind": "SELECT DISTINCT document, kind AS label FROM conclusions",
    "year": "SELECT id AS document, substr(date_lower, 1, 4) AS label FROM documents WHERE date_lower IS NOT NULL",
    "month": "SELECT id AS document, substr(date_lower, 1, 7) AS label FROM documents WHERE date_lower IS NOT NULL "
    "AND substr(date_lower, 1, 7) = substr(date_upper, 1, 7)",
    "language": "SELECT id AS document, language AS label FROM documents",
    "script": "SELECT id AS document, script AS label FROM documents",
}
#: by what documents can be counted
COUNTS = tuple(_LABELS)
_IN_TIME = ("year", "month")


def count(store: Store, query: str, by: str, *, exact: bool = False) -> list[tuple[str, int]]:
    """How many documents that fit a query hold each organization, place, …

    Args:
        query: empty for all documents.
        by: one of `COUNTS`. `place` and `type` are of meetings, `year` and `month` of the document's date, where it is that
            precise.
        exact: see `Store.search`.

    Returns:
        Label and number of documents: the most first, years and months in their order.

    Raises:
        QueryError: the query cannot be read.
    """
    select = _LABELS[by]
    connection = store.connection
    documents = matching_documents(store, query, exact=exact)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS counted (document INTEGER PRIMARY KEY)")
    try:
        connection.execute("DELETE FROM temp.counted")
        connection.executemany("INSERT INTO temp.counted VALUES (?)", [(document,) for document in documents])
        order = "label" if by in _IN_TIME else "number DESC, label"
        found = connection.execute(
            f"SELECT label, count(*) AS number FROM ({select}) WHERE document IN (SELECT document FROM temp.counted) "
            f"GROUP BY label ORDER BY {order}"
        ).fetchall()
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.counted")
    return [(label, number) for label, number in found]
