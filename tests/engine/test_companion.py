"""The plain n-gram beside a network: what it counts, what it scores, where its figure is shown."""

from __future__ import annotations

import json
import types

import numpy as np
import pytest

from engine.cli.running import Outcome
from engine.cli.train import _tell
from engine.config import ModelConfig, SamplingConfig, TrainingConfig, TrainingJob
from engine.errors import ConfigError
from engine.events import CheckpointSaved, TrainingFinished
from engine.inference.completer import open_completer
from engine.inference.ngram import DEFAULT_ORDER, NgramModel
from engine.models.companion import Companion
from engine.models.store import ModelStore
from engine.runs.jobs import run_job
from engine.runs.seminar import recipe_job
from engine.tokens.dataset import language_data
from engine.tokens.tokenizer import CharTokenizer, WordTokenizer
from engine.training.progress import NoControl

TEXT = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12
OTHER = "a hen and the dog sat on a pen. the catalogue of men!\n"
TOKENIZERS = {"char": CharTokenizer.fit(TEXT), "word": WordTokenizer.fit(TEXT)}


def _data(unit, valid=OTHER, samples=None):
    tokenizer = TOKENIZERS[unit]
    ids = None if valid is None else tokenizer.encode(valid).astype(np.uint8)
    train = tokenizer.encode(TEXT).astype(np.uint8)
    return types.SimpleNamespace(tokenizer=tokenizer, train=train, valid=ids, samples=samples)


@pytest.mark.parametrize("unit", ["char", "word"])
def test_the_held_out_ids_are_scored_with_the_order_of_their_unit(unit):
    data = _data(unit)
    assert 1 in data.valid
    model = NgramModel.fit(data.train, len(data.tokenizer), order=DEFAULT_ORDER[unit])
    assert Companion(data).loss == model.loss(data.valid)


def test_there_is_none_without_held_out_text_or_for_samples():
    assert Companion(_data("char", valid=None)).loss is None
    assert Companion.of(_data("char", samples=object())) is None


def test_of_a_long_text_the_last_tokens_are_counted(monkeypatch):
    data = _data("char")
    monkeypatch.setattr("engine.models.companion._COUNTED", 40)
    model = NgramModel.fit(data.train[-40:], len(data.tokenizer), order=DEFAULT_ORDER["char"])
    assert Companion(data).loss == model.loss(data.valid)


@pytest.fixture
def job(tmp_path):
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")

    def build(**training):
        window = 0 if training.get("layout", "stream") in ("stream", "windows") else 8
        return TrainingJob(
            name="tiny",
            models_dir=tmp_path / "models",
            sources=(tmp_path / "text.txt",),
            model=ModelConfig(units=8, embedding_dim=4, window=window),
            training=TrainingConfig(**{"epochs": 1, "seq_length": 16, "batch_size": 8, **training}),
        )

    return build


def _last(events):
    *_, last = events
    return last


@pytest.mark.parametrize("layout", ["stream", "windows"])
def test_the_figure_stands_in_the_model_and_in_the_end_of_the_run(job, layout):
    finished = _last(run_job(job(layout=layout), NoControl()))
    assert isinstance(finished, TrainingFinished)
    expected = Companion(language_data(job(layout=layout))).loss
    assert finished.metrics["ngram_loss"] == expected
    assert finished.metrics["val_loss"] > 0
    saved = ModelStore(job().models_dir).info("tiny").metrics
    assert saved["ngram_loss"] == pytest.approx(expected)
    json.dumps(finished.metrics)


def test_runs_without_a_comparable_score_have_no_figure(job):
    assert "ngram_loss" not in _last(run_job(job(valid_fraction=0), NoControl())).metrics
    assert "ngram_loss" not in _last(run_job(job(layout="sliding"), NoControl())).metrics


def test_the_command_line_tells_it_beside_the_held_out_loss(capsys):
    finished = TrainingFinished("completed", "tiny", 10, 1.0, {"val_loss": 1.5, "ngram_loss": 1.75, "perplexity": 4.48})
    _tell(Outcome(finished), [])
    assert "held-out loss 1.500 nats per token; plain n-gram 1.750; perplexity 4.48." in capsys.readouterr().out


def test_an_ngram_alone_is_saved_at_once_and_gives_way_to_the_network(job):
    store = ModelStore(job().models_dir)
    assert [type(event).__name__ for event in run_job(job().replaced(instant=True), NoControl())] == [
        "CheckpointSaved",
        "TrainingFinished",
    ]
    assert store.load("tiny").weights == {}
    assert open_completer(job().models_dir, "tiny").complete("the cat", SamplingConfig(length=5, seed=1))
    events = list(run_job(job(), NoControl()))
    assert all(event.step > 0 for event in events if isinstance(event, CheckpointSaved))  # what is there stays
    assert store.load("tiny").weights
    assert store.load("tiny").ngram


def test_a_first_run_can_be_tried_before_its_network(job):
    saved = [event for event in run_job(job(), NoControl()) if isinstance(event, CheckpointSaved)]
    assert saved[0].step == 0
    assert saved[-1].step > 0


def test_mixture_and_confidence_stand_in_the_model(job):
    finished = _last(run_job(job(epochs=3, valid_fraction=0.4), NoControl()))
    stored = ModelStore(job().models_dir).load("tiny")
    assert {"mixing", "confidence"} <= stored.extras.keys()
    assert finished.metrics["mixed_loss"] == pytest.approx(stored.info.metrics["mixed_loss"])
    assert finished.metrics["mixed_loss"] < max(finished.metrics["val_loss"], finished.metrics["ngram_loss"])


def test_a_recipe_is_a_network_alone(tmp_path):
    job = recipe_job("chars-lstm-many-to-one", job_name="poem", models_dir=tmp_path, epochs=1)
    events = list(run_job(job, NoControl()))
    assert all(event.step > 0 for event in events if isinstance(event, CheckpointSaved))
    stored = ModelStore(tmp_path).load("poem")
    assert not stored.ngram
    assert "mixing" not in stored.extras
    with pytest.raises(ConfigError, match="recipe"):
        list(run_job(job.replaced(instant=True), NoControl()))
