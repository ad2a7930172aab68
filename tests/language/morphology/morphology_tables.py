"""Reading of the tables in this folder, which are written for speakers of Bosnian."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a file that are neither blank nor comments."""
    content = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in content if line.strip() and not line.startswith("#")]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table with a header line."""
    header, *rest = [line.split("\t") for line in lines(name)]
    return [dict(zip(header, cells, strict=True)) for cells in rest]


def pairs(name: str) -> list[tuple[str, str]]:
    """Both sides of `left => right`, a pair a line."""
    return [(left, right) for left, _, right in (line.partition(" => ") for line in lines(name))]


def forms_in(cell: str) -> set[str]:
    """The alternatives that a cell holds; none, where it is not tested."""
    return set() if cell == "-" else set(cell.split("|"))


def nouns() -> list[dict[str, str]]:
    """The rows of `nouns.tsv`."""
    return rows("nouns.tsv")


def adjectives() -> list[dict[str, str]]:
    """The rows of `adjectives.tsv`."""
    return rows("adjectives.tsv")


def label(row: dict[str, str]) -> str:
    """What a row is called in the list of tests."""
    return f"{row['lemma']}-{row['gender']}"


def noun_paradigm(row: dict[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the code makes of the lemma of a row, by case and number."""
    from pipeline.language.morphology import adjective_forms, noun_forms

    flags = row["flags"].split(",")
    if "adjectival" in flags:
        forms = adjective_forms(row["lemma"])
        return {(case, number): made for (case, number, gender), made in forms.items() if gender == row["gender"]}
    return noun_forms(
        row["lemma"],
        row["gender"],
        animate="animate" in flags,
        plural_only="plural" in flags,
        indeclinable="indeclinable" in flags,
    )
