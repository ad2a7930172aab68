"""Searching a corpus: a query becomes SQL; hits become snippets of the original text.

The full-text indexes tell which documents fit and rank them (bm25, Robertson and Zaragoza 2009, as FTS5 has it). Where in a text
the words stand is found by reading the text of the hits again with the same keys, for the indexes hold no text.

Where many documents have to be looked at, every processor looks at its share of them: a thread each, with a connection of its own
(SQLite lets other threads run while it works).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.corpus import conflation
from pipeline.corpus.conflation import Token
from pipeline.corpus.query import Filter, Joined, Node, Not, QueryError, Words, parse, words_of
from pipeline.processes import available_processors

if TYPE_CHECKING:
    from pipeline.corpus.store import Store

_WINDOW = 24  # words of a snippet
_MOST_PHRASES = 64  # readings of a phrase that are looked for
_MOST_SHARES = 4
_WORTH_SHARING = 5_000  # documents that have to be looked at: from there on threads gain more than their start costs


@dataclass(frozen=True, slots=True)
class Hit:
    """A document, or an item of one, that fits a query.

    Attributes:
        document: `documents.id`.
        record_id, uri: of its record.
        date: EDTF, of the document.
        field: where the words stand: `conclusions`, `upcoming_events`, else `text`.
        item: the id of that item, or None.
        start, end: the first place of the words in the record's text, in code points; 0 and 0 for filters alone.
        snippet: the words around it, on one line.
        marks: which parts of `snippet` are the words that were looked for, as `[start, end)`.
        score: the higher the better; 0 where nothing ranks: filters alone, or words that stand in more than half of all texts.
    """

    document: int
    record_id: str
    uri: str
    date: str | None
    field: str
    item: str | None
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a concordance: the words before, the words that were looked for, the words after."""

    record_id: str
    uri: str
    start: int
    end: int
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found: how many documents (items) in all, and those that were asked for."""

    total: int
    hits: list[Hit] = field(default_factory=list)


@dataclass(slots=True)
class _Sql:
    """A condition with its parameters."""

    text: str
    parameters: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """A query as SQL.

    Attributes:
        index, table: where is looked: of documents, conclusions or events.
        match: the full-text expression that ranks, or empty.
        where: the other conditions.
        share: the documents that are looked at; None for all.
    """

    index: str
    table: str
    match: str
    where: _Sql
    share: _Share | None = None


_PLACES = {
    "text": ("text_index", "documents"),
    "conclusions": ("conclusion_index", "conclusions"),
    "events": ("event_index", "events"),
}


class _Share(NamedTuple):
    """Documents whose `id` lies in `[first, last]`."""

    first: int
    last: int


class _Found(NamedTuple):
    """A row that fits a query.

    Attributes:
        row: of the table that was looked for.
        document: `documents.id`.
        score: as in `Hit`.
        day: the first day of the document's date, or None.
        total: how many rows fit in all.
    """

    row: int
    document: int
    score: float
    day: str | None
    total: int


def search(store: Store, query: str, *, limit: int | None = 20, offset: int = 0, exact: bool = False) -> Results:
    """See `Store.search`."""
    node = parse(query)
    with _errors_told(store, query):
        return _search(store, node, query, limit, offset, exact)


@contextmanager
def _errors_told(store: Store, query: str) -> Iterator[None]:
    """Errors of SQLite as those of the query or of the database."""
    try:
        yield
    except sqlite3.Error as error:
        if any(sign in str(error) for sign in ("overflow", "too large", "too many", "fts5:")):
            raise QueryError("The query is too involved.", query=query, at=0, remedy="Ask in several steps.") from error
        raise store.failed(error) from error


def _search(store: Store, node: Node | None, query: str, limit: int | None, offset: int, exact: bool) -> Results:
    connection = store.connection
    plan = _plan(connection, node, query, exact)
    ranked = bool(plan.match) and _tells_apart(connection, plan, words_of(node), exact)
    shares = _shares(store, plan) if limit is not None else []
    if len(shares) > 1:
        plans = [_plan(connection, node, query, exact, share) for share in shares]
        assert limit is not None
        found, total = _found_together(store, plans, ranked, limit, offset)
    else:
        found = _found(connection, plan, ranked, limit, offset)
        # none found where none was asked for, or beyond the last
        total = found[0].total if found else _count(connection, plan)
    wanted = [_Pattern(words, exact) for words in words_of(node)]
    return Results(total, [_hit(connection, plan, wanted, one.row, one.document, one.score) for one in found])


def _found(connection: sqlite3.Connection, plan: _Plan, ranked: bool, limit: int | None, offset: int) -> list[_Found]:
    """The rows that fit, the best first; what is shown is fetched for these alone, after a pass that counts and ranks."""
    source, parameters = _source(plan)
    row = "d.id" if plan.table == "documents" else f"{plan.table}.id"
    score, order = (f"-bm25({plan.index})", "score DESC, day DESC, document") if ranked else ("0.0", "day DESC, document")
    # LIMIT -1: a subquery of its own, for bm25 does not go with a window; no day is less than any, and comes last
    return [
        _Found(*values)
        for values in connection.execute(
            f"SELECT row, document, score, day, count(*) OVER () FROM (SELECT {row} AS row, d.id AS document, {score} AS score, "
            f"d.date_lower AS day {source} LIMIT -1) ORDER BY {order} LIMIT ? OFFSET ?",
            [*parameters, -1 if limit is None else limit, offset],
        )
    ]


def _count(connection: sqlite3.Connection, plan: _Plan) -> int:
    source, parameters = _source(plan)
    total: int = connection.execute(f"SELECT count(*) {source}", parameters).fetchone()[0]
    return total


def _shares(store: Store, plan: _Plan) -> list[_Share]:
    """The documents in as many parts as processors can look at; one where that is soon done."""
    processors = min(available_processors(), _MOST_SHARES)
    # what a transaction of ours has written, other connections do not see
    if plan.table != "documents" or processors == 1 or store.connection.in_transaction:
        return []
    # two questions, each of which SQLite answers by one look at an end of the table; asked at once it reads all of it
    first, last = store.connection.execute("SELECT (SELECT min(id) FROM documents), (SELECT max(id) FROM documents)").fetchone()
    if first is None or last - first < _WORTH_SHARING or (plan.match and not _is_common(store.connection, plan)):
        return []
    bounds = [first + (last + 1 - first) * part // processors for part in range(processors + 1)]
    return [_Share(begin, end - 1) for begin, end in pairwise(bounds)]


def _is_common(connection: sqlite3.Connection, plan: _Plan) -> bool:
    """Whether the words of a plan stand in many documents."""
    some = f"SELECT 1 FROM {plan.index} WHERE {plan.index} MATCH ? LIMIT ?"
    matching: int = connection.execute(f"SELECT count(*) FROM ({some})", (plan.match, _WORTH_SHARING)).fetchone()[0]
    return matching == _WORTH_SHARING


def _found_together(store: Store, plans: Sequence[_Plan], ranked: bool, limit: int, offset: int) -> tuple[list[_Found], int]:
    """What `_found` finds in the shares of several plans, in one order, and how many rows there are in all."""
    connections = [store.connection, *store.readers(len(plans) - 1)]

    def best(connection: sqlite3.Connection, plan: _Plan) -> tuple[list[_Found], int]:
        found = _found(connection, plan, ranked, limit + offset, 0)
        return found, found[0].total if found else (0 if limit + offset else _count(connection, plan))

    with ThreadPoolExecutor(len(plans) - 1) as pool:
        others = [pool.submit(best, *work) for work in zip(connections[1:], plans[1:], strict=True)]
        try:
            parts = [best(connections[0], plans[0]), *(other.result() for other in others)]
        except BaseException:
            for connection in connections[1:]:
                connection.interrupt()  # the pool waits for them
            raise
    found = sorted((one for part, _ in parts for one in part), key=lambda one: one.document)
    found.sort(key=lambda one: one.day or "", reverse=True)
    found.sort(key=lambda one: one.score, reverse=True)
    return found[offset : offset + limit], sum(total for _, total in parts)


def _tells_apart(connection: sqlite3.Connection, plan: _Plan, wanted: Sequence[Words], exact: bool) -> bool:
    """Whether ranking by the words means anything: bm25 gives words that stand in more than half of all texts no weight."""
    half = connection.execute(f"SELECT count(*) FROM {plan.table}").fetchone()[0] // 2
    for words in wanted:
        # one more than half is enough to know
        holding = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {plan.index} WHERE {plan.index} MATCH ? LIMIT ?)",
            (words_match(connection, words, exact), half + 1),
        ).fetchone()[0]
        if holding <= half:
            return True
    return False


def matching_documents(store: Store, query: str, *, exact: bool = False) -> list[int]:
    """The documents that fit a query, by `documents.id`, in that order.

    Raises:
        QueryError: the query cannot be read.
    """
    plan = _plan(store.connection, parse(query), query, exact)
    source, parameters = _source(plan)
    with _errors_told(store, query):
        return [row[0] for row in store.connection.execute(f"SELECT DISTINCT d.id {source} ORDER BY d.id", parameters)]


def concordance(store: Store, query: str, *, width: int = 8, exact: bool = False) -> Iterator[Line]:
    """Every place at which words of a query stand, with `width` words on each side, document by document.

    Raises:
        QueryError: the query cannot be read, or looks for no words.
    """
    wanted = [_Pattern(words, exact) for words in words_of(parse(query))]
    if not wanted:
        raise QueryError("A concordance needs a word.", query=query, at=0)
    for document in matching_documents(store, query, exact=exact):
        record_id, uri, _, text = _shown(store.connection, document)
        tokens = conflation.tokens(text)
        for first, last in _spans(tokens, wanted):
            start, end = tokens[first].start, tokens[last - 1].end
            left = text[tokens[max(0, first - width)].start : start]
            right = text[end : tokens[min(len(tokens), last + width) - 1].end]
            yield Line(record_id, uri, start, end, _one_line(left), _one_line(text[start:end]), _one_line(right))


def sorted_lines(lines: Iterable[Line], by: str) -> list[Line]:
    """A concordance in the order of the texts (`text`), or by the words `left`, `right`, or the `match` itself.

    By the left means by the last word before the match, then by the one before it, as in corpus tools.
    """
    listed = list(lines)
    if by == "left":
        return sorted(listed, key=lambda line: conflation.text_forms(line.left)[::-1])
    if by == "right":
        return sorted(listed, key=lambda line: conflation.text_forms(line.right))
    if by == "match":
        return sorted(listed, key=lambda line: conflation.text_forms(line.match))
    return listed


# --- the query as SQL


def _plan(connection: sqlite3.Connection, node: Node | None, query: str, exact: bool, share: _Share | None = None) -> _Plan:
    place = "text"
    parts = list(node.parts) if isinstance(node, Joined) and node.how == "and" else [] if node is None else [node]
    for part in [part for part in parts if isinstance(part, Filter) and part.name == "in"]:
        place = part.value
        parts.remove(part)
    index, table = _PLACES[place]
    texts = [part for part in parts if _is_text(part)]
    compiler = _Compiler(connection, query, index, table, exact, share, has_words=bool(texts))
    others = compiler.conditions([part for part in parts if not _is_text(part)])
    where = _Sql(" AND ".join(other.text for other in others), [value for other in others for value in other.parameters])
    match = " AND ".join(f"({compiler.match(part)})" for part in texts)
    return _Plan(index, table, match, where, share)


def _is_text(node: Node) -> bool:
    """Whether a full-text index can answer it alone."""
    return isinstance(node, Words) or (isinstance(node, Joined) and all(map(_is_text, node.parts)))


def _source(plan: _Plan) -> tuple[str, list[Any]]:
    parameters: list[Any] = []
    if plan.table == "documents":
        tables, row = "documents AS d", "d.id"
    else:
        tables, row = f"{plan.table} JOIN documents AS d ON d.id = {plan.table}.document", f"{plan.table}.id"
    conditions = []
    if plan.match:
        # CROSS JOIN: the full-text index first
        tables = f"{plan.index} CROSS JOIN {tables} {'ON' if plan.table == 'documents' else 'AND'} {row} = {plan.index}.rowid"
        conditions.append(f"{plan.index} MATCH ?")
        parameters.append(plan.match)
    if plan.share is not None:
        conditions.append(f"{f'{plan.index}.rowid' if plan.match else row} BETWEEN ? AND ?")
        parameters += plan.share
    if plan.where.text:
        conditions.append(plan.where.text)
        parameters += plan.where.parameters
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"FROM {tables}{where}", parameters


_LABELLED = ("organization", "person", "place", "type", "role")
# table → the filters that speak of its rows
_OF_ONE_ITEM = {"conclusions": ("kind", "deadline"), "participants": ("person", "role", "status")}


class _Compiler:
    """Turns parts of a query into SQL and into expressions of FTS5."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: str,
        index: str,
        table: str,
        exact: bool,
        share: _Share | None,
        *,
        has_words: bool,
    ) -> None:
        self._connection = connection
        self._share = share
        self._has_words = has_words
        self._query = query
        self._index = index
        self._table = table
        self._exact = exact

    def condition(self, node: Node) -> _Sql:
        """A condition on `d`, the document (on its conclusion or event, where those are looked for)."""
        if isinstance(node, Not):
            inner = self.condition(node.part)
            return _Sql(f"NOT {inner.text}", inner.parameters)
        if isinstance(node, Filter):
            return self._filter(node)
        if _is_text(node):
            row = "d.id" if self._table == "documents" else f"{self._table}.id"
            return _Sql(f"{row} IN (SELECT rowid FROM {self._index} WHERE {self._index} MATCH ?)", [self.match(node)])
        assert isinstance(node, Joined)
        parts = self.conditions(node.parts) if node.how == "and" else [self.condition(part) for part in node.parts]
        joint = f" {node.how.upper()} "
        # no brackets but these: conditions bind more than NOT, NOT more than AND, and SQLite reads a hundred in each other
        return _Sql(f"({joint.join(part.text for part in parts)})", [value for part in parts for value in part.parameters])

    def conditions(self, nodes: Sequence[Node]) -> list[_Sql]:
        """Conditions that must all hold; those on a conclusion, and those on a participant, hold of one and the same."""
        together = list(self._of_one_item(nodes))
        told = {id(node) for _, joint in together for node in joint}
        return [*(self.condition(node) for node in nodes if id(node) not in told), *(sql for sql, _ in together)]

    def _of_one_item(self, nodes: Sequence[Node]) -> Iterator[tuple[_Sql, list[Filter]]]:
        """What several filters ask of one conclusion or participant, and the filters that it stands for."""
        filters = [node for node in nodes if isinstance(node, Filter)]
        for table, names in _OF_ONE_ITEM.items():
            found = [node for node in filters if node.name in names]
            # two persons are two participants
            if len(found) < 2 or len({node.name for node in found}) < len(found) or table == self._table:
                continue
            conditions = [self._on_item(node) for node in found]
            both = " AND ".join(condition.text for condition in conditions)
            parameters = [value for condition in conditions for value in condition.parameters]
            yield _with_item(table, _Sql(both, parameters)), found

    def _on_item(self, node: Filter) -> _Sql:
        """A filter as a condition on `x`, a conclusion or participant."""
        if node.name == "deadline":
            return _days("x", "deadline_", node)
        if node.name in _LABELLED:
            labels = _labels(self._connection, "label", node)
            return _Sql(f"x.{'name' if node.name == 'person' else node.name} IN ({labels.text})", labels.parameters)
        return _Sql(f"x.{node.name} = ?", [node.value])

    def match(self, node: Node) -> str:
        """The expression of FTS5 for words and what joins them."""
        if isinstance(node, Joined):
            return f" {node.how.upper()} ".join(f"({self.match(part)})" for part in node.parts)
        assert isinstance(node, Words)
        return words_match(self._connection, node, self._exact)

    def _filter(self, node: Filter) -> _Sql:
        name, value = node.name, node.value
        if name in ("date", "published"):
            return _days("d", f"{name}_", node)
        if name in ("deadline", "event", "mentioned"):
            table, prefix = {
                "deadline": ("conclusions", "deadline_"), "event": ("events", "date_"), "mentioned": ("dates", "")
            }[name]  # fmt: skip
            if table == self._table:
                return _days(table, prefix, node)
            if node.value == "none":
                told = _Sql(f"(x.{prefix}lower IS NOT NULL OR x.{prefix}upper IS NOT NULL)")
                return _Sql(f"NOT {_with_item(table, told).text}")
            days = _days("x", prefix, node)
            if self._has_words:
                return _with_item(table, days)
            # few of many documents are found by the index of the days sooner than by a look at each
            return self._among(f"{table} AS x", days)
        if name in _LABELLED:
            labels = _labels(self._connection, "id", node)
            return self._among("item_labels", _Sql(f"label IN ({labels.text})", labels.parameters))
        if name == "author":
            return _Sql("lower(d.author) LIKE ? ESCAPE '\\'", [_like(value.lower())])
        if name in ("kind", "status", "mode"):
            table = {"kind": "conclusions", "status": "participants", "mode": "meetings"}[name]
            if table == self._table:
                return _Sql(f"{table}.{name} = ?", [value])
            return _with_item(table, _Sql(f"x.{name} = ?", [value]))
        if name == "has":
            if value == "deadlines":
                return _with_item("conclusions", _Sql("x.deadline IS NOT NULL"))
            return _with_item(value, _Sql("TRUE"))
        if name in ("language", "script"):
            return _Sql(f"lower(d.{name}) = ?", [value])
        if name == "record":
            return _Sql("d.record_id = ?", [value])
        if name == "source":
            return _Sql("d.uri LIKE ? ESCAPE '\\'", [_like(value)])
        raise QueryError("`in:` stands beside all other conditions.", query=self._query, at=self._query.find("in:"))

    def _among(self, table: str, condition: _Sql) -> _Sql:
        """Whether the document is one of those, of the share, that a table has for a condition."""
        within = "" if self._share is None else " AND document BETWEEN ? AND ?"
        return _Sql(
            f"d.id IN (SELECT document FROM {table} WHERE {condition.text}{within})",
            [*condition.parameters, *(self._share or ())],
        )


