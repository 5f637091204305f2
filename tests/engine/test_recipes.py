"""The seminar's recipes give what was taught."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine import paths
from engine.config import TrainingConfig
from engine.corpus import read_corpus
from engine.errors import ConfigError
from engine.events import EpochEnd, TrainingStarted
from engine.runs.jobs import run_job
from engine.runs.seminar import headlines, one_line, recipe, recipe_job, recipes, single_spaces
from engine.runs.showing import SEMINAR_MESSAGES, shown_results
from engine.tokens.dataset import language_data
from engine.training.progress import NoControl

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
HEADLINES = SHARED / "text" / "en" / "nyt_headlines_2018_04.csv"


@pytest.fixture
def train(tmp_path):
    def run(name, **options):
        job = recipe_job(name, job_name=name, models_dir=tmp_path, **options)
        return job, list(run_job(job, NoControl()))

    return run


def test_proverbs_come_out_as_taught(train):
    job, events = train("proverbs-word-rnn")
    started = next(e for e in events if isinstance(e, TrainingStarted))
    assert started.vocabulary - 3 == 11
    texts = {(row["seed"], row["length"]): row["text"] for row in shown_results(job)}
    assert texts["경마장에", 4] == "경마장에 있는 말이 뛰고 있다"
    assert texts["그의", 2] == "그의 말이 법이다"
    assert texts["가는", 5] == "가는 말이 고와야 오는 말이 곱다"
    long = texts["가는", 10].split(" ")
    assert long[:6] == ["가는", "말이", "고와야", "오는", "말이", "곱다"]
    assert len(long) == 11


def test_proverbs_are_eleven_samples_padded_to_five(tmp_path):
    job = recipe_job("proverbs-word-rnn", job_name="x", models_dir=tmp_path)
    data = language_data(job, prepare=recipe(job.recipe).prepare)
    assert data.samples.inputs.shape == (11, 5)


def test_the_poem_is_learned_by_heart(train):
    job, _ = train("chars-lstm-many-to-one")
    poem = single_spaces(read_corpus(job.sources))
    (row,) = shown_results(job)
    assert row["seed"] == poem[:10]
    assert row["text"] == poem[:90]


def test_the_five_messages_are_judged_as_taught_and_are_not_in_the_samples(train):
    job, events = train("spam-many-to-one")
    assert [row["verdict"] for row in shown_results(job)] == ["spam", "normal", "spam", "normal", "spam"]
    assert events[-1].metrics["train_accuracy"] > 0.8
    samples = "".join(path.read_text(encoding="utf-8") for path in job.ham)
    assert not any(message in samples for message in SEMINAR_MESSAGES)


@pytest.mark.skipif(not HEADLINES.exists(), reason="../shared/data is not there")
def test_the_headlines_are_prepared_as_taught(tmp_path):
    job = recipe_job("headlines-word-lstm", job_name="x", models_dir=tmp_path, sources=(HEADLINES,))
    data = language_data(job, prepare=headlines)
    assert len(headlines(data.corpus).split("\n")) == 1214
    assert len(data.tokenizer) - 3 == 3493
    assert data.samples.inputs.shape == (7803, 23)
    assert max(len(line.split(" ")) for line in headlines(data.corpus).split("\n")) == 24


def test_headlines_of_the_sample_train_and_complete_to_eleven_words(train):
    job, events = train("headlines-word-lstm", epochs=1)
    assert events[-1].metrics["train_accuracy"] > 0
    texts = {row["seed"]: row["text"] for row in shown_results(job)}
    assert len(texts["how"].split(" ")) == 11


def test_a_book_becomes_one_line_of_plain_characters(tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("\ufeffAlice was\r\n  beginning “to get”\n\nvery TIRED\n", encoding="utf-8")
    assert one_line(read_corpus([book])) == "alice was beginning to get very tired"


@pytest.mark.parametrize("name", ["chars-lstm-many-to-many", "deep-rnn"])
def test_the_deep_recipes_train(train, tmp_path, name):
    text = tmp_path / "text.txt"
    text.write_text("alice was beginning to get very tired. " * 40, encoding="utf-8")
    job, events = train(name, sources=(text,), epochs=1)
    assert sum(isinstance(e, EpochEnd) for e in events) == 1
    assert len(shown_results(job)[0]["text"]) > 80


def test_the_comparison_trains_every_cell_on_both_shares(train, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("the cat sat on the mat and the dog sat on the log. " * 40, encoding="utf-8")
    job, events = train("gru-vs-lstm", sources=(text,), epochs=1)
    assert [e.name for e in events if isinstance(e, TrainingStarted)] == [
        f"gru-vs-lstm {cell} {share}" for share in ("15%", "100%") for cell in ("RNN", "GRU", "LSTM")
    ]
    table = events[-1].metrics["table"]
    assert len(table) == 6
    assert all(row["val_loss"] > 0 for row in table)
    assert "is better by" in events[-1].metrics["finding"]
    assert len(shown_results(job)) == 3


def test_every_recipe_names_samples_that_are_shipped():
    assert len(recipes()) == 8
    for entry in recipes():
        for path in (*entry.default_sources, *entry.ham, *entry.spam):
            assert path.is_file(), path
            assert path.parent == paths.sample_dir()


def test_the_shipped_samples_are_large_enough():
    folder = paths.sample_dir()
    assert len((folder / "english_prose.txt").read_text(encoding="utf-8")) >= 60_000
    assert len((folder / "korean_prose.txt").read_text(encoding="utf-8")) >= 30_000
    for language in ("english", "korean"):
        table = (folder / f"{language}_messages.tsv").read_text(encoding="utf-8").splitlines()
        assert min(sum(row.startswith(f"{label}\t") for row in table) for label in ("ham", "spam")) >= 200
    assert len((folder / "english_headlines.csv").read_text(encoding="utf-8").splitlines()) > 400


def test_an_unknown_recipe_names_the_known_ones():
    with pytest.raises(ConfigError, match="proverbs-word-rnn"):
        recipe("nothing")


def test_a_recipe_takes_a_persons_epochs_and_refuses_none(tmp_path):
    job = engine.recipe_job("deep-rnn", job_name="x", models_dir=tmp_path, epochs=2)
    assert job.training == recipe("deep-rnn").training.replaced(epochs=2)
    assert isinstance(job.training, TrainingConfig)
    with pytest.raises(ConfigError):
        engine.recipe_job("deep-rnn", job_name="x", models_dir=tmp_path, epochs=0)


def test_a_many_to_one_recipe_scores_a_held_out_file(train, tmp_path):
    valid = tmp_path / "valid.txt"
    valid.write_text("그의 말이 곱다\n가는 말이 고와야 오는 말이 법이다\n그의 말이 뛰고 있다\n", encoding="utf-8")
    job = recipe_job("proverbs-word-rnn", job_name="x", models_dir=tmp_path, epochs=20).replaced(valid=valid)
    events = list(run_job(job, NoControl()))
    epochs = [e for e in events if isinstance(e, EpochEnd)]
    assert epochs[-1].val_loss < epochs[0].val_loss
    assert events[-1].metrics["val_loss"] == min(e.val_loss for e in epochs)
