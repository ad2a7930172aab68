"""Web pages: the article without its frame, and what the page says of it (title, date of publication, author).

The article is found as by a reader: an element that the page itself marks as its main part, else the element whose paragraphs
hold the most text outside links (the measure of Kohlschütter, Fankhauser and Nejdl, Boilerplate Detection using Shallow Text
Features, 2010). Parsing is lxml's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from lxml import etree
from lxml import html as lxml_html

from pipeline.reading import encodings
from pipeline.reading.errors import DamagedDocument, EmptyDocument
from pipeline.reading.extracted import Extracted, one_line
from pipeline.reading.limits import Options
from pipeline.reading.readers import tables
from pipeline.reading.readers.numbering import BULLET, written
from pipeline.reading.readers.properties import iso_date
from pipeline.resources import read_table

_REMOVED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "form", "button", "select",
        "textarea", "input", "nav", "dialog", "audio", "video", "map", "head", "datalist", "menu",
    }
)  # fmt: skip
_NEVER_SHOWN = _REMOVED - {"form", "menu", "nav"}
_FRAME_TAGS = frozenset({"footer", "aside"})
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "ul",
    }
)  # fmt: skip
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "dl", "pre", "figure"})
_HEADINGS = ("h1", "h2", "h3")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_\-]{2,40})")
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_WHITE = re.compile("[ \t\r\n\x0c]+")
_DEEPEST = 250
_LONG_PARAGRAPH = 25  # characters outside links; less is a label
_TITLE_PARTS = re.compile(r"\s+[|–—»·•:-]\s+|\s*[|»]\s*")

_PUBLISHED_META = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "publish-date", "publication_date", "pubdate",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "sailthru.date", "date",
    "article.published", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip
_AUTHOR_META = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")

Meaning = Literal["content", "frame"]


def read(data: bytes, options: Options) -> Extracted:
    """Read a page.

    Raises:
        ReadingError: nothing can be made of it.
    """
    text, encoding, doubts = decode(data)
    extracted = read_text(text, encoding)
    extracted.doubts += doubts
    return extracted


def decode(data: bytes) -> tuple[str, str, list[tuple[str, str]]]:
    """The text of a page, its encoding and what is doubtful of it: as it declares where that works, else by its letters."""
    decoded = encodings.decode(data)
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    if match and not marked and not (decoded and decoded[1] == "utf-8" and not decoded[2]):
        charset = match[1].decode("ascii").lower()
        charset = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252"}.get(charset, charset)
        # pages that declare Latin-1 or UTF-8 and are neither are common; then the letters decide
        if charset not in ("windows-1252", "utf-8", "utf8"):
            try:
                return data.decode(charset), encodings.standard_name(charset), []
            except (LookupError, ValueError):
                pass
    if decoded is None:
        raise DamagedDocument("the page holds no text")
    return decoded[0], decoded[1], [(doubt.code, doubt.message) for doubt in decoded[2]]


def read_text(text: str, encoding: str) -> Extracted:
    """Read a page that is decoded already.

    Raises:
        EmptyDocument: nothing stands in it.
    """
    root = _parse(text)
    if root is None:
        raise EmptyDocument("nothing stands on the page")
    published, author, title = _metadata(root)
    heading = _main_heading(root, title)
    _remove(root)
    article = _article(root)
    lines = _Renderer().lines(article)
    title = title or (one_line(_inline_text(heading)) if heading is not None else None)
    if heading is not None and not _is_below(heading, article):
        words = one_line(_inline_text(heading)) or ""
        begins = {line.casefold() for line in lines[:6]}
        if words and words.casefold() not in begins:
            lines = [words, "", *lines]
    return Extracted(
        text=tables.join_lines(lines),
        encoding=encoding,
        title=title,
        author=author,
        published=published,
        published_from="metadata" if published else None,
    )


def body_text(text: str) -> str:
    """The whole text of a page without a frame, such as the body of a mail."""
    root = _parse(text)
    if root is None:
        return ""
    _remove(root, frame=False)
    return tables.join_lines(_Renderer().lines(root))


def _parse(text: str) -> Any | None:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    data = re.sub("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text).encode("utf-8")
    if not data.strip():
        return None
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(f"the page is damaged ({error})") from error
    return root


def _tag(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else ""


# --- what the page says of itself


def _metadata(root: Any) -> tuple[str | None, str | None, str | None]:
    """Date of publication (ISO 8601), author and title."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    linked = list(_linked_data(root))
    published = next((day for name in _PUBLISHED_META if (day := _day(meta.get(name)))), None)
    published = published or next((day for item in linked if (day := _day(item.get("datePublished")))), None)
    published = published or _marked_date(root)
    author = next((name for key in _AUTHOR_META if (name := _person(meta.get(key)))), None)
    author = author or next((name for item in linked if (name := _person(_name_of(item.get("author"))))), None)
    author = author or next(
        (name for e in root.iter("a", "span") if e.get("rel") == "author" and (name := _person(_inline_text(e)))), None
    )
    title = one_line(meta.get("og:title")) or next((t for item in linked if (t := _plain(item.get("headline")))), None)
    if title is None:
        title = _page_title(root)
    return published, author, title


