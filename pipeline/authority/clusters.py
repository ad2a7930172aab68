"""Putting names together under what must stay apart: union-find with constraints."""

from __future__ import annotations

from collections.abc import Sequence


class Clusters:
    """Names that are one entity, as places in a list.

    Weighted union by size with path halving (Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975); two sets
    that hold names which must stay apart are never joined.

    Args:
        labels: for each name a label, or an empty string: names with different labels stay apart.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._parents = list(range(len(labels)))
        self._sizes = [1] * len(labels)
        self._labels = list(labels)
        self._apart: dict[int, set[int]] = {}

    def __len__(self) -> int:
        return len(self._parents)

    def find(self, name: int) -> int:
        """The name that stands for the set."""
        parents = self._parents
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    def keep_apart(self, one: int, other: int) -> None:
        """Never put the sets of two names together, from now on."""
        self._apart.setdefault(self.find(one), set()).add(other)
        self._apart.setdefault(self.find(other), set()).add(one)

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing keeps two names apart."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        if self._labels[first] and self._labels[second] and self._labels[first] != self._labels[second]:
            return False
        return all(self.find(enemy) != second for enemy in self._apart.get(first, ()))

    def join(self, one: int, other: int) -> bool:
        """Put the sets of two names together; False where something keeps them apart."""
        if not self.may_join(one, other):
            return False
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        if self._sizes[first] < self._sizes[second]:
            first, second = second, first
        self._parents[second] = first
        self._sizes[first] += self._sizes[second]
        self._labels[first] = self._labels[first] or self._labels[second]
        if second in self._apart:
            self._apart.setdefault(first, set()).update(self._apart.pop(second))
        return True

    def label(self, name: int) -> str:
        """The label of a name's set, empty where it has none."""
        return self._labels[self.find(name)]

    def sets(self) -> list[list[int]]:
        """The sets, each in order, in the order of their first names."""
        found: dict[int, list[int]] = {}
        for name in range(len(self._parents)):
            found.setdefault(self.find(name), []).append(name)
        return list(found.values())
