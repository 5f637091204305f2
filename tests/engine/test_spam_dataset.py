"""From labelled messages to ids: the split, the vocabulary, the description."""

from __future__ import annotations

import numpy as np
import pytest

from engine.config import ModelConfig
from engine.errors import MessageError
from engine.spam.dataset import SpamData, read_tokenizer
from engine.spam.mailbox import LabelledMessage

CONFIG = ModelConfig(kind="classifier", unit="word")


def message(text: str, label: int) -> LabelledMessage:
    return LabelledMessage(text, label, text)


def messages(ham: int = 40, spam: int = 20) -> list[LabelledMessage]:
    return [message(f"lunch with friend{chr(97 + i % 26)} number {'x' * (i % 9)}{i}", 0) for i in range(ham)] + [
        message(f"win a free prize{chr(97 + i % 26)} now {'y' * (i % 9)}{i}", 1) for i in range(spam)
    ]


def test_split_holds_the_same_share_of_both_classes_out() -> None:
    data = SpamData.prepare(messages(), valid_fraction=0.2, seed=1, config=CONFIG)
    assert data.counts == {
        "empty": 0, "duplicates": 0, "train_ham": 32, "train_spam": 16, "valid_ham": 8, "valid_spam": 4
    }  # fmt: skip
    assert len(data.train_ids) == len(data.train_labels) == 48
    assert int(data.valid_labels.sum()) == 4
    assert all(ids.dtype == np.int32 and len(ids) for ids in (*data.train_ids, *data.valid_ids))


def test_preparing_is_deterministic_and_depends_on_the_seed() -> None:
    one, two, other = (SpamData.prepare(messages(), valid_fraction=0.3, seed=seed, config=CONFIG) for seed in (1, 1, 2))
    assert one.vocabulary == two.vocabulary
    assert [ids.tolist() for ids in one.valid_ids] == [ids.tolist() for ids in two.valid_ids]
    assert one.vocabulary != other.vocabulary


def test_duplicates_never_cross_the_split() -> None:
    repeated = [
        message(text, label) for text, label in (("Win  FREE cash", 1), ("win fr\u200bee cash", 1), ("hello you", 0))
    ] * 4
    repeated += messages(6, 6)
    for seed in range(5):
        data = SpamData.prepare(repeated, valid_fraction=0.5, seed=seed, config=CONFIG)
        assert data.counts["duplicates"] == 10
        known = {"win": data.vocabulary.get("win")}
        train = sum(
            known["win"] in ids.tolist() and data.vocabulary.get("cash") in ids.tolist() for ids in data.train_ids
        )
        held = sum(
            known["win"] in ids.tolist() and data.vocabulary.get("cash") in ids.tolist() for ids in data.valid_ids
        )
        assert (train, held) in ((8, 0), (0, 8)) or data.vocabulary.get("cash") is None


def test_given_validation_messages_are_used_without_those_that_were_learned() -> None:
    data = SpamData.prepare(messages(), valid=[*messages(1, 1), message("something else", 0)], config=CONFIG)
    assert (data.counts["train_ham"], data.counts["valid_ham"], data.counts["valid_spam"]) == (40, 1, 0)


def test_vocabulary_is_fitted_on_the_training_part_alone() -> None:
    data = SpamData.prepare(messages(), valid=[message("quixotic", 0), message("zebra", 1)], config=CONFIG)
    assert "quixotic" not in data.vocabulary
    assert [ids.tolist() for ids in data.valid_ids] == [[1], [1]]


def test_some_rare_tokens_are_left_unknown_so_that_unknown_is_learned() -> None:
    texts = [message(f"word{'abcdefghij'[i // 10]}{'abcdefghij'[i % 10]} same", i % 2) for i in range(100)]
    data = SpamData.prepare(texts, valid_fraction=0, config=CONFIG)
    unknown = sum(int((ids == 1).sum()) for ids in data.train_ids)
    assert 10 < unknown < 45
    assert "same" in data.vocabulary
    assert sorted(data.vocabulary.values()) == list(range(2, len(data.vocabulary) + 2))


def test_limits_of_the_config_hold() -> None:
    data = SpamData.prepare(messages(), config=CONFIG.replaced(max_vocabulary=6), valid_fraction=0)
    assert len(data.vocabulary) <= 4
    assert data.counts["valid_ham"] == len(data.valid_ids) == 0


def test_empty_messages_are_counted_and_left_out() -> None:
    data = SpamData.prepare([*messages(), message(" ", 0), LabelledMessage(b"", 1, "x")], config=CONFIG)
    assert data.counts["empty"] == 2


@pytest.mark.parametrize("label", [0, 1])
def test_a_class_without_text_is_refused(label: int) -> None:
    with pytest.raises(MessageError, match=r"no (ordinary|spam) message") as caught:
        SpamData.prepare([message("only this", label), message("\n", 1 - label)], config=CONFIG)
    assert caught.value.hint


def test_tiny_sets_keep_one_message_of_each_class_to_learn_from() -> None:
    data = SpamData.prepare([message("a b c", 0), message("d e f", 1)], valid_fraction=0.5, config=CONFIG)
    assert (data.counts["train_ham"], data.counts["train_spam"], len(data.valid_ids)) == (1, 1, 0)


def test_description_has_counts_and_no_text() -> None:
    data = SpamData.prepare(messages(), config=CONFIG, sources=("a.tsv",))
    info = data.corpus_info()
    assert (info.sources, info.language) == (("a.tsv",), "en")
    assert info.characters > 0
    assert info.tokens == sum(len(ids) for ids in (*data.train_ids, *data.valid_ids))
    assert len(info.fingerprint) == 64
    korean = [message("내일 점심 같이 먹어요 친구", 0), message("무료 대출 상담 지금 바로", 1)]
    assert SpamData.prepare(korean, config=CONFIG).language == "ko"
    assert SpamData.prepare([*korean, *messages(2, 2)], config=CONFIG).language == "mixed"


def test_tokenizer_goes_to_json_and_back() -> None:
    data = SpamData.prepare(messages(), config=CONFIG)
    assert read_tokenizer(data.tokenizer_json()) == (data.vocabulary, 400)


@pytest.mark.parametrize(
    "content",
    [
        None,
        {},
        {"type": "spam", "version": 2, "max_tokens": 400, "vocabulary": {}},
        {"type": "spam", "version": 1, "max_tokens": "400", "vocabulary": {}},
        {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": {"a": 1}},
        {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": {"a": True}},
        {"type": "spam", "version": 1, "max_tokens": 400, "vocabulary": ["a"]},
    ],
)
def test_a_foreign_tokenizer_is_refused(content: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_tokenizer(content)
