"""Completions of any seed: exact beginnings, nothing forbidden, prefixes, windows, sampling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engine
from engine.config import ModelConfig, SamplingConfig
from engine.errors import CorpusError, ModelDamagedError, ModelNotFoundError, StoreError
from engine.inference.completer import Completer
from engine.inference.evaluate import evaluate
from engine.inference.sampling import draw, penalised, repeating, restricted, softmax
from engine.models.manifest import ModelInfo, StoredModel

ENGLISH = "the cat sat on the mat. the cat ran to the door. a dog sat by the door."
KOREAN = "안녕하세요 반갑습니다. 안녕히 가세요. 오늘도 좋은 하루 되세요."
GREEDY = SamplingConfig(length=20, greedy=True)


@pytest.fixture
def completer(bigram_model, home):
    def build(text=ENGLISH, unit="char"):
        return engine.open_completer(home / "data" / "models", bigram_model("tiny", text, unit=unit))

    return build


@pytest.mark.parametrize("unit", ["char", "word"])
@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.text(max_size=30))
def test_any_seed_is_continued_and_kept_exactly(completer, unit, text, seed):
    writer = completer(text, unit)
    for result in writer.complete(seed, SamplingConfig(length=8, count=2, temperature=1.5, seed=1)):
        assert result.text.startswith(seed)
        assert len(result.pieces) == 8
        assert "<" not in result.text[len(seed) :]


def test_greedy_repeats_itself_and_sampling_repeats_with_its_seed(completer):
    writer = completer()
    assert writer.complete("the ", GREEDY)[0].text == writer.complete("the ", GREEDY)[0].text
    warm = SamplingConfig(length=30, temperature=1.2, count=3, seed=5)
    first, again = writer.complete("the ", warm), writer.complete("the ", warm)
    assert [c.text for c in first] == [c.text for c in again]
    assert len({c.text for c in first}) > 1


def test_unknown_characters_are_reported_and_skipped(completer):
    result = completer().complete("the 한글 cat", GREEDY)[0]
    assert result.unknown == ("한", "글")
    assert result.text.startswith("the 한글 cat")


def test_probabilities_and_alternatives_belong_to_the_token(completer):
    piece = next(completer().stream("th", GREEDY))
    assert piece.text == "e"
    assert piece.probability > 0.9
    assert piece.alternatives[0] == ("e", piece.probability)
    assert len(piece.alternatives) == 3


def test_an_unfinished_word_is_completed_first(completer):
    writer = completer(unit="word")
    assert writer.complete("the do", SamplingConfig(length=1, greedy=True))[0].text == "the door"
    assert writer.complete("the cat", SamplingConfig(length=1, greedy=True))[0].text.startswith("the cat ")
    assert writer.complete("the cat ", SamplingConfig(length=1, greedy=True))[0].text.startswith("the cat ")


def test_korean_seeds_are_composed_before_they_are_read(completer):
    decomposed = "\u110b\u1161\u11ab\u1102\u1167\u11bc"  # 안녕 as jamo
    result = completer(KOREAN).complete(decomposed, GREEDY)[0]
    assert result.unknown == ()
    assert result.text.startswith(decomposed)


def test_a_stop_ends_the_stream_at_once(completer):
    asked = []

    def stop():
        asked.append(1)
        return len(asked) > 3

    assert len(list(completer().stream("the ", SamplingConfig(length=50), should_stop=stop))) == 3


def test_stopping_at_the_sentence(completer):
    result = completer().complete(
        "the cat sat", SamplingConfig(length=200, temperature=0.8, seed=2, stop_at_sentence=True)
    )
    assert result[0].text.endswith(".")
    assert result[0].text.count(".") == 1


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_a_word_that_has_begun_is_finished_behind_the_length(completer, text):
    writer = completer(text)
    longer = 0
    for length in range(12):
        cut = SamplingConfig(length=length, temperature=0.8, seed=4)
        whole = "".join(piece.text for piece in writer.stream(text[:3], cut.replaced(finish_word=True)))
        plain = "".join(piece.text for piece in writer.stream(text[:3], cut))
        assert whole.startswith(plain)
        assert whole[len(plain) :] == "" or (plain[-1].isalnum() and whole[len(plain) :].isalnum())
        # Much longer, from the same random numbers: there the word ends too.
        further = "".join(piece.text for piece in writer.stream(text[:3], cut.replaced(length=60)))
        assert not (whole[-1:].isalnum() and further[len(whole)].isalnum())
        longer += len(whole) > len(plain)
    assert longer > 2


def test_a_word_without_an_end_is_not_waited_for(completer):
    assert len(list(completer("a" * 60).stream("aa", SamplingConfig(length=10, greedy=True, finish_word=True)))) == 34


def test_words_are_whole_already(completer):
    sampling = SamplingConfig(length=4, greedy=True, finish_word=True)
    assert len(list(completer(unit="word").stream("the ", sampling))) == 4


@pytest.mark.parametrize(("unit", "run"), [("char", 12), ("word", 4)])
def test_loops_are_left_at_the_beginning_of_a_word(completer, unit, run):
    writer = completer(unit=unit)
    seed = ENGLISH[:4]

    def repeats(sampling):
        text = writer.complete(seed, sampling)[0].text
        ids = writer.tokenizer.encode(text).tolist()
        starts = [i for i in range(len(ids)) if unit == "word" or not writer.tokenizer.tokens[ids[i - 1]].isalnum()]
        return [i for i in starts if i >= run and ids[i] in repeating(ids[:i], run)]

    greedy = SamplingConfig(length=50, greedy=True)
    assert repeats(greedy)
    assert not repeats(greedy.replaced(avoid_loops=True))


def test_where_everything_would_repeat_it_goes_on(completer):
    writer = completer("a " * 40)
    assert len(list(writer.stream("a a ", SamplingConfig(length=40, greedy=True, avoid_loops=True)))) == 40


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(st.integers(0, 3), max_size=30), run=st.integers(2, 5))
def test_what_would_repeat_is_what_ended_the_same_run_before(ids, run):
    found = set(repeating(ids, run))
    text = "".join(map(str, ids))
    for token in range(4):
        grown = text + str(token)
        assert (token in found) == (len(grown) > run and grown[-run:] in text)


def behind(writer, ids):
    """The probabilities of what comes behind these ids."""
    return writer.predictor.read([int(i) for i in ids]).probabilities[0]


def test_a_growing_seed_reads_on_from_the_state_it_had(completer):
    writer = completer()
    fresh = completer()
    for end in (3, 7, 8, 5):
        seed = ENGLISH[:end]
        np.testing.assert_allclose(
            behind(writer, writer.tokenizer.encode(seed)), behind(fresh, fresh.tokenizer.encode(seed))
        )
        fresh = completer()


def test_a_long_seed_takes_no_long_time(completer):
    assert len(completer().complete("the cat " * 20_000, SamplingConfig(length=3))[0].pieces) == 3


def stored(*, layout, window=3):
    config = ModelConfig(unit="char", cell="rnn", units=4, embedding_dim=0, window=window)
    random = np.random.default_rng(0)
    weights = {
        "layers.0.kernel": random.normal(size=(4, 4)),
        "layers.0.recurrent_kernel": random.normal(size=(4, 4)),
        "layers.0.bias": random.normal(size=4),
        "output.kernel": random.normal(size=(4, 4)),
        "output.bias": np.zeros(4),
    }
    training = engine.TrainingConfig(layout=layout)
    info = ModelInfo(name="w", model=config, training=training, created="2026-01-01T00:00:00+00:00")
    tokenizer = {"type": "char", "tokens": ["a", "b"]}
    return StoredModel(info, tokenizer, {k: v.astype(np.float32) for k, v in weights.items()})


def test_a_many_to_one_model_sees_only_its_window():
    writer = Completer(stored(layout="sliding"))
    np.testing.assert_allclose(behind(writer, [2, 2, 2, 3, 2, 3]), behind(writer, [3, 2, 3]))


def test_short_seeds_are_padded_only_where_padding_was_trained():
    padded, bare = Completer(stored(layout="lines")), Completer(stored(layout="sliding"))
    np.testing.assert_allclose(behind(padded, [2]), behind(bare, [0, 0, 2]))
    assert not np.allclose(behind(padded, [2]), behind(bare, [2]))


def test_parts_that_do_not_belong_together_are_refused():
    whole = stored(layout="sliding")
    with pytest.raises(ModelDamagedError):
        Completer(StoredModel(whole.info, {"type": "char", "tokens": ["a"]}, whole.weights))
    spam = whole.info.model_copy(update={"kind": "classifier"})
    with pytest.raises(StoreError, match="spam checker"):
        Completer(StoredModel(spam, whole.tokenizer, whole.weights))


def test_a_model_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(ModelNotFoundError):
        engine.open_completer(tmp_path, "nothing")


def test_top_k_and_top_p_keep_the_likeliest():
    probabilities = np.array([0.5, 0.3, 0.15, 0.05])
    np.testing.assert_allclose(restricted(probabilities, top_k=2, top_p=1.0), [0.625, 0.375, 0, 0])
    np.testing.assert_allclose(restricted(probabilities, top_k=0, top_p=0.79), [0.625, 0.375, 0, 0])
    np.testing.assert_allclose(restricted(probabilities, top_k=0, top_p=0.01), [1, 0, 0, 0])


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=12), st.integers(0, 5), st.floats(0.05, 1.0), st.floats(0, 3))
def test_what_is_forbidden_is_never_drawn(logits, top_k, top_p, temperature):
    logits = np.array(logits)
    logits[0] = -np.inf
    config = SamplingConfig(top_k=top_k, top_p=top_p, temperature=temperature)
    assert draw(logits, config, np.random.default_rng(0), np.array([], np.int64)) != 0


def test_the_repetition_penalty_lowers_what_was_written():
    logits = np.array([2.0, -1.0, 0.5])
    np.testing.assert_allclose(penalised(logits, np.array([0, 1]), 2.0), [1.0, -2.0, 0.5])
    np.testing.assert_allclose(softmax(logits).sum(), 1.0)


@pytest.mark.parametrize("unit", ["char", "word"])
def test_evaluation_of_the_text_it_knows_is_better_than_of_another(completer, unit):
    writer = completer(unit=unit)
    known, other = evaluate(writer, ENGLISH), evaluate(writer, "mat the on. cat door dog a the by to sat")
    assert known["loss"] < other["loss"]
    assert known["top_1"] <= known["top_3"] <= 1
    assert known["keystrokes_saved"] > 0
    with pytest.raises(CorpusError):
        evaluate(writer, "")
