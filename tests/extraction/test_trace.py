"""The trace notes what the rules considered, and nothing at all unless somebody asks."""

from __future__ import annotations

import ast
from pathlib import Path
from threading import Thread

import pipeline
from pipeline.extraction import trace

ROOM = Path(pipeline.__file__).parent / "extraction"
TEXT = "Direktor je istakao da je zaključeno da se park uredi. Sastanak je otkazan."


def _strings() -> set[str]:
    """Every string in the code of the room, and of what explains it."""
    modules = [*ROOM.rglob("*.py"), ROOM.parent / "explanation.py"]
    return {
        str(node.value)
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_nothing_is_noted_while_nobody_collects() -> None:
    assert not trace.tracing()
    trace.rejected("meetings", 0, 3, "announced")
    trace.merged("meetings", 0, 3, "told-again")
    trace.bounded("meetings", 0, 3, begins="first-word")
    with trace.collecting() as noted:
        assert trace.tracing()
    assert (noted.steps, noted.bounds) == ([], {})
    assert not trace.tracing()


def test_what_is_noted_ends_with_the_block_and_inner_blocks_have_their_own() -> None:
    with trace.collecting() as outer:
        trace.rejected("dates", 0, 2, "half-a-date", rule="dates.month")
        with trace.collecting() as inner:
            trace.rejected("dates", 5, 9, "no-such-day")
        trace.merged("events", 1, 2, "told-again")
    trace.rejected("dates", 3, 4, "furniture")
    assert [(step.start, step.reason, step.outcome) for step in outer.steps] == [
        (0, "half-a-date", "rejected"),
        (1, "told-again", "merged"),
    ]
    assert [step.reason for step in inner.steps] == ["no-such-day"]


def test_bounds_are_filled_up_and_keep_what_was_known() -> None:
    with trace.collecting() as noted:
        trace.bounded("conclusions", 0, 9, begins="after-label")
        trace.bounded("conclusions", 0, 9, ends="item-ends", cue=(0, 3))
    assert noted.bounds == {("conclusions", 0, 9): trace.Bounds("after-label", "item-ends", (0, 3))}


def test_one_thread_does_not_see_the_trace_of_another() -> None:
    seen: list[bool] = []
    with trace.collecting():
        other = Thread(target=lambda: seen.append(trace.tracing()))
        other.start()
        other.join()
    assert seen == [False]


def test_record_is_the_same_whether_traced_or_not() -> None:
    plain = pipeline.extract(TEXT).to_dict()
    with trace.collecting() as noted:
        assert pipeline.extract(TEXT).to_dict() == plain
    assert noted.steps


def test_every_reason_is_used_and_says_something() -> None:
    assert set(trace.reasons()) <= _strings()
    assert all(says and not says.endswith(".") for says in trace.reasons().values())


def test_every_reason_that_the_code_gives_is_in_the_table() -> None:
    given: set[str] = set()
    for module in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"rejected", "merged", "_rejected", "_refused", "_dropped", "_left_out", "_reject", "_note", "bounded"}:
                values = [
                    *node.args,
                    *(keyword.value for keyword in node.keywords if keyword.arg in ("begins", "ends", "reason")),
                ]
                given |= {
                    str(each.value)
                    for value in values
                    for each in ast.walk(value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
                }
    fields = {"meetings", "conclusions", "upcoming_events", "participants", "organizations", "dates"}
    codes = {code for code in given if "." not in code and code not in fields and " " not in code}
    assert len(codes) > 40
    assert codes - set(trace.reasons()) <= {"row", "body", "quotation"}  # what conditions ask for
