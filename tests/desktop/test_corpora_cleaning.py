"""What is taken out of a corpus: switches, preview, and that training reads the same."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import make_context, shown_corpora_page
from PySide6.QtCore import Qt

import engine
from desktop.context import AppContext
from desktop.corpora.cleaning_preview import preview, within
from desktop.corpora.corpus_reading import count_characters
from desktop.corpora.instant import counted
from desktop.pages.corpora import CorporaPage
from desktop.tasks import Control
from desktop.training.training_jobs import recipe_job, suggested_texts_job, texts_job

LINE = "[{0}] [오전 {1}:{2:02}] 바다에 {3}번 다녀왔어요 https://example.com/{3}\n"
CHAT = (
    "이하늘 님과 카카오톡 대화\n저장한 날짜 : 2026년 11월 3일 오후 9:14\n\n"
    + ("--------------- 2026년 11월 1일 일요일 ---------------\n")
    + "".join(LINE.format("메아리" if n % 3 else "이하늘", n % 11 + 1, n % 60, n) for n in range(90))
)


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[CorporaPage]:
    yield from shown_corpora_page(context, qtbot)


@pytest.fixture
def chat(page: CorporaPage, qtbot: Any, tmp_path: Path) -> Path:
    """A chat that the page shows."""
    file = tmp_path / "KakaoTalk_Chats.txt"
    file.write_text(CHAT, encoding="utf-8")
    page.add_paths([file])
    qtbot.waitUntil(lambda: text(page).startswith("바다에 0번 다녀왔어요"), timeout=10_000)
    return file


def text(page: CorporaPage) -> str:
    return str(page.details.preview.text.toPlainText())


def click(page: CorporaPage, qtbot: Any, name: str) -> None:
    switch = page.details.cleaning.switches[name]
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)


def kept(page: CorporaPage) -> engine.Cleaning:
    assert page.current is not None
    return page.context.corpora.get(page.current.id).cleaning


def test_each_switch_says_how_much_it_took_out(page: CorporaPage, chat: Path, qtbot: Any) -> None:
    switches = page.details.cleaning
    qtbot.waitUntil(lambda: bool(switches.counts["urls"].text()), timeout=5_000)
    assert switches.counts["quoted_replies"].text() == "nothing found"
    assert switches.counts["urls"].text().startswith("−")
    assert switches.counts["urls"].toolTip().startswith("Places taken out: 90")
    assert switches.counts["urls"].toolTip() in switches.switches["urls"].accessibleDescription()
    assert switches.switches["timestamps_and_names"].isVisible()
    assert not switches.switches["page_headers"].isVisible()


def test_a_switch_shows_at_once_and_is_kept_and_the_file_stays_as_it_is(
    page: CorporaPage, chat: Path, qtbot: Any
) -> None:
    before = chat.read_bytes()
    characters = page.meter.figures["characters"].text()
    click(page, qtbot, "urls")
    qtbot.waitUntil(lambda: "https://example.com/0" in text(page), timeout=5_000)
    qtbot.waitUntil(lambda: not kept(page).urls, timeout=5_000)
    qtbot.waitUntil(lambda: page.meter.figures["characters"].text() != characters, timeout=10_000)
    assert chat.read_bytes() == before


def test_only_my_messages_are_left_where_a_speaker_is_chosen(page: CorporaPage, chat: Path, qtbot: Any) -> None:
    combo = page.details.cleaning.speaker
    assert [combo.itemText(row) for row in range(combo.count())] == ["Everyone (90)", "메아리 (60)", "이하늘 (30)"]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: text(page).startswith("바다에 1번"), timeout=5_000)
    qtbot.waitUntil(lambda: kept(page).speaker == "메아리", timeout=5_000)
    count = page.details.cleaning.speaker_count
    qtbot.waitUntil(lambda: count.text().startswith("Messages left out: 30"), timeout=10_000)


def test_the_speakers_of_a_chat_that_is_not_held_can_be_chosen(
    page: CorporaPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("engine.corpus.corpus"), "LARGE_BYTES", 10)
    (tmp_path / "KakaoTalk_Chats.txt").write_text(CHAT, encoding="utf-8")
    page.add_paths([tmp_path / "KakaoTalk_Chats.txt"])
    combo = page.details.cleaning.speaker
    qtbot.waitUntil(lambda: combo.count() == 3, timeout=10_000)
    assert [combo.itemText(row) for row in range(3)] == ["Everyone (90)", "메아리 (60)", "이하늘 (30)"]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: text(page).startswith("바다에 1번"), timeout=10_000)
    qtbot.waitUntil(lambda: kept(page).speaker == "메아리", timeout=5_000)


def test_a_speaker_who_is_gone_is_seen_and_can_be_left(page: CorporaPage, chat: Path, qtbot: Any) -> None:
    assert page.current is not None
    page.context.corpora.set_cleaning(page.current.id, engine.Cleaning(speaker="아무개"))
    page.context.corpora_changed.emit()
    page.select("sample:english_prose")
    page.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: "아무개" in page.state.text(), timeout=10_000)
    assert not page.train_button.isEnabled()
    combo = page.details.cleaning.speaker
    assert combo.currentText() == "아무개 (0)"
    combo.setCurrentIndex(0)
    qtbot.waitUntil(page.train_button.isEnabled, timeout=10_000)


def test_the_original_is_shown_with_what_is_taken_out_struck_through(page: CorporaPage, chat: Path, qtbot: Any) -> None:
    shown = page.details.preview
    shown.before_button.setFocus()
    qtbot.keyClick(shown.before_button, Qt.Key.Key_Space)
    assert text(page).startswith("이하늘 님과")
    marks = shown.text.extraSelections()
    assert all(mark.format.fontStrikeOut() for mark in marks)
    struck = [mark.cursor.selectedText() for mark in marks]
    assert any("https://example.com/7" in part for part in struck)
    assert not any("다녀왔어요" in part for part in struck)
    found = shown.preview
    assert found is not None
    assert len(unstruck(found.before, found.removed)) > 800
    assert "".join(found.after.split()).startswith(unstruck(found.before, found.removed))


def test_a_long_text_says_that_its_beginning_is_shown(page: CorporaPage, chat: Path, qtbot: Any) -> None:
    status = page.details.preview.status
    assert status.text().startswith("“KakaoTalk_Chats.txt”: ")
    assert "beginning" not in status.text()
    page.select("sample:english_prose")
    qtbot.waitUntil(
        lambda: status.text() == "“english_prose.txt”: nothing is taken out. Only the beginning is shown.",
        timeout=10_000,
    )


def test_a_sample_can_be_tried_but_not_changed(page: CorporaPage, qtbot: Any) -> None:
    page.select("sample:english_prose")
    qtbot.waitUntil(lambda: page.reading is not None and bool(text(page)), timeout=10_000)
    switches = page.details.cleaning
    assert switches.note.isVisible()
    click(page, qtbot, "duplicates")
    qtbot.waitUntil(lambda: bool(switches.counts["duplicates"].text()), timeout=5_000)
    page.cleaning.keep()
    assert kept(page) == engine.Cleaning()


def test_what_was_switched_is_kept_when_another_corpus_is_chosen_at_once(
    page: CorporaPage, chat: Path, qtbot: Any
) -> None:
    assert page.current is not None
    own = page.current.id
    click(page, qtbot, "hyphenation")
    page.select("sample:english_prose")
    assert not page.context.corpora.get(own).cleaning.hyphenation
    assert page.details.cleaning.switches["hyphenation"].isChecked()


def test_nothing_left_is_said_under_the_preview(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "links.txt"
    file.write_text("https://example.com/a\nhttps://example.com/b\n", encoding="utf-8")
    page.add_paths([file])
    qtbot.waitUntil(lambda: "nothing left after cleaning" in page.details.preview.status.text(), timeout=10_000)
    assert not page.train_button.isEnabled()
    click(page, qtbot, "urls")
    qtbot.waitUntil(page.train_button.isEnabled, timeout=10_000)


def test_training_counting_and_writing_at_once_read_what_is_shown(home: Path, tmp_path: Path, qapp: object) -> None:
    file = tmp_path / "KakaoTalk_Chats.txt"
    file.write_text(CHAT, encoding="utf-8")
    cleaning = engine.Cleaning(speaker="메아리", urls=False)
    entry = engine.CorpusEntry("x", "x", (file,), cleaning=cleaning)
    control = Control(lambda _value: None)
    read = engine.read_corpus([file], cleaning=cleaning)
    assert count_characters(entry, control, cache_folder=tmp_path / "cache") == ("x", read.characters)
    suggested = suggested_texts_job(1000, minutes=1, unit="char", cell="lstm")
    assert texts_job("m", tmp_path, entry, suggested, model={}, training={}).cleaning == cleaning
    recipe = next(recipe for recipe in engine.recipes() if recipe.kind == "language")
    assert recipe_job(recipe, entry, "m", tmp_path, ham=(), spam=(), minutes=1).cleaning == cleaning
    models = home / "data" / "models"
    assert counted(models, tmp_path / "cache", entry, "m", control) == "m"
    assert engine.ModelStore(models).models()[0].corpus.characters == read.characters


def test_a_file_that_is_gone_has_a_sentence(tmp_path: Path) -> None:
    control = Control(lambda _value: None)
    found = preview(str(tmp_path / "gone.txt"), None, engine.Cleaning(), tmp_path / "cache", None, control)
    assert found is not None
    assert "gone.txt" in found.problem


def test_a_table_is_previewed_cell_by_cell(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("headline\nLate again https://example.com/a\nhttps://example.com/b\n", encoding="utf-8")
    control = Control(lambda _value: None)
    found = preview(str(table), "headline", engine.Cleaning(), tmp_path / "cache", None, control)
    assert found is not None
    assert found.after.strip() == "Late again"


def test_marks_end_where_the_shown_beginning_ends() -> None:
    assert within([(0, 3), (7, 12), (12, 14)], 9) == ((0, 3), (7, 9))
    assert within([(3, 5)], 3) == ()


def test_the_beginning_of_a_file_that_is_not_held_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("engine.corpus.corpus"), "LARGE_BYTES", 10)
    control, cache = Control(lambda _value: None), tmp_path / "cache"
    chat = tmp_path / "KakaoTalk_Chats.txt"
    chat.write_text(CHAT, encoding="utf-8")
    found = preview(str(chat), None, engine.Cleaning(), cache, None, control)
    assert found is not None
    assert found.after.startswith("바다에 0번 다녀왔어요\n바다에 1번")
    assert unstruck(found.before, found.removed) == "".join(found.after.split())
    plain = tmp_path / "plain.txt"
    plain.write_text("Write to anna@example.com or see https://example.com/a today.\n" * 5, encoding="utf-8")
    found = preview(str(plain), None, engine.Cleaning(mask_secrets=True), cache, None, control)
    assert found is not None
    assert not found.problem
    struck = [found.before[start:end] for start, end in found.removed]
    assert struck == ["anna@example.com", "https://example.com/a"] * 5
    found = preview(str(plain), None, engine.Cleaning(duplicates=True), cache, None, control)
    assert found is not None
    assert "within a megabyte" in found.problem


def unstruck(text: str, removed: Iterable[tuple[int, int]]) -> str:
    """What is left of a text without some parts, and without blank space."""
    struck = {place for start, end in removed for place in range(start, end)}
    return "".join(sign for place, sign in enumerate(text) if place not in struck and not sign.isspace())
