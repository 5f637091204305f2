"""Find in one conversation and search in all, by keys alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversation_support import ENGLISH, KOREAN, Bench, whole
from PySide6.QtCore import Qt

from desktop.widgets.writing.chat_rows import CompletionRow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bench(qtbot, home: Path) -> Iterator[Bench]:
    made = Bench(qtbot, home, whole("harbour", 26), whole("할머니", 2, text=KOREAN), whole("other", 1, days=3))
    made.open(0)
    yield made
    made.close()


def find(bench: Bench, query: str) -> None:
    bench.qtbot.keyClick(bench.page, Qt.Key.Key_F, CTRL)
    bar = bench.page.view.find_bar
    assert bar.isVisible()
    bar.field.setText(query)
    bar._ask()


def search(bench: Bench, query: str) -> list[str]:
    panel = bench.page.conversations.search
    bench.qtbot.keyClick(bench.page, Qt.Key.Key_F, CTRL | SHIFT)
    panel.field.setText(query)
    panel._ask()
    bench.wait_lane()
    return [panel.results.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(panel.results.count())]


def marked(bench: Bench) -> int:
    return sum(len(row.text._found) for row in bench.page.chat.rows())


def test_places_are_counted_and_led_through(qtbot, bench: Bench) -> None:
    find(bench, "HARBOUR")
    bar = bench.page.view.find_bar
    total = 26 + 2 * 26
    assert bar.count.text().endswith(f"/{total}")
    first = int(bar.count.text().split("/")[0])
    assert first > 1  # from what is in sight, not from the top
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == f"{first + 1}/{total}"
    qtbot.keyClick(bench.page, Qt.Key.Key_F3)
    assert bar.count.text() == f"{first + 2}/{total}"
    qtbot.keyClick(bench.page, Qt.Key.Key_F3, SHIFT)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{first}/{total}"
    bench.page.finding._go(total - 1)
    bar.next.click()
    assert bar.count.text() == f"1/{total}"
    assert bench.page.chat.earlier == 0  # the rows of the first turns were built
    bar.previous.click()
    assert bar.count.text() == f"{total}/{total}"


def test_the_place_is_in_sight_and_its_variant_is_shown(bench: Bench) -> None:
    find(bench, "fog. 1")
    chat, bar = bench.page.chat, bench.page.view.find_bar
    bench.page.finding._go(0)
    card = next(row for row in chat.rows() if isinstance(row, CompletionRow))
    assert card.index == 1
    assert (card.text._found, card.text._found_current) == ([(len(ENGLISH) - 4, len(ENGLISH) + 2)], 0)
    rect = card.text.found_rect(0).toAlignedRect()
    place = card.text.viewport().mapTo(chat.viewport(), rect.center())
    assert chat.viewport().rect().contains(place)
    assert bar.count.text() == "1/26"


def test_closing_takes_the_marks_away(qtbot, bench: Bench) -> None:
    find(bench, "harbour")
    assert marked(bench) > 20
    qtbot.keyClick(bench.page.view.find_bar.field, Qt.Key.Key_Escape)
    assert not bench.page.view.find_bar.isVisible()
    assert marked(bench) == 0
    assert bench.page.chat.hasFocus()


def test_what_is_not_there_says_so_and_an_empty_field_says_nothing(bench: Bench) -> None:
    find(bench, "zebra")
    bar = bench.page.view.find_bar
    assert bar.count.text() == "Nothing found"
    assert not bar.next.isEnabled()
    bench.page.find_next()
    find(bench, "")
    assert bar.count.text() == ""


def test_korean_of_any_length_and_composition_is_found(bench: Bench) -> None:
    bench.open(1)
    for query, count in (("비", 4), ("우산", 4), ("할머니는", 4), (unicodedata.normalize("NFD", "할머니"), 6)):
        find(bench, query)
        assert bench.page.view.find_bar.count.text().endswith(f"/{count}"), query


def test_marks_follow_the_conversation_in_front_and_what_is_written(bench: Bench) -> None:
    find(bench, "fog")
    bench.open(2)
    bar = bench.page.view.find_bar
    assert bar.count.text() == "0/2"
    seed = bench.page.chat.turns[0].seed
    saved = bench.history.add_completion(seed, "fog and fog", model="m")
    bench.page.chat.card(seed.id).end_writing([saved])
    bench.page.chat.remember(seed, [saved])
    bench.page.completing.ended.emit()
    assert bar.count.text() == "0/4"
    bench.page.conversing.delete_message(saved.id)
    assert bar.count.text() == "0/2"


def test_a_search_lists_conversation_date_and_excerpt(bench: Bench) -> None:
    found = search(bench, "할머니")
    assert len(found) == 1 + 6
    assert found[0].startswith("할머니, ")
    assert any(KOREAN[:20] in line for line in found)
    panel = bench.page.conversations.search
    assert panel.count.text() == "7 found"
    assert not bench.page.conversations.list.isVisible()
    assert search(bench, "비") != []
    assert search(bench, "zebra") == []
    assert panel.count.text() == "Nothing found"


def test_enter_opens_what_was_found_and_shows_it(qtbot, bench: Bench) -> None:
    search(bench, "우산")
    panel, page = bench.page.conversations.search, bench.page
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.results.hasFocus()
    qtbot.keyClick(panel.results, Qt.Key.Key_Return)
    assert page.conversing.identity == bench.ids[1]
    assert page.view.find_bar.query == "우산"
    assert page.view.find_bar.count.text() == "4/4"
    assert page.chat.last_card().index == 1
    assert panel.results.hasFocus()  # the next one is a key away
    qtbot.keyClick(panel.results, Qt.Key.Key_Up)
    assert panel.field.hasFocus()


def test_enter_before_the_results_are_there_leads_to_them(qtbot, bench: Bench) -> None:
    panel = bench.page.conversations.search
    panel.focus_field()
    panel.field.setText("fog")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.results.hasFocus)


def test_escape_closes_what_was_opened_one_after_the_other(qtbot, bench: Bench) -> None:
    search(bench, "우산")
    panel, page = bench.page.conversations.search, bench.page
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.keyClick(panel.results, Qt.Key.Key_Return)
    page.escape()
    assert not page.view.find_bar.isVisible()
    page.escape()
    assert panel.query == ""
    assert page.conversations.list.isVisible()
    assert page.composer.edit.hasFocus()


def test_a_title_opens_its_conversation(qtbot, bench: Bench) -> None:
    assert search(bench, "other")
    panel = bench.page.conversations.search
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.keyClick(panel.results, Qt.Key.Key_Return)
    assert bench.page.conversing.identity == bench.ids[2]
    assert not bench.page.view.find_bar.isVisible()


def test_what_is_deleted_leaves_the_results(qtbot, bench: Bench) -> None:
    assert len(search(bench, "우산")) == 4
    bench.page.conversing.delete([bench.ids[1]])
    panel = bench.page.conversations.search
    qtbot.waitUntil(lambda: panel.results.count() == 0)
    bench.page.bar._action.click()
    qtbot.waitUntil(lambda: panel.results.count() == 4)


def test_a_result_that_is_gone_meanwhile_changes_nothing(bench: Bench) -> None:
    search(bench, "우산")
    panel = bench.page.conversations.search
    found = panel.results.item(0).data(Qt.ItemDataRole.UserRole)
    bench.history.delete(bench.ids[1])
    bench.page.searching.open(found)
    assert bench.page.conversing.identity == bench.ids[0]


def test_an_older_answer_is_left_out(bench: Bench) -> None:
    panel = bench.page.conversations.search
    panel.field.setText("new")
    panel.show_found("old", bench.history.search("우산"), most=200)
    assert panel.results.count() == 0


def test_a_message_of_another_branch_is_shown_when_it_was_found(bench: Bench) -> None:
    bench.open(2)
    page = bench.page
    first = page.chat.turns[0].seed
    bench.history.add_seed(bench.ids[2], "instead of it", beside=first.id)
    bench.open(2)
    assert page.chat.turns[0].seed.text == "instead of it"
    search(bench, "other 0")
    found = next(
        one
        for row in range(page.conversations.search.results.count())
        if (one := page.conversations.search.results.item(row).data(Qt.ItemDataRole.UserRole)).message == first.id
    )
    page.searching.open(found)
    assert page.chat.turns[0].seed.id == first.id
