"""The network: one encoder over pieces of words, several heads over words.

A word is what its first and its last piece say of it: the first knows the stem, the last the ending.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.training.labels import Labels, values_of
from pipeline.training.pretrained import Array

_EPSILON = 1e-12


class Layer(nn.Module):
    """One layer of the encoder, normalized after each half as in BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.projected = nn.Linear(width, 3 * width)  # query, key and value
        self.attended = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=_EPSILON)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.output_norm = nn.LayerNorm(width, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def _split(self, states: Tensor) -> Tensor:
        rows, length, width = states.shape
        return states.view(rows, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Args: states: (rows, pieces, width); bias: (rows, 1, 1, pieces), 0 where a piece is and -10000 where none is."""
        rows, length, width = states.shape
        query, key, value = (self._split(part) for part in self.projected(states).split(width, -1))
        # written out: on CPUs torch's fused attention is slow backwards, and onnxruntime knows how to fuse this shape
        scores = query @ key.transpose(-1, -2) / (width // self.heads) ** 0.5 + bias.to(query.dtype)
        seen = torch.softmax(scores, -1).to(query.dtype) @ value
        states = self.attention_norm(states + self.dropout(self.attended(seen.transpose(1, 2).reshape(rows, length, width))))
        return self.output_norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))


class Network(nn.Module):
    """Encoder and heads.

    Args:
        vocabulary: number of pieces.
        heads: name of each head and how many values it chooses from.
        width, inner, attention_heads, layers, positions: sizes of the encoder.
    """

    def __init__(
        self,
        vocabulary: int,
        heads: Mapping[str, int],
        *,
        width: int,
        inner: int,
        attention_heads: int,
        layers: int,
        positions: int,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.position = nn.Parameter(torch.zeros(positions, width))
        self.norm = nn.LayerNorm(width, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(width, inner, attention_heads, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.sizes = dict(heads)
        self.heads = nn.Linear(2 * width, sum(heads.values()))

    def load_pretrained(self, tensors: Mapping[str, Array]) -> None:
        """Take over the encoder's weights; the heads keep theirs. Layers beyond this network's are left out."""
        own = self.state_dict()
        given = dict(tensors)
        for number in range(len(self.layers)):
            for kind in ("weight", "bias"):
                parts = [given.pop(f"layers.{number}.{name}.{kind}") for name in ("query", "key", "value")]
                given[f"layers.{number}.projected.{kind}"] = np.concatenate(parts)
        for name, value in given.items():
            if name in own:
                own[name] = torch.from_numpy(value)[: own[name].shape[0]]
        self.load_state_dict(own)

    def encode(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Args: pieces: (rows, pieces) numbers; mask: the same shape, 1 where a piece is. Returns: (rows, pieces, width)."""
        states = self.norm(self.embedding(pieces) + self.position[: pieces.shape[1]])
        states = self.dropout(states)
        bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The scores of all heads, side by side.

        Args:
            pieces, mask: as in `encode`.
            first, last: (rows, words), where each word begins and ends among the pieces.

        Returns:
            (rows, words, sum of the heads' sizes); `split` tells them apart.
        """
        states = self.encode(pieces, mask)
        width = states.shape[-1]
        begin = torch.gather(states, 1, first[..., None].expand(-1, -1, width))
        end = torch.gather(states, 1, last[..., None].expand(-1, -1, width))
        return self.heads(self.dropout(torch.cat([begin, end], -1)))

    def split(self, scores: Tensor) -> dict[str, Tensor]:
        """The scores by head."""
        return dict(zip(self.sizes, torch.split(scores, list(self.sizes.values()), -1), strict=True))

    def folded(self, labels: Labels) -> Network:
        """A network without the heads of attributes, ready to be asked.

        The attributes of a tag are learned apart, for there are few examples of most tags; a class is as likely as its
        attributes together and as the head for whole classes says. In logarithms that is a sum of rows of one matrix, but for
        what all classes of a word share, so the rows are added up beforehand.
        """
        layer = self.layers[0]
        copy = Network(
            self.embedding.num_embeddings,
            labels.folded_heads,
            width=self.embedding.embedding_dim,
            inner=layer.widen.out_features,  # type: ignore[union-attr, arg-type]
            attention_heads=layer.heads,  # type: ignore[arg-type]
            layers=len(self.layers),
            positions=self.position.shape[0],
            dropout=0.0,
        )
        state = {name: value.detach().clone() for name, value in self.state_dict().items()}
        for kind in ("weight", "bias"):
            parts = dict(zip(self.sizes, state[f"heads.{kind}"].split(list(self.sizes.values())), strict=True))
            for number, (upos, tag, _) in enumerate(labels.classes):
                values = values_of(upos, tag)
                for name, numbers in labels.group_numbers.items():
                    parts["class"][number] += parts[name][numbers[values[name]]]
            state[f"heads.{kind}"] = torch.cat([parts[name] for name in labels.folded_heads])
        copy.load_state_dict(state)
        return copy.eval()
