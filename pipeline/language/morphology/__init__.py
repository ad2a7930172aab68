"""Morphology: the forms of a lemma, the readings of a form, the nominative of phrases and names, and cues in any inflection."""

from pipeline.language.folding import fold
from pipeline.language.morphology.adjectives import adjective_forms
from pipeline.language.morphology.analysis import (
    Analysis,
    CaseNumberGender,
    analyze,
    cases,
    is_animate,
    is_nominal,
    readings,
    spellings,
    with_diacritics,
)
from pipeline.language.morphology.cues import CueError, cue_pattern
from pipeline.language.morphology.nouns import Case, Number, noun_forms
from pipeline.language.morphology.persons import (
    PersonName,
    first_name_gender,
    first_name_nominatives,
    is_first_name,
    is_known_surname,
    is_surname,
    person_name,
    person_names,
    surname_nominatives,
)
from pipeline.language.morphology.phrases import nominative_phrase, noun_lemma
from pipeline.language.morphology.tables import Gender
from pipeline.language.morphology.verbs import VerbForm, verb_forms

__all__ = [
    "Analysis",
    "Case",
    "CaseNumberGender",
    "CueError",
    "Gender",
    "Number",
    "PersonName",
    "VerbForm",
    "adjective_forms",
    "analyze",
    "cases",
    "cue_pattern",
    "first_name_gender",
    "first_name_nominatives",
    "fold",
    "is_animate",
    "is_first_name",
    "is_known_surname",
    "is_nominal",
    "is_surname",
    "nominative_phrase",
    "noun_forms",
    "noun_lemma",
    "person_name",
    "person_names",
    "readings",
    "spellings",
    "surname_nominatives",
    "verb_forms",
    "with_diacritics",
]
