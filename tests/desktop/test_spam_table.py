"""The table of many mails: sorted, filtered, marked, stopped and saved, with ten thousand rows and without a pause."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, close, drop, unnamed
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from spam_page_support import checker_context, mail, mbox, opened_spam_page, row
from test_shell_theme import contrast

import engine
from desktop import theme
from desktop.context import AppContext
from desktop.pages.spam import SpamPage
from desktop.widgets.spam.many_mails import ManyMails
from desktop.widgets.spam.message_table import DATE, MAIL, SCORE, SENDER, SUBJECT, VERDICT, MessageModel, MessageTable

LETTER = (
    "See you at the {} meeting tomorrow about the draft that we all wrote together in the office, with our best wishes"
)


# -- the model and the view -------------------------------------------------------------------------------------------


@pytest.fixture
def model(qapp: object) -> Iterator[MessageModel]:
    made = MessageModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()
    made.deleteLater()


def column(model: QAbstractItemModel, number: int) -> list[str]:
    return [model.index(i, number).data() for i in range(model.rowCount())]


def test_mails_come_in_the_order_of_their_score(model: MessageModel) -> None:
    model.extend([row(1, 0.1), row(2, 0.95)])
    model.extend([row(3, 0.5)])
    assert column(model, SUBJECT) == ["mail 2", "mail 3", "mail 1"]
    assert column(model, SCORE) == ["0.95", "0.50", "0.10"]
    assert column(model, MAIL)[0] == "box.mbox #2"


@pytest.mark.parametrize("number", [SCORE, VERDICT, SUBJECT, SENDER, DATE, MAIL])
def test_every_column_sorts_both_ways(model: MessageModel, number: int) -> None:
    model.extend(
        [
            row(i, i / 20, f"subject {i % 7}", sender=f"s{i % 3}", date=f"Mon, {i} Jan 2026 10:00:00 +0000")
            for i in range(1, 20)
        ]
    )
    model.sort(number, Qt.SortOrder.AscendingOrder)
    rising = column(model, number)
    model.sort(number, Qt.SortOrder.DescendingOrder)
    falling = column(model, number)
    assert len(set(rising)) > 1
    assert rising[0] == falling[-1]
    assert sorted(rising) == sorted(falling)


def test_dates_sort_by_time_and_odd_ones_are_shown_as_they_are(model: MessageModel) -> None:
    dates = (
        "Wed, 4 Mar 2026 09:00:00 +0900",
        "Tue, 3 Feb 2026 10:00:00 +0000",
        "yesterday",
        "",
        "Mon, 99 Foo 1 1:1:1 +99999",
    )
    model.extend([row(i, 0.5, f"{i}", date=date) for i, date in enumerate(dates)])
    model.sort(DATE, Qt.SortOrder.DescendingOrder)
    assert column(model, SUBJECT)[:2] == ["0", "1"]
    assert "yesterday" in column(model, DATE)


def test_the_filter_takes_every_word_and_the_verdict(model: MessageModel) -> None:
    model.extend([row(1, 0.95, "Free prize"), row(2, 0.1, "The prize lunch"), row(3, 0.5, "무료 쿠폰")])
    model.set_filter("PRIZE", "")
    assert column(model, SUBJECT) == ["Free prize", "The prize lunch"]
    model.set_filter("prize lunch", "")
    assert column(model, SUBJECT) == ["The prize lunch"]
    model.set_filter("", "unsure")
    assert column(model, SUBJECT) == ["무료 쿠폰"]
    model.extend([row(4, 0.5, "another"), row(5, 0.99, "not this")])
    assert model.rowCount() == 2
    model.set_filter("", "")
    assert model.rowCount() == 5


def test_mails_judged_again_move_and_the_selected_one_stays_selected(qtbot: Any) -> None:
    table = MessageTable()
    qtbot.addWidget(table)
    table.mails.extend([row(i, i / 20) for i in range(1, 19)])
    chosen = table.mails.rows[4]
    table.choose(chosen)
    table.mails.update_rows([row(1, 0.995, decided_by="mark"), row(2, 0.99, decided_by="similar")])
    assert column(table.mails, SUBJECT)[:2] == ["mail 1", "mail 2"]
    assert [text.endswith(("marked", "alike")) for text in column(table.mails, VERDICT)[:3]] == [True, True, False]
    assert table.current is chosen
    table.mails.update_rows([row(77, 0.5)])  # not of this table
    assert table.mails.rowCount() == 18


def test_a_verdict_is_told_by_sign_and_word_and_not_by_colour_alone(model: MessageModel) -> None:
    model.extend([row(1, 0.95), row(2, 0.5), row(3, 0.1)])
    assert column(model, VERDICT) == ["✕ spam", "? unsure", "✓ normal"]
    colors = {model.index(i, VERDICT).data(Qt.ItemDataRole.ForegroundRole).name() for i in range(3)}
    assert len(colors) == 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_verdicts_are_readable_on_every_row(name: str) -> None:
    tokens = theme.load_colors(name)
    for color in (tokens.danger, tokens.warning, tokens.success):
        for behind in (tokens.surface, tokens.accent_soft, tokens.hover):
            assert contrast(color, behind) >= 4.5


def test_ten_thousand_rows_never_hold_the_window_up(qtbot: Any) -> None:
    many = ManyMails()
    qtbot.addWidget(many)
    many.resize(1000, 600)
    many.show()
    many.begin()
    slowest = 0.0

    def timed(work: Any, *arguments: Any) -> None:
        nonlocal slowest
        start = time.perf_counter()
        work(*arguments)
        QApplication.processEvents()
        slowest = max(slowest, time.perf_counter() - start)

    rows = [row(i, (i * 7919 % 1000) / 1000, f"subject {i * 31 % 997}") for i in range(10_000)]
    for first in range(0, 10_000, 500):
        timed(many.add, rows[first : first + 500], first / 10_000)
    timed(many.end)
    timed(many.table.sortByColumn, SUBJECT, Qt.SortOrder.AscendingOrder)
    timed(many.table.sortByColumn, SCORE, Qt.SortOrder.DescendingOrder)
    many.filter.setText("subject 99")
    timed(many.apply_filter)
    many.filter.clear()
    timed(many.apply_filter)
    timed(many.judge_again, [row(i, 0.995, decided_by="mark") for i in range(0, 10_000, 5)])
    assert many.table.mails.rowCount() == 10_000
    assert slowest < 1.0  # 0.05 s on an idle machine; this one may be busy


def test_the_filter_waits_for_the_end_of_typing(qtbot: Any) -> None:
    many = ManyMails()
    qtbot.addWidget(many)
    many.show()
    many.add([row(1, 0.9, "free"), row(2, 0.1, "lunch")])
    many.filter.setFocus()
    qtbot.keyClicks(many.filter, "lunch")
    qtbot.waitUntil(lambda: many.table.mails.rowCount() == 1, timeout=5000)
    many.verdict.setCurrentIndex(many.verdict.findData("spam"))
    assert many.table.mails.rowCount() == 0


# -- in the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return checker_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[SpamPage]:
    made = opened_spam_page(context, qtbot)
    yield made
    close(made, context)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    letters = [mail(f"letter {word}", LETTER.format(word)) for word in ("first", "second", "third")]
    spam = mail("win", "You are our winner, see the free prize for you!", "Win <win@example.com>")
    other = mail("lunch", "See you at the lunch tomorrow with our draft, Ben.", "Ben <ben@example.org>")
    return mbox(tmp_path / "all.mbox", *letters, spam, other)


def opened(page: SpamPage, qtbot: Any, *paths: Path) -> None:
    drop(page, *paths)
    qtbot.waitUntil(lambda: not page.checking, timeout=10_000)


def settled(page: SpamPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.marking.busy, timeout=10_000)


def test_a_mailbox_says_who_when_and_what(page: SpamPage, qtbot: Any, box: Path) -> None:
    opened(page, qtbot, box)
    mails = page.table.mails
    assert column(mails, SUBJECT)[0] == "win"
    assert column(mails, SENDER)[0] == "Win <win@example.com>"
    assert "2026" in column(mails, DATE)[0] or "26" in column(mails, DATE)[0]
    assert mails.index(0, DATE).data(Qt.ItemDataRole.ToolTipRole) == "Mon, 5 Jan 2026 10:00:00 +0000"
    assert page.count.text() == "5 mails: 1 spam, 0 unsure, 4 normal"
    assert QApplication.focusWidget() is page.table
    assert page.table.current is not None


def test_j_marks_the_mail_under_the_cursor_and_its_like_and_goes_on(page: SpamPage, qtbot: Any, box: Path) -> None:
    opened(page, qtbot, box)
    first = next(r for r in page.table.mails.rows if r.subject == "letter first")
    page.table.choose(first)
    after = page.table.neighbour
    qtbot.keyClick(page.table, Qt.Key.Key_J)
    settled(page, qtbot)
    decided = {r.subject: (r.verdict, r.decided_by) for r in page.table.mails.rows}
    assert decided["letter first"] == ("spam", "mark")
    assert decided["letter second"] == decided["letter third"] == ("spam", "similar")
    assert decided["lunch"] == ("normal", "checker")
    assert page.count.text() == "5 mails: 4 spam, 0 unsure, 1 normal"
    scores = [r.probability for r in page.table.mails.shown_rows()]
    assert scores == sorted(scores, reverse=True)
    assert page.table.current is not None
    assert page.table.current.is_same(after)
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(page, qtbot)
    assert page.count.text() == "5 mails: 1 spam, 0 unsure, 4 normal"


def test_marks_made_quickly_all_count(page: SpamPage, qtbot: Any, tmp_path: Path) -> None:
    words = ["apple", "river", "window", "garden", "bottle", "planet", "winter", "copper"]
    mails = [mail(word, f"See you at the {word} {word[::-1]} meeting, we see a {word * 2} to you") for word in words]
    opened(page, qtbot, mbox(tmp_path / "all.mbox", *mails))
    for one in list(page.table.mails.shown_rows()):
        page.table.choose(one)
        qtbot.keyClick(page.table, Qt.Key.Key_J)
    settled(page, qtbot)
    assert [r.decided_by for r in page.table.mails.rows] == ["mark"] * 8
    assert "2 more spam and 10 more normal" in page.marks.status.text()


def test_return_opens_a_mail_and_the_way_back_is_a_key_away(page: SpamPage, qtbot: Any, box: Path) -> None:
    opened(page, qtbot, box)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.report is not None
    assert "win" in page.card.subject.text()
    qtbot.waitUntil(lambda: not page.evidence.pending, timeout=10_000)
    assert "free prize" in page.evidence.text.toPlainText()
    page.back_button.setFocus()
    qtbot.keyClick(page.back_button, Qt.Key.Key_Space)
    assert page.table.isVisible()
    assert page.table.current is not None
    assert page.table.current.subject == "win"


def test_a_folder_is_dropped_and_checked(page: SpamPage, qtbot: Any, box: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(mail("one", "See you at the lunch tomorrow with our draft."))
    box.rename(folder / "box.mbox")
    opened(page, qtbot, folder)
    assert len(page.table.mails.rows) == 6


def test_a_click_selects_and_does_not_leave_the_table(page: SpamPage, qtbot: Any, box: Path) -> None:
    opened(page, qtbot, box)
    rect = page.table.visualRect(page.table.mails.index(2, SUBJECT))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert page.table.isVisible()
    assert page.table.currentIndex().row() == 2
    assert page.marks.spam_button.isEnabled()


def test_progress_is_shown_and_a_stop_keeps_what_was_found(
    page: SpamPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = engine.SpamChecker.check

    def slow(self: engine.SpamChecker, source: str | bytes, **options: Any) -> engine.SpamReport:
        time.sleep(0.02)  # the whole box takes longer than everything that is waited for below
        return check(self, source, **options)

    monkeypatch.setattr(engine.SpamChecker, "check", slow)
    body = mail("hello", LETTER.format("next"))
    page.open_paths([mbox(tmp_path / "big.mbox", *([body] * 4000))])
    qtbot.waitUntil(lambda: page.many.bar.maximum() > 0 and page.many.bar.value() > 0, timeout=20_000)
    assert not page.many.export_button.isEnabled()
    page.table.setFocus()
    page.table.choose(page.table.mails.row_at(0))
    qtbot.keyClick(page.table, Qt.Key.Key_J)  # counts while the check goes on
    qtbot.waitUntil(lambda: page.table.mails.rows[0].verdict == "spam", timeout=20_000)
    qtbot.mouseClick(page.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.checking, timeout=20_000)
    settled(page, qtbot)
    assert 0 < len(page.table.mails.rows) < 4000
    assert page.many.bar.isHidden()


def test_the_table_is_saved_as_it_is_shown(page: SpamPage, qtbot: Any, box: Path, tmp_path: Path) -> None:
    opened(page, qtbot, box)
    page.many.filter.setText("letter")
    page.many.apply_filter()
    page.table.sortByColumn(SUBJECT, Qt.SortOrder.AscendingOrder)
    page.results.export(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: page.message.kind == "info", timeout=10_000)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line[2] for line in csv.reader(file)] == ["subject", "letter first", "letter second", "letter third"]


def test_a_table_that_cannot_be_saved_is_an_error_in_the_page(
    page: SpamPage, qtbot: Any, box: Path, tmp_path: Path
) -> None:
    opened(page, qtbot, box)
    page.results.export(tmp_path / "missing" / "out.csv")
    qtbot.waitUntil(lambda: page.message.kind == "error", timeout=10_000)


def test_the_table_and_its_controls_are_named(page: SpamPage, qtbot: Any, box: Path) -> None:
    opened(page, qtbot, box)
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}
