"""What holds for every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.organizations.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

PIECES = st.sampled_from(
    [
        "Udruženje",
        "Udruženja",
        "„",
        "“",
        "JU",
        "Općine",
        "Breza",
        " ",
        " ",
        " ",
        "\n",
        ",",
        ".",
        "za",
        "rad",
        "i",
        "CROPS-a",
        "(",
        ")",
        "d.o.o.",
        "OPĆINSKO VIJEĆE",
        "mladih",
        "u",
        "Tuzli",
        "BiH",
        "kantona",
        "Azra",
        "Talić",
        "centri",
        "5.",
        "-",
        "Federacije",
        "zakon",
        "o",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_every_text_gives_findings_with_evidence_in_it(text: str) -> None:
    found = find(text, fold(text), find_blocks(text))
    for each in found:
        assert each.name.strip() == each.name != ""
        assert each.mentions == sorted(each.mentions)
        assert each.mentions
        assert all(0 <= mention.start < mention.end <= len(text) for mention in each.mentions)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    blocks = find_blocks(text)
    first, second = ([(each.name, each.acronym, each.mentions) for each in find(text, fold(text), blocks)] for _ in range(2))
    assert first == second


def test_long_chains_are_read_without_deep_recursion() -> None:
    repeated = ("Odbor ", "Kantona ", "Vlade rada, ", "„", "JU ")
    for text in (*(piece * 3000 for piece in repeated), "Centar za " + "rad, " * 3000):
        find(text, fold(text), find_blocks(text))
