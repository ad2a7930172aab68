"""How long `zapisnik entities` takes, and how much memory, over records that are made by chance.

    python -m benchmarks.entities --records 100000

The records are valid ones with up to eight organizations and persons each and some two thousand characters of text. Their names
come from a pool that grows with the corpus; one in five stands in another spelling (without diacritics, misspelt, as an acronym).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import authority
from pipeline.language.folding import fold

_TOWNS = (
    "Tuzla", "Zenica", "Bihać", "Mostar", "Travnik", "Livno", "Goražde", "Doboj", "Trebinje", "Brčko", "Gradačac", "Konjic",
    "Visoko", "Foča", "Kakanj", "Vareš", "Breza", "Olovo", "Kladanj", "Bugojno", "Jajce", "Cazin", "Bužim", "Ključ", "Teslić",
)  # fmt: skip
_KINDS = (
    ("Udruženje", "udruženje"), ("Udruga", "udruga"), ("Fondacija", "fondacija"), ("JU Osnovna škola", "škola"),
    ("KUD", "društvo"), ("Omladinski klub", "klub"), ("Mreža", "mreža"), ("Savez", "savez"), ("Centar", "centar"),
    ("Planinarsko društvo", "društvo"),
)  # fmt: skip
_OFFICES = (
    ("Općina {}", "općina"), ("Općinsko vijeće {}", "vijeće"), ("JU Centar za socijalni rad {}", "centar"),
    ("Dom zdravlja {}", "dom"), ("Policijska stanica {}", "stanica"), ("Ministarstvo zdravstva TK", "ministarstvo"),
    ("Savjet roditelja", "savjet"),
)  # fmt: skip
_SYLLABLES = (
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "go",
    "ka",
    "ko",
    "li",
    "lo",
    "ma",
    "mi",
    "na",
    "ne",
    "ra",
    "ri",
    "sa",
    "si",
    "ta",
    "vo",
    "za",
)
_FIRST = (
    "Amra",
    "Senad",
    "Jasna",
    "Mirza",
    "Ivana",
    "Stjepan",
    "Dragan",
    "Lejla",
    "Emir",
    "Snježana",
    "Haris",
    "Marija",
    "Đuro",
    "Željka",
)
_ROLES = ("direktor", "predsjednik", "načelnik", "sekretar", "koordinator", "stručni saradnik", "predstavnik", None)
_WORD_OF_TEXT = "riječ "
Office = tuple[str, str, "str | None"]  # name, kind, acronym


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _organizations(chance: random.Random, count: int) -> list[Office]:
    """Names with their kind and acronym."""
    pool: list[Office] = []
    for _ in range(count):
        if chance.random() < 0.1:
            pattern, kind = chance.choice(_OFFICES)
            pool.append((pattern.format(chance.choice(_TOWNS)), kind, None))
            continue
        head, kind = chance.choice(_KINDS)
        name = f"{head} {_word(chance, 3)} {_word(chance, 2).lower()}"
        letters = "".join(word[0] for word in name.split()).upper() + _word(chance, 1)[0]
        pool.append(
            (
                f"{name} {chance.choice(_TOWNS)}" if chance.random() < 0.3 else name,
                kind,
                letters if chance.random() < 0.2 else None,
            )
        )
    return pool


def _respelled(chance: random.Random, name: str) -> str:
    """The name as somebody else might write it."""
    way = chance.randrange(10)
    if way == 0:
        return fold(name).title()
    if way == 1 and len(name) > 8:
        at = chance.randrange(3, len(name) - 2)
        return name[:at] + name[at + 1 :] if name[at].isalpha() and name[at - 1].isalpha() else name
    return name


def records(count: int, *, seed: int = 7) -> Iterator[dict[str, Any]]:
    """`count` valid records; the same seed gives the same ones.

    Each organization has its town, each person an organization; a record is of one town, and one in ten of its persons comes from
    elsewhere or stands there without an organization.
    """
    chance = random.Random(seed)
    pool = _organizations(chance, max(100, count // 5))
    surnames = [_word(chance, 2) + chance.choice(("ić", "ović", "anović", "ac")) for _ in range(max(20, count // 10))]
    staff = [[(f"{chance.choice(_FIRST)} {chance.choice(surnames)}", chance.choice(_ROLES)) for _ in range(8)] for _ in pool]
    by_town = [list(range(at, len(pool), len(_TOWNS))) for at in range(len(_TOWNS))]
    for number in range(count):
        town = chance.randrange(len(_TOWNS))
        near = by_town[town]
        chosen = [near[int(len(near) * chance.random() ** 2)] for _ in range(8)]
        members = [(at, *chance.choice(staff[organization])) for at, organization in enumerate(dict.fromkeys(chosen), start=1)]
        yield _record(chance, number, _TOWNS[town], [pool[organization] for organization in dict.fromkeys(chosen)], members)


def _record(
    chance: random.Random, number: int, town: str, chosen: list[Office], members: list[tuple[int, str, str | None]]
) -> dict[str, Any]:
    text = _WORD_OF_TEXT * 350
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"

    def item(at: int) -> dict[str, Any]:
        place = {"start": at * 6, "end": at * 6 + 5}
        return {**place, "mentions": [place], "confidence": 0.9, "rule": "benchmark.chance"}

    organizations = []
    for at, (name, kind, letters) in enumerate(chosen, start=1):
        alone = letters is not None and chance.random() < 0.2
        written = letters if alone else _respelled(chance, name)
        given = letters if not alone and chance.random() < 0.3 else None
        organizations.append({"id": f"o{at}", "name": written, "acronym": given, "type": kind} | item(at))
    participants = [
        {
            "id": f"p{at}",
            "kind": "person",
            "name": _respelled(chance, name),
            "role": role,
            "organization": f"o{of if chance.random() < 0.95 else 1}" if chance.random() < 0.8 else None,
            "status": "present",
        }
        | item(20 + at)
        for at, (of, name, role) in enumerate(members, start=1)
    ]
    meeting = {
        "id": "m1", "type": "sastanak", "title": None, "date": day, "start_time": None, "end_time": None, "place": town,
        "mode": "in_person", "platform": None, "agenda": [], "dates": [], "organizations": ["o1"], "participants": ["p1"],
        "conclusions": [],
    } | item(40)  # fmt: skip
    source = {
        "uri": f"{number}.txt", "media_type": "text/plain", "sha256": sha256, "encoding": "utf-8", "language": "bs",
        "script": "Latn", "title": None, "published": day, "characters": len(text), "sentences": 1, "tokens": 350,
    }  # fmt: skip
    return {
        "schema_version": "1.0.0",
        "record_id": f"r-{sha256[:16]}",
        "source": source,
        "text": text,
        "meetings": [meeting],
        "dates": [],
        "organizations": organizations,
        "participants": participants,
        "conclusions": [],
        "upcoming_events": [],
        "warnings": [],
        "provenance": {"pipeline": {"name": "zapisnik", "version": "0"}, "engine": "benchmark", "models": {}, "rules": "0" * 64},
    }


def measure(count: int) -> None:
    """Write the records, merge them, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "records")
        place.mkdir()
        for number, record in enumerate(records(count)):
            below = place / f"{number // 1000:04}"
            below.mkdir(exist_ok=True)
            (below / f"{number}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        read_after = 0.0
        begun = time.process_time()

        def on_record(read: int) -> None:
            nonlocal read_after
            if read == count:
                read_after = time.process_time() - begun

        found = authority.merge([place], on_record=on_record)
        merged = time.process_time() - begun
        authority.write(found, Path(folder, "entities"))
        whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    organizations = sum(entity.kind == "organization" for entity in found.entities)
    print(f"records                {found.records:,}")
    print(f"organizations          {organizations:,}")
    print(f"persons                {len(found.entities) - organizations:,}")
    print(f"pairs to decide        {len(found.unsure):,}")
    print(f"processor s, reading   {read_after:.1f}")
    print(f"processor s, merging   {merged - read_after:.1f}")
    print(f"processor s, writing   {whole - merged:.1f}")
    print(f"peak memory            {peak:,.0f} MB")
    print(f"machine                Python {platform.python_version()}, one core, {platform.machine()}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.entities", description=(__doc__ or "").split("\n\n", maxsplit=1)[0]
    )
    parser.add_argument("--records", type=int, default=10_000, help="how many records (default: %(default)s)")
    options = parser.parse_args()
    if options.records < 1:
        parser.error("--records is at least 1")
    measure(options.records)


if __name__ == "__main__":
    main()
