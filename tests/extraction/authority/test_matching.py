"""Names of an authority file are found in any case form, with and without diacritics, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.authority.matching import Matcher
from pipeline.extraction.authority.user_file import AuthorityFile, Entry
from pipeline.language.folding import fold

FOLDER = Path(__file__).parent


def entry(
    name: str, *variants: str, acronym: str | None = None, is_person: bool = False, identifier: str = "id", line: int = 2
) -> Entry:
    return Entry(identifier, name, variants, acronym, None, is_person, line)


def read_cases(file: str, *, is_person: bool) -> list[tuple[Entry, str]]:
    """Each sentence with the entry it is about."""
    current: Entry | None = None
    cases = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            name, variants, acronym, *_ = [cell.strip() for cell in line[1:].split(";")] + ["", ""]
            names = [variant for variant in variants.split("|") if variant]
            if acronym and acronym != "MZ":
                names.append(acronym)
            current = entry(re.sub("[„“]", "", name), *names, acronym=acronym or None, is_person=is_person)
        elif line.strip() and not line.startswith("#"):
            assert current is not None
            cases.append((current, line))
    return cases


CASES = [*read_cases("names.txt", is_person=False), *read_cases("people.txt", is_person=True)]


def found_in(text: str, *entries: Entry) -> list[str]:
    matches = Matcher(AuthorityFile(entries, "0" * 64)).find(text, ())
    return [match.evidence.within(text) for match in matches.found]


@pytest.mark.parametrize(("one", "case"), CASES, ids=[case for _, case in CASES])
def test_a_name_is_found_where_it_stands_and_nowhere_else(one: Entry, case: str) -> None:
    expected = re.findall(r"\[([^\]]+)\]", case)
    assert found_in(re.sub(r"[\[\]]", "", case), one) == expected


@pytest.mark.parametrize(
    ("one", "case"), [case for case in CASES if "[" in case[1]], ids=[case for _, case in CASES if "[" in case]
)
def test_a_text_without_diacritics_has_the_same_names(one: Entry, case: str) -> None:
    bare = case.translate(str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD"))
    assert found_in(re.sub(r"[\[\]]", "", bare), one) == re.findall(r"\[([^\]]+)\]", bare)


def test_the_longest_of_several_names_counts() -> None:
    whole, organ = entry("Udruženje Izvor", identifier="whole"), entry("Upravni odbor Udruženja Izvor", identifier="organ")
    text = "Sastao se Upravni odbor Udruženja Izvor."
    matches = Matcher(AuthorityFile((whole, organ), "")).find(text, ())
    assert [match.entry.id for match in matches.found] == ["organ"]


def test_a_name_of_two_entries_is_nobodys_and_told_of() -> None:
    one, other = (
        entry("Udruženje Izvor Tuzla", "Izvor", identifier="A"),
        entry("Udruženje Izvor Bihać", "Izvor", identifier="B", line=3),
    )
    text = "Podršku je dao „Izvor“."
    matches = Matcher(AuthorityFile((one, other), "")).find(text, ())
    assert not matches.found
    assert [[entry.id for entry in ambiguity.entries] for ambiguity in matches.ambiguous] == [["A", "B"]]


def test_the_likelier_of_two_persons_is_meant() -> None:
    man, woman = entry("Ivan Marić", is_person=True, identifier="man"), entry("Ivana Marić", is_person=True, identifier="woman")
    matcher = Matcher(AuthorityFile((man, woman), ""))
    for text, expected in (("Pismo Ivana Marića.", "man"), ("Pismo Ivane Marić.", "woman"), ("Došla je Ivana Marić.", "woman")):
        assert [match.entry.id for match in matcher.find(text, ()).found] == [expected]


def test_names_do_not_run_over_the_end_of_a_line_or_a_sentence() -> None:
    assert (
        found_in("Došla je Ivana\nMarić i Plavi. Most je star.", entry("Ivana Marić", is_person=True), entry("Plavi most")) == []
    )


NAMES = st.lists(
    st.sampled_from(["Udruženje", "Plavi", "most", "Izvor", "za", "UPM", "1", "Đ", "-", "Ivan", "Marić"]), min_size=1, max_size=5
)


@given(NAMES, st.booleans(), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_text_gives_evidence_in_it(name: list[str], is_person: bool, before: str, after: str) -> None:
    one = entry(" ".join(name), is_person=is_person)
    text = f"{before}{one.name} {after}"
    matches = Matcher(AuthorityFile((one,), "")).find(text, ())
    for match in matches.found:
        assert 0 <= match.evidence.start < match.evidence.end <= len(text)
        assert fold(match.evidence.within(text))[:1].isalnum()
