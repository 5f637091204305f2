"""Suggestions while typing: where they begin, where they end, when they are silent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import ModelDamagedError
from engine.inference.completer import Completer
from engine.inference.confidence import Confidence, Trial
from engine.inference.ngram import NgramModel
from engine.inference.replay import replay
from engine.inference.suggester import Suggester
from engine.inference.suggestion import Suggestion
from engine.models.store import ModelStore

ENGLISH = "the cat sat on the mat. the cat ran to the door. a dog sat by the door. " * 4
KOREAN = "안녕하세요 반갑습니다. 안녕히 가세요. 오늘도 좋은 하루 되세요. 한국에서 왔습니다. " * 4


@pytest.fixture
def suggester(bigram_model, home):
    def build(text=ENGLISH, unit="char", *, ngram=True):
        stored = ModelStore(home / "data" / "models").load(bigram_model("tiny", text, unit=unit))
        if ngram:
            tokenizer = Completer(stored).tokenizer
            counts = NgramModel.fit(tokenizer.encode(text), len(tokenizer), order=6)
            stored = replace(stored, ngram=counts.arrays())
        return Suggester(Completer(stored))

    return build


def texts(found):
    return [suggestion.text for suggestion in found.strip]


@pytest.mark.parametrize("unit", ["char", "word"])
def test_a_word_is_finished_and_a_phrase_follows_a_blank(suggester, unit):
    source = suggester(unit=unit)
    inside = source.suggest("the cat ra", right_in_ten=0)
    assert any(text.startswith("n") for text in texts(inside))
    behind = source.suggest("the cat ran to the ", right_in_ten=0)
    assert all(not text.startswith(" ") for text in texts(behind))
    assert any(text.startswith("door") for text in texts(behind))


@pytest.mark.parametrize("unit", ["char", "word"])
def test_whole_words_stand_behind_a_text_with_their_probabilities(suggester, unit):
    found = suggester(unit=unit).words("the cat sat on the ")
    words, chances = zip(*found, strict=True)
    assert {"mat", "door"} & set(words)
    assert all(word.isalpha() for word in words)
    assert list(chances) == sorted(chances, reverse=True)
    assert 0.3 < sum(chances) <= 1.0001
    assert len(suggester(unit=unit).words("the ", count=1)) == 1


def test_a_word_of_the_vocabulary_may_still_go_on(suggester):
    source = suggester("a car and a carpet and a cartoon. " * 8, unit="word")
    found = texts(source.suggest("a car", right_in_ten=0))
    assert any(text.startswith("pet") for text in found)
    assert any(text.startswith("toon") for text in found)


def test_the_three_begin_with_different_words(suggester):
    found = suggester().suggest("the ", right_in_ten=0)
    first = [suggestion.first_word().text for suggestion in found.strip]
    assert len(first) == len(set(first)) <= 3
    assert len(suggester().suggest("the ", count=1, right_in_ten=0).strip) == 1


@pytest.mark.parametrize("unit", ["char", "word"])
@pytest.mark.parametrize("typed", ["안녕하ㅅ", "안녕핫", "안녕하세", "안녀", "안ㄴ"])
def test_korean_is_completed_from_a_syllable_in_the_making(suggester, unit, typed):
    source = suggester(KOREAN, unit)
    found = source.suggest(typed, right_in_ten=0, composing=1)
    finished = [typed[: len(typed) - s.replaces] + s.text for s in found.strip]
    assert any("안녕하세요".startswith(text[:5]) or text.startswith("안녕하세요") for text in finished)
    assert all(s.replaces <= len(typed) for s in found.strip)
    assert found.ghost is None or found.ghost.replaces == 0


def test_a_lone_jamo_is_one_in_the_making_without_being_told(suggester):
    found = suggester(KOREAN).suggest("안녕하ㅅ", right_in_ten=0)
    assert ("세요", 1) in [(s.text.split()[0], s.replaces) for s in found.strip]


def test_no_suggestion_crosses_a_line(suggester):
    source = suggester("one two\nthree four\n" * 12)
    assert all("\n" not in text for end in range(1, 19) for text in texts(source.suggest("one two\nthree four"[:end])))


def test_the_dial_makes_it_silent(suggester):
    source = suggester()
    shown = [
        sum(len(source.suggest(ENGLISH[:end], right_in_ten=dial).strip) for end in range(20, 60)) for dial in (0, 5, 9)
    ]
    assert shown[0] >= shown[1] >= shown[2]
    for end in range(20, 60):
        options = source.look(ENGLISH[:end])
        ghost = source.shown(options, right_in_ten=9).ghost
        sure = [o.suggestion for o in options if o.suggestion.confidence >= 0.9 and len(o.suggestion.text) > 1]
        assert ghost == next(iter(sure), None)
        assert source.shown(options, right_in_ten=9).strip or ghost is None


@pytest.mark.parametrize("unit", ["char", "word"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40), composing=st.integers(0, 2))
def test_any_text_is_answered(suggester, unit, text, composing):
    source = suggester(unit=unit)
    found = source.suggest(text, right_in_ten=0, composing=min(composing, len(text)))
    for suggestion in found.strip:
        assert 0 <= suggestion.confidence <= 1
        assert suggestion.text
        assert suggestion.replaces <= len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "🙂👍🏽", "e\u0301e\u0301", "\u202eשלום עולם", "x" * 1_000_000, "the cat " * 130_000]
)
def test_hostile_texts_are_answered_soon(suggester, text):
    suggester().suggest(text, right_in_ten=0)


def test_a_key_in_a_long_text_adds_to_what_was_read(suggester):
    source = suggester(unit="char")
    text = ENGLISH * 40
    source.suggest(text[:9000])
    reads = []
    read_on = source.completer.predictor._read_on
    source.completer.predictor._read_on = lambda reading, ids: (reads.append(len(ids)), read_on(reading, ids))[1]
    for end in range(9001, 9020):
        source.suggest(text[:end])
    assert max(reads) == 1


def test_a_stop_ends_the_search(suggester):
    assert suggester().suggest("the ", right_in_ten=0, should_stop=lambda: True).strip == ()


def test_a_network_alone_and_an_ngram_alone_suggest_too(suggester):
    assert suggester(ngram=False).suggest("the c", right_in_ten=0).strip
    source = suggester()
    alone = Suggester(source.completer.restricted("ngram"))
    assert alone.suggest("the c", right_in_ten=0).strip


def test_the_first_word_of_a_suggestion_brings_its_blank():
    assert Suggestion(" on the mat", 0.5).first_word().text == " on"
    assert Suggestion("n to", 0.5).first_word().text == "n"
    assert Suggestion("door", 0.5, 1).first_word() == Suggestion("door", 0.5, 1)


# Confidence


def trials(count=200, seed=0):
    """A model that is right half as often as it says."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        probabilities = tuple(sorted(random.uniform(0, 1, 3), reverse=True))
        made.append(Trial(probabilities, tuple(bool(random.uniform() < p / 2) for p in probabilities)))
    return made


