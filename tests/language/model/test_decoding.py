"""Decoding: scores become legal entities, known tags, lemmas that exist."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.model.decoding import Decoder, allowed_transitions, best_path, log_softmax

LABELS: dict[str, Any] = {
    "entities": ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"],
    "classes": [["NOUN", "Ncmsn", "Case=Nom"], ["NOUN", "Ncmsg", "Case=Gen"], ["VERB", "Vmn", "VerbForm=Inf"]],
    "scripts": ["l0-0+", "l0-1+", "l0-2+ak", *(f"l0-3+{letter}" for letter in "abcdef")],
    "heads": {"entity": 5, "class": 3, "script": 9, "begin": 2},
}
ENTITY, CLASS, SCRIPT = slice(0, 5), slice(5, 8), slice(8, 17)


def scores(words: int) -> np.ndarray:
    return np.zeros((words, 19), np.float32)


def test_what_follows_nothing_cannot_continue_an_entity() -> None:
    given = scores(2)
    given[0, ENTITY] = [0, 0, 5, 4, 0]  # I-PER at the start is illegal; B-ORG is next best
    given[1, ENTITY] = [0, 0, 4, 0, 3]
    assert [span[:3] for span in Decoder(LABELS).spans(given)] == [(0, 2, "ORG")]


def test_neighbouring_entities_stay_two() -> None:
    given = scores(3)
    given[0, ENTITY][1] = given[1, ENTITY][1] = given[2, ENTITY][2] = 9
    assert [span[:3] for span in Decoder(LABELS).spans(given)] == [(0, 1, "PER"), (1, 3, "PER")]


def test_the_score_of_an_entity_is_how_sure_its_labels_are() -> None:
    given = scores(4)
    given[0, ENTITY][1] = 20
    given[2, ENTITY][3] = 1
    given[1, ENTITY][0] = given[3, ENTITY][0] = 20
    sure, unsure = (span[3] for span in Decoder(LABELS).spans(given))
    assert sure > 0.99
    assert unsure == pytest.approx(np.e / (np.e + 4), abs=1e-5)


def test_no_words_have_no_entities() -> None:
    assert Decoder(LABELS).spans(scores(0)) == []


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5), min_size=1, max_size=9))
def test_the_best_path_is_legal_and_no_legal_path_is_better_by_one_change(rows: list[list[float]]) -> None:
    labels = LABELS["entities"]
    emissions = log_softmax(np.array(rows, np.float32))
    table = allowed_transitions(labels)
    may_open = np.array([-1e4 * label.startswith("I-") for label in labels], np.float32)

    def score(path: list[int]) -> float:
        total = may_open[path[0]] + sum(emissions[place, label] for place, label in enumerate(path))
        return float(total + sum(table[a, b] for a, b in pairwise(path)))

    path = best_path(emissions, table, may_open)
    assert score(path) > -1e3
    for place in range(len(path)):
        for label in range(5):
            changed = [*path[:place], label, *path[place + 1 :]]
            assert score(changed) <= score(path) + 1e-3


def test_the_tag_of_a_word_is_its_likeliest_class() -> None:
    given = scores(2)
    given[0, CLASS] = [0.2, 0.1, 0.0]
    given[1, CLASS] = [-3, -1, -2]
    assert Decoder(LABELS).tags(given).tolist() == [0, 1]


def test_a_lemma_that_exists_is_preferred_to_a_likelier_one_that_does_not() -> None:
    given = scores(1)
    given[0, SCRIPT][1] = 2.0  # drop the last letter
    given[0, SCRIPT][2] = 1.0  # -ci to -ak
    assert Decoder(LABELS).lemmas(["sastanci"], [0], given) == ["sastanc"]
    assert Decoder(LABELS, lemmas={"sastanak"}).lemmas(["sastanci"], [0], given) == ["sastanak"]


def test_a_form_that_the_lexicon_knows_with_this_tag_needs_no_script() -> None:
    decoder = Decoder(LABELS, lexicon={("ljudi", "Ncmsg"): "čovjek"})
    assert decoder.lemmas(["Ljudi"], [1], scores(1)) == ["čovjek"]
    assert decoder.lemmas(["Ljudi"], [0], scores(1)) != ["čovjek"]


@pytest.mark.parametrize("word", ["a", "—", "3"])
def test_a_word_too_short_for_the_script_stays_as_it_is(word: str) -> None:
    given = scores(1)
    given[0, SCRIPT] = -9
    given[0, SCRIPT][3:] = 5
    assert Decoder(LABELS).lemmas([word], [0], given)[0] in {word, word.lower()}
