"""The models that come with the program: found by name behind the person's own, never changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine
from engine import paths
from engine.cli import main
from engine.config import ModelConfig
from engine.corpus import read_corpus
from engine.errors import ModelNotFoundError, StoreError
from engine.models.manifest import ModelInfo
from engine.models.modelnames import folder_name
from engine.models.store import ModelStore
from resources.build_sample_models import MOST_BYTES, jobs, plain

NAMES = ["Sample English", "Sample Korean", "Sample spam checker"]


@pytest.fixture
def store(home: Path) -> ModelStore:
    return ModelStore.with_samples(home / "models")


def own(home: Path, name: str) -> ModelInfo:
    """A model of the person's own: an n-gram's place without anything in it."""
    info = ModelInfo(name=name, model=ModelConfig(), created="2026-02-01T00:00:00+00:00")
    return ModelStore(home / "models").save(info, tokenizer={"type": "char", "tokens": []}, weights={})


def test_samples_are_listed_only_where_they_are_asked_for(home: Path, store: ModelStore) -> None:
    assert ModelStore(home / "models").models() == []
    found = store.models()
    assert [info.name for info in found] == NAMES
    assert all(info.sample for info in found)
    assert not (home / "models").exists()


def test_the_persons_own_come_first_and_one_of_the_same_name_hides_the_sample(home: Path, store: ModelStore) -> None:
    own(home, "Zebra")
    own(home, "sample english")
    names = [(info.name, info.sample) for info in store.models()]
    assert {name for name, sample in names[:2]} == {"Zebra", "sample english"}
    assert names[2:] == [("Sample Korean", True), ("Sample spam checker", True)]
    assert not store.info("Sample English").sample


@pytest.mark.parametrize("name", ["Sample English", "sample-english", "SAMPLE ENGLISH"])
def test_a_sample_is_found_by_its_name_in_plain_words(store: ModelStore, name: str) -> None:
    assert store.load(name).info.name == "Sample English"
    assert not store.has(name)


def test_a_sample_cannot_be_changed_and_says_what_can_be_done(home: Path, store: ModelStore) -> None:
    files = sorted(path for path in paths.sample_models_dir().rglob("*") if path.is_file())
    before = [(path, path.stat().st_mtime_ns) for path in files]
    for change in (
        lambda: store.rename("Sample English", "mine"),
        lambda: store.delete("sample-english"),
        lambda: store.discard("Sample Korean"),
    ):
        with pytest.raises(StoreError, match="came with Maeari") as caught:
            change()
        assert "copy" in caught.value.hint
    copy = store.duplicate("Sample English", "mine")
    assert not copy.sample
    assert ModelStore(home / "models").load("mine").weights
    store.export_file("sample-korean", home / "korean.maeari")
    assert not ModelStore(home / "other").import_file(home / "korean.maeari").sample
    assert before == [(path, path.stat().st_mtime_ns) for path in files]


def test_no_description_can_say_by_itself_that_it_is_a_sample(home: Path) -> None:
    own(home, "mine")
    file = next((home / "models").rglob("model.json"))
    content = json.loads(file.read_text(encoding="utf-8"))
    assert "sample" not in content
    file.write_text(json.dumps({**content, "sample": True}), encoding="utf-8")
    assert not ModelStore(home / "models").info("mine").sample


def test_names_that_nobody_has_are_still_not_found(store: ModelStore) -> None:
    with pytest.raises(ModelNotFoundError):
        store.load("Sample French")


@pytest.mark.parametrize(("name", "seed"), [("sample-english", "The lighthouse"), ("sample-korean", "아침에")])
def test_the_language_models_write(home: Path, name: str, seed: str) -> None:
    completer = engine.open_completer(home / "models", name)
    sampling = engine.SamplingConfig(length=60, temperature=0.5, seed=1)
    text = completer.complete(seed, sampling)[0].text
    assert len(text.split()) > 5
    suggestions = engine.Suggester(completer).suggest(seed + " ", count=3)
    assert suggestions is not None


def test_a_checker_that_is_asked_to_write_says_what_it_is(home: Path) -> None:
    with pytest.raises(StoreError, match="is a spam checker and does not write"):
        engine.open_completer(home / "models", "sample-spam-checker")
    with pytest.raises(StoreError, match="is a spam checker and does not write"):
        engine.open_blend(home / "models", {"sample-english": 1.0, "sample-spam-checker": 1.0})


def test_the_spam_checker_tells_plain_cases_apart(home: Path) -> None:
    checker = engine.open_spam_checker(home / "models", "sample-spam-checker")
    assert checker.info.sample
    assert checker.check("(광고) 무료 쿠폰 지금 신청하세요 수신거부 080-000-0000").verdict == "spam"
    assert checker.check("Are we still on for lunch tomorrow? I can bring the papers.").verdict == "normal"
    assert checker.check("내일 회의 몇 시에 시작해? 자료는 내가 가져갈게.").verdict == "normal"


def test_marks_on_the_sample_count_and_are_kept_with_the_persons_own(home: Path) -> None:
    models = home / "models"
    checker = engine.open_spam_checker(models, "Sample spam checker")
    report = checker.check("Are we still on for lunch tomorrow? I can bring the papers.")
    engine.open_corrections(models, checker).mark(report, "spam")
    again = engine.open_corrections(models, engine.open_spam_checker(models, "sample-spam-checker"))
    assert again.apply(report).verdict == "spam"
    assert list(models.rglob("marks.json"))
    assert not list(paths.sample_models_dir().rglob("marks.json"))
    assert ModelStore(models).models() == []
    assert ModelStore(models).damaged() == []


# -- what they copy from ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"), [("Sample English", "english_prose.txt"), ("sample-korean", "korean_prose.txt")]
)
def test_what_a_sample_copies_is_found_in_the_sample_texts(home: Path, name: str, file: str) -> None:
    sources = engine.open_sources(home / "models", name)
    assert sources is not None
    lines = (paths.sample_dir() / file).read_text(encoding="utf-8").split("\n")
    number = next(number for number, line in enumerate(lines[10:], 11) if len(line) > 60)
    (copied,) = sources.copied(f"Words of one's own. {lines[number - 1][:60]}")
    assert (copied.file, copied.line, copied.tokens) == (file, number, 60)
    held_out = next(line for line in reversed(lines) if len(line) > 60)
    assert not sources.copied(held_out[:60])
    assert not (home / "models").exists()


def test_a_copy_of_a_sample_and_a_checker_have_no_texts(home: Path, store: ModelStore) -> None:
    assert engine.open_sources(home / "models", "Sample spam checker") is None
    assert engine.open_sources(home / "models", "Sample French") is None
    store.duplicate("Sample English", "mine")
    assert engine.open_sources(home / "models", "mine") is None


def test_a_sample_of_other_texts_than_those_that_came_with_it_is_not_traced(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = paths.sample_models_dir()
    monkeypatch.setattr(paths, "sample_models_dir", lambda: models)
    monkeypatch.setattr(paths, "sample_dir", lambda: tmp_path)
    assert engine.open_sources(home / "models", "Sample English") is None
    (tmp_path / "english_prose.txt").write_text("Other words than those.\n" * 40, encoding="utf-8")
    assert engine.open_sources(home / "models", "Sample English") is None


# -- how they are made ------------------------------------------------------------------------------------------------


def test_each_is_small_and_was_learned_from_the_texts_that_are_there_now() -> None:
    """After a change of the sample texts: make sample-models."""
    store = ModelStore(paths.sample_models_dir())
    for job in jobs(Path("unused")):
        info = store.info(job.name)
        assert info.size_bytes <= MOST_BYTES
        if job.sources:
            assert info.corpus.fingerprint == read_corpus(job.sources, cleaning=job.cleaning).fingerprint
        assert info.model == job.model
        assert info.training == job.training


def test_nothing_of_the_machine_or_the_moment_is_kept() -> None:
    for name in NAMES:
        stored = ModelStore(paths.sample_models_dir()).load(name)
        assert plain(stored).model_dump() == stored.info.model_dump()
        files = sorted(path.name for path in (paths.sample_models_dir() / folder_name(name)).iterdir())
        assert files == ["current", "v-sample"]


# -- the command line -------------------------------------------------------------------------------------------------


def test_the_command_line_finds_them_by_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["complete", "sample-english", "The sea", "--length", "20", "--seed", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["model"] == "Sample English"
    assert main(["models", "list"]) == 0
    listed = capsys.readouterr().out
    assert "no model of your own yet" in listed
    assert "Sample English  (sample, writes" in listed
    assert main(["models", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["models"] == []
    assert [info["name"] for info in told["samples"]] == NAMES
    assert main(["models", "delete", "sample-english", "--yes"]) == 2
    assert "came with Maeari" in capsys.readouterr().err
