"""Words in pieces: the unigram vocabulary of the encoder (Kudo 2018), pruned to Bosnian, Croatian and Serbian."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

MOST_PIECES = 8  # of a word; of a longer one the first seven and the last, for the ending says most of its case
BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3
_CACHE = 8192  # words; the running text of an archive repeats itself


class Pieces:
    """Cuts words into numbers of pieces.

    >>> pieces = Pieces(Path("pipeline/language/model/data/pieces.json"))  # doctest: +SKIP
    >>> pieces("Sastankom")  # doctest: +SKIP
    [812, 40]
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only who runs the model needs it

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._known = lru_cache(maxsize=_CACHE)(self._cut)

    def __len__(self) -> int:
        return int(self._tokenizer.get_vocab_size())

    @property
    def names(self) -> list[str]:
        """The pieces in the order of their numbers."""
        by_piece: dict[str, int] = self._tokenizer.get_vocab()
        return sorted(by_piece, key=by_piece.__getitem__)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one to `MOST_PIECES`."""
        return self._known(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        numbers = self._tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
        if len(numbers) > MOST_PIECES:
            numbers = [*numbers[: MOST_PIECES - 1], numbers[-1]]
        return tuple(numbers)
