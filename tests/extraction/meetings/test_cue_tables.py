"""Tables of cues: their patterns are made when a text asks for them, and here all of them."""

from __future__ import annotations

import re

import pytest

from pipeline.extraction.conclusions import cues as deciding
from pipeline.extraction.conclusions import doers, kinds, told
from pipeline.extraction.meetings import finder, gatherings, places
from pipeline.extraction.meetings.cues import CueTable
from pipeline.language.morphology import CueError


def _tables() -> dict[str, CueTable]:
    """All tables of cues, by the function that makes them."""
    found = {}
    for module in (deciding, doers, finder, gatherings, kinds, places, told):
        for name, function in vars(module).items():
            if hasattr(function, "cache_info") and function.__annotations__.get("return") == "CueTable":
                found[f"{module.__name__}.{name}"] = function()
    return found


def test_every_module_with_cues_has_its_tables_here() -> None:
    assert len(_tables()) >= 9


@pytest.mark.parametrize("name", sorted(_tables()))
def test_every_cue_is_written_as_it_must_be(name: str) -> None:
    _tables()[name].check()


@pytest.mark.parametrize("cue", ["<nepostojnik>", "<sjednica:lp>", "(sjednica"])
def test_cue_that_is_none_is_refused(cue: str) -> None:
    with pytest.raises(CueError):
        CueTable([{"cue": cue}]).check()


def test_no_pattern_is_made_before_a_word_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr("pipeline.extraction.meetings.cues.re.compile", lambda pattern: compiled.append(pattern) or real(pattern))
    table = CueTable([{"cue": "<sjednica> je"}, {"cue": "<odbor>"}])
    assert compiled == []
    assert table._cues_of("zapisnik") == ()
    assert compiled == []
    assert table._cues_of("sjednicu") == (0,)
    assert len(compiled) == 1
