"""Rounding: the exported graph says what the network says, and training sees the same roundings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from pipeline.training.batches import Batch  # noqa: E402
from pipeline.training.labels import Labels  # noqa: E402
from pipeline.training.network import Network  # noqa: E402
from pipeline.training.rounding import LARGEST_WEIGHT, Rounding, calibrate, rounded, rounded_weight  # noqa: E402

LABELS = Labels(
    entities=("O", "B-PER", "I-PER"),
    classes=(("NOUN", "Ncmsn", "_"), ("NOUN", "Ncmsg", "_"), ("VERB", "Vmn", "_")),
    groups={"upos": ("NOUN", "VERB"), "case": ("-", "g", "n")},
    scripts=("l0-0+", "l0-1+"),
)
PIECES, WORDS = 12, 7


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    made = Network(50, LABELS.heads, width=32, inner=64, attention_heads=4, layers=3, positions=300, dropout=0.1)
    with torch.no_grad():
        made.layers[1].widen.bias[5] = 9.0  # a column far larger than the others
        made.layers[1].output_norm.weight[2] = 8.0
    return made.eval()


@pytest.fixture
def batch() -> Batch:
    pieces = torch.randint(4, 50, (3, PIECES))
    lengths = torch.tensor([PIECES, PIECES, PIECES - 3])
    mask = (torch.arange(PIECES)[None] < lengths[:, None]).long()
    first = torch.arange(1, WORDS + 1).repeat(3, 1)
    return Batch(pieces, mask, first, first + 1, {}, torch.zeros(3, WORDS, dtype=torch.bool))


def asked(network: Network, batch: Batch) -> torch.Tensor:
    with torch.no_grad():
        return network(batch.pieces, batch.mask, batch.first, batch.last)


def test_a_matrix_in_whole_numbers_is_nearly_itself_and_needs_seven_bits() -> None:
    weight = torch.randn(5, 40) * torch.tensor([0.01, 1, 5, 0, 100])[:, None]
    whole, scale = rounded_weight(weight)
    assert int(whole.abs().max()) <= LARGEST_WEIGHT
    assert torch.equal(whole, whole.round())
    assert bool(((whole * scale - weight).abs() <= scale / 2 + 1e-6).all())


def test_what_lies_above_the_scale_is_known_of_outlying_columns_only() -> None:
    rounding = Rounding(torch.ones(3), scale=0.1, zero=5, outliers=(1,))
    values = torch.tensor([[1.04, 99.0, 99.0], [-0.31, 3.0, 0.0]])
    assert rounding.highest == pytest.approx(25.0)
    torch.testing.assert_close(rounding.of(values), torch.tensor([[1.0, 25.0, 25.0], [-0.3, 3.0, 0.0]]))
    torch.testing.assert_close(rounding.excess(values), torch.tensor([[74.0], [0.0]]))


def test_a_column_far_larger_than_the_rest_is_found(network: Network, batch: Batch) -> None:
    roundings = calibrate(network, [batch])
    assert 5 in roundings["layers.1.narrow"].outliers
    assert roundings["layers.1.narrow"].highest < 5
    assert int(roundings["layers.2.projected"].divisors.argmax()) == 2


def test_the_graph_says_what_the_rounded_network_says(network: Network, batch: Batch, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    from pipeline.training.graph import rounded_rows, write_graph

    folded = network.folded(LABELS)
    whole, scale = rounded_rows(folded.embedding.weight.detach())
    folded.embedding.weight.data = whole * scale
    roundings = calibrate(folded, [batch])
    write_graph(folded, roundings, tmp_path / "graph.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "graph.onnx"), providers=["CPUExecutionProvider"])
    starts = torch.arange(3)[:, None] * PIECES
    given = {
        "pieces": batch.pieces,
        "lengths": batch.mask.sum(1),
        "first": (batch.first + starts).flatten(),
        "last": (batch.last + starts).flatten(),
    }
    (scores,) = session.run(None, {name: value.numpy().astype(np.int32) for name, value in given.items()})
    with rounded(folded, roundings):
        expected = asked(folded, batch).flatten(0, 1).numpy()
    exact = asked(folded, batch).flatten(0, 1).numpy()
    rounding_error = np.abs(exact - expected).mean()
    assert np.abs(scores - expected).mean() < 0.1 * rounding_error  # a value may fall to the other side of a half
    assert np.corrcoef(scores.ravel(), exact.ravel())[0, 1] > 0.99


def test_within_the_context_gradients_flow_and_after_it_nothing_is_rounded(network: Network, batch: Batch) -> None:
    before = asked(network, batch)
    with rounded(network, calibrate(network, [batch])):
        assert not torch.equal(asked(network, batch), before)
        network(batch.pieces, batch.mask, batch.first, batch.last).square().sum().backward()
    assert torch.equal(asked(network, batch), before)
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert bool(parameter.grad.abs().sum() > 0), name


def test_folding_adds_what_the_attributes_say_to_each_class(network: Network, batch: Batch) -> None:
    whole = network.split(asked(network, batch))
    folded = network.folded(LABELS)
    parts = folded.split(asked(folded, batch))
    assert parts.keys() == {"entity", "class", "script", "begin"}
    kinds = {"upos": [0, 0, 1], "case": [2, 1, 0]}
    expected = whole["class"] + sum(whole[name][..., numbers] for name, numbers in kinds.items())
    torch.testing.assert_close(parts["class"], expected)
    for name in ("entity", "script", "begin"):
        torch.testing.assert_close(parts[name], whole[name])
