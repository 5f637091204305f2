"""Any labelled texts: read out of tables, learned, calibrated, explained, on the command line."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.cli import main
from engine.config import TrainingJob
from engine.errors import CorpusError, ModelDamagedError, StoreError
from engine.events import CheckpointSaved, StepEnd, TrainingFinished
from engine.labels.calibration import Softmax, evaluate, fit_softmax
from engine.labels.table import read_labelled_texts
from engine.labels.training import held_out
from engine.models.store import ModelStore
from engine.runs.jobs import run_job

ROOT = Path(__file__).resolve().parents[2]
REVIEWS = ROOT.parent / "shared" / "data" / "text" / "ko" / "nsmc_ratings_train.tsv"
WORDS = {
    "cats": "purring whiskers kitten meow litter paws",
    "cars": "engine wheels motorway diesel gearbox parking",
    "음식": "김치 된장 비빔밥 국물 반찬 떡볶이",
}
FILL = ["the", "a", "of", "with", "today", "very", "quite", "really", "then", "again"]


def rows(count: int, labels: tuple[str, ...] = tuple(WORDS), seed: int = 0) -> list[tuple[str, str]]:
    """Texts of two telling words among others."""
    chance = random.Random(seed)
    made = []
    for i in range(count):
        label = labels[i % len(labels)]
        words = [*chance.sample(WORDS[label].split(), 2), *chance.sample(FILL, 4)]
        chance.shuffle(words)
        made.append((" ".join(words), label))
    return made


def table(path: Path, made: list[tuple[str, str]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps({"body": t, "kind": k}) for t, k in made), encoding="utf-8")
    else:
        between = "\t" if path.suffix == ".tsv" else ","
        lines = [between.join(("nr", "body", "kind")), *(between.join((str(i), *row)) for i, row in enumerate(made))]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Control:
    def __init__(self, stopped: bool = False) -> None:
        self.stopped = stopped
        self.paused_seconds = 0.0

    def wait_while_paused(self) -> bool:
        return not self.stopped

    def wait(self, seconds: float) -> None:
        raise AssertionError


def job(home: Path, path: Path, **more: object) -> TrainingJob:
    values = {"text": "body", "label": "kind", **more}
    return engine.labels_job("things", home / "models", path, **values)  # type: ignore[arg-type]


@pytest.fixture
def trained(home: Path, tmp_path: Path) -> engine.LabelChecker:
    events = list(run_job(job(home, table(tmp_path / "things.csv", rows(120))), Control()))
    finished = [event for event in events if isinstance(event, TrainingFinished)]
    assert [event.reason for event in finished] == ["completed"]
    assert events[-1] is finished[0]
    return engine.open_label_checker(home / "models", "things")


# -- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl"])
def test_every_kind_of_table_gives_the_same_texts(tmp_path: Path, ending: str) -> None:
    data = read_labelled_texts(table(tmp_path / f"t{ending}", rows(30)), text="BODY", label="kind")
    assert data.names == ("cars", "cats", "음식")
    assert [(text, data.names[label]) for text, label in zip(data.texts, data.labels, strict=True)] == rows(30)


def test_the_only_column_of_text_is_found_and_rows_without_a_label_are_counted(tmp_path: Path) -> None:
    data = read_labelled_texts(
        table(tmp_path / "t.csv", [*rows(30), ("a text without one", "")]), text=None, label="kind"
    )
    assert (data.text_column, data.left_out) == ("body", 1)


def test_a_limit_draws_the_same_texts_again(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", rows(90))
    first, again = (read_labelled_texts(path, text="body", label="kind", limit=40) for _ in range(2))
    assert first == again
    assert (len(first.texts), first.whole) == (40, 90)


@pytest.mark.parametrize(
    ("made", "label", "sentence"),
    [
        (rows(30, ("cats",)), "kind", "fewer than two labels"),
        (rows(30), "colour", "no column “colour”"),
        (rows(30), "body", "one column"),
        ([(f"text number {i} of many", f"label{i}") for i in range(60)], "kind", "too many to be labels"),
    ],
)
def test_a_table_that_does_not_do_is_refused_with_a_sentence(
    tmp_path: Path, made: list[tuple[str, str]], label: str, sentence: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        read_labelled_texts(table(tmp_path / "t.csv", made), text="body", label=label)
    assert sentence in caught.value.message
    assert "“t.csv”" in caught.value.message
    assert caught.value.hint


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("words", encoding="utf-8")
    with pytest.raises(CorpusError, match="no table"):
        read_labelled_texts(tmp_path / "t.txt", text=None, label="kind")


def test_equal_texts_are_never_on_both_sides_of_the_split(tmp_path: Path) -> None:
    made = rows(60)
    data = read_labelled_texts(table(tmp_path / "t.csv", made + made), text="body", label="kind")
    held = held_out(data, 0.2, 0)
    out = {text for text, is_out in zip(data.texts, held, strict=True) if is_out}
    kept = {text for text, is_out in zip(data.texts, held, strict=True) if not is_out}
    assert out
    assert not out & kept


# -- calibration ------------------------------------------------------------------------------------------------------


def test_probabilities_follow_how_often_a_score_was_right() -> None:
    random_ = np.random.default_rng(0)
    labels = random_.integers(0, 3, 3000)
    scores = random_.normal(0, 1, (3000, 3))
    scores[np.arange(3000), labels] += 1.0
    found = fit_softmax(scores, labels)
    figures = evaluate(found.probabilities(scores), labels)
    assert figures["ece"] is not None
    assert figures["ece"] < 0.04
    assert found.slope == pytest.approx(1.0, abs=0.15)


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=12), st.randoms())
@settings(max_examples=40, deadline=None)
def test_any_scores_give_probabilities_of_sum_one(scores: list[list[float]], chance: random.Random) -> None:
    labels = np.array([chance.randrange(3) for _ in scores])
    found = fit_softmax(np.array(scores), labels).probabilities(np.array(scores))
    assert np.isfinite(found).all()
    assert found.sum(axis=1) == pytest.approx(1.0)


def test_a_damaged_calibration_is_refused() -> None:
    for content in (None, {}, {"slope": -1, "biases": [0, 0]}, {"slope": 1, "biases": [0]}):
        with pytest.raises(ValueError, match=r"."):
            Softmax.from_json(content, 2)


# -- the model --------------------------------------------------------------------------------------------------------


def test_three_labels_are_told_apart_with_the_words_that_say_so(trained: engine.LabelChecker) -> None:
    assert trained.info.kind == "labels"
    report = trained.check("again a kitten with whiskers")
    assert report.label == "cats"
    assert not report.unsure
    assert sum(p for _, p in report.scores) == pytest.approx(1.0)
    for item in report.evidence:
        assert item.text == report.text[item.start : item.end]
    assert {item.text for item in report.evidence if item.weight > 0} >= {"kitten", "whiskers"}
    assert {item.label for item in report.evidence} == {"cats"}
    assert all(item.weight < 0 for item in report.reasons["cars"] if item.text == "kitten")


def test_korean_words_are_evidence_too(trained: engine.LabelChecker) -> None:
    report = trained.check("today 김치 and 된장")
    assert report.label == "음식"
    assert {"김치", "된장"} <= {item.text for item in report.evidence if item.weight > 0}


def test_leaving_the_strongest_words_out_moves_the_probability_more_than_others(trained: engine.LabelChecker) -> None:
    text = "the kitten was very quite then again with whiskers today"
    report = trained.check(text)
    best = report.evidence[:2]
    others = [w for w in ("very", "then", "again", "today") if w not in {e.text for e in best}][:2]
    spans = [(e.start, e.end) for e in best] + [(text.index(w), text.index(w) + len(w)) for w in others]
    whole, *left = trained.without(text, spans)
    assert max(whole - p for p in left[:2]) > 5 * max(abs(whole - p) for p in left[2:])


def test_a_text_of_two_labels_is_unsure_and_names_both(trained: engine.LabelChecker) -> None:
    report = trained.check("kitten whiskers engine wheels")
    if report.unsure:
        assert "nearly as likely" in report.reason
    assert report.probability < 0.95


@pytest.mark.parametrize("text", ["", "  \n", "zzzz qqqq xxxx", b"\x00\xff\x00", "가" * 9, "😀"])
def test_nothing_to_judge_is_said(trained: engine.LabelChecker, text: str | bytes) -> None:
    report = trained.check(text)
    assert report.unsure
    assert report.doubtful
    assert report.reason
    assert engine.counterfactuals(trained, text, report) == ()


def test_two_labels_are_one_plane_and_its_mirror_image(home: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "two.tsv", rows(80, ("cats", "cars")))
    list(run_job(job(home, path), Control()))
    checker = engine.open_label_checker(home / "models", "things")
    report = checker.check("kitten paws")
    assert report.label == "cats"
    against = {item.text: item.weight for item in report.reasons["cars"]}
    assert all(against[item.text] == pytest.approx(-item.weight) for item in report.evidence)


def test_the_same_table_and_seed_give_the_same_model(home: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", rows(60))
    models = []
    for _ in range(2):
        list(run_job(job(home, path), Control()))
        models.append(ModelStore(home / "models").load("things").weights)
    assert all(np.array_equal(models[0][key], models[1][key]) for key in models[0])


def test_a_stopped_run_keeps_nothing(home: Path, tmp_path: Path) -> None:
    events = list(run_job(job(home, table(tmp_path / "t.csv", rows(60))), Control(stopped=True)))
    assert [event.reason for event in events if isinstance(event, TrainingFinished)] == ["stopped"]
    assert not ModelStore(home / "models").has("things")
    assert all(0 <= event.progress <= 1 for event in events if isinstance(event, StepEnd))


class StopAt(Control):
    """Stops at the so-manieth question."""

    def __init__(self, question: int) -> None:
        super().__init__()
        self.left = question

    def wait_while_paused(self) -> bool:
        self.left -= 1
        return self.left != 0


def test_a_run_stopped_at_any_stage_keeps_the_model_before(home: Path, tmp_path: Path) -> None:
    own = job(home, table(tmp_path / "t.csv", rows(30)))
    counting = StopAt(0)
    list(run_job(own, counting))
    questions = -counting.left
    before = ModelStore(home / "models").info("things")
    for question in (1, questions // 2, questions):  # reading, measuring on the held-out part, learning from all
        events = list(run_job(own, StopAt(question)))
        assert [event.reason for event in events if isinstance(event, TrainingFinished)] == ["stopped"]
        assert not any(isinstance(event, CheckpointSaved) for event in events)
    assert ModelStore(home / "models").info("things") == before


def test_a_model_of_another_kind_or_a_damaged_one_is_refused(
    home: Path, trained: engine.LabelChecker, bigram_model: object
) -> None:
    name = bigram_model("plain", "some text to write")  # type: ignore[operator]
    with pytest.raises(StoreError, match="has not learned any labels"):
        engine.open_label_checker(home / "data" / "models", name)
    with pytest.raises(StoreError, match="cannot tell spam"):
        engine.open_spam_checker(home / "models", "things")
    with pytest.raises(StoreError, match="gives labels and does not write"):
        engine.open_completer(home / "models", "things")
    store = ModelStore(home / "models")
    stored = store.load("things")
    store.save(stored.info, tokenizer=stored.tokenizer, weights={}, extras=stored.extras, ngram=stored.ngram)
    with pytest.raises(ModelDamagedError, match="lacks a part"):
        engine.open_label_checker(home / "models", "things")


def test_it_travels_in_a_file(home: Path, tmp_path: Path, trained: engine.LabelChecker) -> None:
    store = ModelStore(home / "models")
    store.export_file("things", tmp_path / "things.maeari")
    other = ModelStore(tmp_path / "other")
    other.import_file(tmp_path / "things.maeari")
    again = engine.open_label_checker(tmp_path / "other", "things")
    assert again.check("kitten paws").scores == trained.check("kitten paws").scores


# -- the command line -------------------------------------------------------------------------------------------------


def test_the_command_line_trains_checks_and_scores(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = str(table(tmp_path / "t.csv", rows(90)))
    assert main(["labels", "train", path, "--text", "body", "--label", "kind", "--name", "mine", "--json"]) == 0
    trained = json.loads(capsys.readouterr().out)
    assert trained["saved"] is True
    assert trained["accuracy"] > 0.8
    (tmp_path / "one.txt").write_text("a kitten with paws", encoding="utf-8")
    assert main(["labels", "check", "mine", str(tmp_path / "one.txt"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["label"] == "cats"
    assert told["evidence"]["cats"]
    other = str(table(tmp_path / "other.csv", rows(30, seed=5)))
    assert main(["labels", "evaluate", "mine", other, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["texts"] == 30
    assert set(figures["each"]) == set(WORDS)
    assert main(["labels", "check", "mine", str(tmp_path / "one.txt")]) == 0
    assert "speaks for it" in capsys.readouterr().out
    assert main(["models", "list"]) == 0
    assert "3 labels" in capsys.readouterr().out


def test_mistakes_end_with_exit_code_2(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = str(table(tmp_path / "t.csv", rows(30)))
    assert main(["labels", "train", path, "--label", "nothing"]) == 2
    assert main(["labels", "train", path]) == 2
    assert main(["labels", "train", str(tmp_path / "gone.csv"), "--label", "kind"]) == 2
    assert main(["labels", "check", "nobody", path]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not REVIEWS.is_file(), reason="the film reviews are not here")
def test_film_reviews_are_told_apart_well_above_chance(home: Path, capsys: pytest.CaptureFixture) -> None:
    command = ["labels", "train", str(REVIEWS), "--text", "document", "--label", "label", "--limit", "800", "--json"]
    assert main(command) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["texts"] == pytest.approx(160, abs=10)
    assert figures["accuracy"] > 0.62 > figures["majority_share"]


def test_a_file_whose_arrays_are_not_those_of_its_labels_is_refused(
    home: Path, tmp_path: Path, trained: engine.LabelChecker
) -> None:
    store = ModelStore(home / "models")
    stored = store.load("things")
    cut = {name: array[:-1] if name.endswith("weight") else array for name, array in stored.weights.items()}
    store.save(stored.info, tokenizer=stored.tokenizer, weights=cut, extras=stored.extras, ngram=stored.ngram)
    store.export_file("things", tmp_path / "cut.maeari")
    with pytest.raises(ModelDamagedError, match="cannot be imported"):
        ModelStore(tmp_path / "other").import_file(tmp_path / "cut.maeari")