def _with_item(table: str, condition: _Sql) -> _Sql:
    """Whether a document has an item `x` for which a condition holds."""
    return _Sql(f"EXISTS (SELECT 1 FROM {table} AS x WHERE x.document = d.id AND {condition.text})", condition.parameters)


def _labels(connection: sqlite3.Connection, column: str, node: Filter) -> _Sql:
    """The names (or types, places, roles) that a filter asks for, as a subquery of a column of `labels`."""
    kinds = ("person", "group") if node.name == "person" else (node.name,)
    words = Words(tuple(token.form for token in conflation.tokens(node.value)), prefix=node.value.endswith("*"))
    return _Sql(
        f"SELECT l.{column} FROM label_index CROSS JOIN labels AS l ON l.id = label_index.rowid "
        f"WHERE label_index MATCH ? AND l.kind IN ({', '.join('?' * len(kinds))})",
        [words_match(connection, words, False), *kinds],
    )


def _days(table: str, prefix: str, node: Filter) -> _Sql:
    """Whether the days of a value and those that are asked for overlap."""
    lower, upper = f"{table}.{prefix}lower", f"{table}.{prefix}upper"
    if node.value == "none":
        return _Sql(f"({lower} IS NULL AND {upper} IS NULL)")
    conditions, parameters = [f"({lower} IS NOT NULL OR {upper} IS NOT NULL)"], []
    if node.upper is not None:
        conditions.append(f"({lower} IS NULL OR {lower} <= ?)")
        parameters.append(node.upper)
    if node.lower is not None:
        conditions.append(f"({upper} IS NULL OR {upper} >= ?)")
        parameters.append(node.lower)
    return _Sql(f"({' AND '.join(conditions)})", list(parameters))


