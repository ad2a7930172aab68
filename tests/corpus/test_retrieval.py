"""Retrieval: 120 queries over 300 generated records whose answers are known, beside SQLite's own tokenizer."""

from __future__ import annotations

import copy
import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus import Store

_FILLER = (
    "U utorak je padala kiša.",
    "Autobus kreće sa stanice u podne.",
    "Prozori su bili otvoreni cijelo jutro.",
    "Kafa se služila u hodniku.",
    "Fotograf je zakasnio pola sata.",
    "Pločnik ispred ulaza je mokar.",
)
_CYRILLIC = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)


def cyrillic(text: str) -> str:
    out = ""
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        letters = pair if pair.lower() in _CYRILLIC else text[at]
        made = _CYRILLIC.get(letters.lower(), letters)
        out += made.upper() if letters[:1].isupper() and made != letters else made
        at += len(letters)
    return out


def bare(text: str) -> str:
    return text.translate(str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD"))


@dataclass(frozen=True)
class Topic:
    forms: tuple[str, ...]
    unlike: str


def topics() -> list[Topic]:
    lines = (Path(__file__).parent / "retrieval.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [Topic(tuple(forms.split("|")), unlike) for forms, unlike in rows]


def generated(template: dict[str, Any]) -> tuple[list[dict[str, Any]], list[set[str]]]:
    """300 records, five a topic: four about it (one in Cyrillic, one without diacritics), one about what is only like it."""
    chance = random.Random(3)
    records, answers = [], []
    for number, topic in enumerate(topics()):
        answer = set()
        for copy_ in range(5):
            words = topic.unlike if copy_ == 4 else chance.choice(topic.forms)
            sentences = [*chance.sample(_FILLER, 4), f"Govorilo se i ovo: {words} je tema.", "Šta će biti, još se ne zna."]
            chance.shuffle(sentences)
            text = "\n".join(sentences)
            text = cyrillic(text) if copy_ == 1 else bare(text) if copy_ == 2 else text
            record = copy.deepcopy(template)
            record["record_id"] = f"r-{number:08x}{copy_:08x}"
            record["text"] = text
            record["source"]["uri"] = f"{number}-{copy_}.txt"
            for field in ("meetings", "dates", "organizations", "participants", "conclusions", "upcoming_events"):
                record[field] = []
            records.append(record)
            if copy_ != 4:
                answer.add(record["source"]["uri"])
        answers.append(answer)
    return records, answers


def queries(topic: Topic, chance: random.Random) -> list[str]:
    """Two queries a topic, of inflected, undiacritised and Cyrillic ones in turn."""
    one, other = chance.choice(topic.forms), chance.choice(topic.forms)
    ways = [lambda words: words, bare, cyrillic]
    chosen = chance.sample(ways, 2)
    return [f'"{chosen[0](one)}"', f'"{chosen[1](other)}"']


@dataclass
class Score:
    hit: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[str], wanted: set[str]) -> None:
        self.hit += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def recall(self) -> float:
        return self.hit / self.wanted

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[Score, Score, int, list[str]]:
    import json

    template = json.loads(next(iter(sorted((repository / "outputs").glob("01*.json")))).read_text(encoding="utf-8"))
    records, answers = generated(template)
    assert len(records) == 300
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE texts USING fts5 (uri UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')")
    plain.executemany("INSERT INTO texts VALUES (?, ?)", [(record["source"]["uri"], record["text"]) for record in records])
    ours, theirs, count = Score(), Score(), 0
    wrong = []
    chance = random.Random(4)
    with Store.open(tmp_path_factory.mktemp("retrieval") / "corpus.db", create=True) as store:
        assert store.update(records).added == 300
        for topic, answer in zip(topics(), answers, strict=True):
            for query in queries(topic, chance):
                count += 1
                found = {hit.uri for hit in store.search(query, limit=None).hits}
                ours.add(found, answer)
                if found != answer:
                    wrong.append(f"{query}: missed {sorted(answer - found)}, extra {sorted(found - answer)}")
                theirs.add({row[0] for row in plain.execute("SELECT uri FROM texts WHERE texts MATCH ?", (query,))}, answer)
    return ours, theirs, count, wrong


def test_120_queries_find_what_they_should_and_little_else(scores: tuple[Score, Score, int, list[str]]) -> None:
    ours, _, count, wrong = scores
    assert count == 120
    assert ours.recall >= 0.98, "\n".join(wrong)
    assert ours.precision >= 0.98, "\n".join(wrong)


def test_the_tokenizer_of_sqlite_finds_less(scores: tuple[Score, Score, int, list[str]]) -> None:
    ours, theirs, _, _ = scores
    print(
        f"\nzapisnik: recall {ours.recall:.3f}, precision {ours.precision:.3f}; unicode61: {theirs.recall:.3f}, {theirs.precision:.3f}"
    )
    assert theirs.recall < ours.recall - 0.3


def test_the_table_is_in_order() -> None:
    assert len(topics()) == 60
    assert all(len(topic.forms) >= 2 and topic.unlike for topic in topics())
