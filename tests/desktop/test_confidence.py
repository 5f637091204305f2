"""What is told of each word: shading by confidence, why this word, and variants that branch from a word."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from page_support import opened_write_page
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat

import engine
from desktop import theme
from desktop.history import History, Message, Turn
from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CompletionRow
from desktop.widgets.writing.chat_view import ChatView
from desktop.widgets.writing.confidence_text import NO_WORD
from desktop.widgets.writing.shading import LEVELS, background
from desktop.widgets.writing.word_popover import WordPopover
from desktop.writing import pieces, word_story
from desktop.writing.pieces import Kept
from engine import paths

WORDS = (
    Kept(" sat", 0.6, (("sat", 0.6), ("slept", 0.3), (".", 0.05)), (0.2, 0.8, 0.0), 5),
    Kept(" on", 0.04, (("in", 0.7), ("on", 0.04))),
    Kept(" 매트", 0.01, (("mat", 0.5), ("매트", 0.01)), (0.1, 0.1, 0.8)),
    Kept(" 👩‍👩‍👧", 0.001, ()),
    Kept(".", 0.9, ((".", 0.9), ("and", 0.05), (" (", 0.01))),
)
TEXT = "".join(piece.text for piece in WORDS)
PHRASES = "Mostly from phrases of your texts, where the 5 words before it stand too."
ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8


def turn(given: tuple[Kept, ...] = WORDS, unit: str = "word", seed: str = "the cat") -> Turn:
    text = "".join(piece.text for piece in given)
    message = Message(1, 1, "seed", seed)
    answer = Message(2, 1, "completion", text, 1, 0, "model", pieces=pieces.dump(given, unit))
    return Turn(message, (answer,))


@pytest.fixture
def chat(qtbot) -> ChatView:
    view = ChatView()
    qtbot.addWidget(view)
    view.set_shaded(True)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    view.set_turns([turn()])
    return view


@pytest.fixture
def card(chat: ChatView) -> CompletionRow:
    made = chat.card(1)
    assert made is not None
    return made


def popover(chat: ChatView) -> WordPopover:
    assert chat.asking.popover is not None
    return chat.asking.popover


def styles(card: CompletionRow) -> list[tuple[str, QTextCharFormat.UnderlineStyle]]:
    return [(item.cursor.selectedText(), item.format.underlineStyle()) for item in card.text.extraSelections()]


# Pieces


def test_pieces_come_back_as_they_were_kept() -> None:
    unit, back = pieces.load(pieces.dump(WORDS, "word"))
    assert (unit, back) == ("word", WORDS)
    assert pieces.dump((), "word") == ""
    row = json.loads(pieces.dump(WORDS, "word"))["pieces"][1]
    assert row == [" on", 0.04, [["in", 0.7], ["on", 0.04]]]


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"unit": "word"}', '{"unit": "word", "pieces": [[1]]}'])
def test_what_is_no_pieces_tells_nothing(text: str) -> None:
    assert pieces.load(text) == ("", ())


def test_a_piece_of_the_engine_is_kept_without_what_writes_nothing() -> None:
    older = SimpleNamespace(
        text=" a", probability=0.5, alternatives=(("< join >", 0.2), ("b", 0.1), ("", 0.1), ("c", 0.0))
    )
    assert pieces.kept(older) == Kept(" a", 0.5, (("b", 0.1),))
    newer = SimpleNamespace(text="a", probability=0.5, alternatives=(), shares=(0.5, 0.3, 0.2), matched=4)
    assert pieces.kept(newer) == Kept("a", 0.5, (), (0.5, 0.3, 0.2), 4)


def test_words_are_found_across_characters() -> None:
    letters = [Kept(letter, chance) for letter, chance in zip(" 한국 ab.", (1, 0.5, 0.1, 1, 0.9, 0.9, 1), strict=True)]
    found = pieces.words(" 한국 ab.", letters)
    assert [(word.start, word.end, word.weakest, word.level) for word in found] == [
        (1, 3, 2, 0),
        (4, 6, 4, 0),
        (6, 7, 6, 0),
    ]
    assert found[0].probability == pytest.approx(0.05)
    assert [pieces.level_of(chance, "char") for chance in (0.05, 0.005, 0.001, 0.0001)] == [0, 1, 2, 3]
    assert [pieces.level_of(chance, "word") for chance in (0.05, 0.04, 0.01, 0.001)] == [0, 1, 2, 3]
    assert pieces.words("another text", letters) == []


def test_pieces_are_cut_to_the_text_that_was_taken() -> None:
    assert pieces.cut(WORDS, len(" sat on")) == WORDS[:2]
    assert pieces.cut(WORDS, len(" sat on") + 1) == WORDS[:2]


@pytest.mark.parametrize(
    ("before", "written", "other", "unit", "text"),
    [
        ("the cat", " sat", "slept", "word", " slept"),
        ("the cat ", "sat", "slept", "word", "slept"),
        ("the cat", " sat", ".", "word", "."),
        ("the cat", ".", "and", "word", " and"),
        ("the cat (", "sat", "and", "word", "and"),
        ("the", "re", "se", "word", "se"),
        ("the", " x", " (", "word", " ("),
        ("the ", "x", " (", "word", "("),
        ("", "x", "y", "word", "y"),
        ("th", "e", "a", "char", "a"),
    ],
)
def test_an_alternative_takes_its_blank_as_the_text_needs_it(
    before: str, written: str, other: str, unit: str, text: str
) -> None:
    assert pieces.joined(before, written, other, unit) == text


def test_positions_of_a_text_edit_count_wide_characters_twice() -> None:
    assert pieces.edit_positions("a😀b😀c", [0, 1, 2, 3, 4, 5]) == [0, 1, 3, 4, 6, 7]
    assert pieces.edit_positions("한국", [0, 2]) == [0, 2]


# Sentences


def test_where_a_word_came_from_is_one_sentence() -> None:
    locale = QLocale("en")
    told = [word_story.origin([piece], "word", locale) for piece in WORDS[:3]]
    assert told == [PHRASES, "Mostly the network.", "It was written just before."]
    letters = [Kept("a", 0.5, (), (0.1, 0.9, 0.0), 7)]
    assert word_story.origin(letters, "char", locale) == PHRASES.replace("5 words", "7 characters")


def test_a_character_stands_in_its_word() -> None:
    letters = tuple(
        Kept(letter, chance, (("s", 0.6), (letter, chance), (" ", 0.01)))
        for letter, chance in zip("cat", (0.9, 0.9, 0.2), strict=True)
    )
    (word,) = pieces.words("cat", letters)
    told = word_story.story("cat", word, letters, "char", QLocale("en"))
    assert [choice.text for choice in told.choices] == ["cas…", "ca (the word ends)"]
    kept = word_story.branch("the ", word, 0, letters, "char")
    assert "".join(piece.text for piece in kept) == "cas"


def test_a_probability_is_a_number_that_is_read_easily() -> None:
    told = [word_story.percent(chance, QLocale("en")) for chance in (1.0, 0.344, 0.01, 0.004, 0.00001)]
    assert told == ["99 %", "34 %", "1 %", "0.4 %", "under 0.1 %"]


# Shading


def test_unlikely_words_are_shaded_in_three_steps_with_a_pattern_each(card: CompletionRow) -> None:
    line = QTextCharFormat.UnderlineStyle
    assert styles(card) == [
        ("on", line.DotLine),
        ("매트", line.DashUnderline),
        ("👩‍👩‍👧", line.WaveUnderline),
    ]


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    low = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * low[0] + 0.7152 * low[1] + 0.0722 * low[2]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_and_lines_are_readable_on_every_step(name: str) -> None:
    tokens = theme.load_colors(name)
    backgrounds = [background(tokens, level) for level in LEVELS]
    assert len({tokens.surface, *backgrounds}) == 4
    for color in backgrounds:
        for front, least in ((tokens.text, 4.5), (tokens.warning, 3.0), (tokens.accent, 3.0)):
            high, low = sorted((luminance(front), luminance(color)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= least, (name, front, color)


def test_the_shading_can_be_switched_off(chat: ChatView, card: CompletionRow) -> None:
    chat.set_shaded(False)
    assert styles(card) == []
    chat.set_shaded(True)
    assert len(styles(card)) == 3


def test_a_completion_without_pieces_is_shown_as_it_is(qtbot, chat: ChatView) -> None:
    chat.set_turns([Turn(Message(1, 1, "seed", "a"), (Message(2, 1, "completion", " old text", 1),))])
    card = chat.card(1)
    assert card is not None
    assert card.text.toPlainText() == "old text"
    assert styles(card) == []
    chat.setFocus()
    chat.setCurrentRow(1)
    qtbot.keyClick(chat, Qt.Key.Key_Return)
    assert chat.asking.popover is None


def test_what_is_being_written_has_no_marks(card: CompletionRow) -> None:
    card.begin_writing("model")
    card.write((TEXT,))
    assert styles(card) == []
    card.show_previous()
    assert len(styles(card)) == 3


# Why this word


def test_a_click_on_a_word_tells_why_it_stands_there(qtbot, chat: ChatView, card: CompletionRow) -> None:
    box = card.text.word_rect(0)
    place = card.text.viewport().mapFromGlobal(box.center())
    qtbot.mouseClick(card.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = popover(chat)
    assert shown.isVisible()
    assert shown.title.text() == "sat"
    assert shown.lines.text() == f"The expected word: 60 %.\n{PHRASES}"
    assert [button.text() for button in shown.buttons] == ["slept    30 %", ".    5 %"]
    assert all(button.accessibleName() for button in shown.buttons)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert card.text.current_word == NO_WORD


def test_a_click_beside_the_words_tells_nothing(qtbot, chat: ChatView, card: CompletionRow) -> None:
    viewport = card.text.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(viewport.width() - 3, 3))
    assert chat.asking.popover is None


def test_the_keyboard_goes_from_word_to_word(qtbot, chat: ChatView, card: CompletionRow) -> None:
    chat.setFocus()
    chat.setCurrentRow(1)
    qtbot.keyClick(chat, Qt.Key.Key_Space)
    shown = popover(chat)
    titles = [shown.title.text()]
    for _ in range(5):
        qtbot.keyClick(shown.buttons[0] if shown.buttons else shown, Qt.Key.Key_Right)
        titles.append(shown.title.text())
    assert titles == ["sat", "on", "매트", "👩‍👩‍👧", ".", "."]
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_Left)
    assert shown.title.text() == "👩‍👩‍👧"
    assert shown.buttons == []
    assert card.text.current_word == 3


def test_choosing_an_alternative_asks_for_a_branch(qtbot, chat: ChatView, card: CompletionRow) -> None:
    chat.setFocus()
    chat.setCurrentRow(1)
    qtbot.keyClick(chat, Qt.Key.Key_Return)
    qtbot.keyClick(popover(chat).buttons[0], Qt.Key.Key_Right)
    with qtbot.waitSignal(chat.request_branch) as asked:
        popover(chat).buttons[0].click()
    seed, variant, kept = asked.args
    assert (seed.id, variant.id) == (1, 2)
    assert "".join(piece.text for piece in kept) == " sat in"
    assert kept[-1].probability == 0.7


# The page


@pytest.fixture(params=["char", "word"])
def page(qtbot, application, bigram_model, request) -> WritePage:
    bigram_model("cats", ENGLISH, unit=request.param)
    made = opened_write_page(qtbot, application)
    made.composer.length.setValue(16)
    return made


def write(qtbot, page: WritePage, text: str) -> CompletionRow:
    page.completing.send(text)
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)
    card = page.chat.last_card()
    assert card is not None
    return card


def other_words(qtbot, page: WritePage, card: CompletionRow) -> int:
    """Opens the popover of a word with others to choose from; which word that is."""
    for index in range(len(card.text.words)):
        assert page.chat.asking.ask(card, index)
        qtbot.waitUntil(lambda: popover(page.chat).hint.text() != "Looking for other words…", timeout=10_000)
        if popover(page.chat).buttons:
            return index
    raise AssertionError(card.current)


def test_a_variant_branches_from_a_word_and_the_old_one_stays(qtbot, page: WritePage) -> None:
    card = write(qtbot, page, "the cat sat on the ")
    before = card.variants[0].text
    index = other_words(qtbot, page, card)
    word = card.text.words[index]
    kept = before[: word.start]
    popover(page.chat).buttons[0].click()
    assert card.counter.text() == "2/2"
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)
    assert card.variants[0].text == before
    after = card.variants[1].text
    assert after.startswith(kept)
    assert after != before
    assert card.variants[1].model == "cats"
    assert "".join(piece.text for piece in card.pieces) == after
    history = History(paths.data_dir() / "conversations.sqlite3")
    try:
        (turn,) = history.turns(history.conversations()[0].id)
        assert [message.text for message in turn.completions] == [before, after]
        assert pieces.words(after, pieces.load(turn.completions[1].pieces)[1])
    finally:
        history.close()


@pytest.mark.parametrize("page", ["char"], indirect=True)
def test_whole_words_are_offered_where_letters_were_written(qtbot, page: WritePage) -> None:
    card = write(qtbot, page, "the cat sat on the ")
    index = other_words(qtbot, page, card)
    shown = [button.text().split("    ")[0] for button in popover(page.chat).buttons]
    word = card.text.words[index]
    written = card.variants[0].text[word.start : word.end]
    assert len(set(shown)) == len(shown) > 1
    assert all(other.isalpha() and other != written for other in shown)
    qtbot.keyClick(popover(page.chat), Qt.Key.Key_Right)
    qtbot.keyClick(popover(page.chat), Qt.Key.Key_Escape)  # its answer is not waited for
    index = other_words(qtbot, page, card)
    chosen = popover(page.chat).buttons[0].text().split("    ")[0]
    start = card.text.words[index].start
    popover(page.chat).buttons[0].click()
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)
    assert card.variants[1].text[start:].startswith(chosen)


@pytest.mark.parametrize("page", ["char"], indirect=True)
def test_letters_are_offered_where_no_words_can_be_had(qtbot, page: WritePage, monkeypatch) -> None:
    card = write(qtbot, page, "the cat sat on the ")
    index = next(index for index, word in enumerate(card.text.words) if word_story.choices_of(word, card.pieces))

    def fails(*_arguments) -> None:
        raise engine.ModelDamagedError("The weights are damaged.", "Train it again.")

    monkeypatch.setattr(page.generator, "suggester", fails)
    assert page.chat.asking.ask(card, index)
    qtbot.waitUntil(lambda: bool(popover(page.chat).buttons), timeout=10_000)
    assert len(popover(page.chat).buttons) == len(word_story.choices_of(card.text.words[index], card.pieces))


def test_the_switch_is_remembered(qtbot, page: WritePage) -> None:
    card = write(qtbot, page, "the cat")
    assert page.view.tools.confidence.isChecked()
    assert card.text.shaded
    page.view.tools.confidence.click()
    assert not card.text.shaded
    assert page.context.settings.get("write/confidence") is False
    page.conversing.open(page.conversing.identity)
    fresh = page.chat.last_card()
    assert fresh is not None
    assert not fresh.text.shaded


def test_an_alternative_while_something_is_written_says_why_not(qtbot, page: WritePage) -> None:
    card = write(qtbot, page, "the cat sat on the")
    page.composer.length.setValue(5000)
    page.completing.send("the dog")
    with qtbot.waitSignal(page.request_status) as told:
        page.completing.branch(card.seed, card.variants[0], (Kept("x", 0.5),))
    assert "One completion at a time" in told.args[0]
    page.completing.stop()
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)


def test_a_branch_that_fails_leaves_nothing_behind(qtbot, page: WritePage) -> None:
    card = write(qtbot, page, "the cat sat on the")
    page.context.store.delete("cats")
    page.generator.forget_models()
    page.completing.branch(card.seed, card.variants[0], (Kept("x", 0.5),))
    qtbot.waitUntil(lambda: page.bar.kind == "error")
    assert card.count == 1
    assert card.text.words
