"""classla's tokenizer behind spaCy's hook; `engines` imports it.

classla's own tokenization (`classla.Pipeline("hr", processors="tokenize")`, rules, no model) finds tokens and sentences;
here they are laid over the text. The text is never changed: `doc.text == text`. Where classla's tokens do not fit it (a character
left out or replaced) that stretch is cut into words and signs by a plain pattern. Nothing is downloaded: all that classla looks
up is in `classla_resources/`.

The arrangement is that of explosion/spacy-stanza, `spacy_stanza/tokenizer.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from pipeline.language.engines import classla_tokenizer
from pipeline.language.sentences import sentence_starts
from pipeline.language.tokens import Token, repair

_RESOURCES = Path(__file__).parent / "classla_resources"
_PLAIN = re.compile(r"\w+|[^\w\s]")
_ENDLESS = re.compile(r"\S{500,}")  # no word or address; some patterns of classla take quadratic time on these
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@registry.tokenizers("zapisnik.ClasslaTokenizer.v1")
def create_classla_tokenizer() -> Callable[[Any], ClasslaTokenizer]:
    """The factory that the language `bs` names in its configuration."""

    def make(nlp: Any) -> ClasslaTokenizer:
        return ClasslaTokenizer(nlp.vocab)

    return make


@cache
def _classla() -> Any:
    """classla's tokenization, made once in a process; it holds no state of a document."""
    return classla_tokenizer(_RESOURCES)


class ClasslaTokenizer(DummyTokenizer):
    """Makes a Doc of a text: classla's tokens and sentences, repaired by `tokens` and `sentences`.

    Sets `token.is_sent_start` of every token. White space beyond a single blank is a token of its own, as in spaCy.

    >>> import spacy
    >>> [sentence.text for sentence in spacy.blank("bs")("Sjednica je održana 5. Maja. Vodio ju je M. Hadžić.").sents]
    ['Sjednica je održana 5. Maja.', 'Vodio ju je M. Hadžić.']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        _classla()

    def __reduce__(self) -> tuple[type[ClasslaTokenizer], tuple[Vocab]]:
        return ClasslaTokenizer, (self.vocab,)

    def __call__(self, text: str) -> Doc:
        """Tokenize a text.

        Raises:
            UnicodeEncodeError: for a lone surrogate, which no Doc can hold.
        """
        given = _ENDLESS.sub(lambda run: " " * len(run.group()), text)
        tokens, firsts = _align(text, given, _classla()(given))
        tokens = repair(text, tokens)
        words: list[str] = []
        spaces: list[bool] = []
        numbers: list[int] = []  # of each token, where it stands among `words`
        lines: set[int] = {0}
        place = 0
        for number, (start, end) in enumerate(tokens):
            if start != place:
                gap = text[place:start]
                if gap == " " and words:
                    spaces[-1] = True
                else:
                    _add_blank(gap, words, spaces)
                    if _LINE_BREAK.search(gap):
                        lines.add(number)
            numbers.append(len(words))
            words.append(text[start:end])
            spaces.append(False)
            place = end
        if place < len(text):
            _add_blank(text[place:], words, spaces)
        starts: list[bool | int | None] = [False] * len(words)
        if words:
            starts[0] = True
        for number in sentence_starts(text, tokens, firsts, lines):
            starts[numbers[number]] = True
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)


def _add_blank(blank: str, words: list[str], spaces: list[bool]) -> None:
    """Add white space: the first blank to the token before it, the rest as a token."""
    if words and blank[0] == " ":
        spaces[-1] = True
        blank = blank[1:]
    if blank:
        words.append(blank)
        spaces.append(False)


def _align(text: str, given: str, document: Any) -> tuple[list[Token], set[int]]:
    """Lay classla's tokens over the text.

    Args:
        text: the text.
        given: what classla was given to read, of the same length.
        document: the `classla.Document` that it made.

    Returns:
        Tokens that cover every character of `text` that is no white space, and where classla's sentences start in `text`.
    """
    tokens: list[Token] = []
    firsts: set[int] = set()
    lines = _lines(given)
    line = -1
    place = 0
    before = -1  # place of the last token in its line; where it does not grow another line begins
    for sentence in document.sentences:
        is_first = True
        for token in sentence.tokens:
            column, word = token.start_char, token.text
            if column <= before or line < 0:
                line = next(lines, len(text))
            before = column
            start = line + column
            if start < place or word.split() != [word] or not text.startswith(word, start):
                continue
            if start != place and not (gap := text[place:start]).isspace():
                tokens += _plain_tokens(gap, place)
            place = start + len(word)
            tokens.append((start, place))
            if is_first:
                firsts.add(start)
                is_first = False
    if place < len(text):
        tokens += _plain_tokens(text[place:], place)
    return tokens, firsts


def _lines(text: str) -> Iterator[int]:
    """Where the lines start that classla reads one by one; its offsets count from there."""
    place = 0
    for line in text.split("\n"):
        content = line.lstrip()
        if content:
            yield place + len(line) - len(content)
        place += len(line) + 1


def _plain_tokens(text: str, offset: int) -> list[Token]:
    return [(offset + match.start(), offset + match.end()) for match in _PLAIN.finditer(text)]
