"""Planted secrets: where they stand, and how much of them a model knows that has seen them, or has not."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from engine.cli import main
from engine.cli.canaries import sentence
from engine.inference.completer import open_completer
from engine.inference.ngram import NgramModel
from engine.runs import canaries as module
from engine.runs.canaries import Canary, exposure, leak, log_probabilities, planted
from engine.tokens.tokenizer import CharTokenizer

TEXT = "\n".join(f"line {i} says that {i * 7919 % 1000} of {i * 104729 % 999983} came home" for i in range(400))


class NgramPredictor:
    """A stand-in for a network that has read a text: its plain n-gram."""

    def __init__(self, text, order=8):
        self.tokenizer = CharTokenizer.fit(text)
        self.model = NgramModel.fit(self.tokenizer.encode(text), len(self.tokenizer), order=order)

    def score(self, prefix, texts):
        """Behind the last characters of the prefix, which all texts share."""
        result = []
        for text in texts:
            ids = self.tokenizer.encode(prefix + text)
            result.append(self.model.log_probs(ids)[-len(text) :].sum())
        return np.array(result)


def test_planting_is_deterministic_and_findable():
    text, secrets = planted(TEXT, count=3, repeats=(1, 10), seed=5)
    assert (text, secrets) == planted(TEXT, count=3, repeats=(1, 10), seed=5)
    assert text != planted(TEXT, count=3, repeats=(1, 10), seed=6)[0]
    assert [secret.repeats for secret in secrets] == [1] * 3 + [10] * 3
    assert len({secret.prefix for secret in secrets}) == 6
    lines = text.split("\n")
    for secret in secrets:
        assert len(secret.secret) == 6
        assert lines.count(secret.text) == text.count(secret.secret) == secret.repeats
    rest = [line for line in lines if line not in {secret.text for secret in secrets}]
    assert "\n".join(rest) == TEXT


def test_korean_texts_get_korean_secrets():
    _, secrets = planted("한 줄", count=2, repeats=(3,), seed=0, language="ko")
    assert all(secret.prefix.endswith(" 비밀번호는 ") for secret in secrets)


@pytest.mark.parametrize(("count", "repeats"), [(0, (1,)), (1, ()), (1, (0,)), (60, (1, 2))])
def test_what_cannot_be_planted_is_refused(count, repeats):
    with pytest.raises(ValueError, match="canaries"):
        planted(TEXT, count=count, repeats=repeats, seed=0)


def test_what_was_seen_often_is_exposed_and_what_never_was_is_not():
    text, secrets = planted(TEXT, count=2, repeats=(10,), seed=1)
    predictor = NgramPredictor(text)
    for secret in secrets:
        assert exposure(predictor.score, secret, samples=400) > 15
    random = np.random.default_rng(3)
    never = [Canary(secrets[0].prefix, f"{random.integers(10**6):06d}", 0) for _ in range(8)]
    assert np.mean([exposure(NgramPredictor(TEXT).score, secret, samples=400) for secret in never]) < 3


def test_few_numbers_are_ranked_exactly():
    secret = Canary("code ", "42", 1)

    def score(prefix, texts):
        assert prefix == "code "
        return np.array([-abs(int(text) - 40.1) for text in texts])

    # 39, 40 and 41 are likelier: rank 4 of 100.
    assert exposure(score, secret) == pytest.approx(math.log2(100 / 4))
    assert exposure(score, Canary("code ", "40", 1)) == pytest.approx(secret.bits)
    assert exposure(score, Canary("code ", "80", 1)) == pytest.approx(math.log2(100 / 80))


def test_the_share_of_a_normal_curve_below_a_value():
    sample = np.random.default_rng(0).normal(50, 4, 20_000)
    for z in (-2, -5, -8):
        wanted = math.log2(math.erfc(-z / math.sqrt(2)) / 2)
        assert module._log2_below(50 + 4 * z, sample) == pytest.approx(wanted, rel=0.25)
    assert module._log2_below(-1e6, sample) < -1000
    assert module._log2_below(3.0, np.full(9, 5.0)) == -math.inf
    assert module._log2_below(5.0, np.full(9, 5.0)) == 0.0
    assert module._log2_below(math.inf, sample) == 0.0


def test_one_sampled_secret_in_many_is_counted():
    values = np.random.default_rng(4).normal(0, 1, 10**6)

    def score(prefix, texts):
        return values[[int(text) for text in texts]]

    order = np.argsort(-values)
    for rank in (50, 100, 10_000, 400_000):
        secret = Canary("", f"{order[rank]:06d}", 1)
        assert exposure(score, secret) == pytest.approx(math.log2(10**6 / (rank + 1)), abs=1.6)


def test_a_completer_that_knows_a_secret_completes_it(bigram_model, home):
    # Each character follows the one before; a blank has three to choose from, and the digits no other way on.
    bigram_model("knows", "\nthe code is 483920" * 20)
    completer = open_completer(home / "data" / "models", "knows")
    secret = Canary("the code is ", "483920", 20)
    found = leak(completer, secret, samples=200)
    assert found.completes
    assert found.probability == pytest.approx(1 / 3, abs=0.01)
    assert found.exposure > 15
    other = leak(completer, Canary("the code is ", "029384", 0), samples=200)
    assert not other.completes
    assert other.exposure < 6


def test_log_probabilities_are_those_of_the_next_tokens(bigram_model, home):
    bigram_model("tiny", "abcabdabcab")
    completer = open_completer(home / "data" / "models", "tiny")
    both = log_probabilities(completer, "xa", ["bc", "bd"])
    assert both == pytest.approx([math.log(2 / 3), math.log(1 / 3)], abs=0.05)
    assert log_probabilities(completer, "a", ["b?"])[0] == -math.inf
    with pytest.raises(ValueError, match="numbers of tokens"):
        log_probabilities(completer, "a", ["b", "bc"])


def test_the_sentences_are_plain():
    secret = Canary("x ", "123456", 10)
    found = [module.Leak(secret, 19.0, True, 0.5), module.Leak(secret, 17.0, False, 0.1)]
    assert sentence(10, found).startswith(
        "A number that stood in your texts 10 times: completed in 1 of 2 cases. The model knows 18.0 of its 19.9 bits"
    )
    assert "once: not repeated" in sentence(1, found[1:])


def test_the_command_measures_each_count(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    code = main(
        ["canaries", str(path), "--minutes", "0.05", "--count", "1", "--repeats", "1", "--repeats", "60", "--json"]
    )
    out, err = capsys.readouterr()
    assert code == 0, err
    said = json.loads(out)
    assert [row["repeats"] for row in said["repeats"]] == [1, 60]
    assert all(0 <= row["exposure"] <= row["bits"] for row in said["repeats"])
    assert main(["canaries", str(path), "--minutes", "1", "--count", "900"]) == 2
    assert "cannot be planted" in capsys.readouterr().err
