"""Rich Text Format: by striprtf, with the numbers of lists, table rows and what the document says of itself."""

from __future__ import annotations

import re

from pipeline.reading.errors import DamagedDocument, MissingProgram
from pipeline.reading.extracted import Extracted
from pipeline.reading.limits import Options
from pipeline.reading.readers import properties, tables
from pipeline.reading.readers.numbering import BULLET

# marks of the private use area that go through the library as text
_CELL, _ROW_BEGINS, _ROW_ENDS = "\ue000", "\ue001", "\ue002"
_TABLE_WORDS = (
    (re.compile(r"\\(?:nest)?cell(?![a-z])[ ]?"), _CELL),
    (re.compile(r"\\trowd(?![a-z])[ ]?"), _ROW_BEGINS),
    (re.compile(r"\\(?:nest)?row(?![a-z])[ ]?"), _ROW_ENDS),
)
_LIST_TEXT = re.compile(r"\{\\(?:\*\\)?pntext(?![a-z])")
_CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
_BINARY = re.compile(r"\\bin(\d+) ?")
_PICTURE = re.compile(r"\{(?:\\\*)?\\(?:pict|objdata|blipuid)(?![a-z])[^{}]*\}")
_INFO = re.compile(r"\{\\info\b")
_TIME = re.compile(r"\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_BULLETS = re.compile(r"^[ \t]*[\u00b7\uf0b7\uf0a7\uf0d8§·o][ ]?\t", re.M)
_NUMBERS = re.compile(r"^[ \t]*((?:\d+\.?)+\)?|\(?[a-zA-Z]{1,4}[.)])[ ]?\t", re.M)


def read(data: bytes, options: Options) -> Extracted:
    """Read an RTF file.

    Raises:
        ReadingError: it is damaged.
        MissingProgram: striprtf is not installed.
    """
    try:
        from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - in the process that reads RTF only
    except ImportError as error:
        raise MissingProgram(
            "reading Rich Text needs the package striprtf, which is not installed", remedy="pip install striprtf"
        ) from error
    source = data.decode("latin-1")
    if source.count("{") < 1 or "\\rtf" not in source[:4096]:
        raise DamagedDocument("the file is damaged (it is no Rich Text)")
    page = _CODE_PAGE.search(source)
    encoding = f"windows-{page[1]}" if page and page[1] != "65001" else "utf-8"
    info = _group(source, _INFO)
    source = _PICTURE.sub("", _without_binaries(source))
    source = _LIST_TEXT.sub(r"{\\listtext", source)
    for pattern, mark in _TABLE_WORDS:
        source = pattern.sub(f"{{\\\\uc0\\\\u{ord(mark)} }}", source)
    text = rtf_to_text(source, encoding="cp1250" if page is None else f"cp{page[1]}", errors="replace")
    text = _BULLETS.sub(f"{BULLET} ", text)
    text = _NUMBERS.sub(r"\1 ", text)
    created, modified = _moment(info, "creatim"), _moment(info, "revtim")
    known = properties.make(_entry(info, "title", encoding), _entry(info, "author", encoding), created, modified)
    return Extracted(
        text=tables.join_lines(_with_tables(text)),
        encoding=encoding,
        title=known.title,
        author=known.author,
        published=known.published,
        published_from="properties" if known.published else None,
    )


def _without_binaries(source: str) -> str:
    """Take out binary data, whose bytes may be braces."""
    parts: list[str] = []
    done = 0
    while match := _BINARY.search(source, done):
        parts.append(source[done : match.start()])
        done = min(len(source), match.end() + int(match[1][:9]))
    return "".join(parts) + source[done:] if parts else source


def _with_tables(text: str) -> list[str]:
    """The lines of the text; the marks of a table row become a line with ` | `."""
    if _ROW_ENDS not in text:
        return text.replace(_CELL, " ").replace(_ROW_BEGINS, "").split("\n")
    lines: list[str] = []
    rows: list[tables.Row] = []

    def close() -> None:
        if rows:
            lines.extend(tables.lines(rows))
            rows.clear()

    pieces = text.split(_ROW_ENDS)
    for piece in pieces[:-1]:
        cell = piece.find(_CELL)
        begins = piece.rfind(_ROW_BEGINS, 0, cell if cell >= 0 else len(piece))
        before, row = (piece[:begins], piece[begins:]) if begins >= 0 else ("", piece)
        before = before.replace(_ROW_BEGINS, "").replace(_CELL, " ")
        if before.strip():
            close()
            lines += before.strip("\n").split("\n")
        cells = row.replace(_ROW_BEGINS, "").split(_CELL)
        rows.append([cell.strip().split("\n") for cell in cells[:-1] or cells])
    close()
    rest = pieces[-1].replace(_ROW_BEGINS, "").replace(_CELL, " ")
    return [*lines, *rest.lstrip("\n").split("\n")]


def _group(source: str, begins: re.Pattern[str]) -> str:
    """The text of the group that begins with a match, without what stands around it."""
    match = begins.search(source)
    if match is None:
        return ""
    depth = 0
    for brace in re.compile(r"\\[{}\\]|[{}]").finditer(source, match.start(), match.start() + 20_000):
        sign = brace.group()
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return source[match.start() : brace.end()]
    return ""


def _entry(info: str, name: str, encoding: str) -> str | None:
    """A text of the information group, such as the title."""
    match = re.search(rf"\{{\\{name} ((?:[^{{}}\\]|\\'[0-9a-f]{{2}}|\\u-?\d+ ?\??)*)\}}", info)
    if match is None:
        return None

    def letter(found: re.Match[str]) -> str:
        if found[1]:
            return bytes([int(found[1], 16)]).decode(encoding, errors="replace")
        return chr(int(found[2]) % 0x10000)

    return re.sub(r"\\'([0-9a-f]{2})|\\u(-?\d{1,6}) ?\??", letter, match[1])


def _moment(info: str, name: str) -> str | None:
    match = re.search(rf"\{{\\{name}([^{{}}]*)\}}", info)
    found = _TIME.search(match[1]) if match else None
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None
