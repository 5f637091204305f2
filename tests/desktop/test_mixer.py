"""Mix voices: shares that sum to 100, a blend that writes and is named on its card, and what cannot be mixed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_support import clashing_mnemonics, opened_write_page, unnamed
from PySide6.QtCore import QLocale, Qt
from write_page_support import is_written_to_its_end

from desktop.pages.write import WritePage
from desktop.widgets.writing.composer import ModelChoice
from desktop.widgets.writing.mixer_dialog import MixerDialog
from desktop.writing.blending import Blend, blend_of, percents
from desktop.writing.generation import Writer, open_writer
from engine import EngineError, StoreError

ENGLISH = "the cat sat on the mat. the dog sat on the log. the bird sang in the tree. " * 8
MODELS = (ModelChoice("Letters", "word"), ModelChoice("Diary", "word"), ModelChoice("일기", "word"))


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ([50, 50], [50, 50]),
        ([1, 1, 1], [34, 33, 33]),
        ([0, 0], [50, 50]),
        ([100, 0], [100, 0]),
        ([7, 11], [39, 61]),
        ([], []),
    ],
)
def test_shares_are_whole_percents_that_sum_to_100(values: list[int], shares: list[int]) -> None:
    assert percents(values) == shares
    assert sum(shares) in (0, 100)


def test_a_blend_has_a_name_and_comes_back_from_a_message() -> None:
    blend = Blend((("Letters", 60), ("Diary", 40)))
    assert blend.label(QLocale("en")) == "60 % Letters + 40 % Diary"
    assert blend_of(blend.settings()) == blend
    assert blend.weights() == {"Letters": 0.6, "Diary": 0.4}
    for other in ({}, {"blend": 3}, {"blend": [["a"]]}, {"blend": [["a", 100]]}):
        assert blend_of(other) is None


@pytest.fixture
def dialog(qtbot) -> MixerDialog:
    made = MixerDialog(MODELS, "Diary")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_model_in_use_is_the_first_voice(dialog: MixerDialog) -> None:
    assert [combo.currentText() for combo in dialog.combos] == ["Diary", "Letters", "None"]
    assert [share.text() for share in dialog.shares] == ["50 %", "50 %", ""]
    assert not dialog.sliders[2].isVisible()
    assert dialog.sum.text() == "Together: 100 %"


def test_the_sliders_share_a_hundred_percent(qtbot, dialog: MixerDialog) -> None:
    dialog.combos[2].setCurrentText("일기")
    assert [share.text() for share in dialog.shares] == ["34 %", "33 %", "33 %"]
    for _ in range(2):
        qtbot.keyClick(dialog.sliders[0], Qt.Key.Key_PageUp)
    dialog.sliders[1].setValue(30)
    dialog.sliders[2].setValue(0)
    assert [share.text() for share in dialog.shares] == ["70 %", "30 %", "0 %"]
    assert dialog.sum.text() == "Together: 100 %"
    with qtbot.waitSignal(dialog.request_blend) as asked:
        dialog.use.click()
    assert asked.args == [Blend((("Diary", 70), ("Letters", 30))), "word"]
    assert not dialog.use.isEnabled()


def test_what_makes_no_blend_is_told(dialog: MixerDialog) -> None:
    dialog.sliders[1].setValue(0)
    dialog.use.click()
    assert dialog.error.text() == "Give at least two models a share."
    dialog.sliders[1].setValue(10)
    assert not dialog.error.isVisible()
    dialog.combos[1].setCurrentText("Diary")
    dialog.use.click()
    assert dialog.error.text() == "Choose each model once."
    dialog.show_error("They have other units.")
    assert dialog.use.isEnabled()


def test_one_model_alone_cannot_be_mixed(qtbot) -> None:
    made = MixerDialog(MODELS[:1], "Letters")
    qtbot.addWidget(made)
    assert not made.use.isEnabled()
    assert "needs two models" in made.error.text()


def test_every_control_of_the_mixer_has_a_name(dialog: MixerDialog) -> None:
    assert unnamed(dialog) == []
    assert not clashing_mnemonics(dialog)


# The page


@pytest.fixture
def page(qtbot, application, bigram_model) -> WritePage:
    bigram_model("Letters", ENGLISH, created="2026-01-02T00:00:00+00:00")
    bigram_model("Diary", ENGLISH)
    made = opened_write_page(qtbot, application)
    made.composer.length.setValue(12)
    return made


def fake_opener(opened: list[object], error: EngineError | None = None) -> Callable[[Path, str | Blend], Writer]:
    """Writes with the first model of a blend; refuses a blend where there is an `error`."""

    def open_any(folder: Path, voice: str | Blend) -> Writer:
        opened.append(voice)
        if isinstance(voice, Blend):
            if error is not None:
                raise error
            return open_writer(folder, voice.names[0])
        return open_writer(folder, voice)

    return open_any


def mix(qtbot, page: WritePage) -> MixerDialog:
    qtbot.mouseClick(page.view.tools.mix, Qt.MouseButton.LeftButton)
    dialog = page.mixer.dialog
    assert dialog is not None
    dialog.sliders[0].setValue(60)
    dialog.sliders[1].setValue(40)
    dialog.use.click()
    return dialog


def write(qtbot, page: WritePage, text: str) -> None:
    page.completing.send(text)
    qtbot.waitUntil(lambda: not page.generator.active, timeout=10_000)


def test_a_blend_writes_and_its_card_names_it(qtbot, page: WritePage) -> None:
    opened: list[object] = []
    page.generator._opener = fake_opener(opened)
    mix(qtbot, page)
    qtbot.waitUntil(lambda: page.mixer.dialog is None)
    tools = page.view.tools
    assert tools.voice.text() == "Writes: 60 % Letters + 40 % Diary"
    write(qtbot, page, "the cat")
    card = page.chat.last_card()
    assert card is not None
    assert card.model_label.text() == "60 % Letters + 40 % Diary"
    blend = Blend((("Letters", 60), ("Diary", 40)))
    assert blend in opened
    assert blend_of(card.variants[0].sampling) == blend
    qtbot.mouseClick(tools.one_voice, Qt.MouseButton.LeftButton)
    assert not tools.voice.isVisible()
    write(qtbot, page, "the dog")
    last = page.chat.last_card()
    assert last is not None
    assert last.model_label.text() == "Letters"
    voice = page.mixing.voice_of(card.variants[0])
    assert voice is not None
    assert voice[1] == blend


def test_another_model_of_the_composer_ends_the_blend(qtbot, page: WritePage) -> None:
    page.generator._opener = fake_opener([])
    mix(qtbot, page)
    qtbot.waitUntil(lambda: page.mixer.dialog is None)
    page.composer.select_model("Diary")
    assert page.mixing.blend is None
    assert not page.view.tools.voice.isVisible()


def test_a_blend_is_there_after_a_restart_until_one_voice_is_chosen(qtbot, page: WritePage, application) -> None:
    page.generator._opener = fake_opener([])
    mix(qtbot, page)
    qtbot.waitUntil(lambda: page.mixer.dialog is None)
    again = opened_write_page(qtbot, application)
    assert again.mixing.blend == Blend((("Letters", 60), ("Diary", 40)))
    assert again.view.tools.voice.text() == "Writes: 60 % Letters + 40 % Diary"
    again.mixing.use_one()
    again.mixing.restore()
    assert again.mixing.blend is None


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"blend": [["Letters", 1e999], ["x", 1]]}', '{"blend": [["Letters", 60], ["gone", 40]]}']
)
def test_what_is_no_blend_any_more_is_left_out(page: WritePage, kept: str) -> None:
    page.context.settings.set("write/blend", kept)
    page.mixing.restore()
    assert page.mixing.blend is None


def test_what_the_engine_refuses_is_told_in_the_dialog(qtbot, page: WritePage) -> None:
    page.generator._opener = fake_opener([], StoreError("They have other units.", "Choose models of one unit."))
    dialog = mix(qtbot, page)
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert dialog.error.text() == "They have other units. Choose models of one unit."
    assert page.mixing.blend is None
    dialog.cancel.click()
    assert page.mixer.dialog is None
    write(qtbot, page, "the cat")
    assert page.chat.last_card() is not None


def test_models_that_are_gone_are_mixed_no_longer(qtbot, page: WritePage) -> None:
    page.generator._opener = fake_opener([])
    mix(qtbot, page)
    qtbot.waitUntil(lambda: page.mixer.dialog is None)
    page.context.store.delete("Diary")
    page.context.models_changed.emit()
    qtbot.waitUntil(lambda: page.mixing.blend is None)


def test_real_models_of_other_units_give_the_sentence_of_the_engine(qtbot, page: WritePage, bigram_model) -> None:
    bigram_model("words", ENGLISH, unit="word")
    page.context.models_changed.emit()
    qtbot.waitUntil(lambda: len(page.mixer.models) == 3)
    page.mixer.open()
    dialog = page.mixer.dialog
    assert dialog is not None
    dialog.combos[1].setCurrentText("words")
    dialog.use.click()
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert dialog.error.text()
    dialog.reject()


def test_real_models_of_one_unit_write_together(qtbot, page: WritePage) -> None:
    mix(qtbot, page)
    qtbot.waitUntil(lambda: page.mixer.dialog is None)
    write(qtbot, page, "the cat")
    card = page.chat.last_card()
    assert card is not None
    assert set(card.variants[0].text) <= set(ENGLISH)
    assert is_written_to_its_end("".join(piece.text for piece in card.pieces), 12)