def _like(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped.replace('*', '%')}%"


def words_match(connection: sqlite3.Connection, words: Words, exact: bool) -> str:
    """The expression of FTS5 for words of a query."""
    if exact or words.exact:
        return "form : " + _joined([(conflation.form_of(word),) for word in words.words], words)
    readings: list[tuple[str, ...]] = [conflation.query_keys(word, in_phrase=len(words.words) > 1) for word in words.words]
    if words.prefix:
        beginning = words.words[-1]
        readings[-1] = (conflation.folded_key(conflation.form_of(beginning)),)
        forms = _joined([*readings[:-1], (conflation.form_of(beginning),)], words)
        if len(words.words) == 1:
            return f"({{lemma other}} : {_joined(readings, words)}) OR (form : {forms})"
    if len(words.words) == 1:
        forms_ = [_quoted(form) for key in readings[0] for form in _more_forms(connection, key)]
        also = f" OR (form : ({' OR '.join(forms_)}))" if forms_ else ""
        return f"({{lemma other}} : {_joined(readings, words)}){also}"
    # a phrase stands in one column: such a form is looked for by the keys that it has there, and the other words settle it
    more = [
        [own for key in keys for form in _more_forms(connection, key) for own in conflation.keys(form)[:2]] for keys in readings
    ]
    readings = [tuple(dict.fromkeys([*keys, *others])) for keys, others in zip(readings, more, strict=True)]
    return f"{{lemma other}} : {_joined(readings, words)}"


