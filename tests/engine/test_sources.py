"""The texts beside a model: file, line and span of what is copied; damage; what takes them along and what does not."""

from __future__ import annotations

import unicodedata
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.corpus import corpus as corpus_module
from engine.errors import ModelDamagedError, StoreError
from engine.events import CheckpointSaved, Notice, TrainingFinished
from engine.inference.completer import Completer
from engine.models import sources
from engine.models.manifest import ModelInfo
from engine.models.sources import FILE, Text, open_sources, write_texts
from engine.models.store import ModelStore
from engine.runs import tracing
from engine.runs.jobs import run_job
from engine.tokens.dataset import language_data
from engine.tokens.normalized import normalized
from engine.training.progress import NoControl

WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima"]


def lines(seed, count):
    """Lines of random words, so that a longer run stands in one place only."""
    random = np.random.default_rng(seed)
    return [" ".join(random.choice(WORDS, 9)) + "." for _ in range(count)]


@pytest.fixture
def texts(tmp_path):
    """Three files of which the lines are known."""
    found = {
        name: lines(seed, count) for seed, (name, count) in enumerate({"a.txt": 30, "b.txt": 50, "c.txt": 40}.items())
    }
    for name, content in found.items():
        (tmp_path / name).write_text("\n".join(content) + "\n", encoding="utf-8")
    return found


@pytest.fixture
def job(tmp_path, texts):
    def build(**model):
        return TrainingJob(
            name="me",
            models_dir=tmp_path / "models",
            sources=tuple(tmp_path / name for name in texts),
            model=ModelConfig(units=8, embedding_dim=4, **model),
            training=TrainingConfig(epochs=1, valid_fraction=0.2),
        )

    return build


def kept(job, data=None):
    """The texts of a job beside a model of random weights."""
    data = data or language_data(job)
    store = ModelStore(job.models_dir)
    size = len(data.tokenizer)
    info = ModelInfo(
        name=job.name,
        model=ModelConfig(unit=job.model.unit, cell="rnn", units=2, embedding_dim=0),
        created="2026-01-01T00:00:00+00:00",
        vocabulary=size,
    )
    shapes = {"layers.0.kernel": (size, 2), "layers.0.recurrent_kernel": (2, 2), "output.kernel": (2, size)}
    weights = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    weights |= {"layers.0.bias": np.zeros(2, np.float32), "output.bias": np.zeros(size, np.float32)}
    store.save(info, tokenizer=data.tokenizer.to_json(), weights=weights)
    tracing.write_sources(store, job, data)
    return open_sources(job.models_dir, job.name)


@pytest.mark.parametrize("unit", ["char", "word"])
def test_every_training_line_is_found_where_it_stands(job, texts, unit):
    found = kept(job(unit=unit))
    for name, content in texts.items():
        training = content[: int(len(content) * 0.75)]
        for number, line in enumerate(training, 1):
            (copied,) = found.copied(line)
            assert (copied.file, copied.line, copied.start, copied.end) == (name, number, 0, len(line))
        # The end of each file was held out.
        assert not any(c.end - c.start == len(content[-1]) for c in found.copied(content[-1]))


@pytest.mark.parametrize("unit", ["char", "word"])
def test_a_large_corpus_is_traced_alike(job, texts, unit, monkeypatch):
    plain = kept(job(unit=unit))
    text = "\n".join(line for content in texts.values() for line in content[3:9])
    wanted = plain.copied(text)
    monkeypatch.setattr(corpus_module, "LARGE_BYTES", 0)
    monkeypatch.setattr(sources, "_BLOCK", 100)
    monkeypatch.setattr(tracing, "_BLOCK", 64)
    data = language_data(job(unit=unit))
    assert data.corpus.large
    assert kept(job(unit=unit), data).copied(text) == wanted


def test_the_span_is_that_of_the_text(job, texts):
    found = kept(job())
    line = texts["b.txt"][4]
    (copied,) = found.copied("ZZZ" + line[:40] + "ZZZ")
    assert (copied.start, copied.end, copied.tokens, copied.line) == (3, 43, 40, 5)
    assert found.copied("") == []
    assert found.copied("xyz " * 20) == []


def test_a_run_behind_a_line_end_is_of_the_next_line(job, texts):
    found = kept(job())
    (copied,) = found.copied("\n" + texts["a.txt"][6])
    assert (copied.file, copied.line, copied.start) == ("a.txt", 7, 0)
    # The line end that joins two files is of the second one.
    joint = "\n" + texts["b.txt"][0]
    (copied,) = found.copied(joint)
    assert (copied.file, copied.line) == ("b.txt", 1)


