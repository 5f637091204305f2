from __future__ import annotations

from pathlib import Path

import pytest

from engine.corpus import Corpus, Document, summarize
from engine.corpus.summary import CorpusSummary


def summary_of(text: str) -> CorpusSummary:
    return summarize(Corpus((Document(Path("a.txt"), text, "utf-8", size=len(text.encode())),)))


def test_counts_are_exact() -> None:
    found = summary_of("The cat sat.\nThe cat sat.\n\nDon't go!\n")
    assert (found.characters, found.words, found.distinct_words, found.words_once) == (37, 8, 5, 2)
    assert (found.lines, found.duplicate_lines, found.files, found.bytes) == (3, 1, 1, 37)
    assert found.distinct_characters == len(set("The cat sat.\nThe cat sat.\n\nDon't go!\n"))


def test_encodings_and_losses_are_summed_over_files() -> None:
    found = summarize(
        Corpus(
            (
                Document(Path("a"), "가", "cp949", replaced=2, size=2),
                Document(Path("b"), "나", "cp949", size=2),
                Document(Path("c"), "b", "utf-8", replaced=1, size=1),
            )
        )
    )
    assert found.encodings == {"cp949": 2, "utf-8": 1}
    assert (found.replaced, found.files, found.bytes) == (3, 3, 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("나는 학교에 간다.", "ko"),
        ("나는 오늘 아침에 커피를 마시고 GitHub 저장소를 열었다.", "ko"),
        ("I walk to school.", "en"),
        ("나는 오늘 school bus 탔다 today", "mixed"),
        ("Я иду в школу.", "other"),
        ("吾輩は猫である", "other"),
        ("12345 !!!", "other"),
    ],
)
def test_the_language_is_told_by_letters(text: str, language: str) -> None:
    assert summary_of(text).language == language


def test_the_share_of_hangul_counts_letters_only() -> None:
    assert summary_of("가나 ab 12 !!").hangul_share == 0.5
    assert summary_of("1 2 3").hangul_share == 0.0


@pytest.mark.parametrize(
    ("characters", "verdict"),
    [(1_999, "too little"), (2_000, "will recite"), (20_000, "fair"), (200_000, "good")],
)
def test_the_verdict_follows_the_length(characters: int, verdict: str) -> None:
    found = summary_of(("some words " * (characters // 11 + 1))[:characters])
    assert found.verdict == verdict
    assert found.advice.endswith(".")


@pytest.mark.parametrize("text", ["same " * 10_000, "a" * 50_000, "😀 " * 30_000])
def test_one_word_again_and_again_is_too_little(text: str) -> None:
    assert summary_of(text).verdict == "too little"


def test_emoji_are_no_words_but_can_be_learned_from() -> None:
    found = summary_of("😀 😁 " * 1_000)
    assert (found.words, found.verdict) == (0, "will recite")
