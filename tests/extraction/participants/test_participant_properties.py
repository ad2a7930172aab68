"""What holds for every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.organizations.finder import find as find_organizations
from pipeline.extraction.participants.finder import find
from pipeline.language.folding import fold
from pipeline.language.layout import find_blocks

PIECES = st.sampled_from(
    [
        "Azra",
        "Talić",
        "Talić,",
        "direktorica",
        "načelnik",
        "Općine",
        "Breza",
        " ",
        "\n",
        ",",
        ".",
        "Prisutni:",
        "Odsutni:",
        "D.",
        "dr.",
        "i",
        "članovi",
        "Udruženja",
        "„Zrno“",
        "izabrana je",
        "za",
        "predsjednicu",
        "(",
        ")",
        "|",
        "v.d.",
        "ispred",
        "predstavnici",
        "osim",
        "1.",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_every_text_gives_findings_with_evidence_in_it(text: str) -> None:
    folded, blocks = fold(text), find_blocks(text)
    organizations = find_organizations(text, folded, blocks)
    for each in find(text, folded, blocks, organizations):
        assert each.name.strip() == each.name != ""
        assert each.mentions == sorted(each.mentions)
        assert each.mentions
        assert all(0 <= mention.start < mention.end <= len(text) for mention in each.mentions)
        assert each.organization is None or each.organization in organizations


def test_long_lists_are_read_in_linear_space() -> None:
    for piece in ("Azra Talić, ", "direktor ", "predstavnici Udruženja „Zrno“, ", "za ", "Talić (Mehmed) "):
        text = piece * 2000
        folded, blocks = fold(text), find_blocks(text)
        find(text, folded, blocks, find_organizations(text, folded, blocks))
