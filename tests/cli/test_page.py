from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline.cli import page, view


class Markup(HTMLParser):
    """The text of the article without the labels, the links, and whether every tag is closed."""

    VOID = ("meta", "br")

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.article = ""
        self.labels: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("class") == "label":
            self.labels.append(values["title"] or "")
        if tag not in self.VOID:
            self.open.append((tag, values.get("class") or ""))
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(tag == "article" for tag, _ in self.open):
            return
        if not any(name == "label" for _, name in self.open):
            self.article += data


def words(text: str) -> str:
    return " ".join(text.split())


def test_page_shows_the_text_exactly(record: dict[str, Any]) -> None:
    markup = Markup(page.render(record))
    assert not markup.open
    assert words(markup.article) == words(record["text"])


def test_page_labels_every_kind_of_evidence(record: dict[str, Any]) -> None:
    markup = Markup(page.render(record))
    assert {"meeting", "date", "organization", "participant", "conclusion"} <= set(markup.labels)


def test_labels_link_to_rows_of_the_tables(record: dict[str, Any]) -> None:
    markup = Markup(page.render(record))
    assert markup.links
    assert {link.removeprefix("#") for link in markup.links} <= set(markup.ids)


def test_page_loads_nothing_from_elsewhere(record: dict[str, Any]) -> None:
    markup = page.render(record)
    assert not re.search(r"https?:|@import|url\(|<script|<link|<img", markup)


@pytest.mark.parametrize("field", ["title", "uri", "language"])
def test_what_stands_in_the_record_is_escaped(record: dict[str, Any], field: str) -> None:
    record["source"][field] = '"><script>alert(1)</script>'
    assert "<script>" not in page.render(record)


def test_text_of_the_document_is_escaped(record: dict[str, Any]) -> None:
    markup = page.render(record)
    assert "<b>sin" not in markup
    assert "Vir & <b>sin</b>" in unescape(markup)


def test_braces_and_private_characters_do_no_harm(record: dict[str, Any]) -> None:
    record["text"] = record["text"].replace("Brodu", "{0}\ue000{")
    assert words(Markup(page.render(record)).article).startswith("Sastanak u {0}{")


def test_highlight_over_several_lines_is_cut_at_their_ends(record: dict[str, Any]) -> None:
    text = record["text"]
    record["meetings"][0] |= {"start": 0, "end": len(text)}
    markup = Markup(page.render(record))
    assert words(markup.article) == words(text)
    assert markup.labels.count("meeting") == sum(bool(line) for line in text.split("\n"))


def test_every_kind_of_evidence_has_a_colour() -> None:
    assert set(page.COLORS) == set(view.LABELS.values())