def test_confidence_is_what_came_true():
    fitted = Confidence.fitted(trials(2000))
    assert float(fitted.of(0.8)) == pytest.approx(0.4, abs=0.1)
    assert float(fitted.of(0.2)) == pytest.approx(0.1, abs=0.1)
    values = fitted.of(np.linspace(0, 1, 50))
    assert (np.diff(values) >= 0).all()
    assert values.max() < 0.7  # it is never right more often: at a high dial, silence


def test_confidence_comes_back_from_json():
    fitted = Confidence.fitted(trials())
    again = Confidence.from_json(fitted.to_json())
    np.testing.assert_allclose(again.of([0.1, 0.5, 0.9]), fitted.of([0.1, 0.5, 0.9]), atol=1e-4)


def test_too_little_text_leaves_the_model_believed():
    assert float(Confidence.fitted(trials(3)).of(0.3)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    "content",
    [{"curve": 1}, {"curve": [1, 1]}, {"curve": [1, -1, 0]}, {"curve": "x"}],
)
def test_a_damaged_curve_is_a_sentence(content):
    with pytest.raises(ModelDamagedError):
        Confidence.from_json(content)


# Replay


def test_keys_are_counted_with_the_one_that_accepts(suggester):
    class Oracle:
        """Suggests exactly what follows, up to the end of the word."""

        def suggest(self, text, *, right_in_ten):
            rest = "the cat sat "[len(text) :]
            word = Suggestion(rest[: rest.find(" ") + 1], 1.0)
            return type("Found", (), {"ghost": word, "strip": (word,)})

    result = replay(Oracle(), "the cat sat ")
    assert result.keystrokes_saved == pytest.approx((1 - 3 / 12) * 100)
    assert result.precision == 1.0
    assert result.accepted_then_deleted == 0.0


def test_a_ghost_whose_end_is_wrong_would_be_deleted():
    class Half:
        """Knows the next word and invents the one behind it."""

        def suggest(self, text, *, right_in_ten):
            rest = "the cat sat"[len(text) :]
            ghost = Suggestion(rest.split(" ")[0] + " zebra", 0.9) if rest.split(" ")[0] else None
            return type("Found", (), {"ghost": ghost, "strip": ()})

    result = replay(Half(), "the cat sat")
    assert result.precision == 0.0
    assert result.accepted_then_deleted == 1.0
    assert 0 < result.keystrokes_saved < 100
