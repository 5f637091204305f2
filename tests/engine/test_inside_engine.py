from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.config import ModelConfig
from engine.errors import StoreError
from engine.inference.inside import inside, untrained_inside
from engine.models.manifest import ModelInfo, StoredModel
from engine.network import RecurrentStack, array_shapes
from engine.tokens.tokenizer import CharTokenizer

SEED = "바다가 sea"
GATES = {
    "rnn": [],
    "lstm": ["cell", "input", "forget", "candidate", "output"],
    "gru": ["update", "reset", "candidate"],
}


def model(cell: str, *, layers: int = 2, embedding: int = 5, weights: bool = True) -> StoredModel:
    tokenizer = CharTokenizer.fit("바다가 조용했다. the sea was calm")
    config = ModelConfig(unit="char", cell=cell, units=7, num_layers=layers, embedding_dim=embedding)
    random = np.random.default_rng(3)
    arrays = {
        name: random.normal(0, 0.5, shape).astype(np.float32)
        for name, shape in array_shapes(config, len(tokenizer)).items()
    }
    info = ModelInfo(name=cell, model=config, created="2026-01-01T00:00:00+00:00", vocabulary=len(tokenizer))
    return StoredModel(info, tokenizer.to_json(), arrays if weights else {})


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("embedding", [0, 5])
def test_states_are_those_of_the_step_function(cell: str, embedding: int) -> None:
    stored = model(cell, embedding=embedding)
    found = inside(stored, SEED)
    stack = RecurrentStack(stored.weights, stored.info.model)
    states = stack.start()
    for step, token in enumerate(CharTokenizer.fit("바다가 조용했다. the sea was calm").encode(SEED)):
        _hidden, states = stack.step(np.array([token]), states)
        for layer, state in zip(found.layers, states, strict=True):
            for name, value in zip(("hidden", "cell"), state, strict=False):
                np.testing.assert_allclose(layer.values[name][step], value[0], atol=1e-6)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_every_array_has_a_row_a_token_and_a_column_a_unit(cell: str) -> None:
    found = inside(model(cell), SEED)
    assert found.tokens == tuple(SEED)
    assert found.formulas
    assert not found.cut
    assert len(found.layers) == 2
    for layer in found.layers:
        assert list(layer.values) == ["hidden", *GATES[cell]]
        assert layer.shape == (len(SEED), 7)
        assert {array.shape for array in layer.values.values()} == {(len(SEED), 7)}
        for name in {"input", "forget", "output", "update", "reset"} & layer.values.keys():
            assert layer.values[name].min() >= 0
            assert layer.values[name].max() <= 1


def test_the_gates_give_the_states_by_the_formulas_shown() -> None:
    gru = inside(model("gru"), SEED).layers[1].values
    before = np.vstack([np.zeros((1, 7)), gru["hidden"][:-1]])
    np.testing.assert_allclose(
        gru["hidden"], gru["update"] * before + (1 - gru["update"]) * gru["candidate"], atol=1e-6
    )
    lstm = inside(model("lstm"), SEED).layers[1].values
    before = np.vstack([np.zeros((1, 7)), lstm["cell"][:-1]])
    np.testing.assert_allclose(lstm["cell"], lstm["forget"] * before + lstm["input"] * lstm["candidate"], atol=1e-6)
    np.testing.assert_allclose(lstm["hidden"], lstm["output"] * np.tanh(lstm["cell"]), atol=1e-6)


def test_a_long_seed_is_cut_and_says_so() -> None:
    found = inside(model("rnn"), "sea " * 200)
    assert found.cut
    assert len(found.tokens) == engine.INSIDE_TOKENS


def test_what_has_no_inside_gives_a_sentence() -> None:
    with pytest.raises(StoreError, match="no text"):
        inside(model("gru"), "")
    with pytest.raises(StoreError, match="no network"):
        inside(model("gru", weights=False), SEED)
    with pytest.raises(StoreError, match="no text"):
        untrained_inside("lstm", "")


def test_what_the_vocabulary_lacks_is_told_by_its_step() -> None:
    found = inside(model("gru"), "sea 힣!")
    assert found.unknown == {4, 5}
    assert inside(model("gru"), "sea").unknown == frozenset()


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_an_untrained_network_shows_the_shapes_of_any_seed(cell: str) -> None:
    found = untrained_inside(cell, SEED, units=9, num_layers=2)  # type: ignore[arg-type]
    again = untrained_inside(cell, SEED, units=9, num_layers=2)  # type: ignore[arg-type]
    assert (found.name, found.cell, found.tokens, found.unknown) == ("", cell, tuple(SEED), frozenset())
    for layer, same in zip(found.layers, again.layers, strict=True):
        assert layer.shape == (len(SEED), 9)
        assert list(layer.values) == ["hidden", *GATES[cell]]
        for name, array in layer.values.items():
            assert np.array_equal(array, same.values[name])
    if cell == "lstm":  # its forget gate begins open, the others half open
        first = found.layers[0].values
        assert first["forget"].mean() > 0.65
        assert abs(first["input"].mean() - 0.5) < 0.05
