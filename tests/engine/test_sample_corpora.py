"""The sample texts read as written by people: nothing in them comes twice, nor nearly so."""

from __future__ import annotations

from collections import Counter

import pytest

from engine import paths
from engine.corpus import read_corpus
from engine.corpus.duplicates import Duplicates
from engine.corpus.tracked import TrackedText

LANGUAGES = ("english", "korean")


def messages(language: str) -> list[str]:
    table = (paths.sample_dir() / f"{language}_messages.tsv").read_text(encoding="utf-8").splitlines()
    return [row.partition("\t")[2] for row in table]


def headlines(language: str) -> list[str]:
    path = paths.sample_dir() / f"{language}_headlines.csv"
    return list(read_corpus([path], column="headline").documents[0].rows)


def paragraphs(language: str) -> list[str]:
    text = (paths.sample_dir() / f"{language}_prose.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if len(line) > 30]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [messages, headlines, paragraphs])
def test_no_line_comes_again(kind, language: str) -> None:
    lines = kind(language)
    again = [line for line, times in Counter(line.casefold() for line in lines).items() if times > 1]
    assert again == []
    text = TrackedText("\n".join(lines))
    assert Duplicates().cut(text, exact=True, near=True, lines=True) == ((0, 0), (0, 0))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [messages, headlines, paragraphs])
def test_lines_begin_in_many_ways(kind, language: str) -> None:
    lines = kind(language)
    beginnings = Counter(" ".join(line.split()[:2]) for line in lines)
    assert max(beginnings.values()) <= 0.05 * len(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_a_label_and_a_text(language: str) -> None:
    table = (paths.sample_dir() / f"{language}_messages.tsv").read_text(encoding="utf-8").splitlines()
    labels = Counter(row.partition("\t")[0] for row in table)
    assert set(labels) == {"ham", "spam"}
    assert all(text.strip() for text in messages(language))