def test_shorter_runs_can_be_asked_for(job, texts):
    found = kept(job())
    part = texts["c.txt"][2][:25]
    assert found.copied(part) == []
    assert [c.tokens for c in found.copied(part, min_tokens=20)] == [25]
    with pytest.raises(ValueError, match="20 tokens"):
        found.copied(part, min_tokens=19)


def test_recitation_is_the_share_of_copied_tokens(job, texts):
    found = kept(job())
    line = texts["a.txt"][0]
    assert found.recitation([line]) == 1.0
    assert found.recitation(["Z" * len(line)]) == 0.0
    assert found.recitation([line, "Z" * len(line)]) == pytest.approx(0.5)
    assert found.recitation([]) == found.recitation([""]) == 0.0


def test_spans_refer_to_a_text_that_is_not_normalised(tmp_path):
    line = "오늘 아침에는 비가 왔고 café 앞에서 누이를 만나 한참을 이야기했다 그리고 집으로 돌아왔다"
    path = tmp_path / "ko.txt"
    path.write_text("\n".join(["첫 줄이다 아무 말이나 적는다", line, "끝 줄이다"] * 2), encoding="utf-8")
    job = TrainingJob(name="k", models_dir=tmp_path / "m", sources=(path,), training=TrainingConfig(valid_fraction=0))
    found = kept(job)
    decomposed = unicodedata.normalize("NFD", line)
    (copied,) = found.copied("ㅋㅋ Q" + decomposed + "Q")
    assert (copied.start, copied.end, copied.line, copied.tokens) == (4, 4 + len(decomposed), 2, len(line))


@given(st.text(st.sampled_from("ae가각\u0301\u0327\u1100\u1161\u11a8\u3131 \n😀Å\u212b\u0958")))
def test_parts_of_a_text_are_normalised_as_the_whole(text):
    plain = normalized(text)
    assert plain.text == unicodedata.normalize("NFC", text)
    for i in range(len(plain.text)):
        start, end = plain.start(i), plain.end(i + 1)
        assert plain.text[i] in unicodedata.normalize("NFC", text[start:end])


# -- on the disk -----------------------------------------------------------------------------------------------------


def test_what_takes_the_texts_along(job, texts, tmp_path):
    built = job()
    kept(built)
    store, line = ModelStore(built.models_dir), texts["a.txt"][0]
    store.duplicate("me", "copy")
    store.export_file("me", tmp_path / "me.maeari")
    assert not any("sources" in name or FILE in name for name in zipfile.ZipFile(tmp_path / "me.maeari").namelist())
    assert line.encode() not in (tmp_path / "me.maeari").read_bytes()
    imported = store.import_file(tmp_path / "me.maeari", name="back").name
    assert open_sources(built.models_dir, "copy") is open_sources(built.models_dir, imported) is None
    store.rename("me", "나")
    assert open_sources(built.models_dir, "나").copied(line)
    store.delete("나")
    assert not list(built.models_dir.rglob(FILE))
    assert open_sources(built.models_dir, "나") is None


def test_texts_without_a_model_can_be_deleted(job):
    built = job()
    data = language_data(built)
    store = ModelStore(built.models_dir)
    tracing.write_sources(store, built, data)
    store.delete("me")
    assert not list(built.models_dir.rglob(FILE))


def test_texts_of_another_vocabulary_are_left_alone(job, tmp_path):
    built = job()
    kept(built)
    (tmp_path / "d.txt").write_text("\n".join(lines(9, 40)) + " ÄÖÜ" * 20, encoding="utf-8")
    other = language_data(built.replaced(sources=(tmp_path / "d.txt",)))
    write_texts(ModelStore(built.models_dir).sources_dir("me"), other.train, [Text("d.txt", 0)], other.tokenizer)
    assert open_sources(built.models_dir, "me") is None