def _day(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    day = iso_date(value)
    if day is None and (match := re.match(r"\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", value)):
        day = iso_date(f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}")
    return day.isoformat() if day else None


def _person(value: object) -> str | None:
    name = _plain(value)
    if (
        name is None
        or "http" in name
        or "@" in name
        or name.casefold() in {"admin", "administrator", "urednik", "redakcija", "webmaster"}
    ):
        return None
    return name[:120]


def _plain(value: object) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _name_of(author: object) -> object:
    if isinstance(author, list):
        author = author[0] if author else None
    return author.get("name") if isinstance(author, dict) else author


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD scripts that are articles."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(script.text or "") > 200_000:
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [data]
        seen = 0
        while stack and seen < 500:
            item = stack.pop()
            seen += 1
            if isinstance(item, list):
                stack += item[:100]
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(
                    isinstance(kind, str) and (kind.endswith("Article") or kind in ("BlogPosting", "WebPage")) for kind in kinds
                ):
                    yield item
                stack += [item["@graph"]] if "@graph" in item else []


def _marked_date(root: Any) -> str | None:
    """The date in the page's markup: `<time pubdate>`, `itemprop=datePublished`, the only `<time>` outside frames."""
    for element in root.iter("time", "span", "div", "meta", "abbr", "p"):
        if (element.get("itemprop") or "") == "datePublished":
            day = _day(element.get("datetime") or element.get("content") or element.get("title") or _inline_text(element))
            if day:
                return day
    times = [element for element in root.iter("time") if not _in_frame(element)]
    marked = [e for e in times if e.get("pubdate") is not None or "published" in (e.get("class") or "").split()]
    days = {day for e in marked or times if "updated" not in (e.get("class") or "").split() and (day := _day(e.get("datetime")))}
    return days.pop() if len(days) == 1 else None


def _page_title(root: Any) -> str | None:
    """The title without the name of the site, which is the same on all its pages."""
    found = root.find(".//title")
    title = one_line(found.text_content()) if found is not None else None
    if not title:
        return None
    headings = [" ".join(_inline_text(h).split()) for h in root.iter("h1", "h2")]
    for part in sorted(_TITLE_PARTS.split(title), key=len, reverse=True):
        if any(part and part.casefold() == heading.casefold() for heading in headings):
            return part
    parts = _TITLE_PARTS.split(title)
    return parts[0] if len(parts) > 1 and len(parts[0]) >= 20 else title


def _main_heading(root: Any, title: str | None) -> Any | None:
    """The heading of the article: the one that reads as the title, else the only first-level one."""
    wanted = " ".join((title or "").split()).casefold()
    for tag in _HEADINGS:
        for heading in root.iter(tag):
            words = " ".join(_inline_text(heading).split()).casefold()
            if (
                wanted
                and words
                and (words == wanted or (len(words) > 15 and wanted.startswith(words)))
                and not _in_frame(heading)
            ):
                return heading
    firsts = [h for h in root.iter("h1") if _inline_text(h).strip() and not _in_frame(h) and h.find(".//img") is None]
    return firsts[0] if len(firsts) == 1 else None


# --- the frame


@cache
def _names() -> dict[str, Meaning]:
    rows = read_table("pipeline.reading.readers", "page_names.tsv", ("word", "meaning"))
    return {row["word"]: row["meaning"] for row in rows}  # type: ignore[misc]


def _meanings(element: Any) -> set[Meaning]:
    """What class, id and role of an element say."""
    names = _names()
    found: set[Meaning] = set()
    for value in f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"[:500].split():
        words = [word.lower() for word in _WORDS.findall(value)]
        pairs = [f"{left}-{right}" for left, right in pairwise(words)]
        found |= {names[word] for word in (*words, *pairs) if word in names}
    return found


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _INVISIBLE_STYLE.search(element.get("style") or "") is not None
    )


