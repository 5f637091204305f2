"""A finished model learns on from other texts: its ids stay, new words come behind them, nothing gets worse."""

from __future__ import annotations

import json

import numpy as np
import pytest

import engine
from engine import cli
from engine.config import ModelConfig, SamplingConfig, TrainingConfig, TrainingJob
from engine.errors import ConfigError, ModelNotFoundError
from engine.events import EpochEnd, Notice
from engine.models.store import ModelStore
from engine.network import RecurrentStack
from engine.runs.continuing import continuing_job, extended_tokenizer, extended_weights, read_start
from engine.runs.jobs import run_job
from engine.tokens.batching import id_counts
from engine.tokens.dataset import language_data
from engine.tokens.tokenizer import CharTokenizer, WordTokenizer, tokenizer_from_json
from engine.training.language import LanguageTask
from engine.training.progress import NoControl

OLD = "the cat sat on the mat. the dog sat on the log. the hen sat in the pen.\n" * 12
NEW = "the zebra sat on the sofa. the dog sat on the log. the cat sat on the sofa. the zebra sat in the pen.\n" * 12


class StopAfter(NoControl):
    def __init__(self, steps):
        self._left = steps

    @property
    def stopped(self):
        self._left -= 1
        return self._left < 0


@pytest.fixture
def first(tmp_path):
    """Trains a model on the old text. Returns its job."""

    def build(**model):
        path = tmp_path / "old.txt"
        path.write_text(OLD, encoding="utf-8")
        job = TrainingJob(
            name="first",
            models_dir=tmp_path / "models",
            sources=(path,),
            model=ModelConfig(**{"units": 24, "embedding_dim": 8, **model}),
            training=TrainingConfig(epochs=6, seq_length=16, batch_size=4, learning_rate=0.02),
        )
        list(run_job(job, NoControl()))
        return job

    return build


@pytest.fixture
def on(tmp_path):
    """A job that leads the first model on with the new text."""

    def build(name="second", text=NEW, **training):
        path = tmp_path / "new.txt"
        path.write_text(text, encoding="utf-8")
        return TrainingJob(
            name=name,
            models_dir=tmp_path / "models",
            sources=(path,),
            start_from="first",
            training=TrainingConfig(
                **{"epochs": 12, "seq_length": 16, "batch_size": 4, "learning_rate": 0.007, **training}
            ),
        )

    return build


def scored(job, stored):
    """The held-out loss of a stored model on the texts of a job."""
    tokenizer = tokenizer_from_json(stored.tokenizer)
    data = language_data(job, known=tokenizer)
    assert data.tokenizer.tokens == tokenizer.tokens
    task = LanguageTask(data, stored.info.model, job.training)
    task.network.assign(stored.weights)
    return task.val_loss()


@pytest.mark.parametrize("model", [{}, {"unit": "word"}, {"unit": "word", "tied": True}, {"embedding_dim": 0}])
def test_a_model_goes_on_with_new_words_and_forgets_little(first, on, model):
    old_job = first(**model)
    store = ModelStore(old_job.models_dir)
    before = store.load("first")
    events = list(run_job(on(), NoControl()))
    after = store.load("second")
    assert {info.name for info in store.models()} == {"first", "second"}
    assert store.load("first").info == before.info
    assert after.info.model == before.info.model
    old_tokens = before.tokenizer["tokens"]
    assert after.tokenizer["tokens"][: len(old_tokens)] == old_tokens
    assert len(after.tokenizer["tokens"]) > len(old_tokens)
    # The first validation is of the model as it came.
    epochs = [e for e in events if isinstance(e, EpochEnd)]
    assert epochs[0].step == 0
    assert epochs[0].best
    assert events[-1].metrics["val_loss"] < epochs[0].val_loss - 0.3
    assert events[-1].metrics["val_loss"] == pytest.approx(scored(on(), after), abs=1e-6)
    # What it knew is not lost at once, and what it met is written.
    assert scored(old_job, after) < scored(old_job, before) + 0.3
    texts = engine.open_completer(old_job.models_dir, "second").complete(
        "the dog sat", SamplingConfig(length=60, temperature=1.0, count=8, seed=0)
    )
    assert any("z" in c.text or "f" in c.text for c in texts)


def test_growing_alone_changes_the_old_text_s_loss_by_little(first, on):
    old_job = first(unit="word")
    before = ModelStore(old_job.models_dir).load("first")
    known = tokenizer_from_json(before.tokenizer)
    data = language_data(on(), known=known)
    counts = id_counts(data.train, len(data.tokenizer))
    grown = extended_weights(before.weights, counts, before.info.model, seed=0)
    task = LanguageTask(language_data(old_job, known=data.tokenizer), before.info.model, old_job.training)
    task.network.assign(grown)
    RecurrentStack(grown, before.info.model)
    assert task.val_loss() < scored(old_job, before) + 0.5
    for name, array in before.weights.items():
        rows = tuple(slice(length) for length in array.shape)
        np.testing.assert_array_equal(grown[name][rows], array)


