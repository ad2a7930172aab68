"""Records as tables of pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas

from pipeline.records import model

if TYPE_CHECKING:
    from pipeline.records.model import Record

_CLASSES = {
    "meetings": model.Meeting,
    "dates": model.Date,
    "organizations": model.Organization,
    "participants": model.Participant,
    "conclusions": model.Conclusion,
    "upcoming_events": model.UpcomingEvent,
}
# columns of the table of all fields: for each the attributes that may hold it
_TYPE = ("kind", "type")
_NAME = ("name", "title")
_DATE = ("value", "date", "deadline")
_COLUMNS = ("record_id", "field", "id", "type", "name", "date", "start", "end", "text", "confidence", "rule")


def frame(record: Record, field: str | None) -> pandas.DataFrame:
    """See `Record.to_frame`."""
    if field is None:
        rows = [_row(record, name, item) for name in _CLASSES for item in getattr(record, name)]
        return _typed(pandas.DataFrame(rows, columns=list(_COLUMNS)))
    if field not in _CLASSES:
        raise ValueError(f"no field {field!r}; there are {', '.join(_CLASSES)}")
    columns = ["record_id", *model.field_names(_CLASSES[field])]
    items = record.to_dict()[field]
    return _typed(pandas.DataFrame([{"record_id": record.record_id, **item} for item in items], columns=columns))


def _typed(table: pandas.DataFrame) -> pandas.DataFrame:
    """Numbers stay numbers where there is no row."""
    return table.astype({"start": "int64", "end": "int64", "confidence": "float64"})


def _row(record: Record, field: str, item: Any) -> dict[str, Any]:
    name = item.text if field == "conclusions" else _first(item, _NAME)
    return {
        "record_id": record.record_id,
        "field": field,
        "id": item.id,
        "type": _first(item, _TYPE),
        "name": name,
        "date": _first(item, _DATE),
        "start": item.start,
        "end": item.end,
        "text": record.text[item.start : item.end],
        "confidence": item.confidence,
        "rule": item.rule,
    }


def _first(item: Any, attributes: tuple[str, ...]) -> Any:
    return next((value for name in attributes if (value := getattr(item, name, None)) is not None), None)
