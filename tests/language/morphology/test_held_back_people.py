"""Names that no rule or list was written by, by `held_back_people.txt`: what an unseen name can hope for."""

from __future__ import annotations

from morphology_tables import pairs

from pipeline.language.morphology import person_name

LEAST = 0.95


def test_unseen_persons_come_in_the_nominative() -> None:
    misses = []
    for words, expected in pairs("held_back_people.txt"):
        made = person_name(words.split())
        parts = expected.removesuffix(" surname_first").split()
        gender = parts.pop() if parts[-1] in ("m", "f") else None
        whole = f"{made.first} {made.last}".split()  # an initial between them may count to either
        if whole != parts or (gender is not None and made.gender != gender):
            misses.append(f"{words}: {made}, not {expected}")
    total = len(pairs("held_back_people.txt"))
    assert total >= 100
    assert total - len(misses) >= LEAST * total, f"{len(misses)} of {total} wrong:\n" + "\n".join(misses)
