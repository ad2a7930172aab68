"""Tasks for Label Studio, and the reading of its exports.

A folder gets `tasks.json`, to be imported into a project, and `label-config.xml`, its labeling interface. What was found is there
as predictions, which a person copies and corrects; a document that nobody has annotated gives no corrections. Label Studio counts
code points, as records do.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline import __version__
from pipeline.corpus.annotations import LABELS, LINKS, VALUES, Annotated, Link, NotAnExport, Passage, annotated
from pipeline.corpus.exports.common import Exported, Options, Record
from pipeline.writing import atomic_file, write_atomically

TASKS, CONFIG = "tasks.json", "label-config.xml"
_LABELS, _TEXT = "label", "text"  # names of the tags that mark and show
_COLORS = {
    "meeting": "#8E44AD", "date": "#2E86C1", "organization": "#D35400", "person": "#27AE60", "group": "#82E0AA",
    "conclusion": "#7F8C8D", "event": "#C0392B",
}  # fmt: skip
# our ids of passages; a copy of an annotation puts `#` and its own number behind them
_KEY = re.compile(r"(?P<item>[a-z][1-9][0-9]*)-(?P<number>[1-9][0-9]*)(?:#.*)?")


def write(records: Iterable[Record], out: Path, options: Options, exported: Exported) -> None:
    """Write tasks and labeling interface into a folder."""
    with atomic_file(out / TASKS) as file:
        file.write(b"[")
        for number, record in enumerate(records):
            document = annotated(record)
            exported.items["passages"] += len(document.passages)
            exported.items["links"] += len(document.links)
            line = json.dumps(task(document), ensure_ascii=False, separators=(",", ":"))
            file.write((",\n" if number else "\n").encode() + line.encode("utf-8", errors="replace"))
        file.write(b"\n]\n")
    write_atomically(out / CONFIG, config().encode())
    exported.files += [out / TASKS, out / CONFIG]


def config() -> str:
    """The labeling interface: a tag for each label, and for each value a field that is shown beside passages that may have it."""
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [f'    <Label value="{label}" background="{_COLORS[label]}"/>' for label in LABELS]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f'    <Relation value="{name}"/>' for name in dict.fromkeys(kind.name for kind in LINKS)]
    lines += ["  </Relations>", '  <Text name="text" value="$text"/>']
    for value in VALUES:
        shown = f'perRegion="true" whenTagName="{_LABELS}" whenLabelValue="{",".join(value.labels)}"'
        lines.append(f"  <Header value={quoteattr(value.name)} size='6' {shown}/>")
        if value.choices:
            lines.append(f'  <Choices name="{value.name}" toName="text" choice="single" {shown}>')
            lines += [f'    <Choice value="{choice}"/>' for choice in value.choices]
            lines.append("  </Choices>")
        else:
            lines.append(f'  <TextArea name="{value.name}" toName="text" editable="true" maxSubmissions="1" rows="1" {shown}/>')
    return "\n".join([*lines, "</View>", ""])


def task(document: Annotated) -> dict[str, Any]:
    """A document as Label Studio imports it."""
    result: list[dict[str, Any]] = []
    choices = {value.name for value in VALUES if value.choices}
    for passage in document.passages:
        place = {"start": passage.start, "end": passage.end, "text": document.text[passage.start : passage.end]}
        target = {"id": passage.key, "to_name": _TEXT}
        result.append({**target, "from_name": _LABELS, "type": "labels", "value": place | {"labels": [passage.label]}})
        for name, value in passage.values.items():
            kind, holds = ("choices", "choices") if name in choices else ("textarea", "text")
            # the text of the value stands where that of the passage does, as in the exports of Label Studio
            result.append({**target, "from_name": name, "type": kind, "value": place | {holds: [value]}})
    for link in document.links:
        ends = {"from_id": link.source, "to_id": link.target}
        result.append({"type": "relation", **ends, "direction": "right", "labels": [link.name]})
    identity = {"record_id": document.record_id, "sha256": document.sha256, "uri": document.uri}
    return {
        "data": {_TEXT: document.text, **identity},
        "predictions": [{"model_version": f"zapisnik-{__version__}", "result": result}],
    }


# --- what comes back


def read(file: Path) -> Iterator[Annotated]:
    """The documents of an export (JSON, not JSON-MIN) that somebody has annotated; of several annotations the latest.

    Raises:
        NotAnExport: if it is none, or its tasks are not ours.
    """
    try:
        tasks = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise NotAnExport(f"{file} cannot be read ({error}).", remedy="Export from Label Studio as JSON.") from error
    if not isinstance(tasks, list):
        raise NotAnExport(f"{file} is no list of tasks.", remedy="Export from Label Studio as JSON.")
    for number, entry in enumerate(tasks, start=1):
        try:
            annotations = [one for one in entry["annotations"] if not one.get("was_cancelled")]
            data = entry["data"]
            document = Annotated(data["record_id"], data["sha256"], data.get("uri", ""), data[_TEXT])
            if annotations:
                latest = max(
                    annotations, key=lambda one: (one.get("updated_at") or one.get("created_at") or "", one.get("id") or 0)
                )
                yield _read(document, latest["result"])
        except (KeyError, TypeError, AttributeError) as error:
            raise NotAnExport(
                f"{file}: task {number} is none that zapisnik made ({type(error).__name__}: {error}).",
                remedy="Export from Label Studio as JSON (not JSON-MIN), from a project with tasks of `zapisnik export`.",
            ) from error


def _read(document: Annotated, result: list[Mapping[str, Any]]) -> Annotated:
    values: dict[str, dict[str, str]] = defaultdict(dict)
    marked: dict[str, tuple[str, int, int]] = {}
    known = {value.name for value in VALUES}
    for entry in result:
        if entry["type"] == "relation":
            names = entry.get("labels") or [""]
            ends = (entry["from_id"], entry["to_id"])
            document.links += [Link(name, *(ends if entry.get("direction") != "left" else ends[::-1])) for name in names]
            continue
        held = entry["value"]
        if entry["type"] == "labels":
            label = next((label for label in held.get("labels", ()) if label in LABELS), None)
            if label is not None:
                marked[entry["id"]] = (label, *_place(document.text, held))
        elif entry["from_name"] in known:
            words = held.get("choices" if entry["type"] == "choices" else "text")
            words = [words] if isinstance(words, str) else words or []
            if words and words[-1].strip():
                values[entry["id"]][entry["from_name"]] = " ".join(words[-1].split())
    for key, (label, start, end) in marked.items():
        ours = _KEY.fullmatch(key)
        item, first = (ours["item"], ours["number"] == "1") if ours else (None, True)
        document.passages.append(Passage(key, label, start, end, values[key], item, first))
    return document


def _place(text: str, held: Mapping[str, Any]) -> tuple[int, int]:
    """Where a passage stands. Versions that count as JavaScript does (UTF-16) are known by the words not being there."""
    start, end, words = int(held["start"]), int(held["end"]), held.get("text")
    if isinstance(words, str) and text[start:end] != words:
        units = text.encode("utf-16-le", errors="surrogatepass")
        before = units[: 2 * start].decode("utf-16-le", errors="ignore")
        within = units[2 * start : 2 * end].decode("utf-16-le", errors="ignore")
        if within == words:
            return len(before), len(before) + len(within)
    return start, end
