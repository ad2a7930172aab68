"""The vocabulary: the pretrained encoder's pieces that Bosnian, Croatian and Serbian text uses, both scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.training.pretrained import Pretrained

# what no count decides: every letter, digit and sign that a report may hold is a piece by itself
_LETTERS = "ABCČĆDĐEFGHIJKLMNOPQRSŠTUVWXYZŽabcčćdđefghijklmnopqrsštuvwxyzž"
_CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
_FOREIGN = "ÄÖÜäöüßÁÀÂÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕØÚÙÛÝáàâãåæçéèêëíìîïñóòôõøúùûýÿĞğİıŞşŁłŃńŐőŰűĂăȚțȘșĽľĎďŇňŘřŤťŮůĚě"
_SIGNS = "0123456789.,;:!?…-–—‑'’‘`´\"„“”»«‹›()[]{}/\\|%‰&@#*+=<>§©®°€$£~_^№•·▪●○◦■□►✓×½¼¾²³"
SPECIAL = 4
WORD_START = "▁"


def tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Any:
    """A `tokenizers.Tokenizer` for single words over these pieces; the first four are special."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415 - the extra `train`

    made = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3))
    # NFKC makes three signs of ½ and a rare hyphen of the one that does not break; the pretrained vocabulary has neither
    replaced = [normalizers.Replace("\u2044", "/"), normalizers.Replace("\u2010", "-")]
    made.normalizer = normalizers.Sequence([normalizers.Replace("´", "'"), normalizers.NFKC(), *replaced])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


def prune(
    pretrained: Pretrained, words: Counter[str], lexicon: Iterable[str], *, least: int = 1, least_in_lexicon: int = 4
) -> list[int]:
    """Which pieces to keep, as their numbers in the pretrained vocabulary, the special ones first.

    Args:
        pretrained: its whole vocabulary.
        words: the words of running text and how often each stands there.
        lexicon: further forms, each counted once.
        least: how often a piece must be used in running text.
        least_in_lexicon: in how many forms of the lexicon, where running text does not have it.
    """
    whole = tokenizer(pretrained.pieces, pretrained.scores)
    kept = set(range(SPECIAL))
    running: Counter[int] = Counter()
    for word, count in words.items():
        for number in whole.encode(word, add_special_tokens=False).ids:
            running[number] += count
    kept |= {number for number, count in running.items() if count >= least}
    listed: Counter[int] = Counter()
    for encoding in whole.encode_batch(list(lexicon), add_special_tokens=False):
        listed.update(encoding.ids)
    kept |= {number for number, count in listed.items() if count >= least_in_lexicon}
    place = {piece: number for number, piece in enumerate(pretrained.pieces)}
    for sign in _LETTERS + _CYRILLIC + _FOREIGN + _SIGNS:
        kept |= {place[piece] for piece in (sign, WORD_START + sign, WORD_START) if piece in place}
    return sorted(kept)


def write(path: Path, pretrained: Pretrained, kept: Sequence[int]) -> None:
    """Write the pruned tokenizer."""
    made = tokenizer([pretrained.pieces[number] for number in kept], [pretrained.scores[number] for number in kept])
    path.write_text(json.dumps(json.loads(made.to_str()), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
