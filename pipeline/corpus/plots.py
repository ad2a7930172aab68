"""Charts of a corpus, made with Altair (Vega-Lite): HTML that needs no network, PNG or SVG."""

from __future__ import annotations

import datetime
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.corpus.search import matching_documents
from pipeline.errors import MissingExtra, ZapisnikError
from pipeline.writing import write_atomically

if TYPE_CHECKING:
    from pipeline.corpus.store import Store

_MOST_ORGANIZATIONS = 40
_MOST_PLACES = 20
_MOST_DEADLINES = 40
_SUFFIXES = (".html", ".png", ".svg")
_STEPS = 300  # of the layout of a network
_GRAVITY = 0.8
_LONGEST_LABEL = 60


class PlotError(ZapisnikError):
    """A chart that cannot be made."""

    code = "plot"


def plot(store: Store, kind: str, out: str | Path, *, query: str = "", today: datetime.date | None = None) -> Path:
    """Draw a chart into a file.

    Args:
        store: the corpus.
        kind: one of `CHARTS`.
        out: a file that ends in .html, .png or .svg.
        query: only documents that fit it.
        today: from which deadlines are ahead.

    Raises:
        PlotError: another kind or suffix, or nothing to draw.
        MissingExtra: Altair is not installed.
        QueryError: the query cannot be read.
    """
    place = Path(out)
    if kind not in CHARTS:
        raise PlotError(f"There is no chart {kind!r}.", remedy=f"Choose one of {', '.join(CHARTS)}.")
    if place.suffix.lower() not in _SUFFIXES:
        raise PlotError(f"{place} ends in none of {', '.join(_SUFFIXES)}.", remedy=f"Name a file such as {kind}.html.")
    altair = _altair()
    chart = CHARTS[kind](altair, store, matching_documents(store, query), today or datetime.date.today())
    if chart is None:
        raise PlotError("There is nothing to draw.", remedy="Look at `zapisnik stats`, or ask for more with another query.")
    write_atomically(place, _rendered(chart, place.suffix.lower()))
    return place


def _rendered(chart: Any, suffix: str) -> bytes:
    import vl_convert  # noqa: PLC0415 - an extra

    specification = chart.to_json()
    if suffix == ".html":
        html: str = vl_convert.vegalite_to_html(specification, bundle=True)
        return html.encode()
    if suffix == ".svg":
        svg: str = vl_convert.vegalite_to_svg(specification)
        return svg.encode()
    png: bytes = vl_convert.vegalite_to_png(specification, scale=2)
    return png


def _altair() -> Any:
    try:
        import altair  # noqa: PLC0415 - an extra
        import vl_convert  # noqa: F401, PLC0415

        altair.data_transformers.disable_max_rows()
        return altair
    except ImportError as error:
        raise MissingExtra(f"Charts need Altair ({error}).", remedy="Install it with: pip install 'zapisnik[plots]'.") from error


