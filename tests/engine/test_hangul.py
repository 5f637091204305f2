"""Hangul as keys: syllables in the making begin the finished word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference import hangul

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@pytest.mark.parametrize(
    "typed", ["ㅇ", "아", "안", "안ㄴ", "안녕하", "안녕하ㅅ", "안녕핫", "안녕하세", "안녕하셍", "안녕하세요"]
)
def test_whatever_the_input_method_shows_begins_the_word(typed):
    assert hangul.keys("안녕하세요").startswith(hangul.keys(typed))


@pytest.mark.parametrize(("typed", "word"), [("고", "과자"), ("그", "긔"), ("갑", "값"), ("달", "닭"), ("우", "위")])
def test_compound_vowels_and_finals_are_two_keys(typed, word):
    assert hangul.keys(word).startswith(hangul.keys(typed))


@pytest.mark.parametrize(("typed", "word"), [("한", "하늘이"), ("나", "너"), ("ㅅ", "하")])
def test_other_keys_begin_other_words(typed, word):
    assert hangul.keys(word).startswith(hangul.keys(typed)) == (typed == "한")


@given(st.text(SYLLABLES, max_size=12), st.text(SYLLABLES, max_size=4))
def test_a_prefix_stays_one_in_keys(begun, rest):
    assert hangul.keys(begun + rest).startswith(hangul.keys(begun))


@given(SYLLABLES)
def test_the_tables_are_those_of_unicode(syllable):
    parts = unicodedata.normalize("NFD", syllable)
    assert len(hangul.keys(syllable)) >= len(parts)
    assert all(hangul.is_jamo(key) for key in hangul.keys(syllable))


def test_other_scripts_stay():
    assert hangul.keys("Hello, 3 мир") == "Hello, 3 мир"