def test_a_run_that_only_makes_it_worse_leaves_the_model_as_it_was(first, on, monkeypatch):
    old_job = first()

    def spoil(task, batch, seed):
        task.network.assign({name: array + 0.1 for name, array in task.network.arrays().items()})
        return 2.0, 0.0, 1

    monkeypatch.setattr(LanguageTask, "step", spoil)
    before = ModelStore(old_job.models_dir).load("first")
    events = list(run_job(on("first", text=OLD, epochs=2), NoControl()))
    after = ModelStore(old_job.models_dir).load("first")
    assert events[-1].metrics["val_loss"] <= before.info.metrics["val_loss"] + 1e-5
    for name, array in before.weights.items():
        np.testing.assert_array_equal(after.weights[name], array)


@pytest.mark.parametrize("name", ["second", "first"])
def test_such_a_run_is_resumed_to_the_same_losses(first, on, tmp_path, name):
    first(unit="word")
    store = ModelStore(tmp_path / "models")
    before = store.load("first")
    whole = [(e.step, e.val_loss) for e in run_job(on(name), NoControl()) if isinstance(e, EpochEnd)]
    store.save(before.info, tokenizer=before.tokenizer, weights=before.weights)
    assert list(run_job(on(name), StopAfter(30)))[-1].reason == "stopped"
    again = TrainingJob(name=name, models_dir=tmp_path / "models", resume=True)
    rest = [(e.step, e.val_loss) for e in run_job(again, NoControl()) if isinstance(e, EpochEnd)]
    assert 0 < len(rest) < len(whole)
    assert rest == whole[-len(rest) :]


def test_a_vocabulary_that_cannot_grow_stays_and_says_so(first, on, monkeypatch):
    old_job = first(unit="word")
    monkeypatch.setattr("engine.runs.continuing._TAILS", "output.bias")
    events = list(run_job(on(epochs=1), NoControl()))
    assert any(isinstance(e, Notice) and "cannot grow" in e.text for e in events)
    store = ModelStore(old_job.models_dir)
    assert store.load("second").tokenizer == store.load("first").tokenizer


def test_new_tokens_are_the_frequent_ones_within_the_limits():
    known = WordTokenizer(["a", "b"])
    config = ModelConfig(unit="word", max_vocabulary=7, min_count=2)
    grown = extended_tokenizer(known, "c d d e e e b f f f f <unk> <unk>", config)
    assert grown.tokens == [*known.tokens, "f", "e"]
    assert extended_tokenizer(CharTokenizer("ab"), "abcdd", ModelConfig()).tokens[2:] == ["a", "b", "d", "c"]
    assert extended_tokenizer(known, "a b", config).tokens == known.tokens


def test_what_cannot_go_on_is_a_sentence(first, on, tmp_path, bigram_model):
    with pytest.raises(ModelNotFoundError, match="first"):
        list(run_job(on(), NoControl()))
    first()
    windows = {
        "model": ModelConfig(window=5).model_dump(),
        "training": TrainingConfig(epochs=1, layout="sliding").model_dump(),
    }
    with pytest.raises(ConfigError, match="one stream"):
        list(run_job(on().replaced(**windows), NoControl()))
    store = ModelStore(tmp_path / "models")
    stored = store.load("first")
    checker = stored.info.model_copy(
        update={"name": "mail", "kind": "classifier", "model": ModelConfig(kind="classifier")}
    )
    store.save(checker, tokenizer=stored.tokenizer, weights=stored.weights)
    with pytest.raises(ConfigError, match="“mail” is a spam checker"):
        list(run_job(on().replaced(start_from="mail"), NoControl()))
    with pytest.raises(ConfigError, match="“mail” is a spam checker"):
        continuing_job("x", tmp_path / "models", (tmp_path / "new.txt",), 800, start_from="mail")


def test_no_measurement_chooses_another_size(first, on):
    old_job = first()
    job = on(epochs=None, minutes=0.02).replaced(fitted=True)
    assert read_start(job, ModelStore(old_job.models_dir)).job.fitted is False
    led_on = continuing_job("x", old_job.models_dir, job.sources, len(NEW), start_from="first", minutes=1.0)
    assert led_on.fitted is False
    assert led_on.model == old_job.model


def test_the_command_leads_a_model_on(first, tmp_path, capsys):
    old_job = first(unit="word")
    new = tmp_path / "new.txt"
    new.write_text(NEW, encoding="utf-8")
    common = ["train", str(new), "--models-dir", str(tmp_path / "models"), "--json"]
    assert cli.main([*common, "--name", "second", "--from", "first", "--epochs", "2"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["saved"] is True
    assert said["history"][0]["step"] == 0
    info = ModelStore(old_job.models_dir).info("second")
    assert info.model == old_job.model
    fresh = engine.suggested_job("x", tmp_path, (new,), len(NEW), epochs=2, unit="word", units=old_job.model.units)
    assert info.training.learning_rate == pytest.approx(fresh.training.learning_rate / 3)
    for wrong in (
        ["--from", "nobody"],
        ["--from", "first", "--units", "9"],
        ["--from", "first", "--recipe", "deep-rnn"],
    ):
        assert cli.main([*common, "--name", "third", *wrong]) == 2
        assert "error" in json.loads(capsys.readouterr().out)


def test_an_ngram_alone_has_no_network_that_could_learn_on(on, tmp_path):
    path = tmp_path / "old.txt"
    path.write_text(OLD, encoding="utf-8")
    job = TrainingJob(name="counted", models_dir=tmp_path / "models", sources=(path,), instant=True)
    list(run_job(job, NoControl()))
    with pytest.raises(ConfigError, match="n-gram alone"):
        list(run_job(job.replaced(name="longer", instant=False, start_from="counted"), NoControl()))
