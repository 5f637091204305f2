"""Training data of a large corpus: the same ids as in memory, whatever happens to its files meanwhile."""

from __future__ import annotations

import dataclasses
import errno
import importlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.corpus import ReadingStoppedError
from engine.corpus import chunks as chunks_module
from engine.errors import CorpusError, StoreError
from engine.events import EpochEnd, TrainingFinished
from engine.runs.jobs import run_job
from engine.tokens import dataset, idfile, streaming
from engine.tokens.dataset import LanguageData, language_data
from engine.tokens.splitting import Span, joined_length, limited, split_spans, split_texts
from engine.tokens.tokenizer import tokenizer_from_json
from engine.training.progress import NoControl

corpus_module = importlib.import_module("engine.corpus.corpus")

ENGLISH = "the cat sat on the mat, and the dog (that dog!) didn't. <unk> again\n"
KOREAN = "가는 말이 고와야 오는 말이 곱다. “그렇다” 하고 말했다…\n"


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every corpus is large, and read 50 bytes at a time."""
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(chunks_module, "READ_BYTES", 50)


@pytest.fixture
def job(tmp_path: Path):
    """A job on texts, written to files."""

    def build(*texts: str, model: dict | None = None, training: dict | None = None, **changes) -> TrainingJob:
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"{number}.txt")
            paths[-1].write_bytes(text.encode("utf-8", errors="replace"))
        shape = {"units": 8, "embedding_dim": 4, **(model or {})}
        return TrainingJob(
            name="tiny",
            models_dir=tmp_path / "models",
            sources=tuple(paths),
            model=ModelConfig(**shape),
            training=TrainingConfig(**{"epochs": 2, "seq_length": 8, "batch_size": 4, **(training or {})}),
            **changes,
        )

    return build


def held(job: TrainingJob, **options) -> LanguageData:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus_module, "LARGE_BYTES", 2**40)
        return language_data(job, **options)


def assert_same(streamed: LanguageData, whole: LanguageData) -> None:
    assert isinstance(streamed.train, np.memmap)
    assert not isinstance(whole.train, np.memmap)
    assert streamed.tokenizer.to_json() == whole.tokenizer.to_json()
    np.testing.assert_array_equal(streamed.train, whole.train)
    assert (streamed.valid is None) == (whole.valid is None)
    if whole.valid is not None:
        np.testing.assert_array_equal(streamed.valid, whole.valid)
    assert streamed.corpus.fingerprint == whole.corpus.fingerprint
    assert (streamed.characters, streamed.valid_characters) == (whole.characters, whole.valid_characters)


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize("unit", ["char", "word"])
@pytest.mark.parametrize("style", ["text", "space"])
@pytest.mark.parametrize(
    "texts",
    [
        (ENGLISH * 40,),
        (KOREAN * 40, "short", ENGLISH * 30, "\ufeff" + KOREAN.replace("\n", "\r\n") * 9),
        tuple(f"note {number} says little\n" for number in range(30)),
    ],
    ids=["one", "several", "notes"],
)
def test_the_data_is_that_of_the_whole_text(job, unit, style, texts) -> None:
    for options in ({}, {"train_share": 0.37}):
        plan = job(*texts, model={"unit": unit, "word_style": style, "max_vocabulary": 20})
        assert_same(language_data(plan, **options), held(plan, **options))
    unsplit = job(*texts, model={"unit": unit, "word_style": style}, training={"valid_fraction": 0.0})
    assert_same(language_data(unsplit), held(unsplit))


@pytest.mark.usefixtures("streams")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from("aé\r\n 가가\u0301'<.😀"), st.characters(categories=["L", "P"]))), max_size=3
    ),
    st.sampled_from(["char", "word"]),
    st.integers(1, 60),
)
def test_any_text_gives_the_same_data(job, texts, unit, size) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks_module, "READ_BYTES", size)
        plan = job(ENGLISH * 3, *(KOREAN + text for text in texts), model={"unit": unit})
        assert_same(language_data(plan), held(plan))


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize("unit", ["char", "word"])
def test_a_known_vocabulary_goes_on(job, unit) -> None:
    plan = job(ENGLISH * 5 + KOREAN * 9, model={"unit": unit, "max_vocabulary": 40})
    known = held(job(ENGLISH * 9, model={"unit": unit})).tokenizer
    plan = job(ENGLISH * 5 + KOREAN * 9, model={"unit": unit, "max_vocabulary": len(known) + 5})
    data = language_data(plan, known=known)
    assert data.tokenizer.tokens[: len(known)] == known.tokens
    assert len(data.tokenizer) == len(known) + 5
    assert_same(data, held(plan, known=known))
    assert_same(language_data(plan, known=tokenizer_from_json(data.tokenizer.to_json())), held(plan, known=known))


@pytest.mark.usefixtures("streams")
def test_a_held_out_file_is_scored(job, tmp_path) -> None:
    (tmp_path / "valid.txt").write_text(KOREAN * 3, encoding="utf-8")
    plan = job(ENGLISH * 20, valid=tmp_path / "valid.txt")
    assert_same(language_data(plan), held(plan))
    (tmp_path / "valid.txt").write_text("short", encoding="utf-8")
    with pytest.raises(CorpusError, match="too short to be scored"):
        language_data(plan)


@pytest.mark.usefixtures("streams")
def test_only_so_much_is_scored_of_a_large_held_out_part(job, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(streaming, "HELD_OUT_CHARACTERS", 1000)
    texts = (ENGLISH * 300, KOREAN * 300)
    plan = job(*texts)
    data, whole = language_data(plan), held(plan)
    np.testing.assert_array_equal(data.train, whole.train)
    assert 980 <= data.valid_characters == len(data.valid) <= 1001
    text = data.tokenizer.decode(data.valid)
    assert all(part in split_texts(texts, 0.1)[1] for part in text.split("\n")[1:-1])
    assert "cat" in text
    assert "말이" in text
    (tmp_path / "valid.txt").write_text(KOREAN * 300, encoding="utf-8")
    assert len(language_data(plan.replaced(valid=tmp_path / "valid.txt")).valid) == 1000


@given(st.lists(st.integers(1, 3000), max_size=30), st.integers(1, 20_000), st.sampled_from([0, 0.1, 0.5]))
def test_spans_are_limited_evenly(lengths, characters, fraction) -> None:
    train, valid = split_spans(lengths, fraction)
    texts = ["x" * length for length in lengths]
    assert [joined_length(train), joined_length(valid)] == [len(part) for part in split_texts(texts, fraction)]
    kept = limited(train, characters)
    assert joined_length(kept) <= characters + len(kept)
    assert joined_length(kept) >= min(joined_length(train), characters) - 250 - len(train)
    whole = {span.text: span for span in train}
    assert all(span.stop <= whole[span.text].stop for span in kept)
    assert limited([Span(0, 5, 9)], 4) == [Span(0, 5, 9)]


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize("unit", ["char", "word"])
def test_a_file_that_changes_between_two_readings_is_a_sentence(job, unit, monkeypatch) -> None:
    plan = job(ENGLISH * 40, model={"unit": unit})
    encode = streaming.encode_corpus

    def late(*arguments, **options):
        plan.sources[0].write_text(ENGLISH * 41, encoding="utf-8")
        return encode(*arguments, **options)

    monkeypatch.setattr(dataset, "encode_corpus", late)
    with pytest.raises(CorpusError, match=r"“0.txt” cannot be read: it has changed since it was counted"):
        language_data(plan)
    monkeypatch.setattr(dataset, "encode_corpus", lambda *a, **o: plan.sources[0].unlink() or encode(*a, **o))
    with pytest.raises(CorpusError, match=r"“0.txt” cannot be read: it does not exist"):
        language_data(plan)


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize("unit", ["char", "word"])
def test_a_full_disk_is_a_sentence(job, unit, monkeypatch) -> None:
    def full(self, ids):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(idfile.IdFile, "_write", full)
    with pytest.raises(StoreError, match="cannot be made ready for training: the disk is full"):
        language_data(job(ENGLISH * 40, model={"unit": unit}))


@pytest.mark.usefixtures("streams")
@pytest.mark.parametrize("asked", [0, 30, 80, 150])
def test_reading_stops_at_any_time(job, asked) -> None:
    answers = iter(range(10**9))
    with pytest.raises(ReadingStoppedError):
        language_data(job(ENGLISH * 40), should_stop=lambda: next(answers) >= asked)


@pytest.mark.usefixtures("streams")
def test_a_stop_while_texts_are_read_ends_the_run(job) -> None:
    class Stopped(NoControl):
        stopped = True

    events = list(run_job(job(ENGLISH * 40), Stopped()))
    assert [event.reason for event in events if isinstance(event, TrainingFinished)] == ["stopped"]
    assert len(events) == 1


@pytest.mark.usefixtures("streams")
def test_too_little_text_is_a_sentence(job) -> None:
    with pytest.raises(CorpusError, match="too little"):
        language_data(job("ab cd"))
    with pytest.raises(CorpusError, match="single character"):
        language_data(job("a" * 500))


@pytest.mark.usefixtures("streams")
def test_a_recipe_takes_a_large_text_whole_but_not_any(job, monkeypatch) -> None:
    plan = job(ENGLISH * 20, model={"window": 5}, training={"layout": "sliding"})
    data = language_data(plan)
    assert data.samples is not None
    np.testing.assert_array_equal(data.train, held(plan).train)
    monkeypatch.setattr(dataset, "MAX_FILE_BYTES", 100)
    with pytest.raises(CorpusError, match="holds its whole text in memory"):
        language_data(plan)


class StopAfter(NoControl):
    """Stops once so many steps were asked about."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    @property
    def stopped(self) -> bool:
        return self._left <= 0

    def wait_while_paused(self) -> bool:
        self._left -= 1
        return True


@pytest.mark.usefixtures("streams")
def test_an_interrupted_run_goes_on_to_the_same_losses(job, tmp_path) -> None:
    plan = job(ENGLISH * 30, model={"unit": "word"}, training={"epochs": 6})
    whole = [e for e in run_job(plan, NoControl()) if isinstance(e, EpochEnd)]
    other = tmp_path / "other"
    assert list(run_job(plan.replaced(models_dir=other), StopAfter(30)))[-1].reason == "stopped"
    again = TrainingJob(name="tiny", models_dir=other, resume=True)
    events = list(run_job(again, NoControl()))
    assert events[-1].reason == "completed"
    rest = [e for e in events if isinstance(e, EpochEnd)]
    assert 0 < len(rest) < 6
    assert [(e.loss, e.val_loss) for e in rest] == [(e.loss, e.val_loss) for e in whole[-len(rest) :]]


def test_small_texts_stay_in_memory(job) -> None:
    data = language_data(job(ENGLISH * 40))
    assert not isinstance(data.train, np.memmap)
    assert not data.corpus.large
    assert dataclasses.replace(data, valid=None).unknown_share == 0.0
