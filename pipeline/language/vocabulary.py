"""The vocabulary of a process that reads an archive: kept from growing with every word that it has ever seen.

A memory zone frees the words of a document at its end, but not their places in the hash tables by which spaCy finds them: there
a freed place is marked, and the tables double whenever three of five places are in use or marked.
"""

from __future__ import annotations

from spacy.vocab import Vocab

# words that may have come and gone before the tables are made anew: some 500 reports, which leaves the tables at a few megabytes
_WORDS = 100_000
_NOT_WORDS = ("lookups", "vectors")


def make_tables_anew(vocab: Vocab, *, after: int = _WORDS) -> bool:
    """Give a vocabulary new hash tables; to be called outside of a memory zone.

    Its strings stay. Where somebody has made lexemes that are to last, which may hold settings of their own, nothing is done.

    Args:
        vocab: whose tables.
        after: not before so many words have come since the last time.

    Returns:
        Whether it was done.
    """
    if len(vocab) < after or next(iter(vocab), None) is not None:
        return False
    vocab.from_bytes(vocab.to_bytes(exclude=_NOT_WORDS), exclude=_NOT_WORDS)
    return True
