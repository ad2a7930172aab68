"""The door to the whole of classla, and to torch, which it brings; `engines` reaches the tokenization alone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@cache
def library() -> Any:
    """The module `classla`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import classla  # noqa: PLC0415 - brings torch; only who tokenizes needs it

    return classla


@contextmanager
def inference(threads: int) -> Iterator[None]:
    """While a model reads: so many threads for torch, and no memory of every step, which only training needs.

    classla asks for neither. Its matrices are small: more than one thread gains little, and on a busy computer loses much.
    """
    import torch  # noqa: PLC0415 - as above

    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        with torch.no_grad():
            yield
    finally:
        torch.set_num_threads(before)