def _more_forms(connection: sqlite3.Connection, key: str) -> list[str]:
    """Forms whose keys are too many for the columns of the index, of which this is one."""
    return [form for (form,) in connection.execute("SELECT form FROM more_keys WHERE key = ? ORDER BY form", (key,))]


def _joined(readings: Sequence[Sequence[str]], words: Words) -> str:
    found = []
    for number, combination in enumerate(product(*readings)):
        if number >= _MOST_PHRASES:
            break
        if words.near is not None:
            found.append(f"NEAR({' '.join(_quoted(key) for key in combination)}, {words.near})")
        else:
            found.append(_quoted(" ".join(combination)) + (" *" if words.prefix else ""))
    return f"({' OR '.join(found)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


# --- where the words stand


class _Pattern:
    """Words of a query, to be found among the tokens of a text."""

    def __init__(self, words: Words, exact: bool) -> None:
        self.exact = exact or words.exact
        self.near = words.near
        self.size = len(words.words)
        self._forms = [conflation.form_of(word) for word in words.words]
        self._keys = [frozenset(conflation.query_keys(word, in_phrase=self.size > 1)) for word in words.words]
        self._prefix = words.prefix

    def places(self, tokens: Sequence[Token]) -> list[list[int]]:
        """For each word, which tokens it is; a form is looked at once, however often it stands there."""
        by_form = {token.form: token.keys for token in tokens}
        places = []
        for number in range(self.size):
            fitting = self._fitting(by_form, number)
            places.append([at for at, token in enumerate(tokens) if token.form in fitting] if fitting else [])
        return places

    def _fitting(self, by_form: Mapping[str, tuple[str, ...]], number: int) -> set[str]:
        """The forms, given with their keys, that are the word of that number."""
        wanted = self._forms[number]
        prefix = self._prefix and number == self.size - 1
        if prefix and self.exact:
            return {form for form in by_form if form.startswith(wanted)}
        if self.exact:
            return {wanted} & by_form.keys()
        if prefix:
            beginning = conflation.folded_key(wanted)
            return {
                form
                for form, keys in by_form.items()
                if form.startswith(wanted) or any(key.startswith(beginning) for key in keys)
            }
        apart = self._keys[number].isdisjoint
        return {form for form, keys in by_form.items() if not apart(keys)}

    def spans(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where they stand, as intervals of tokens."""
        places = self.places(tokens)
        if self.near is not None and self.size > 1:
            yield from self._near_spans(places)
            return
        following = [set(each) for each in places[1:]]
        for at in places[0]:
            if all(at + number in each for number, each in enumerate(following, start=1)):
                yield at, at + self.size

    def _near_spans(self, places: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Each of the words that has all the others within reach."""
        assert self.near is not None
        reach = self.near + self.size
        for number, own in enumerate(places):
            for at in own:
                if all(
                    any(abs(other - at) < reach for other in others) for which, others in enumerate(places) if which != number
                ):
                    yield at, at + 1


def _spans(tokens: Sequence[Token], wanted: Sequence[_Pattern]) -> list[tuple[int, int]]:
    """All places of all patterns in order, none inside another."""
    found = sorted({span for pattern in wanted for span in pattern.spans(tokens)}, key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for first, last in found:
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def _shown(connection: sqlite3.Connection, document: int) -> tuple[str, str, str | None, str]:
    """What is shown of a document: record id, URI, date, text."""
    found: tuple[str, str, str | None, str] = connection.execute(
        "SELECT d.record_id, d.uri, d.date, c.text FROM documents AS d JOIN contents AS c ON c.document = d.id WHERE d.id = ?",
        (document,),
    ).fetchone()
    return found


def _hit(connection: sqlite3.Connection, plan: _Plan, wanted: Sequence[_Pattern], row: int, document: int, score: float) -> Hit:
    record_id, uri, date, text = _shown(connection, document)
    item: str | None = None
    item_start, item_end = 0, len(text)
    if plan.table != "documents":
        item, item_start, item_end = connection.execute(
            f'SELECT item, start, "end" FROM {plan.table} WHERE id = ?', (row,)
        ).fetchone()
    field_ = {"documents": "text", "conclusions": "conclusions", "events": "upcoming_events"}[plan.table]
    begin, stop = (item_start, item_end) if item is not None else (0, len(text))
    part = text[begin:stop]
    tokens = conflation.tokens(part)
    spans = _spans(tokens, wanted) if wanted else []
    snippet, marks = _snippet(part, tokens, spans)
    start, end = (begin, begin)
    if spans:
        start, end = begin + tokens[spans[0][0]].start, begin + tokens[spans[0][1] - 1].end
        best = _best_window(spans)
        if best is not None:
            start, end = begin + tokens[best[0]].start, begin + tokens[best[1] - 1].end
    elif item is not None:
        start, end = item_start, item_end
    if item is None and spans:
        field_, item = _item_at(connection, document, start, end)
    return Hit(document, record_id, uri, date, field_, item, start, end, snippet, marks, float(score))


def _item_at(connection: sqlite3.Connection, document: int, start: int, end: int) -> tuple[str, str | None]:
    """The conclusion or event in whose evidence the words stand."""
    for field_, table in (("conclusions", "conclusions"), ("upcoming_events", "events")):
        found = connection.execute(
            f'SELECT item FROM {table} WHERE document = ? AND start <= ? AND "end" >= ? ORDER BY "end" - start LIMIT 1',
            (document, start, end),
        ).fetchone()
        if found is not None:
            return field_, found[0]
    return "text", None


def _best_window(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first span of the window that holds most of them."""
    best: tuple[int, int] | None = None
    most = 0
    for number, (first, _) in enumerate(spans):
        inside = 0
        while number + inside < len(spans) and spans[number + inside][1] <= first + _WINDOW:
            inside += 1
        if inside > most:
            best, most = spans[number], inside
    return best


def _snippet(text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Words around the best place on one line, and where the marked parts are in it."""
    if not tokens:
        return _one_line(text[:200]), ()
    best = _best_window(spans)
    middle = best[0] if best is not None else 0
    first = max(0, min(middle - _WINDOW // 4, len(tokens) - _WINDOW))
    last = min(len(tokens), max(first + _WINDOW, best[1] if best is not None else 0))
    begin, end = tokens[first].start, tokens[last - 1].end
    shown = [(tokens[a].start, tokens[b - 1].end) for a, b in spans if a >= first and b <= last]
    out = "… " if first else ""
    marks: list[tuple[int, int]] = []
    at = begin
    for start, stop in shown:
        out += _spaced(text[at:start], out)
        marks.append((len(out), len(out) + len(_spaced(text[start:stop], out))))
        out += _spaced(text[start:stop], out)
        at = stop
    out += _spaced(text[at:end], out)
    # closing marks belong to the last word
    tail = text[end : end + 2].strip()
    out += tail[:1] if tail[:1] in (".", "!", "?", ")", "“", "”", "»") else ""
    return out + (" …" if last < len(tokens) else ""), tuple(marks)


def _spaced(text: str, before: str) -> str:
    """Every run of blanks as one."""
    collapsed = " ".join(text.split())
    if not collapsed:
        return " " if text and not before.endswith(" ") else ""
    lead = " " if text[:1].isspace() and not before.endswith(" ") and before else ""
    return lead + collapsed + (" " if text[-1:].isspace() else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