def _rows(store: Store, documents: Sequence[int], select: str) -> list[tuple[Any, ...]]:
    """Rows of a SELECT that names `document`, for these documents."""
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS charted (document INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.charted")
    connection.executemany("INSERT INTO temp.charted VALUES (?)", [(document,) for document in documents])
    return connection.execute(f"SELECT * FROM ({select}) WHERE document IN (SELECT document FROM temp.charted)").fetchall()


def _timeline(altair: Any, store: Store, documents: Sequence[int], today: datetime.date) -> Any:
    """Meetings by month and type."""
    rows = _rows(
        store,
        documents,
        "SELECT document, substr(date_lower, 1, 7) AS month, type FROM meetings "
        "WHERE date_lower IS NOT NULL AND substr(date_lower, 1, 7) = substr(date_upper, 1, 7)",
    )
    counted = Counter((month, type_) for _, month, type_ in rows)
    if not counted:
        return None
    common = {type_ for type_, _ in Counter(type_ for _, _, type_ in rows).most_common(8)}
    data: Counter[tuple[str, str]] = Counter()
    for (month, type_), number in counted.items():
        data[month, type_ if type_ in common else "ostalo"] += number
    values = [{"month": f"{month}-01", "type": type_, "meetings": number} for (month, type_), number in sorted(data.items())]
    return (
        altair.Chart(altair.Data(values=values), title="Meetings by month", width=720, height=320)
        .mark_bar()
        .encode(
            x=altair.X("yearmonth(month):T", title="month"),
            y=altair.Y("sum(meetings):Q", title="meetings", axis=altair.Axis(tickMinStep=1)),
            color=altair.Color("type:N", title="type"),
            tooltip=[altair.Tooltip("yearmonth(month):T", title="month"), "type:N", altair.Tooltip("meetings:Q")],
        )
    )


def _heatmap(altair: Any, store: Store, documents: Sequence[int], today: datetime.date) -> Any:
    """Meetings by place and year."""
    rows = _rows(
        store,
        documents,
        "SELECT document, place, substr(date_lower, 1, 4) AS year FROM meetings "
        "WHERE place IS NOT NULL AND date_lower IS NOT NULL",
    )
    if not rows:
        return None
    places = [place for place, _ in Counter(place for _, place, _ in rows).most_common(_MOST_PLACES)]
    counted = Counter((place, year) for _, place, year in rows if place in places)
    values = [{"place": place, "year": year, "meetings": number} for (place, year), number in sorted(counted.items())]
    return (
        altair.Chart(altair.Data(values=values), title="Meetings by place and year", width=560)
        .mark_rect()
        .encode(
            x=altair.X("year:O", title="year", axis=altair.Axis(labelAngle=0)),
            y=altair.Y("place:N", title="place", sort=places),
            color=altair.Color("meetings:Q", title="meetings", scale=altair.Scale(scheme="blues")),
            tooltip=["place:N", "year:O", "meetings:Q"],
        )
    )


def _deadlines(altair: Any, store: Store, documents: Sequence[int], today: datetime.date) -> Any:
    """What is due next, from today on."""
    rows = _rows(
        store,
        documents,
        "SELECT c.document, d.uri, c.text, c.kind, c.deadline, c.deadline_lower, c.deadline_upper FROM conclusions AS c "
        "JOIN documents AS d ON d.id = c.document WHERE c.deadline_upper IS NOT NULL",
    )
    ahead = sorted((row for row in rows if row[6] >= today.isoformat()), key=lambda row: (row[6], row[1], row[2]))
    if not ahead:
        return None
    values = [
        {
            "label": _short(text),
            "source": uri,
            "kind": kind,
            "deadline": deadline,
            "from": max(lower or today.isoformat(), today.isoformat()),
            "until": upper,
        }
        for _, uri, text, kind, deadline, lower, upper in ahead[:_MOST_DEADLINES]
    ]
    chart = altair.Chart(altair.Data(values=values), title=f"Deadlines ahead of {today.isoformat()}", width=520)
    encoding = {
        "y": altair.Y("label:N", title=None, sort=[value["label"] for value in values], axis=altair.Axis(labelLimit=420)),
        "color": altair.Color("kind:N", title="kind"),
        "tooltip": ["label:N", "deadline:N", "kind:N", "source:N"],
    }
    line = chart.mark_rule(strokeWidth=3).encode(x=altair.X("from:T", title="day"), x2="until:T", **encoding)
    return line + chart.mark_point(filled=True, size=60).encode(x=altair.X("until:T", title="day"), **encoding)


def _network(altair: Any, store: Store, documents: Sequence[int], today: datetime.date) -> Any:
    """Organizations that take part in the same meetings; those that meet most."""
    rows = _rows(
        store,
        documents,
        "SELECT l.document AS document, l.item, o.name FROM links AS l JOIN organizations AS o "
        "ON o.document = l.document AND o.item = l.other WHERE l.relation = 'meeting_organizations'",
    )
    meetings: dict[tuple[int, str], set[str]] = defaultdict(set)
    for document, item, name in rows:
        meetings[document, item].add(name)
    frequent = Counter(name for names in meetings.values() if len(names) > 1 for name in names)
    chosen = {name for name, _ in sorted(frequent.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_ORGANIZATIONS]}
    edges: Counter[tuple[str, str]] = Counter()
    for names in meetings.values():
        inside = sorted(names & chosen)
        edges.update((one, other) for number, one in enumerate(inside) for other in inside[number + 1 :])
    if not edges:
        return None
    nodes = sorted({name for edge in edges for name in edge})
    places = _layout(nodes, edges)
    lines = [
        {"x": places[one][0], "y": places[one][1], "x2": places[other][0], "y2": places[other][1], "together": number,
         "pair": f"{one} – {other}"}
        for (one, other), number in sorted(edges.items())
    ]  # fmt: skip
    points = [{"x": places[name][0], "y": places[name][1], "name": name, "meetings": frequent[name]} for name in nodes]
    hidden = {"axis": None, "scale": altair.Scale(domain=[-1.15, 1.15])}
    edge_chart = (
        altair.Chart(altair.Data(values=lines))
        .mark_rule(opacity=0.35)
        .encode(
            x=altair.X("x:Q", **hidden),
            y=altair.Y("y:Q", **hidden),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=altair.StrokeWidth("together:Q", title="meetings together", scale=altair.Scale(range=[0.8, 6])),
            tooltip=["pair:N", "together:Q"],
        )
    )
    sizes = sorted({1, max(frequent[name] for name in nodes)})
    base = altair.Chart(altair.Data(values=points)).encode(x=altair.X("x:Q", **hidden), y=altair.Y("y:Q", **hidden))
    node_chart = base.mark_circle().encode(
        size=altair.Size(
            "meetings:Q", title="meetings", legend=altair.Legend(values=sizes), scale=altair.Scale(range=[60, 500], domainMin=0)
        ),
        tooltip=["name:N", "meetings:Q"],
    )
    labels = base.mark_text(dy=-12, fontSize=10).transform_calculate(
        label=f"length(datum.name) > {_LONGEST_LABEL // 2} ? slice(datum.name, 0, {_LONGEST_LABEL // 2}) + '…' : datum.name"
    )
    return (
        altair.layer(edge_chart, node_chart, labels.encode(text="label:N"))
        .properties(title="Organizations that meet together", width=800, height=640)
        .configure_view(stroke=None)
    )


def _layout(nodes: Sequence[str], edges: Counter[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Places between -1 and 1 by forces (Fruchterman and Reingold 1991); the same network has the same places."""
    chance = random.Random(1)
    at = {node: [math.cos(turn), math.sin(turn)] for node, turn in _round(nodes)}
    for place in at.values():
        place[0] += chance.uniform(-0.01, 0.01)
        place[1] += chance.uniform(-0.01, 0.01)
    ideal = 1.6 / math.sqrt(len(nodes))
    for step in range(_STEPS):
        force = {node: [0.0, 0.0] for node in nodes}
        for number, one in enumerate(nodes):
            for other in nodes[number + 1 :]:
                dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
                distance = max(math.hypot(dx, dy), 1e-3)
                push = ideal * ideal / distance
                for node, sign in ((one, 1), (other, -1)):
                    force[node][0] += sign * dx / distance * push
                    force[node][1] += sign * dy / distance * push
        for (one, other), weight in edges.items():
            dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
            distance = max(math.hypot(dx, dy), 1e-3)
            pull = distance * distance / ideal * (0.3 + 0.3 * math.log(weight))
            for node, sign in ((one, -1), (other, 1)):
                force[node][0] += sign * dx / distance * pull
                force[node][1] += sign * dy / distance * pull
        for node in nodes:  # so that parts that nothing joins do not fly apart
            for axis in (0, 1):
                force[node][axis] -= _GRAVITY * at[node][axis]
        heat = 0.1 * (1 - step / _STEPS) + 0.001
        for node in nodes:
            size = max(math.hypot(*force[node]), 1e-9)
            for axis in (0, 1):
                at[node][axis] += force[node][axis] / size * min(size, heat)
    reach = max(max(abs(value) for value in place) for place in at.values()) or 1.0
    return {node: (round(place[0] / reach, 4), round(place[1] / reach, 4)) for node, place in at.items()}


def _round(nodes: Sequence[str]) -> list[tuple[str, float]]:
    return [(node, 2 * math.pi * number / len(nodes)) for number, node in enumerate(nodes)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1]}…"


#: the charts by name
CHARTS: dict[str, Callable[[Any, Any, Sequence[int], datetime.date], Any]] = {
    "timeline": _timeline,
    "network": _network,
    "heatmap": _heatmap,
    "deadlines": _deadlines,
}
