"""What the heads choose from, collected from the training data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.language.model.edit_scripts import edit_script
from pipeline.language.model.msd import GROUPS, attributes
from pipeline.training.data import ENTITY_TYPES, NEWS_TYPES, Sentence

IGNORED = -100
Class = tuple[str, str, str]  # UPOS, MULTEXT-East tag, features


@dataclass(frozen=True)
class Labels:
    """The values of every head.

    Attributes:
        entities: IOB2 labels, `O` first.
        classes: (UPOS, tag, features); a tag is always filed with the same features.
        groups: values of UPOS and of each attribute of the tags.
        scripts: edit scripts from form to lemma.
    """

    entities: tuple[str, ...]
    classes: tuple[Class, ...]
    groups: dict[str, tuple[str, ...]]
    scripts: tuple[str, ...]

    @cached_property
    def heads(self) -> dict[str, int]:
        """Name and size of each head, in the order of the output of the network that is trained."""
        return {
            "entity": len(self.entities),
            "class": len(self.classes),
            **{name: len(values) for name, values in self.groups.items()},
            "script": len(self.scripts),
            "begin": 2,
        }

    @cached_property
    def folded_heads(self) -> dict[str, int]:
        """The heads after `fold`."""
        return {name: size for name, size in self.heads.items() if name not in self.groups}

    @cached_property
    def rows(self) -> list[str]:
        """What each value of the network's output stands for, by a name that is the same in every run: `case=g`."""
        return [
            *(f"entity={label}" for label in self.entities),
            *(f"class={upos} {tag}" for upos, tag, _ in self.classes),
            *(f"{name}={value}" for name, values in self.groups.items() for value in values),
            *(f"script={script}" for script in self.scripts),
            *(f"begin={value}" for value in range(2)),
        ]

    @cached_property
    def entity_number(self) -> dict[str, int]:
        return {label: number for number, label in enumerate(self.entities)}

    @cached_property
    def class_number(self) -> dict[tuple[str, str], int]:
        return {(upos, tag): number for number, (upos, tag, _) in enumerate(self.classes)}

    @cached_property
    def script_number(self) -> dict[str, int]:
        return {script: number for number, script in enumerate(self.scripts)}

    @cached_property
    def group_numbers(self) -> dict[str, dict[str, int]]:
        return {name: {value: number for number, value in enumerate(values)} for name, values in self.groups.items()}

    @cached_property
    def open_to_outside(self) -> list[int]:
        """The labels that an unmarked word of a news corpus may have: `O`, and types that such a corpus does not annotate."""
        return [n for n, label in enumerate(self.entities) if label == "O" or label[2:] not in NEWS_TYPES]

    def to_json(self) -> dict[str, Any]:
        return {
            "entities": list(self.entities),
            "classes": [list(one) for one in self.classes],
            "scripts": list(self.scripts),
            "heads": self.folded_heads,
        }


def values_of(upos: str, tag: str) -> dict[str, str]:
    """The value of each group for a word."""
    return {"upos": upos, **attributes(tag)}


def collect(sentences: Iterable[Sentence], *, least_script: int = 2) -> Labels:
    """The labels that stand in these sentences; an edit script must stand there `least_script` times."""
    features: dict[tuple[str, str], Counter[str]] = {}
    scripts: Counter[str] = Counter()
    for sentence in sentences:
        for upos, tag, feats in sentence.tags or ():
            features.setdefault((upos, tag), Counter())[feats] += 1
        for word, lemma in zip(sentence.words, sentence.lemmas or (), strict=False):
            scripts[edit_script(word, lemma)] += 1
    classes = tuple((upos, tag, counts.most_common(1)[0][0]) for (upos, tag), counts in sorted(features.items()))
    groups: dict[str, set[str]] = {name: set() for name in ("upos", *GROUPS)}
    for upos, tag, _ in classes:
        for name, value in values_of(upos, tag).items():
            groups[name].add(value)
    return Labels(
        entities=("O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI")),
        classes=classes,
        groups={name: tuple(sorted(values)) for name, values in groups.items()},
        scripts=tuple(sorted(script for script, count in scripts.items() if count >= least_script)),
    )
