"""The corpus: records a second into the database, and how long searches take. `make bench-corpus`.

Records are generated (100,000 by default, `BENCH_RECORDS`): reports of 200 words, up to eight organizations, persons and a
meeting each, two conclusions, an event. Each search has one to three words and one or two filters; beside it the same
words in a plain FTS5
table over the same texts, which knows no inflection and no filter. Searches run once to warm up and are then measured singly.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import entities
from benchmarks.reports import reports

RECORDS = int(os.environ.get("BENCH_RECORDS", "100000"))
SEARCHES = int(os.environ.get("BENCH_SEARCHES", "400"))
WORDS = 200
_TEXTS = 2_000  # different ones
_DEADLINES = ("2024-06", "2023-12-31", "2025", None, "2022-33")


def records(count: int) -> Iterator[dict[str, Any]]:
    """Generated records with text, conclusions and events."""
    chance = random.Random(11)
    texts = list(reports(min(_TEXTS, count), WORDS, seed=11))
    sentences = [[part.strip() for part in text.split(".") if len(part) > 30] for text in texts]
    for number, record in enumerate(entities.records(count)):
        # each text its own: sentences of two reports in another order, and the record's names
        one, other = chance.choice(sentences), chance.choice(sentences)
        chosen = chance.sample(one, len(one)) + chance.sample(other, len(other))
        names = ", ".join(item["name"] for item in record["organizations"] + record["participants"])
        text = ". ".join(chosen)[: WORDS * 7] + f". Prisutni: {names}."
        record["text"] = text
        record["source"] |= {"characters": len(text), "tokens": WORDS}
        record["source"] |= {"language_confidence": 1.0, "author": None, "published_from": "text"}
        place = {"start": 0, "end": 20, "confidence": 0.9, "rule": "benchmark.chance"}
        record["conclusions"] = [
            {
                "id": f"c{at + 1}", "text": chosen[at], "kind": chance.choice(("action", "decision", "conclusion")),
                "responsible": [], "deadline": chance.choice(_DEADLINES), "deadline_text": None, "deadline_date": None,
                "meeting": "m1",
                "agenda_item": None, "votes": None,
            }
            | place
            for at in range(2)
        ]  # fmt: skip
        record["upcoming_events"] = [
            {
                "id": "e1", "name": f"Tribina {number % 997}", "type": "tribina", "date": "2025-03", "start_time": None,
                "place": None,
                "organizers": [], "dates": [],
            }
            | place
        ]  # fmt: skip
        record["meetings"][0]["type"] = chance.choice(("sastanak", "sjednica", "posjeta", "skupština", "tribina"))
        yield record


def _filters(chance: random.Random, record: dict[str, Any]) -> str:
    year = record["meetings"][0]["date"][:4]
    choices = [
        f"type:{record['meetings'][0]['type']}",
        f"date:{year}..{int(year) + 2}",
        f'place:"{record["meetings"][0]["place"]}"',
        f'org:"{record["organizations"][0]["name"].replace(chr(34), "")}"',
        f'person:"{record["participants"][0]["name"]}"' if record["participants"] else "has:conclusions",
        "kind:action",
        "rok:<2024-07",
    ]
    return " ".join(chance.sample(choices, chance.choice((1, 2))))


def _queries(count: int) -> list[tuple[str, list[str]]]:
    """Queries with their words."""
    chance = random.Random(5)
    made = []
    pool = list(records(500))
    for _ in range(count):
        record = chance.choice(pool)
        words = [word for word in record["text"].split() if word.isalpha() and len(word) > 4]
        chosen = chance.sample(words, chance.choice((1, 1, 2, 3)))
        made.append((f"{' '.join(chosen)} {_filters(chance, record)}", chosen))
    return made


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Print the table."""
    from pipeline.corpus import Store, conflation  # noqa: PLC0415 - with what it imports, it counts as start

    conflation.keys("sastanak")
    with tempfile.TemporaryDirectory() as folder:
        file, database = Path(folder, "records.jsonl"), Path(folder, "corpus.db")
        plain = sqlite3.connect(Path(folder, "plain.db"))
        plain.execute("CREATE VIRTUAL TABLE texts USING fts5 (text)")
        with file.open("w", encoding="utf-8") as out:
            for record in records(RECORDS):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                plain.execute("INSERT INTO texts VALUES (?)", (record["text"],))
        plain.commit()
        begun = time.perf_counter()
        with Store.open(database, create=True) as store:
            updated = store.update_from([file])
        seconds = time.perf_counter() - begun
        if updated.added != RECORDS:
            sys.exit(f"{updated.added} of {RECORDS} records were indexed: {updated.unread[:3]}")
        again = time.perf_counter()
        with Store.open(database) as store:
            store.update_from([file])
        again = time.perf_counter() - again
        print(f"{os.cpu_count()} processors, {RECORDS:,} records of {WORDS} words, {SEARCHES} searches")
        print(f"index             {RECORDS / seconds:8,.0f} records/s; again, unchanged, {RECORDS / again:,.0f} records/s")
        print(f"database          {database.stat().st_size / 1e6:8,.0f} MB; as lines {file.stat().st_size / 1e6:,.0f} MB")
        took: list[float] = []
        took_plain: list[float] = []
        found = 0
        with Store.open(database, read_only=True) as store:
            for round_ in range(2):
                for query, words in _queries(SEARCHES):
                    begun = time.perf_counter()
                    result = store.search(query)
                    middle = time.perf_counter()
                    match = " ".join(f'"{word}"' for word in words)
                    plain.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (match,)).fetchone()
                    plain.execute(
                        "SELECT rowid, snippet(texts, 0, '[', ']', '…', 24) FROM texts "
                        "WHERE texts MATCH ? ORDER BY rank LIMIT 20",
                        (match,),
                    ).fetchall()
                    end = time.perf_counter()
                    if round_:
                        took.append(middle - begun)
                        took_plain.append(end - middle)
                        found += result.total > 0
        print("                    median, ms   95 %, ms")
        for name, values in (("filtered search", took), ("plain FTS5", took_plain)):
            print(f"{name:16}  {statistics.median(values) * 1000:10.1f}  {_percentile(values, 0.95) * 1000:10.1f}")
        ratio = statistics.median(took) / statistics.median(took_plain)
        print(f"ratio of medians  {ratio:10.2f}; {found} of {len(took)} searches found something")


if __name__ == "__main__":
    main()
