"""Verdicts, doubts and evidence of a network whose weights are set by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.config import ModelConfig, TrainingConfig, TrainingJob
from engine.errors import ModelDamagedError, ModelNotFoundError, StoreError
from engine.models.manifest import ModelInfo, StoredModel
from engine.network import RecurrentStack
from engine.spam.calibration import Calibration
from engine.spam.classifier import SpamChecker, SpamReport, open_spam_checker
from engine.spam.explain import LIMIT, Evidence
from engine.spam.mailbox import LabelledMessage
from engine.spam.scoring import logits_of
from engine.spam.training import calibrated, labelled_data

SPAMMY = ("free", "viagra", "winner", "무료", "대출", "!!!", "혼자", "<money>")
PLAIN = ("lunch", "meeting", "tomorrow", "내일", "회의", "답장", "best", "regards")
NEUTRAL = ("the", "a", "to", "보세", "<num>", "<caps>", "<disguised>", "see", "you", "at")
CONFIG = ModelConfig(
    kind="classifier",
    unit="word",
    cell="rnn",
    num_layers=1,
    units=2,
    embedding_dim=2,
    pooling="max",
    bidirectional=False,
)


def stored(**changes: object) -> StoredModel:
    """Unit 0 rises with spam words, unit 1 with plain ones; the largest of each over the message decides."""
    names = [*SPAMMY, *PLAIN, *NEUTRAL]
    vocabulary = {name: index for index, name in enumerate(names, 2)}
    embedding = np.zeros((len(names) + 2, 2), np.float32)
    for rank, name in enumerate(SPAMMY):
        embedding[vocabulary[name]] = (0.6 + 0.1 * rank, 0)
    for rank, name in enumerate(PLAIN):
        embedding[vocabulary[name]] = (0, 0.6 + 0.1 * rank)
    weights = {
        "embedding": embedding,
        "layers.0.kernel": np.eye(2, dtype=np.float32),
        "layers.0.recurrent_kernel": np.eye(2, dtype=np.float32) * 0.5,
        "layers.0.bias": np.zeros(2, np.float32),
        "output.kernel": np.array([[8.0], [-8.0]], np.float32),
        "output.bias": np.zeros(1, np.float32),
    }
    info = ModelInfo(name="toy", kind="classifier", model=CONFIG, created="2024-01-01T00:00:00+00:00")
    tokenizer = {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": vocabulary}
    parts: dict[str, object] = {
        "info": info, "tokenizer": tokenizer, "weights": weights,
        "extras": {"classifier": Calibration(spam_threshold=0.9, normal_threshold=0.2).to_json()},
    }  # fmt: skip
    return StoredModel(**{**parts, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def check() -> Callable[[str | bytes], SpamReport]:
    return SpamChecker(stored()).check


def words(report: SpamReport) -> dict[str, float]:
    return {evidence.shown: evidence.weight for evidence in report.evidence}


def test_spam_and_ordinary_mail_get_their_verdict_with_reasons(check: Callable[[str], SpamReport]) -> None:
    spam = check("You are a WINNER, see the free viagra!!!")
    assert (spam.verdict, spam.reason) == ("spam", "")
    assert spam.probability > 0.9
    assert next(iter(words(spam))) == "!!!"
    assert "viagra" in words(spam)
    ham = check("See you at the meeting tomorrow, best regards")
    assert (ham.verdict, ham.reason) == ("normal", "")
    assert ham.probability < 0.1
    assert all(weight < 0 for weight in words(ham).values())


def test_marks_of_both_kinds_are_unsure_with_evidence_both_ways(check: Callable[[str], SpamReport]) -> None:
    report = check("a winner to the lunch you see, see you at free meeting")
    assert report.verdict == "unsure"
    assert "both" in report.reason
    assert {weight > 0 for weight in words(report).values()} == {True, False}


def test_evidence_is_sorted_and_lies_where_the_words_stand(check: Callable[[str], SpamReport]) -> None:
    text = "see the f\u200brее v1agra at the 무료대출 and lunch"
    report = check(text)
    assert report.text == text
    for evidence in report.evidence:
        assert text[evidence.start : evidence.end] == evidence.text
    strengths = [abs(evidence.weight) for evidence in report.evidence]
    assert strengths == sorted(strengths, reverse=True)
    assert {(e.text, e.shown) for e in report.evidence} >= {("무료대출", "무료대출")}


def test_disguised_words_are_shown_undisguised(check: Callable[[str], SpamReport]) -> None:
    report = check("see you at the V1\u200bAGRA to see")
    (evidence,) = report.evidence
    assert (evidence.text, evidence.shown) == ("V1\u200bAGRA", "viagra")
    assert any("Invisible characters" in note for note in report.notes)


def test_weight_is_the_fall_of_the_logit_without_the_word(check: Callable[[str], SpamReport]) -> None:
    with_word, without = check("see you at the lunch winner"), check("see you at the lunch")

    def logit(report: SpamReport) -> float:
        return float(np.log(report.probability / (1 - report.probability)))

    assert words(with_word)["winner"] == pytest.approx(logit(with_word) - logit(without), abs=1e-4)


def test_long_mail_finds_the_decisive_words_within_its_limit(check: Callable[[str], SpamReport]) -> None:
    filler = "\n".join(f"see you at {chr(97 + i % 26)}{chr(97 + i // 26)}x the to a." for i in range(40))
    report = check(filler + "\nsee the winner.\n" + filler)
    assert len(report.evidence) <= LIMIT
    assert report.evidence[0].shown == "winner"


def test_removing_the_evidence_moves_the_score_more_than_other_words(check: Callable[[str], SpamReport]) -> None:
    text = "the winner to see a free lunch at the viagra meeting you see to the a"
    report = check(text)
    top = [evidence for evidence in report.evidence if evidence.weight > 0][:3]
    cut = text
    for evidence in sorted(top, key=lambda e: -e.start):
        cut = cut[: evidence.start] + cut[evidence.end :]
    other = text.replace("the ", "", 2).replace("you ", "")
    assert abs(check(cut).probability - report.probability) > abs(check(other).probability - report.probability)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "no text"),
        (b"", "no text"),
        (" \n\t ", "no text"),
        (b"\x00\x01\x02\x03" * 500, "no text"),
        ("free viagra", "too short"),
        ("zzz qqq the", "too short"),
        ("привет как дела сегодня друг", "Cyrillic"),
        ("unseen words everywhere but nothing learned", "too few of its words"),
        (b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nfree viagra winner\n--b--", "encrypted"),
        (b"Subject: free\nContent-Type: image/png\n\nxx", "pictures"),
        (b"Subject: free\nFrom: a@b.c\n\nviagra winner the", "too little text"),
    ],
)
def test_nothing_to_judge_is_unsure_and_says_why(
    check: Callable[[str | bytes], SpamReport], source: str | bytes, reason: str
) -> None:
    report = check(source)
    assert report.verdict == "unsure"
    assert reason in report.reason
    assert 0 <= report.probability <= 1


def test_short_message_with_three_known_tokens_gets_a_verdict(check: Callable[[str], SpamReport]) -> None:
    assert check("쉿!!! 혼자 보세요").verdict == "spam"
    assert check("내일 회의 답장").verdict == "normal"


def test_mail_reports_subject_facts_and_notes(check: Callable[[bytes], SpamReport]) -> None:
    report = check(
        b"From: a@b.c\nReply-To: x@y.z\nSubject: Free lunch\nContent-Type: text/html\n\n"
        b"<p>see you at the meeting tomorrow <a href='http://evil.ru'>bank.com</a>"
        b"<span style='display:none'>winner</span>"
    )
    assert report.subject == "Free lunch"
    assert "A link shows bank.com but leads to evil.ru." in report.facts
    assert "Hidden text was left out (6 characters)." in report.notes
    assert "winner" not in words(report)


def test_many_messages_are_scored_as_they_are_one_by_one() -> None:
    checker = SpamChecker(stored())
    sources: list[str | bytes] = [
        "free viagra to you",
        "",
        "see you at lunch tomorrow",
        "the",
        b"Subject: free\n\nwinner",
    ]
    single = [checker.check(source).probability for source in sources]
    assert checker.probabilities(sources) == pytest.approx(single, abs=1e-6)
    figures = checker.evaluate([LabelledMessage(s, int(i in (0, 4)), str(i)) for i, s in enumerate(sources)])
    assert (figures["accuracy"], figures["ham_loss"]) == (0.8, pytest.approx(1 / 3))


def test_batches_do_not_change_the_logits() -> None:
    model = stored()
    network = RecurrentStack(model.weights, CONFIG)
    texts = [np.array([2, 10, 3][: i % 3 + 1] * (i % 5 + 1), np.int32) for i in range(23)]
    alone = [float(logits_of(network, [ids])[0]) for ids in texts]
    assert logits_of(network, texts, batch_size=4) == pytest.approx(alone, abs=1e-5)
    assert logits_of(network, []).shape == (0,)


def broken(case: str) -> StoredModel:
    model = stored()
    match case:
        case "no calibration":
            return stored(extras={})
        case "no tokenizer":
            return stored(tokenizer={})
        case "vocabulary too large":
            return stored(tokenizer={**model.tokenizer, "vocabulary": {"a": 1000}})
        case "no weights":
            return stored(weights={})
    return model


@pytest.mark.parametrize("case", ["no calibration", "no tokenizer", "vocabulary too large", "no weights"])
def test_damaged_model_is_refused_with_a_hint(case: str) -> None:
    with pytest.raises(ModelDamagedError) as caught:
        SpamChecker(broken(case))
    assert caught.value.hint


def test_language_model_is_no_spam_checker(tmp_path: Path) -> None:
    info = ModelInfo(name="writer", model=ModelConfig(), created="2024-01-01T00:00:00+00:00")
    with pytest.raises(StoreError, match="cannot tell spam"):
        SpamChecker(stored(info=info))
    with pytest.raises(ModelNotFoundError):
        open_spam_checker(tmp_path, "nobody")


def test_saved_model_answers_as_before(tmp_path: Path) -> None:
    from engine.models.store import ModelStore

    model = stored()
    ModelStore(tmp_path).save(model.info, tokenizer=model.tokenizer, weights=model.weights, extras=model.extras)
    text = "see the free viagra at lunch"
    assert open_spam_checker(tmp_path, "toy").check(text) == SpamChecker(model).check(text)


def test_job_data_is_read_and_calibrated(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_text("".join(f"ham\tlunch x{'y' * i}\nspam\tfree x{'z' * i}\n" for i in range(20)), encoding="utf-8")
    job = TrainingJob(
        name="x",
        models_dir=tmp_path,
        ham=(path,),
        spam=(path,),
        model=CONFIG,
        training=TrainingConfig(valid_fraction=0.25),
    )
    data = labelled_data(job)
    assert data.sources == ("m.tsv",)
    rows = len(data.vocabulary) + 2
    weights = {**stored().weights, "embedding": np.zeros((rows, 2), np.float32)}
    for name, value in (("free", (1, 0)), ("lunch", (0, 1))):
        weights["embedding"][data.vocabulary[name]] = value
    content, figures = calibrated(weights, CONFIG, data)
    assert Calibration.from_json(content).counts == {"ham": 5, "spam": 5, "ham_as_spam": 0}
    assert (figures["accuracy"], figures["unsure"]) == (1.0, 0.0)
    held = tmp_path / "v.tsv"
    held.write_text("ham\tother lunch\nspam\tother free\n", encoding="utf-8")
    assert labelled_data(job.replaced(valid=held)).counts["valid_ham"] == 1
    nothing_held = labelled_data(job.replaced(training=TrainingConfig(valid_fraction=0.0)))
    assert calibrated(weights, CONFIG, nothing_held) == (Calibration().to_json(), {})


def test_evidence_is_plain_data() -> None:
    assert Evidence(0, 1, "a", "a", 1.0) == Evidence(0, 1, "a", "a", 1.0)


def test_verdicts_of_an_evaluation_are_those_of_a_check() -> None:
    checker = SpamChecker(stored())
    messages = [LabelledMessage(text, label, text) for text, label in (("ok", 0), ("zzz qqq", 1), ("", 1))]
    figures = checker.evaluate(messages)
    verdicts = [checker.check(message.source).verdict for message in messages]
    assert figures["unsure"] == verdicts.count("unsure") / len(verdicts)


def test_without_explanation_the_verdict_is_the_same_and_there_is_no_evidence() -> None:
    checker = SpamChecker(stored())
    text = "win a free prize now and claim your reward today"
    plain, explained = checker.check(text, explain=False), checker.check(text)
    assert (plain.verdict, plain.probability) == (explained.verdict, explained.probability)
    assert plain.evidence == ()
