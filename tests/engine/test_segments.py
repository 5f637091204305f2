"""Words cut out with NumPy, in parts of any length, are the words of the pattern and its rules."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tokens import tokenizer as tokenizer_module
from engine.tokens.tokenizer import JOIN, CharTokenizer, Tokenizer, WordStream, WordTokenizer, character_counts
from engine.tokens.wordcount import WordCounter, fit_words

SNIPPETS = st.one_of(
    st.sampled_from(["<unk>", " <unk>", "<unk", "a'b", "don’t", " ", "\n", "'", "’", " (", ". ", "x", "한", "가 "]),
    st.sampled_from(["😀", " 😀", "\ud83d", "\ude00", "\0", "\x1c", "\u3000", "_", "¼", "\u0301", "b<unk>c"]),
)
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(max_size=3)), max_size=25).map("".join)
STYLES = st.sampled_from(["text", "space"])


def parted(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(0, len(text), size)]


@given(TEXTS, TEXTS, STYLES, st.integers(1, 9))
@settings(max_examples=500)
def test_ids_are_those_of_the_pieces(text, other, style, size):
    tokenizer = WordTokenizer.fit(other + text[::2], style=style)
    stream, found = WordStream(style), []
    for part in parted(text, size):
        found += [tokenizer.ids(cut) for cut in stream.push(part)]
    found += [tokenizer.ids(cut) for cut in stream.end()]
    ids = np.concatenate(found) if found else np.zeros(0)
    np.testing.assert_array_equal(ids, Tokenizer.encode(tokenizer, text))


@given(TEXTS, STYLES, st.integers(1, 9), st.integers(4, 30), st.integers(1, 3))
@settings(max_examples=300)
def test_a_vocabulary_counted_in_parts_is_the_vocabulary_of_the_whole(text, style, size, most, min_count):
    counter, numbers = WordCounter(style), []
    for part in parted(text, size):
        numbers += counter.push(part)
    numbers += counter.end()
    whole = WordTokenizer.fit(text, style=style, max_vocabulary=most, min_count=min_count)
    tokenizer = WordTokenizer.from_counts(counter.counts(most), style=style, max_vocabulary=most, min_count=min_count)
    assert tokenizer.tokens == whole.tokens
    ids = counter.table(tokenizer)[np.concatenate(numbers)] if numbers else np.zeros(0)
    np.testing.assert_array_equal(ids, whole.encode(text))


@given(TEXTS, STYLES, st.integers(4, 30))
def test_a_vocabulary_and_its_ids_in_one_pass_are_those_of_two(text, style, most):
    whole = WordTokenizer.fit(text, style=style, max_vocabulary=most, min_count=2)
    tokenizer, ids = fit_words(text, style=style, max_vocabulary=most, min_count=2)
    assert tokenizer.tokens == whole.tokens
    np.testing.assert_array_equal(ids, whole.encode(text))


@pytest.mark.parametrize("style", ["text", "space"])
def test_long_texts_take_the_quick_way_to_the_same_end(style, monkeypatch):
    text = "She said, \"don't <unk>!\"\n'가는 말이' (고와야) 😀 오는—말이 곱다…  \t끝" * 20
    slow = WordTokenizer.fit(text, style=style)
    ids = slow.encode(text)
    monkeypatch.setattr(tokenizer_module, "_CUT_AT_ONCE", 1)
    monkeypatch.setattr(tokenizer_module, "_LARGEST_CUT", 50)
    quick = WordTokenizer.fit(text, style=style)
    assert quick.tokens == slow.tokens
    assert quick.decode(quick.encode(text)) == text
    np.testing.assert_array_equal(quick.encode(text), ids)


def test_an_endless_word_is_cut_and_comes_back_exactly(monkeypatch):
    monkeypatch.setattr(WordStream, "LONGEST_WORD", 20)
    text = "x" * 95 + " end"
    tokenizer, stream, ids = WordTokenizer.fit("x" * 21 + " " + "x" * 11 + " end"), WordStream("text"), []
    for part in parted(text, 7):
        ids += [tokenizer.ids(cut) for cut in stream.push(part)]
    ids += [tokenizer.ids(cut) for cut in stream.end()]
    assert tokenizer.decode(np.concatenate(ids)) == text
    assert JOIN in np.concatenate(ids)


def test_rare_words_are_forgotten_and_frequent_ones_kept():
    counter = WordCounter("space", max_words=50)
    numbers = []
    for line in range(400):
        numbers += counter.push(f"often sometimes{line % 7} rare{line}\n")
    numbers += counter.end()
    assert len(counter._numbers) <= 51
    counts = counter.counts(9)
    assert counts["often"] == 400
    assert sorted(counts, key=counts.get)[-2:] == ["often", "\n"]
    assert all(counts[f"sometimes{i}"] >= 57 for i in range(7))
    tokenizer = WordTokenizer.from_counts(counts, style="space", max_vocabulary=12)
    ids = counter.table(tokenizer)[np.concatenate(numbers)]
    assert Counter(ids.tolist())[tokenizer.tokens.index("often")] == 400


@given(st.text(), st.integers(1, 9))
def test_characters_counted_in_parts_give_the_vocabulary_of_the_whole(text, size):
    counts = np.zeros(0x110000, np.int64)
    for part in parted(text, size):
        found = character_counts(part)
        counts[: len(found)] += found
    assert CharTokenizer.from_counts(counts).tokens == CharTokenizer.fit(text).tokens


def test_a_vocabulary_goes_on_without_changing_an_id():
    for known in (WordTokenizer.fit("a b", style="space"), CharTokenizer.fit("ab")):
        more = known.extended({"c": 2, "a": 9, "d": 5, "e": 1}, max_vocabulary=len(known) + 2)
        assert more.tokens == [*known.tokens, "d", "c"]
        assert type(more) is type(known)
        assert more.to_json().get("style") == known.to_json().get("style")
        assert known.extended({"c": 1}, max_vocabulary=4).tokens == known.tokens
