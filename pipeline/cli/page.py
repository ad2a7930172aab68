"""A record as one self-contained HTML page: the text with its evidence highlighted, and the tables of the record."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

from pipeline.cli import view

COLORS = {
    "meeting": "#8d6e00",
    "conclusion": "#7b1fa2",
    "event": "#c2410c",
    "organization": "#1d4ed8",
    "participant": "#0f766e",
    "date": "#be123c",
}

# displaCy puts a space after every token; a token that ends in this mark is not followed by one in the text
_NO_SPACE = "\ue000"
_WORD = re.compile(r"\S+\s*")
# a label is the id alone, whose letter and colour say what it is: a longer one would cover its neighbours
_TEMPLATES = {
    "span": '<span class="word" style="height: {total_height}px">{text}{span_slices}{span_starts}</span>',
    "slice": '<span class="slice" style="background: {bg}; top: {top_offset}px"></span>',
    "start": (
        '<span class="slice first" style="background: {bg}; top: {top_offset}px">'
        '<span class="label" title="{label}" style="background: {bg}">{kb_link}</span></span>'
    ),
}


def render(record: view.Item) -> str:
    """The page of a valid record; whatever stands in the record is escaped, and nothing is loaded from elsewhere."""
    style = files("pipeline.cli").joinpath("page.css").read_text(encoding="utf-8")
    legend = "".join(f'<li><i style="background: {color}"></i>{label}</li>' for label, color in COLORS.items())
    tables = "".join(_table(section) for section in view.sections(record))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(record["source"]["language"])}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(view.title(record))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(view.title(record))}</h1><p>{escape(view.subtitle(record))}</p><ul>{legend}</ul></header>\n"
        f'<main>\n<article lang="{escape(record["source"]["language"])}">\n{_text(record)}\n</article>\n'
        f"<aside>\n{tables}</aside>\n</main>\n"
        f"<footer>Record {escape(record['record_id'])}, zapisnik {escape(record['provenance']['pipeline']['version'])}</footer>\n"
        "</body>\n</html>\n"
    )


def _text(record: view.Item) -> str:
    """The record's text by displaCy's span renderer, one block a line; a highlight that runs over lines is cut at their ends."""
    from spacy import displacy  # noqa: PLC0415 - slow to import

    lines = record["text"].split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))[:-1]
    inside: list[list[tuple[int, int, view.Highlight]]] = [[] for _ in lines]
    for highlight in view.highlights(record):
        for number in range(bisect_right(starts, highlight.start) - 1, bisect_right(starts, highlight.end - 1)):
            start = max(highlight.start - starts[number], 0)
            end = min(highlight.end - starts[number], len(lines[number]))
            if start < end:
                inside[number].append((start, end, highlight))
    documents = [_line(line, stretches) for line, stretches in zip(lines, inside, strict=True) if line.strip()]
    markup = displacy.render(
        documents, style="span", manual=True, jupyter=False, options={"colors": COLORS, "template": _TEMPLATES, "top_offset": 31}
    )
    return str(markup).replace(f"{_NO_SPACE} ", "").replace(_NO_SPACE, "")


def _line(line: str, inside: list[tuple[int, int, view.Highlight]]) -> dict[str, Any]:
    """One line as displaCy wants it: tokens, and spans of tokens.

    Highlighted stretches are cut into words, so that a long one can wrap; what lies between is one token.
    """
    cuts = sorted({0, len(line), *(place for start, end, _ in inside for place in (start, end))})
    tokens: list[str] = []
    first: dict[int, int] = {}  # offset in the line → token that begins there
    for left, right in pairwise(cuts):
        first[left] = len(tokens)
        highlighted = any(start <= left and right <= end for start, end, _ in inside)
        tokens.extend(_pieces(line[left:right]) if highlighted else [line[left:right].replace(_NO_SPACE, "") + _NO_SPACE])
    first[len(line)] = len(tokens)
    spans = [
        {
            "start_token": first[start],
            "end_token": first[end],
            "label": highlight.label,
            "kb_id": escape(highlight.item_id),
            "kb_url": f"#{escape(highlight.item_id)}",
        }
        for start, end, highlight in inside
    ]
    return {"tokens": tokens, "spans": spans}


def _pieces(stretch: str) -> Iterator[str]:
    """Words with the blanks that follow them; leading blanks go to the first."""
    leading = stretch[: len(stretch) - len(stretch.lstrip())]
    for number, word in enumerate(_WORD.findall(stretch)):
        yield (leading + word if number == 0 else word).replace(_NO_SPACE, "")
    if stretch and not stretch.strip():
        yield stretch


def _table(section: view.Section) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in section.columns)
    ids = section.ids or ("",) * len(section.rows)
    rows = []
    for item_id, row in zip(ids, section.rows, strict=True):
        anchor = f' id="{escape(item_id)}"' if item_id else ""
        cells = (f"<td>{_cell(column, cell)}</td>" for column, cell in zip(section.columns, row, strict=True))
        rows.append(f"<tr{anchor}>{''.join(cells)}</tr>")
    return f"<h2>{escape(section.title)}</h2>\n<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>\n"


def _cell(column: str, cell: str) -> str:
    """A cell as HTML; dates break at the stroke of an interval only."""
    if column not in ("date", "deadline", "value", "time"):
        return escape(cell)
    return "/<wbr>".join(f'<span class="value">{escape(part)}</span>' for part in cell.split("/"))
