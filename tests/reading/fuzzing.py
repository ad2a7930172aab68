"""Damaged documents of every format, made from a seed: `python tests/reading/fuzzing.py NUMBER [FIRST]`, or `make fuzz`.

Each input is a document of one format with bytes changed, cut, doubled or mixed with another document. It must end in a text or
in an error that a user can understand, within its limits.
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from making import FORMATS, REPORTS, archive, docx, mail, page, pdf, text_of

from pipeline.batch.inputs import Task
from pipeline.batch.sources import record_path
from pipeline.reading import Limits, Options, ReadingError, Source, Unread, open_bytes

SEEDS = ["plain", "HTML", "PDF", "DOCX", "ODT", "RTF", "EML", "ZIP", "MBOX"]
OPTIONS = Options(Limits(bytes=2_000_000, archive_bytes=5_000_000, members=50, characters=200_000, pages=20, seconds=10))
_PIECES = (
    b"\0", b"\xff", b"<", b">", b"{", b"}", b"\\", b"\\'", b"\\u-1", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"endobj",
    b"stream", b"From ", b"\n\n", b"=?utf-8?q?", b"--", b"&#x0;", b"<!--", b"]]>", b"\xc5", b"A" * 3000, b"<div>" * 300,
    b"\\trowd", b"../",
)  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """A document of each format; the limits of the reader decide what becomes of it."""
    text = text_of(REPORTS[2])
    found = [("a.txt", text.encode("cp1250"))]
    found += [(uri, make(text)) for name, (uri, make) in FORMATS.items() if name != "PDF in two columns"]
    found.append(("a.pdf", pdf(text, 2, size=9.0, height=300.0, compressed=False)))
    found.append(("a.eml", mail(text, [("b.docx", docx(text), "application/octet-stream"), ("c.html", page(text), "text/html")])))
    found.append(("a.zip", archive([("a.txt", text.encode()), ("b.html", found[1][1])])))
    found.append(
        ("a.mbox", b"From a@example.org Mon May  6 09:30:00 2024\n" + mail(text) + b"\nFrom b Mon\nSubject: x\n\nTekst\n")
    )
    return tuple(found)


def damaged(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of an input; the same seed gives the same."""
    chance = random.Random(seed)
    uri, data = chance.choice(seeds())
    within = data.startswith(b"PK") and chance.random() < 0.7  # where no checksum catches it
    data = _repacked(data, chance) if within else _changed(data, chance)
    return (chance.choice(seeds())[0] if chance.random() < 0.1 else uri), data


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A ZIP file with one of its parts damaged, and its checksums right."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        infos = old.infolist()
        wanted = chance.choice([info.filename for info in infos if info.filename.endswith((".xml", ".txt", ".html"))])
        for info in infos:
            part = old.read(info)
            new.writestr(info.filename, _changed(part, chance) if info.filename == wanted else part, info.compress_type)
    return saved.getvalue()


def _changed(data: bytes, chance: random.Random) -> bytes:
    damage = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        at = chance.randrange(len(damage) + 1)
        match chance.randrange(7):
            case 0:
                damage[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del damage[at : at + chance.choice((1, 4, 100, 1000))]
            case 2:
                damage[at:at] = chance.choice(_PIECES)
            case 3:
                damage[at:at] = damage[at : at + chance.choice((10, 500))]
            case 4:
                other = chance.choice(seeds())[1]
                start = chance.randrange(len(other))
                damage[at:at] = other[start : start + 200]
            case 5 if chance.random() < 0.1:
                del damage[at:]
            case _:
                place = chance.randrange(max(1, len(damage)))
                if damage:
                    damage[min(place, len(damage) - 1)] ^= 1 << chance.randrange(8)
    return bytes(damage)


def check(seed: int) -> Counter[str]:
    """Read one input in the reading process and say what came of it.

    Raises:
        AssertionError: it took too long, or something came out that must not.
    """
    uri, data = damaged(seed)
    begun = time.monotonic()
    outcomes: Counter[str] = Counter()
    for opened in open_bytes(data, uri=uri, options=OPTIONS):
        parts = unquote(opened.uri).split("/")
        assert opened.uri == uri or opened.uri.startswith(f"{uri}/"), (seed, opened.uri)
        assert ".." not in parts[1:] and "" not in parts[1:], (seed, opened.uri)
        record = record_path(Task(None, uri, PurePosixPath("a.json")), opened.uri)
        assert not record.is_absolute() and ".." not in record.parts, (seed, record)
        if isinstance(opened, Unread):
            assert isinstance(opened.error, ReadingError) and opened.error.remedy, (seed, opened.error)
            outcomes[opened.error.code] += 1
        else:
            assert isinstance(opened, Source) and opened.text.strip(), seed
            opened.text.encode()
            outcomes["read"] += 1
    assert time.monotonic() - begun < 30 * max(1, outcomes.total()), seed
    return outcomes


def main() -> None:
    """Run inputs and print what came of them."""
    number = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    outcomes: Counter[str] = Counter()
    seeds()
    begun = time.monotonic()
    folder = tempfile.mkdtemp()
    os.chdir(folder)  # what is written without a path, or below one, lands here
    for seed in range(first, first + number):
        try:
            outcomes += check(seed)
        except Exception as error:
            print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
            outcomes["FAULT"] += 1
        if (seed - first) % 5000 == 4999:
            print(f"{seed - first + 1:,} inputs, {time.monotonic() - begun:.0f} s: {dict(outcomes)}", flush=True)
    if written := [str(path) for path in Path(folder).rglob("*")]:
        print(f"written: {written[:10]}")
        outcomes["FAULT"] += 1
    print(f"{number:,} inputs, {time.monotonic() - begun:.0f} s: {dict(outcomes)}")
    sys.exit(1 if outcomes["FAULT"] else 0)


if __name__ == "__main__":
    main()
