"""Word documents (Office Open XML, ECMA-376).

The text comes in reading order: the header of the first page, the body with the numbers of automatic lists, tables row by row,
footnotes. Deleted text of tracked changes, comments, field codes and footers are left out. The parts are read by lxml and not by
python-docx: it gives neither list numbers nor text in content controls, text boxes and tracked insertions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.reading.errors import DamagedDocument
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options
from pipeline.reading.readers import tables
from pipeline.reading.readers.numbering import BULLET, written
from pipeline.reading.readers.properties import core_properties
from pipeline.reading.readers.xml import Package, attribute, local

# elements whose content is not part of the text that a reader sees
_HIDDEN = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "Fallback",
        "commentReference",
        "annotationRef",
    }
)
_TRANSPARENT_LIMIT = 200  # elements within each other; deeper is no document
_HEADING_NUMBER = re.compile(r"%([1-9])")


def read(data: bytes, options: Options) -> Extracted:
    """Read a DOCX file.

    Raises:
        ReadingError: it is damaged or encrypted.
    """
    package = Package(data)
    main = _main_part(package)
    document = package.part(main)
    if document is None:
        raise DamagedDocument("the file is damaged (it has no text part)")
    folder = main.rpartition("/")[0]
    reader = _Reader(package, folder)
    body = next((element for element in document if local(element) == "body"), document)
    lines = reader.blocks(body)
    head = reader.header(body)
    known = {" ".join(line.split()).casefold() for line in lines[:30]}
    head = [line for line in head if " ".join(line.split()).casefold() not in known]
    if head:
        head.append("")
    notes = reader.notes()
    properties = core_properties(package.part("docProps/core.xml"))
    return Extracted(
        text=tables.join_lines([*head, *lines, *([""] if notes else []), *notes]),
        title=properties.title,
        author=properties.author,
        published=properties.published,
        published_from="properties" if properties.published else None,
    )


def _main_part(package: Package) -> str:
    relations = package.part("_rels/.rels") if package.has("_rels/.rels") else None
    if relations is not None:
        for relation in relations:
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if package.has(target):
                    return target
    return "word/document.xml"


@dataclass(slots=True)
class _Level:
    """One level of a list: how it counts and what is written."""

    style: str = "decimal"
    text: str = "%1."
    start: int = 1
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """An abstract list with its running numbers, which all lists made from it share."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class _Reader:
    def __init__(self, package: Package, folder: str) -> None:
        self._package = package
        self._folder = folder
        self._relations = self._read_relations()
        self._lists: dict[str, _List] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._levels_of: dict[str, dict[int, _Level]] = {}
        self._used: set[tuple[str, int]] = set()
        self._style_numbering: dict[str, tuple[str | None, int | None]] = {}
        self._style_base: dict[str, str] = {}
        self._read_numbering()
        self._read_styles()

    # --- parts beside the body

    def _part(self, name: str) -> Any | None:
        path = f"{self._folder}/{name}" if self._folder else name
        return self._package.part(path)

    def _read_relations(self) -> dict[str, str]:
        root = self._part("_rels/document.xml.rels")
        if root is None:
            return {}
        return {attribute(r, "Id") or "": attribute(r, "Target") or "" for r in root}

    def _read_numbering(self) -> None:
        root = self._part("numbering.xml")
        if root is None:
            return
        abstract: dict[str, _List] = {}
        links: dict[str, str] = {}
        for element in root:
            if local(element) == "abstractNum":
                identifier = attribute(element, "abstractNumId") or ""
                abstract[identifier] = _List({level: made for level, made in map(_level, _children(element, "lvl"))})
                link = next(_children(element, "numStyleLink"), None)
                style = next(_children(element, "styleLink"), None)
                if style is not None:
                    links[f"style {attribute(style, 'val')}"] = identifier
                if link is not None:
                    links[identifier] = f"style {attribute(link, 'val')}"
        for element in root:
            if local(element) != "num":
                continue
            identifier = attribute(element, "numId") or ""
            target = next(_children(element, "abstractNumId"), None)
            name = (attribute(target, "val") if target is not None else None) or ""
            if name in links:
                name = links.get(links[name], name)
            if name not in abstract:
                continue
            self._lists[identifier] = abstract[name]
            levels = dict(abstract[name].levels)
            for override in _children(element, "lvlOverride"):
                level = _number(attribute(override, "ilvl"), 0)
                for start in _children(override, "startOverride"):
                    self._overrides[identifier, level] = _number(attribute(start, "val"), 1)
                for own in _children(override, "lvl"):
                    levels[level] = _level(own)[1]
            self._levels_of[identifier] = levels

    def _read_styles(self) -> None:
        root = self._part("styles.xml")
        if root is None:
            return
        for style in _children(root, "style"):
            name = attribute(style, "styleId") or ""
            base = next(_children(style, "basedOn"), None)
            if base is not None:
                self._style_base[name] = attribute(base, "val") or ""
            for properties in _children(style, "pPr"):
                for number in _children(properties, "numPr"):
                    self._style_numbering[name] = _num_properties(number)

    def header(self, body: Any) -> list[str]:
        """The lines of the first page's header."""
        section = next((element for element in body.iter() if local(element) == "sectPr"), None)
        if section is None:
            return []
        references = {attribute(r, "type") or "default": attribute(r, "id") or "" for r in _children(section, "headerReference")}
        first = any(local(element) == "titlePg" and attribute(element, "val") not in ("0", "false") for element in section)
        target = self._relations.get(references.get("first" if first else "default", ""))
        root = self._part(target) if target else None
        if root is None:
            return []
        return [line for line in self.blocks(root) if line.strip() and not _is_page_number(line)]

    def notes(self) -> list[str]:
        """The lines of foot- and endnotes."""
        lines: list[str] = []
        for name, tag in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
            root = self._part(name)
            for note in _children(root, tag) if root is not None else ():
                if attribute(note, "type") in (None, "normal"):
                    lines += [line for line in self.blocks(note) if line.strip()]
        return lines

    # --- the text

    def blocks(self, parent: Any, depth: int = 0) -> list[str]:
        """The lines of everything in a body, cell or header."""
        lines: list[str] = []
        if depth > _TRANSPARENT_LIMIT:
            return lines
        for element in parent:
            name = local(element)
            if name == "p":
                lines += self._paragraph(element, depth)
            elif name == "tbl":
                lines += tables.lines([self._row(row, depth) for row in _rows(element)])
            elif name and name not in _HIDDEN:
                lines += self.blocks(element, depth + 1)
        return lines

    def _row(self, row: Any, depth: int) -> tables.Row:
        cells: list[list[str]] = []
        for cell in _through(row, "tc"):
            continued = any(
                local(merge) == "vMerge" and attribute(merge, "val") in (None, "continue")
                for properties in _children(cell, "tcPr")
                for merge in properties
            )
            cells.append([] if continued else self.blocks(cell, depth + 1))
        return cells

    def _paragraph(self, paragraph: Any, depth: int) -> list[str]:
        parts: list[str] = []
        boxes: list[str] = []
        self._inline(paragraph, parts, boxes, depth)
        text = "".join(parts)
        marker = self._marker(paragraph) if text.strip() else ""
        lines = [line.strip(" ") for line in text.split("\n")]
        if marker:
            lines[0] = f"{marker} {lines[0].lstrip()}"
        return [*boxes, *lines]

    def _inline(self, element: Any, parts: list[str], boxes: list[str], depth: int) -> None:
        if depth > _TRANSPARENT_LIMIT:
            return
        for child in element:
            name = local(child)
            if name == "t":
                parts.append(child.text or "")
            elif name in _HIDDEN or not name:
                continue
            elif name in ("tab", "ptab"):
                parts.append("\t")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "softHyphen":
                continue
            elif name == "sym":
                parts.append(_symbol(child))
            elif name == "txbxContent":
                boxes += self.blocks(child, depth + 1)
            elif name == "r" and _is_vanished(child):
                continue
            else:
                self._inline(child, parts, boxes, depth + 1)

    # --- list numbers

    def _marker(self, paragraph: Any) -> str:
        identifier: str | None = None
        level: int | None = None
        style = ""
        for properties in _children(paragraph, "pPr"):
            for element in properties:
                if local(element) == "pStyle":
                    style = attribute(element, "val") or ""
                elif local(element) == "numPr":
                    identifier, level = _num_properties(element)
        seen: set[str] = set()
        while style and style not in seen and (identifier is None or level is None):
            seen.add(style)
            inherited = self._style_numbering.get(style)
            if inherited:
                identifier = identifier if identifier is not None else inherited[0]
                level = level if level is not None else inherited[1]
            style = self._style_base.get(style, "")
        if not identifier or identifier == "0" or identifier not in self._lists:
            return ""
        return self._count(identifier, min(level or 0, 8))

    def _count(self, identifier: str, level: int) -> str:
        shared, levels = self._lists[identifier], self._levels_of[identifier]
        here = levels.get(level, _Level())
        counts = shared.counts
        if (identifier, level) in self._overrides and (identifier, level) not in self._used:
            counts[level] = self._overrides[identifier, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else here.start
        self._used.add((identifier, level))
        for deeper in [number for number in counts if number > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart > level and restart > 0):
                del counts[deeper]
        if here.style == "bullet":
            return BULLET
        if here.style == "none":
            return here.text if "%" not in here.text else ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = levels.get(at, _Level())
            return written(counts.get(at, shown.start), shown.style)

        return _HEADING_NUMBER.sub(number, here.text).strip()


def _level(element: Any) -> tuple[int, _Level]:
    values = {local(child): attribute(child, "val") for child in element}
    return _number(attribute(element, "ilvl"), 0), _Level(
        style=values.get("numFmt") or "decimal",
        text=values.get("lvlText") or "",
        start=_number(values.get("start"), 1),
        restart=_number(values["lvlRestart"], 0) if "lvlRestart" in values else None,
    )


def _num_properties(element: Any) -> tuple[str | None, int | None]:
    values = {local(child): attribute(child, "val") for child in element}
    level = values.get("ilvl")
    return values.get("numId"), None if level is None else _number(level, 0)


def _number(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local(child) == name)


def _rows(table: Any) -> Iterable[Any]:
    return _through(table, "tr")


def _through(element: Any, name: str) -> Iterator[Any]:
    """Children of a name, also those within content controls and tracked insertions."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        found = local(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            stack.extend(reversed(child))


def _is_vanished(run: Any) -> bool:
    """Whether a run is hidden text."""
    return any(
        local(element) in ("vanish", "webHidden") and attribute(element, "val") not in ("0", "false")
        for properties in _children(run, "rPr")
        for element in properties
    )


def _symbol(element: Any) -> str:
    """A sign of a symbol font; most are bullets, and the private use area of Unicode means nothing in a text."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return BULLET
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""


def _is_page_number(line: str) -> bool:
    return (
        re.fullmatch(r"[\W\d]*(?:(?:strana|stranica|str|page)\b\.?)?[\W\d]*(?:\b(?:od|of)\b[\W\d]*)?", line.strip(), re.I)
        is not None
    )
