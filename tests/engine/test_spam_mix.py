"""The branches of one model: what is learned beside the network, how both are mixed, and what comes back from disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.config import ModelConfig, TrainingConfig
from engine.errors import ModelDamagedError
from engine.models.manifest import ModelInfo, StoredModel
from engine.network import RecurrentStack, array_shapes
from engine.spam.branches import Branches
from engine.spam.calibration import fit_limits
from engine.spam.classifier import SpamChecker, open_spam_checker
from engine.spam.dataset import SpamData
from engine.spam.features import UNKNOWN, encode
from engine.spam.learning import learn_linear
from engine.spam.linear import LinearModel
from engine.spam.mailbox import LabelledMessage
from engine.spam.message import parse_message
from engine.spam.mix import MARGIN, VIEWS, Mix, fit_alone, fit_both, fit_linear_mix, scores_of, views_of
from engine.spam.reading import read_message
from engine.spam.scoring import MOST_WINDOWS, WINDOW, network_views, windows_of
from engine.spam.training import BesideNetwork, Windows, paced

CONFIG = ModelConfig(kind="classifier", unit="word", cell="lstm", units=3, embedding_dim=4, pooling="max")
HAM = ("see you at lunch", "the meeting is tomorrow morning", "call me after work please", "thanks for the notes")
SPAM = ("win a free prize now", "claim your cash prize today", "urgent free ringtone offer", "cheap pills order now")
FILLER = ("ok", "and", "then", "with", "some", "more", "words", "here", "again", "later")


def messages() -> list[LabelledMessage]:
    texts = [(f"{text} {a} {b}", label) for label, own in ((0, HAM), (1, SPAM)) for text in own
             for a, b in zip(FILLER, FILLER[3:] + FILLER[:3], strict=True)]  # fmt: skip
    return [LabelledMessage(text, label, text) for text, label in texts]


def weights(rows: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    return {name: random.normal(0, 0.3, shape).astype(np.float32) for name, shape in array_shapes(CONFIG, rows).items()}


@pytest.fixture(scope="module")
def stored() -> StoredModel:
    data = SpamData.prepare(messages(), valid_fraction=0.2, seed=1, config=CONFIG)
    parts = BesideNetwork(data, seed=1).parts(weights(len(data.vocabulary) + 2), CONFIG)
    assert parts.figures["linear_errors"] == 0
    info = ModelInfo(name="two", kind="classifier", model=CONFIG, training=TrainingConfig(), created="")
    return StoredModel(info, data.tokenizer_json(), parts.weights, parts.extras, parts.columns)


@pytest.fixture(scope="module")
def checker(stored: StoredModel) -> SpamChecker:
    return SpamChecker(stored)


def test_spam_and_ham_are_told_apart_though_the_network_knows_nothing(checker: SpamChecker) -> None:
    assert checker.check("you win a free cash prize, claim it now").probability > 0.9
    assert checker.check("see you at the meeting after lunch tomorrow").probability < 0.1
    figures = checker.evaluate(messages())
    assert figures["errors"] == figures["linear_errors"] == 0
    assert figures["network_errors"] > 0


def test_every_branch_is_told_and_many_are_as_one(checker: SpamChecker) -> None:
    texts: list[str | bytes] = ["win a free prize now with more words", "", "see you at lunch with some words later"]
    found = checker.branch_probabilities(texts)
    assert set(found) == {"network", "linear", "both"}
    assert found["both"].tolist() == pytest.approx([checker.check(text).probability for text in texts], abs=1e-6)
    assert found["linear"][1] < 0.5


def test_a_saved_model_answers_as_before(stored: StoredModel, checker: SpamChecker, tmp_path: Path) -> None:
    from engine.models.store import ModelStore

    ModelStore(tmp_path).save(
        stored.info, tokenizer=stored.tokenizer, weights=stored.weights, extras=stored.extras, ngram=stored.ngram
    )
    text = "claim your free lunch prize, call me now"
    assert open_spam_checker(tmp_path, "two").check(text) == checker.check(text)


def test_evidence_names_the_words_that_the_linear_branch_saw(checker: SpamChecker) -> None:
    report = checker.check("win a free prize now, see you at lunch")
    weights = {evidence.shown: evidence.weight for evidence in report.evidence}
    assert max(weights["free"], weights["prize"]) > 0 > weights["lunch"]


def test_fewer_than_five_known_tokens_get_no_verdict(checker: SpamChecker) -> None:
    assert checker.check("free prize now").verdict == "unsure"
    assert "too short" in checker.check("free prize now").reason
    assert checker.check("영화가 정말 재미있었어요 배우들도 좋았습니다").verdict == "unsure"


def test_a_window_sees_through_good_words_behind_spam(stored: StoredModel) -> None:
    model = LinearModel.from_arrays(stored.weights, stored.ngram)
    spam = " ".join(SPAM * 9)
    scores = scores_of(model, read_message(parse_message(spam + " " + " ".join(HAM * 60))))
    assert scores[1:].max() > 0 > scores[0]
    assert len(scores_of(model, read_message(parse_message(SPAM[0])))) == 1


def test_a_window_speaks_for_the_whole_only_where_it_stands_out() -> None:
    mix = Mix(np.array([2.0, 0.0, 0.0, 0.0, 0.0, 0.5]), np.array([1.0, 0.0, 0.0]), np.zeros(3))

    def logit(*scores: float) -> float:
        return float(mix.linear_logits(views_of(np.array([scores])))[0])

    assert logit(-1.0) == logit(-1.0, -1.5, -0.5) == logit(-1.0, -1.0, -1.0 + MARGIN) == -1.5
    assert logit(-1.0, -2.0, 1.0) == pytest.approx(2 * (1 - MARGIN) + 0.5)
    many = views_of(np.array([[-1.0, -2.0, 1.0], [3.0, 2.0, -2.0]]))
    assert mix.linear_logits(many).tolist() == pytest.approx([2 * (1 - MARGIN) + 0.5, 6.5])


def test_more_spam_in_any_part_never_means_less_spam() -> None:
    mix = Mix(np.array([2.0, 0.0, 0.0, 0.0, 0.0, 0.5]), np.array([1.0, 0.0, 0.0]), np.zeros(3))
    scores = np.random.default_rng(4).normal(size=(200, 4))
    base = mix.linear_logits(views_of(scores))
    for part in range(4):
        more = scores.copy()
        more[:, part] += 0.4
        risen = mix.linear_logits(views_of(more)) - base
        assert (risen >= 0).all()
        assert risen.any()


def test_a_checker_answers_as_its_mix_was_fitted(stored: StoredModel, checker: SpamChecker) -> None:
    model = LinearModel.from_arrays(stored.weights, stored.ngram)
    weights = stored.extras["mix"]["linear"]
    assert (len(weights), weights[1:5]) == (len(VIEWS) + 1, [0.0] * 4)
    for text in ("see you at lunch with some words later", " ".join([*SPAM * 9, *HAM * 60])):
        whole, *windows = scores_of(model, read_message(parse_message(text)))
        logit = weights[0] * max([whole, *(window - MARGIN for window in windows)]) + weights[-1]
        told = checker.branch_probabilities([text])["linear"][0]
        assert told == pytest.approx(1 / (1 + np.exp(-np.clip(logit, -25, 25))), rel=1e-9)


def test_a_model_of_before_the_margin_answers_as_it_did(stored: StoredModel) -> None:
    old = [0.4, 0.3, 0.2, 0.1, -0.5]
    extras = {**stored.extras, "mix": {**stored.extras["mix"], "linear": old, "both": [1.0, 0.0, 0.0]}}
    checker = SpamChecker(replace(stored, extras=extras))
    model = LinearModel.from_arrays(stored.weights, stored.ngram)
    for text in ("win a free prize now", " ".join([*SPAM * 9, *HAM * 60])):
        whole, *windows = scores_of(model, read_message(parse_message(text)))
        ranked = sorted(windows or [whole, whole], reverse=True)
        logit = np.array([whole, *ranked[:2], np.mean(ranked), 1.0]) @ old
        assert checker.check(text).probability == pytest.approx(1 / (1 + np.exp(-np.clip(logit, -25, 25))))


def test_words_share_out_what_the_whole_and_each_window_got(stored: StoredModel) -> None:
    branches = Branches.of(stored, RecurrentStack(stored.weights, CONFIG), stored.tokenizer["vocabulary"])
    assert branches is not None
    reading = read_message(parse_message(" ".join([*SPAM * 9, *HAM * 60])))
    shares = branches.shares(reading)
    assert shares.shape == (len(reading.found), 1 + len(reading.windows))
    first, last = shares[:, 1], shares[:, -1]
    names = [token.text for token in reading.found]
    assert first[names.index("prize")] > 0 == last[names.index("prize")]
    assert last[names.index("lunch")] < 0 == first[names.index("lunch")]


def test_what_words_bring_counts_each_branch_as_the_mix_does(stored: StoredModel) -> None:
    network, vocabulary = RecurrentStack(stored.weights, CONFIG), stored.tokenizer["vocabulary"]
    linear = LinearModel.from_arrays(stored.weights, stored.ngram)
    reading = read_message(parse_message(" ".join([*SPAM * 9, *HAM * 20])))
    ids, kept = encode(reading.found, vocabulary)
    names = [reading.found[index].text for index in kept]
    mix = Mix.from_json(stored.extras["mix"])

    def brought(both: list[float]) -> np.ndarray:
        own = replace(mix, both=np.array([*both, 0.3]), alone=np.array([0.6, 0.5, -1.0]))
        return Branches(network, vocabulary, linear, own).influence(reading, ids, kept, points=32)

    blank = [np.full(len(window), UNKNOWN) for window in windows_of(ids)]
    score, nothing = network_views(network, [windows_of(ids), blank]) @ np.array([0.6, 0.5])
    assert brought([0.0, 1.0]).sum() == pytest.approx(score - nothing, abs=0.01)
    of_linear = brought([1.0, 0.0])
    # The words behind the spam are of no window that says anything.
    assert of_linear[names.index("prize")] > 0 == of_linear[names.index("lunch")]
    assert brought([0.7, 0.2]) == pytest.approx(0.7 * of_linear + 0.2 * brought([0.0, 1.0]))


@pytest.mark.parametrize("case", ["no mix", "short mix", "no columns", "no weights"])
def test_a_damaged_branch_is_refused(stored: StoredModel, case: str) -> None:
    extras, numbers, columns = dict(stored.extras), dict(stored.weights), dict(stored.ngram)
    match case:
        case "no mix":
            extras["mix"] = {}
        case "short mix":
            extras["mix"] = {**extras["mix"], "both": [1.0]}
        case "no columns":
            columns = {}
        case "no weights":
            del numbers["linear.ratio"]
    with pytest.raises(ModelDamagedError, match="linear branch"):
        SpamChecker(replace(stored, extras=extras, weights=numbers, ngram=columns))


def test_a_model_without_the_branch_is_a_network_alone(stored: StoredModel) -> None:
    extras = {name: value for name, value in stored.extras.items() if name != "mix"}
    assert set(SpamChecker(replace(stored, extras=extras)).branch_probabilities(["a text"])) == {"network"}


def test_learning_is_repeatable_and_every_message_is_scored_unseen() -> None:
    own = messages()
    parsed = [parse_message(message.source) for message in own]
    labels = np.array([message.label for message in own])
    first, again = (learn_linear(parsed, labels, [message.key for message in own]) for _ in range(2))
    assert first.logits.tolist() == again.logits.tolist()
    assert np.isfinite(first.logits).all()
    assert ((first.logits > 0) == (labels > 0)).all()
    # A word of one message alone cannot be known to the model that scores it.
    odd = [*parsed, parse_message("zyxwv qponm zyxwv qponm")]
    scored = learn_linear(odd, np.append(labels, 1), [*(message.key for message in own), "odd"])
    assert scored.logits[-1] < 3


def test_the_mix_trusts_what_helps_and_nothing_counts_below_zero() -> None:
    random = np.random.default_rng(0)
    labels = np.arange(400) % 2 > 0
    good = np.where(labels, 2.0, -2.0) + random.normal(size=400)
    noise = random.normal(size=400)
    views = np.stack([good, -good, noise, good, good], 1)
    mix = fit_linear_mix(views, labels)
    assert mix[0] == pytest.approx(4, abs=1.5)
    assert not mix[1:5].any()
    assert fit_linear_mix(-views, labels)[0] == 0
    both = fit_both(good, noise, labels)
    assert both[0] > 5 * both[1] >= 0
    assert fit_both(good, -good, labels)[1] == 0
    alone = fit_alone(good[:, None], labels)
    assert alone[0] == pytest.approx(4, abs=1.5)


def test_a_few_held_out_messages_hardly_change_the_linear_branch() -> None:
    labels = np.array([0, 0, 1, 1]) > 0
    linear, network = np.array([-3.0, -2.0, 2.0, 3.0]), np.array([-9.0, -8.0, 8.0, 9.0])
    assert fit_both(linear, network, labels)[1] < 0.5


def test_the_mix_survives_its_way_through_the_folder() -> None:
    mix = Mix(np.arange(6.0), np.array([1.0, 0.5, 0.0]), np.array([1.0, 0.0, 0.2]))
    again = Mix.from_json(mix.to_json())
    views = np.ones((2, 5))
    assert again.linear_logits(views).tolist() == mix.linear_logits(views).tolist()
    for content in (
        None,
        {},
        {**mix.to_json(), "alone": ["x", 1, 2]},
        {**mix.to_json(), "linear": [True] * 5},
        {**mix.to_json(), "linear": [1.0] * 7},
    ):
        with pytest.raises(ValueError, match=r"mix|list"):
            Mix.from_json(content)


def test_limits_keep_calibrated_logits_as_they_are() -> None:
    random = np.random.default_rng(1)
    labels = np.arange(2000) % 4 == 0
    logits = np.where(labels, 4.0, -4.0) + 2 * random.normal(size=2000)
    calibration = fit_limits(logits, labels)
    assert (calibration.temperature, calibration.bias) == (1.0, 0.0)
    lost = (calibration.probability(logits[~labels]) >= calibration.spam_threshold).mean()
    assert lost <= 0.003
    assert fit_limits(logits, np.ones(2000, bool)).counts == {}


def test_a_long_text_is_read_in_windows_with_its_head_its_tail_and_its_links() -> None:
    ids = np.arange(30 * WINDOW)
    marked = np.zeros(len(ids), bool)
    marked[[12 * WINDOW, 20 * WINDOW]] = True
    windows = windows_of(ids, marked)
    assert len(windows) == MOST_WINDOWS
    assert (windows[0][0], windows[-1][-1]) == (0, len(ids) - 1)
    assert {12 * WINDOW, 20 * WINDOW} <= {int(i) for window in windows for i in window}
    assert [len(window) for window in windows_of(ids[:50])] == [50]
    assert windows_of(ids[:0])[0].size == 0


def test_a_job_learns_both_branches_and_the_network_answers_as_it_was_trained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from engine.cli import main
    from engine.events import TrainingFinished
    from engine.models.store import ModelStore
    from engine.network import RecurrentStack
    from engine.runs.jobs import run_job
    from engine.runs.seminar import spam_job
    from engine.spam.scoring import logits_of
    from engine.training.classifier import padded
    from engine.training.network import Network
    from engine.training.progress import NoControl

    table = tmp_path / "m.tsv"
    rows = [f"{'spam' if message.label else 'ham'}\t{message.key}\n" for message in messages()]
    table.write_text("".join(rows), encoding="utf-8")
    job = spam_job("own", tmp_path, ham=(table,), spam=(table,), epochs=2)
    finished = list(run_job(job, NoControl()))[-1]
    assert isinstance(finished, TrainingFinished)
    assert finished.metrics["linear_errors"] == 0
    stored = ModelStore(tmp_path).load("own")
    vocabulary = len(stored.tokenizer["vocabulary"]) + 2
    network = Network(stored.info.model, vocabulary)
    network.assign(stored.weights)
    ids = [np.random.default_rng(n).integers(1, vocabulary, n).astype(np.int32) for n in (1, 7, 64, 150)]
    trained = network.classified(*padded(ids)).numpy()
    assert logits_of(RecurrentStack(stored.weights, stored.info.model), ids) == pytest.approx(trained, abs=1e-5)
    arguments = ["spam", "evaluate", "own", "--ham", str(table), "--spam", str(table), "--models-dir", str(tmp_path)]
    assert main(arguments) == 0
    assert "the network alone" in capsys.readouterr().out


def test_what_corrections_must_not_lose_is_kept_as_hashes(stored):
    guard = stored.extras["guard"]["ham"]
    assert guard
    assert all(not entry.get("text") for entry in guard)
    assert SpamChecker(stored).guard == stored.extras["guard"]


def test_the_network_learns_the_windows_that_it_is_asked_about() -> None:
    long = " ".join(f"{SPAM[i % 4]} {FILLER[i % 10]}" for i in range(60))
    data = SpamData.prepare(
        [*messages(), LabelledMessage(long, 1, "long")], valid=messages()[::9], seed=1, config=CONFIG
    )
    learned = Windows.of(data)
    assert learned.vocabulary is data.vocabulary
    assert len(learned.train_ids) == len(learned.train_labels) > len(data.train_ids)
    assert max(map(len, learned.train_ids)) <= WINDOW * 5 // 4 < max(map(len, data.train_ids))
    # One message is cut, its parts are spam as it is; a short one is its only window.
    assert learned.train_labels.sum() - data.train_labels.sum() == len(learned.train_ids) - len(data.train_ids)
    assert [ids.tolist() for ids in learned.valid_ids] == [ids.tolist() for ids in data.valid_ids]
    assert learned.valid_labels.tolist() == data.valid_labels.tolist()


def test_more_texts_share_a_step_and_take_a_larger_one() -> None:
    training = TrainingConfig(batch_size=8, learning_rate=1e-3)
    assert paced(training, 200) == training
    some, many = paced(training, 4_000), paced(training, 50_000)
    assert training.batch_size < some.batch_size < many.batch_size
    assert min(some.learning_rate, many.learning_rate) > training.learning_rate
