"""The transcript: follows only at its end, wraps everything, and stays quick with long conversations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from desktop.history import Message, Turn
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.writing.chat_rows import CompletionRow, SeedRow
from desktop.widgets.writing.chat_view import SHOWN_TURNS, ChatView


def turn(number: int, text: str = "seed", answers: tuple[str, ...] = ("answer",)) -> Turn:
    seed = Message(number * 10, 1, "seed", text)
    return Turn(
        seed,
        tuple(
            Message(number * 10 + 1 + index, 1, "completion", answer, seed.id, index, "model")
            for index, answer in enumerate(answers)
        ),
    )


@pytest.fixture
def chat(qtbot) -> ChatView:
    view = ChatView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_it_opens_at_its_end(chat: ChatView) -> None:
    chat.set_turns([turn(number) for number in range(20)])
    assert chat.verticalScrollBar().maximum() > 0
    assert chat.at_end


def test_it_follows_what_is_written_at_its_end(qtbot, chat: ChatView) -> None:
    chat.set_turns([turn(number) for number in range(20)])
    card = chat.add_seed(Message(999, 1, "seed", "go on"))
    card.begin_writing("model")
    for count in range(1, 40):
        card.write((" line of text that is long enough to wrap at least once or twice" * count,))
        assert chat.at_end


def test_it_does_not_jump_while_the_reader_is_elsewhere(qtbot, chat: ChatView) -> None:
    chat.set_turns([turn(number) for number in range(20)])
    card = chat.add_seed(Message(999, 1, "seed", "go on"))
    card.begin_writing("model")
    chat.verticalScrollBar().setValue(100)
    for count in range(1, 20):
        card.write((" many words" * 10 * count,))
    card.end_writing([Message(1000, 1, "completion", "done", 999, 0, "model")])
    qtbot.wait(20)
    assert chat.verticalScrollBar().value() == 100


@pytest.mark.parametrize(
    "text", ["a" * 3000, "뷁" * 1500, "한 줄\n두 줄\n\n네 줄", "word " * 400, "https://x/" + "y" * 900, "👩‍👩‍👧" * 200]
)
def test_no_text_is_clipped_at_any_width(qtbot, chat: ChatView, text: str) -> None:
    chat.set_turns([turn(1, text, (text,))])
    for width in (320, 600, 1300):
        chat.resize(width, 500)
        chat.fit_rows()
        for index, row in enumerate(chat.rows()):
            qtbot.waitUntil(lambda row=row, index=index: row.height() >= chat.item(index).sizeHint().height() - 1)
            document = row.text.document()
            assert document.size().height() <= row.text.height() + 1
            assert document.idealWidth() <= row.text.width() + 1
            assert row.text.geometry().bottom() < row.frame.height()
            assert row.frame.geometry().bottom() <= row.height()
            assert row.frame.geometry().right() <= chat.viewport().width()
            if isinstance(row, CompletionRow):
                assert row.tools.geometry().bottom() <= row.frame.height()
                assert row.tools.geometry().top() >= row.text.geometry().bottom()


def test_a_seed_stands_right_and_a_completion_fills_the_column(chat: ChatView) -> None:
    chat.set_turns([turn(1, "short", ("a longer answer",))])
    seed, card = chat.rows()
    assert isinstance(seed, SeedRow)
    assert seed.frame.width() < card.frame.width()
    assert abs(seed.frame.geometry().right() - card.frame.geometry().right()) <= 2


def test_long_conversations_are_built_from_their_end(qtbot, chat: ChatView) -> None:
    turns = [turn(number, f"seed {number}") for number in range(2 * SHOWN_TURNS + 5)]
    chat.set_turns(turns)
    assert len(chat.rows()) == 2 * SHOWN_TURNS
    for left in (SHOWN_TURNS + 5, 5):
        button = chat.itemWidget(chat.item(0))
        assert isinstance(button, QPushButton)
        assert f" {left} " in button.text()
        chat.verticalScrollBar().setValue(0)
        button.click()
        assert not chat.at_end
    seeds = [row.message.text for row in chat.rows() if isinstance(row, SeedRow)]
    assert seeds == [item.seed.text for item in turns]
    assert len(chat.rows()) == chat.count()


def test_the_arrow_keys_go_from_message_to_message(qtbot, chat: ChatView) -> None:
    chat.set_turns([turn(1), turn(2)])
    chat.setFocus()
    qtbot.waitUntil(chat.hasFocus)
    assert chat.currentRow() == 3
    assert chat.rows()[3].frame.property("current") is True
    qtbot.keyClick(chat, Qt.Key.Key_Up)
    assert chat.currentRow() == 2
    assert chat.rows()[3].frame.property("current") is False


def test_delete_asks_with_the_variant_that_is_shown(qtbot, chat: ChatView) -> None:
    chat.set_turns([turn(1, "s", ("a", "b"))])
    card = chat.card(10)
    assert card is not None
    card.show_next()
    chat.setFocus()
    chat.setCurrentRow(1)
    with qtbot.waitSignal(chat.request_delete) as asked:
        qtbot.keyClick(chat, Qt.Key.Key_Delete)
    assert asked.args == [12]


def test_a_card_without_any_completion_says_so_and_can_be_tried_again(qtbot, chat: ChatView) -> None:
    chat.set_turns([turn(1, "s", ())])
    card = chat.card(10)
    assert card is not None
    assert card.note.text() == "No completion yet."
    assert not card.copy.isEnabled()
    assert not card.delete.isEnabled()
    with qtbot.waitSignal(chat.request_regenerate) as asked:
        card.regenerate.click()
    assert asked.args[0].id == 10


def test_an_empty_transcript_says_what_to_do(chat: ChatView) -> None:
    chat.set_hint("Type below.")
    assert chat.hint.isVisible()
    chat.set_turns([turn(1)])
    assert not chat.hint.isVisible()
    chat.set_turns([])
    assert chat.hint.isVisible()


def test_a_selection_stays_while_more_is_written(chat: ChatView) -> None:
    card = chat.add_seed(Message(1, 1, "seed", "go on"))
    card.text.set_text("first words")
    cursor = card.text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    card.text.setTextCursor(cursor)
    card.text.set_text("first words and more")
    assert card.text.textCursor().selectedText() == "first"
    assert card.text.toPlainText() == "first words and more"


def test_controls_go_on_in_the_next_line_where_a_row_is_full(qtbot) -> None:
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, horizontal=10, vertical=5)
    layout.setContentsMargins(0, 0, 0, 0)
    boxes = []
    for _ in range(3):
        box = QWidget()
        box.setFixedSize(QSize(100, 20))
        layout.addWidget(box)
        boxes.append(box)
    assert layout.heightForWidth(320) == 20
    assert layout.heightForWidth(220) == 45
    assert layout.heightForWidth(90) == 70
    holder.resize(220, 60)
    holder.show()
    assert boxes[2].y() == 25
    assert layout.takeAt(2) is not None
    assert layout.takeAt(2) is None
    assert layout.itemAt(7) is None