def test_a_damaged_file_is_said(job):
    built = job()
    kept(built)
    path = ModelStore(built.models_dir).sources_dir("me") / FILE
    whole = path.read_bytes()
    tokens = len(language_data(built).train)
    padded = -(-tokens // 8) * 8
    damages = {
        "cut off": whole[:-20],
        "empty": b"",
        "short": b"x" * 9,
        "no magic": whole[:-8] + b"12345678",
        "longer": b"12345678" + whole,
        "id out of range": b"\xff" + whole[1:],
        "index": whole[:padded] + whole[padded + 8 : padded + 16] + whole[padded : padded + 8] + whole[padded + 16 :],
        "place": whole[:padded] + b"\xff\xff\xff\xff" + whole[padded + 4 :],
        "texts": whole.replace(b'["a.txt", 0, true]', b'["a.txt", 9, true]'),
        "json": whole.replace(b'"texts"', b'"texts '),
        "description": whole.replace(b'"tokens"', b'"tokenz"'),
    }
    for what, data in damages.items():
        assert data != whole, what
        path.write_bytes(data)
        with pytest.raises(ModelDamagedError, match="damaged"):
            open_sources(built.models_dir, "me")
    path.write_bytes(whole)
    assert open_sources(built.models_dir, "me") is not None
    path.unlink()
    assert open_sources(built.models_dir, "me") is None


def test_a_write_that_fails_leaves_the_old_texts(job, monkeypatch):
    built = job()
    kept(built)
    folder = ModelStore(built.models_dir).sources_dir("me")
    before = (folder / FILE).read_bytes()

    def full(ids, *, minimum):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sources, "entries", full)
    data = language_data(built)
    with pytest.raises(StoreError, match="disk is full"):
        tracing.write_sources(ModelStore(built.models_dir), built, data)
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert (folder / FILE).read_bytes() == before


def test_leftovers_of_a_killed_write_go(job):
    built = job()
    kept(built)
    folder = ModelStore(built.models_dir).sources_dir("me")
    (folder / ".abc.tmp").write_bytes(b"text")
    tracing.write_sources(ModelStore(built.models_dir), built, language_data(built))
    assert [path.name for path in folder.iterdir()] == [FILE]


# -- training --------------------------------------------------------------------------------------------------------


def test_a_training_keeps_its_texts_and_measures_what_it_recites(job, texts, monkeypatch):
    monkeypatch.setattr(tracing, "_CHARACTERS", 2_000)  # as outside of the tests
    built = job()
    events = list(run_job(built, NoControl()))
    finished = events[-1]
    assert isinstance(finished, TrainingFinished)
    found = engine.open_sources(built.models_dir, "me")
    assert found.copied(texts["b.txt"][3])[0] == engine.Copied(
        0, len(texts["b.txt"][3]), "b.txt", 4, len(texts["b.txt"][3])
    )
    stored = ModelStore(built.models_dir).load("me")
    share = finished.metrics["copied_share"]
    assert 0 <= share <= 1
    assert stored.info.metrics["copied_share"] == share
    assert tracing.recitation_score(Completer(stored), found, language_data(built)) == share


def test_an_instant_model_has_its_texts_too(job, texts):
    built = job().replaced(instant=True)
    *_, finished = run_job(built, NoControl())
    assert "copied_share" not in finished.metrics
    assert open_sources(built.models_dir, "me").copied(texts["a.txt"][1])[0].line == 2


def test_a_prepared_text_has_no_lines(job, texts):
    built = job()
    data = language_data(built)
    (text,) = tracing.training_texts(built, data, prepared=True)
    assert text == Text("a.txt and 2 more", 0, lines=False)
    store = ModelStore(built.models_dir)
    kept(built, data)
    tracing.write_sources(store, built, data, prepared=True)
    (copied,) = open_sources(built.models_dir, "me").copied(texts["b.txt"][3])
    assert (copied.file, copied.line) == ("a.txt and 2 more", 0)


def test_a_single_line_is_the_first(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(" ".join(lines(4, 12)), encoding="utf-8")
    built = TrainingJob(name="m", models_dir=tmp_path / "m", sources=(path,), training=TrainingConfig(valid_fraction=0))
    (copied,) = kept(built).copied(lines(4, 12)[2])
    assert (copied.file, copied.line) == ("one.txt", 1)


def test_texts_that_cannot_be_kept_end_no_training(job, monkeypatch):
    def full(*args):
        raise StoreError("The texts cannot be kept beside the model: the disk is full.", "Free some space.")

    monkeypatch.setattr(tracing, "write_texts", full)
    built = job()
    data = language_data(built)
    run = [CheckpointSaved(1, 2.0, 1.0), TrainingFinished("completed", "me", 1, 1.0, {"val_loss": 2.0})]
    events = list(tracing.traced(iter(run), ModelStore(built.models_dir), built, data, prepared=False))
    assert [type(event) for event in events] == [CheckpointSaved, Notice, TrainingFinished]
    assert "disk is full" in events[1].text
    assert events[-1] == run[-1]