def _in_frame(element: Any) -> bool:
    while element is not None:
        if _tag(element) in ("nav", *_FRAME_TAGS) or (_tag(element) not in ("body", "html") and _meanings(element) == {"frame"}):
            return True
        element = element.getparent()
    return False


def _remove(root: Any, *, frame: bool = True) -> None:
    """Take out what is not seen, and with `frame` what is not the article; where too much would go, the names are not trusted."""
    whole = len(_text(root))
    for element in list(root.iter()):
        tag = _tag(element)
        if tag in ("html", "body"):
            continue
        whole_page_in_form = tag == "form" and 2 * len(_text(element)) >= whole  # some sites do that
        shown = tag and tag not in _NEVER_SHOWN and not _is_hidden(element) and not (frame and tag in ("nav", "menu"))
        if not shown or (tag == "form" and not whole_page_in_form):
            _drop(element)
    if not frame:
        return
    whole = len(_text(root))
    for element in list(root.iter()):
        tag = _tag(element)
        if tag in ("html", "body", "") or element.getparent() is None:
            continue
        meanings = _meanings(element)
        if (tag in _FRAME_TAGS or meanings == {"frame"}) and tag not in _HEADINGS and len(_text(element)) < 0.5 * whole:
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _text(element: Any) -> str:
    return _WHITE.sub(" ", element.text_content() or "").strip()


def _article(root: Any) -> Any:
    """The element that holds the article."""
    body = root.find(".//body")
    body = root if body is None else body
    score: dict[Any, float] = {}
    whole = 0.0
    for element in body.iter():
        tag = _tag(element)
        if tag not in ("p", "li", "td", "pre", "blockquote", "div", "section", "h2", "h3", "h4", "dd", "br"):
            continue
        if tag in ("div", "td", "section", "li") and any(_tag(child) in _BLOCKS for child in element):
            own = (element.text or "") + "".join(child.tail or "" for child in element)  # text between blocks
        elif tag == "br":
            continue
        else:
            own = _text(element)
            if _link_share(element, own) > 0.5:
                continue
        length = len(" ".join(own.split()))
        if length < _LONG_PARAGRAPH and tag not in ("li", "td", "dd"):
            continue
        whole += length
        share, above = 1.0, element
        for _ in range(5):  # an article is rarely deeper
            score[above] = score.get(above, 0.0) + share * length
            above = above.getparent()
            if above is None or above is root:
                break
            share *= 0.9
    if not whole:
        return body
    marked = [
        element
        for element in body.iter()
        if _tag(element) in ("article", "main")
        or element.get("itemprop") == "articleBody"
        or element.get("role") == "main"
        or ("content" in _meanings(element) and _tag(element) in ("div", "section", "td"))
    ]
    trusted = [element for element in marked if _paragraph_length(element) >= 0.5 * whole]
    if trusted:
        # the innermost that still holds nearly all of what the outer ones hold
        best = trusted[0]
        for element in trusted[1:]:
            if _is_below(element, best) and _paragraph_length(element) >= 0.85 * _paragraph_length(best):
                best = element
        return best
    best = max(score, key=lambda element: score[element])
    while (
        best is not body
        and best.getparent() is not None
        and _tag(best) not in ("div", "section", "article", "main", "td", "body")
    ):
        best = best.getparent()
    # a page without a frame: what lies outside is part of it
    return body if _paragraph_length(best) < 0.4 * whole and _link_share(body, _text(body)) < 0.2 else best


