"""Tokenizers are exact over whatever their vocabulary covers."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ModelDamagedError
from engine.tokens.tokenizer import JOIN, PAD, UNK, CharTokenizer, WordTokenizer, tokenizer_from_json

TEXTS = st.text(st.one_of(st.sampled_from(" \n\tab-\"'.,(한글_<>unkpadjoin¼²"), st.characters()), max_size=60)
STYLES = st.sampled_from(["text", "space"])


@given(TEXTS)
def test_characters_come_back_exactly(text):
    tokenizer = CharTokenizer.fit(text)
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(TEXTS, STYLES)
def test_words_come_back_exactly(text, style):
    tokenizer = WordTokenizer.fit(text, style=style)
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(TEXTS, STYLES)
def test_offsets_cover_the_text_in_order(text, style):
    for tokenizer in (CharTokenizer.fit(text), WordTokenizer.fit(text, style=style)):
        ids, spans = tokenizer.encode_with_offsets(text)
        assert len(ids) == len(spans)
        np.testing.assert_array_equal(ids, tokenizer.encode(text))
        flat = spans.reshape(-1)
        assert (np.diff(flat) >= 0).all()
        assert all(0 <= start <= end <= len(text) for start, end in spans)


@given(TEXTS, STYLES)
def test_json_gives_an_equal_tokenizer(text, style):
    for tokenizer in (CharTokenizer.fit(text), WordTokenizer.fit(text, style=style)):
        again = tokenizer_from_json(json.loads(json.dumps(tokenizer.to_json())))
        assert again.tokens == tokenizer.tokens


@given(TEXTS, TEXTS, STYLES)
def test_any_text_can_be_encoded_and_any_ids_decoded(known, other, style):
    for tokenizer in (CharTokenizer.fit(known), WordTokenizer.fit(known, style=style)):
        ids = tokenizer.encode(other)
        assert ids.max(initial=0) < len(tokenizer)
        decoder = tokenizer.decoder()
        assert "".join(decoder.push(int(i)) for i in ids) == tokenizer.decode(ids)


def test_unknown_characters_are_reported_once_and_become_one_id():
    tokenizer = CharTokenizer.fit("abc")
    assert tokenizer.unknown("azbz힣") == ("z", "힣")
    assert tokenizer.encode("az힣").tolist()[1:] == [UNK, UNK]


def test_korean_words_are_split_at_blanks_and_marks():
    tokenizer = WordTokenizer.fit("가는 말이 고와야, 오는 말이 곱다.")
    assert [piece for piece, _, _ in tokenizer.pieces("가는 말이 고와야, 오는 말이 곱다.")] == [
        "가는",
        "말이",
        "고와야",
        ",",
        "오는",
        "말이",
        "곱다",
        ".",
    ]


def test_quotes_and_dashes_follow_the_rule_without_marks_of_exception():
    text = 'She said, "Well-known words," and left (at once).'
    tokenizer = WordTokenizer.fit(text)
    assert JOIN not in tokenizer.encode(text)


def test_the_frequent_words_are_kept_and_the_rare_become_unknown():
    text = "a a a b b c"
    assert WordTokenizer.fit(text, min_count=2).tokens[3:] == ["a", "b"]
    assert WordTokenizer.fit(text, max_vocabulary=4).tokens[3:] == ["a"]
    assert CharTokenizer.fit(text, max_vocabulary=4).tokens[2:] == [" ", "a"]


def test_padding_and_unknown_are_never_generated():
    assert set(CharTokenizer.fit("ab").never_generated) == {PAD, UNK}


def test_a_text_that_says_unk_means_the_unknown_word():
    tokenizer = WordTokenizer.fit("the <unk> of the <unk>")
    assert tokenizer.encode("the <unk>").tolist()[1] == UNK


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"type": "char"},
        {"type": "char", "tokens": [1]},
        {"type": "char", "tokens": ["a", "a"]},
        {"type": "char", "tokens": ["ab"]},
        {"type": "word", "tokens": ["a"]},
        {"type": "x", "tokens": []},
    ],
)
def test_a_damaged_vocabulary_is_refused(data):
    with pytest.raises(ModelDamagedError):
        tokenizer_from_json(data)
