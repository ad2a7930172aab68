"""Every rule id that an item may carry leads to a line of a file of the package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import extract
from pipeline.extraction import rules
from pipeline.extraction.rules import UnknownRule, known_rules, locate, name_of, tables_of, with_cue
from pipeline.resources import read_table

ROOM = Path(pipeline.__file__).parent / "extraction"
COMPONENTS = ("conclusions", "dates", "events", "meetings", "organizations", "participants")
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def _named(node: ast.expr) -> str | None:
    """A string as a pattern: parts that the code fills in stand for any letters."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values)
        return "".join(map(str, parts))
    return None


def _written_in(module: Path) -> Iterator[str]:
    """Patterns of the rules that the code of a module names."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func.id if isinstance(node.func, ast.Name) else ""
            values = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            if function == "_expression":
                values.append(node.args[1])
            elif function in ("with_cue", "FoundDate"):
                values += node.args[:1]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = {at.attr if isinstance(at, ast.Attribute) else getattr(at, "id", "") for at in targets}
            values = [node.value] if "rule" in named else []
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and module.name == "headers.py":
            values = node.value.elts[1:]
        elif isinstance(node, ast.Constant) and re.fullmatch(rf"(?:{'|'.join(COMPONENTS)})\.[a-z-]+", str(node.value)):
            values = [node]
        else:
            continue
        yield from filter(None, map(_named, values))


def _written() -> dict[str, list[str]]:
    """Patterns of rules with their component → the modules that name them."""
    found: dict[str, list[str]] = {}
    for component in COMPONENTS:
        for module in sorted((ROOM / component).glob("*.py")):
            for pattern in _written_in(module):
                full = pattern if pattern.startswith(tuple(f"{name}\\." for name in COMPONENTS)) else f"{component}\\.{pattern}"
                found.setdefault(full, []).append(f"{component}/{module.name}")
    return found


def test_every_rule_that_the_code_names_is_in_the_table() -> None:
    known = list(known_rules())
    unknown = {pattern: where for pattern, where in _written().items() if not any(re.fullmatch(pattern, rule) for rule in known)}
    assert not unknown
    assert len(_written()) > 60


def test_every_rule_of_the_table_is_named_by_the_code() -> None:
    patterns = list(_written())
    assert [rule for rule in known_rules() if not any(re.fullmatch(pattern, rule) for pattern in patterns)] == []


@pytest.mark.parametrize("name", list(known_rules()))
def test_rule_leads_to_a_function_and_each_row_of_its_tables_to_its_line(name: str) -> None:
    found = locate(name)
    lines = (ROOM.parent.parent / found.code.file).read_text(encoding="utf-8").split("\n")
    assert re.match(r"\s*(?:def|class) ", lines[found.code.line - 1])
    assert found.place == found.code
    assert found.finds
    for table in tables_of(name):
        content = (ROOM / table).read_text(encoding="utf-8").split("\n")
        rows = [line.split("\t")[0].strip() for line in content if line.strip() and not line.lstrip().startswith("#")][1:]
        assert rows
        for cell in rows:
            place = locate(with_cue(name, cell)).row
            assert place is not None
            assert (ROOM.parent.parent / place.file).is_file()
            first = (ROOM.parent.parent / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1].split("\t")[0]
            assert first.strip().casefold() == cell.casefold() or place.file.endswith(table) is False


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_rules_of_the_items_of_the_samples_lead_to_a_line(sample: Path) -> None:
    record = extract(sample.read_text(encoding="utf-8"))
    items = [item for field in record.ITEM_FIELDS for item in getattr(record, field)]
    assert items
    for item in items:
        place = locate(item.rule).place
        assert (ROOM.parent.parent / place.file).is_file()
        assert place.line > 0


@pytest.mark.parametrize(
    ("text", "field", "table", "cell"),
    [
        ("Zaključeno je da se uredi park.", "conclusions", "conclusions/deciding_verbs.tsv", "zaključiti"),
        ("Zakljuceno je da se uredi park.", "conclusions", "conclusions/deciding_verbs.tsv", "zaključiti"),
        ("Na sjednici je usvojen plan rada.", "conclusions", "conclusions/deciding_verbs.tsv", "usvojiti"),
        ("Postignut je dogovor da se uredi park.", "conclusions", "conclusions/decision_phrases.tsv", ""),
        ("U Olovu je 12. maja 2023. održan sastanak.", "meetings", "meetings/holding_verbs.tsv", "održati"),
        ("Članovi su se sastali 12. maja 2023. u Olovu.", "meetings", "meetings/encounter_verbs.tsv", ""),
        ("Tribina će se održati 24. maja 2033. godine.", "upcoming_events", "meetings/holding_verbs.tsv", "održati"),
        ("Sjednicu je vodila predsjednica Azra Talić.", "participants", "participants/roles.tsv", "predsjednica"),
        ("Govorio je Centar za socijalni rad Breza.", "organizations", "organizations/heads.tsv", "centar"),
        ("Prisutan je bio JU Zavod Vidik i MZ Jelah.", "organizations", "organizations/prefix_forms.tsv", ""),
        ("Rok: 12. maja 2023.", "dates", "dates/labels.tsv", "rok"),
        ("Došli su predstavnici Crvenog križa.", "participants", "participants/groups.tsv", "predstavnik"),
    ],
)
def test_item_leads_to_the_row_that_fired(text: str, field: str, table: str, cell: str) -> None:
    rows = [rule.row for item in getattr(extract(text), field) if (rule := locate(item.rule)).row is not None]
    files = [place.file for place in rows]
    assert f"pipeline/extraction/{table}" in files
    line = rows[files.index(f"pipeline/extraction/{table}")].line
    written = (ROOM / table).read_text(encoding="utf-8").split("\n")[line - 1]
    assert cell in written


def test_name_and_cue_of_an_id_come_apart_and_together() -> None:
    assert with_cue("meetings.held", "bit će") == "meetings.held:bit_će"
    assert name_of("meetings.held:bit_će") == "meetings.held"
    assert name_of("dates.year") == with_cue("dates.year", None) == "dates.year"


@pytest.mark.parametrize("rule", ["meetings.dreamt", "meetings.held:snivati", "dates.year:2024", "nonsense", ""])
def test_unknown_rule_is_refused_by_name(rule: str) -> None:
    with pytest.raises(UnknownRule):
        locate(rule)


def test_function_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"rule": "x.y", "code": "meetings.finder:gone", "tables": "", "finds": ""}
    monkeypatch.setattr(rules, "_rules", lambda: {"x.y": row})
    with pytest.raises(UnknownRule, match="not there"):
        locate("x.y")


def test_table_of_rules_can_be_read() -> None:
    assert len(read_table("pipeline.extraction", "rules.tsv", ("rule", "code", "tables", "finds"))) == len(list(known_rules()))