def _paragraph_length(element: Any) -> int:
    return max(0, len(_text(element)) - sum(len(_text(link)) for link in element.iter("a")))


def _link_share(element: Any, own: str) -> float:
    linked = sum(len(_text(link)) for link in element.iter("a"))
    return linked / max(1, len(own))


def _is_below(element: Any, other: Any) -> bool:
    while element is not None:
        if element is other:
            return True
        element = element.getparent()
    return False


def _inline_text(element: Any) -> str:
    return "" if element is None else str(element.text_content() or "")


# --- the text


class _Renderer:
    """Elements become lines: one for each paragraph, item and table row."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._parts: list[str] = []

    def lines(self, element: Any) -> list[str]:
        """The lines of an element."""
        self._element(element, 0, False)
        self._end()
        return self._lines

    def _end(self) -> None:
        """End the line at hand."""
        text = "".join(self._parts)
        self._parts = []
        for line in text.split("\n"):
            if words := _WHITE.sub(" ", line).strip():
                self._lines.append(words)

    def _gap(self) -> None:
        self._end()
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _element(self, element: Any, depth: int, kept: bool) -> None:
        tag = _tag(element)
        if not tag or tag in _NEVER_SHOWN or depth > _DEEPEST:
            return
        if tag == "br":
            self._parts.append("\n")
            return
        if tag == "table":
            self._table(element, depth)
            return
        if tag in ("ul", "ol"):
            self._list(element, depth)
            return
        if tag in _SPACED:
            self._gap()
        elif tag in _BLOCKS:
            self._end()
        self._content(element, depth, kept or tag == "pre")
        if tag == "dt":
            self._end()
        if tag in _SPACED:
            self._gap()
        elif tag in _BLOCKS:
            self._end()

    def _content(self, element: Any, depth: int, kept: bool) -> None:
        if element.text:
            self._parts.append(element.text if kept else _WHITE.sub(" ", element.text))
        for child in element:
            self._element(child, depth + 1, kept)
            if child.tail:
                self._parts.append(child.tail if kept else _WHITE.sub(" ", child.tail))

    def _list(self, element: Any, depth: int) -> None:
        inner = _tag(element.getparent()) == "li" if element.getparent() is not None else False
        if inner:
            self._end()
        else:
            self._gap()
        number = _number(element.get("start"), 1)
        for child in element:
            tag = _tag(child)
            if tag != "li":
                self._element(child, depth + 1, False)
                continue
            self._end()
            place = len(self._lines)
            self._content(child, depth + 1, False)
            self._end()
            number = _number(child.get("value"), number)
            while place < len(self._lines) and not self._lines[place]:
                place += 1
            if place < len(self._lines):
                marker = BULLET if _tag(element) == "ul" else f"{written(number, element.get('type') or '1')}."
                self._lines[place] = f"{marker} {self._lines[place]}"
                number += 1
            while self._lines and not self._lines[-1] and len(self._lines) > place:
                self._lines.pop()  # paragraphs within an item do not part the items
        if not inner:
            self._gap()

    def _table(self, element: Any, depth: int) -> None:
        self._gap()
        rows: list[tables.Row] = []
        for row in _rows(element):
            cells: tables.Row = []
            for cell in row:
                if _tag(cell) in ("td", "th"):
                    renderer = _Renderer()
                    renderer._content(cell, depth + 1, False)
                    renderer._end()
                    cells.append(renderer._lines)
            rows.append(cells)
        for caption in element.iter("caption"):
            self._parts.append(_inline_text(caption))
            self._end()
            break
        self._lines += tables.lines(rows)
        self._gap()


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if _tag(child) == "tr":
            yield child
        elif _tag(child) in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if _tag(row) == "tr")


def _number(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
