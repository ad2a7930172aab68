"""OpenDocument text (ISO/IEC 26300): paragraphs, lists with their numbers, tables, the header of the first page, notes."""

from __future__ import annotations

from typing import Any

from pipeline.reading.errors import DamagedDocument, EncryptedDocument
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options
from pipeline.reading.readers import tables
from pipeline.reading.readers.numbering import BULLET, written
from pipeline.reading.readers.properties import core_properties
from pipeline.reading.readers.xml import Package, attribute, local, text_of

_HIDDEN = frozenset(
    {
        "annotation", "tracked-changes", "sequence-decls", "variable-decls", "forms", "user-field-decls", "bibliography-mark",
        "hidden-text", "hidden-paragraph", "desc", "title", "script", "event-listeners",
    }
)  # fmt: skip
_DEEPEST = 200
_MOST_REPEATED = 100  # blanks or cells that one element stands for


def read(data: bytes, options: Options) -> Extracted:
    """Read an ODT file.

    Raises:
        ReadingError: it is damaged or encrypted.
    """
    package = Package(data)
    manifest = package.bytes("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise EncryptedDocument("the document asks for a password")
    content = package.part("content.xml")
    if content is None:
        raise DamagedDocument("the file is damaged (it has no text part)")
    styles = package.part("styles.xml")
    reader = _Reader([content] if styles is None else [styles, content])
    body = next((element for element in content.iter() if local(element) == "text"), None)
    if body is None:
        raise DamagedDocument("the file holds no text document")
    lines = reader.blocks(body)
    head = reader.header(styles)
    known = {line.strip().casefold() for line in lines[:30]}
    head = [line for line in head if line.strip() and line.strip().casefold() not in known]
    notes = [line for line in reader.notes if line.strip()]
    properties = core_properties(package.part("meta.xml"))
    return Extracted(
        text=tables.join_lines([*head, *([""] if head else []), *lines, *([""] if notes else []), *notes]),
        title=properties.title,
        author=properties.author,
        published=properties.published,
        published_from="properties" if properties.published else None,
    )


class _Reader:
    def __init__(self, roots: list[Any]) -> None:
        self.notes: list[str] = []
        self._styles: dict[
            str, dict[int, tuple[str, str, str, int, int]]
        ] = {}  # list style → level → prefix, suffix, format, start, levels shown
        self._paragraph_list: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._last_of_style: dict[str, dict[int, int]] = {}
        for root in roots:
            for element in root.iter():
                name = local(element)
                if name == "list-style":
                    self._styles[attribute(element, "name") or ""] = dict(_levels(element))
                elif name == "style" and attribute(element, "list-style-name"):
                    self._paragraph_list[attribute(element, "name") or ""] = attribute(element, "list-style-name") or ""

    def header(self, styles: Any | None) -> list[str]:
        """The lines of the header of the first page style that has one."""
        if styles is None:
            return []
        for element in styles.iter():
            if local(element) == "header" and attribute(element, "display") != "false":
                return self.blocks(element)
        return []

    def blocks(self, parent: Any, depth: int = 0) -> list[str]:
        lines: list[str] = []
        if depth > _DEEPEST:
            return lines
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                lines += self._paragraph(element)
            elif name == "list":
                lines += self._list(element, "", 1, depth)
            elif name == "table":
                lines += tables.lines([self._row(row, depth) for row in _below(element, "table-row")])
            elif name and name not in _HIDDEN:
                lines += self.blocks(element, depth + 1)
        return lines

    def _row(self, row: Any, depth: int) -> tables.Row:
        cells: tables.Row = []
        for cell in row:
            name = local(cell)
            if name == "table-cell":
                content = self.blocks(cell, depth + 1)
                times = _number(attribute(cell, "number-columns-repeated"), 1)
                cells += [content] * (min(times, _MOST_REPEATED) if content else 1)
            elif name == "covered-table-cell":
                cells.append([])
        return cells

    def _paragraph(self, element: Any) -> list[str]:
        parts: list[str] = []
        boxes: list[str] = []
        self._inline(element, parts, boxes, 0)
        return [*boxes, *(line.strip(" ") for line in "".join(parts).split("\n"))]

    def _inline(self, element: Any, parts: list[str], boxes: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            return
        if element.text:
            parts.append(_collapsed(element.text))
        for child in element:
            name = local(child)
            if name == "s":
                parts.append(" " * min(_number(attribute(child, "c"), 1), _MOST_REPEATED))
            elif name == "tab":
                parts.append("\t")
            elif name == "line-break":
                parts.append("\n")
            elif name == "note":
                for body in _below(child, "note-body"):
                    self.notes += self.blocks(body, depth + 1)
            elif name == "text-box":
                boxes += self.blocks(child, depth + 1)
            elif name and name not in _HIDDEN:
                self._inline(child, parts, boxes, depth + 1)
            if child.tail:
                parts.append(_collapsed(child.tail))

    # --- lists

    def _list(self, element: Any, style: str, level: int, depth: int) -> list[str]:
        lines: list[str] = []
        if depth > _DEEPEST:
            return lines
        style = attribute(element, "style-name") or style
        identifier = attribute(element, "id") or ""
        continued = attribute(element, "continue-list") or ""
        counts: dict[int, int]
        if level > 1:
            counts = self._counts.setdefault("current", {})
        elif continued in self._counts:
            counts = dict(self._counts[continued])
        elif attribute(element, "continue-numbering") == "true":
            counts = dict(self._last_of_style.get(style, {}))
        else:
            counts = {}
        self._counts["current"] = counts
        for deeper in [number for number in counts if number > level or (number == level and level > 1)]:
            del counts[deeper]
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            marker = ""
            if local(item) == "list-item" and any(local(child) in ("p", "h") and text_of(child).strip() for child in item):
                marker = self._count(style, level, counts, attribute(item, "start-value"))
            for child in item:
                if local(child) == "list":
                    lines += self._list(child, style, level + 1, depth + 1)
                    self._counts["current"] = counts
                    continue
                own = self._paragraph(child) if local(child) in ("p", "h") else self.blocks(child, depth + 1)
                if marker and any(line.strip() for line in own):
                    own[0] = f"{marker} {own[0].lstrip()}"
                    marker = ""
                lines += own
        if level == 1:
            if identifier:
                self._counts[identifier] = dict(counts)
            self._last_of_style[style] = dict(counts)
        return lines

    def _count(self, style: str, level: int, counts: dict[int, int], start: str | None) -> str:
        prefix, suffix, kind, first, shown = self._styles.get(style, {}).get(level, ("", "", "bullet", 1, 1))
        if start is not None:
            counts[level] = _number(start, first)
        else:
            counts[level] = counts[level] + 1 if level in counts else first
        for deeper in [number for number in counts if number > level]:
            del counts[deeper]
        if kind == "bullet":
            return BULLET
        if not kind:
            return ""
        parts = []
        for at in range(max(1, level - shown + 1), level + 1):
            own = self._styles.get(style, {}).get(at, ("", "", "1", 1, 1))
            parts.append(written(counts.get(at, own[3]), own[2]))
        return f"{prefix}{'.'.join(parts)}{suffix}".strip()


def _levels(style: Any) -> list[tuple[int, tuple[str, str, str, int, int]]]:
    found = []
    for element in style:
        level = _number(attribute(element, "level"), 1)
        if local(element) == "list-level-style-number":
            found.append(
                (
                    level,
                    (
                        attribute(element, "num-prefix") or "",
                        attribute(element, "num-suffix") or "",
                        attribute(element, "num-format") or "",
                        _number(attribute(element, "start-value"), 1),
                        _number(attribute(element, "display-levels"), 1),
                    ),
                )
            )
        elif local(element) in ("list-level-style-bullet", "list-level-style-image"):
            found.append((level, ("", "", "bullet", 1, 1)))
    return found


def _below(element: Any, name: str) -> list[Any]:
    """Elements of a name below another, without those in tables within it."""
    found: list[Any] = []
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if local(child) == name:
            found.append(child)
        elif local(child) in ("table-rows", "table-header-rows", "table-row-group", "table-columns") or name == "note-body":
            stack.extend(reversed(child))
    return found


def _collapsed(text: str) -> str:
    """White space of the file is one blank; blanks that count are elements."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _number(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
