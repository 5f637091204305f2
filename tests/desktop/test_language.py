"""The window in Korean: every word is translated, and switching turns what is already shown."""

from __future__ import annotations

import ast
import errno
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QStatusBar, QVBoxLayout, QWidget

from desktop.widgets.cards import MessageBar
from desktop.widgets.metrics import metric_title
from desktop.wording.catalogue import Sentences, read_entries
from desktop.wording.language import FOLDER, Language, in_words
from desktop.wording.retranslate import as_typed
from engine import EngineError, atomic
from engine.models.store import ModelStore

ROOT = Path(__file__).resolve().parents[2]
TS = FOLDER / "maeari_ko.ts"


@pytest.fixture
def language(qapp) -> Iterator[Language]:
    language = Language(qapp, choice="en")
    yield language
    language.close()


def test_no_entry_is_unfinished_and_every_value_is_kept() -> None:
    for message in ElementTree.parse(TS).getroot().iter("message"):
        source, found = message.findtext("source") or "", message.find("translation")
        assert found is not None
        assert found.get("type") is None, source
        assert found.text, source
        places = re.findall(r"\{\d*\}", source)
        assert sorted(set(places)) == sorted(set(re.findall(r"\{\d*\}", found.text))), source


def test_nothing_in_the_source_is_missing_from_the_translation() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "resources" / "update_translations.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_no_words_hide_in_a_formatted_string_where_they_are_not_collected() -> None:
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
                assert not [call for call in calls if ast.unparse(call.func).endswith(".tr")], path


def test_every_figure_of_a_model_has_a_name(language: Language, tmp_path: Path) -> None:
    language.choose("ko")
    keys = {"seconds", "tokens_per_second", "expected_loss", "expected_low", "expected_high"}
    keys |= {key for info in ModelStore.with_samples(tmp_path).models() for key in info.metrics}
    assert {"val_loss", "ham_loss", "linear_errors"} <= keys
    assert [key for key in keys if re.search("[a-z]{2}", metric_title(key))] == []


def test_what_is_shown_is_turned_and_turned_back(language: Language, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, label, box, own = QPushButton("Stop"), QLabel("Size 125 %"), QComboBox(), QLabel("나의 글")
    box.addItem("Only spam")
    for widget in (button, label, box, own):
        column.addWidget(widget)
    language.choose("ko")
    assert (button.text(), label.text(), box.itemText(0)) == ("멈추기", "크기 125 %", "스팸만")
    assert window.tr("Stop") is not None
    language.choose("en")
    assert (button.text(), label.text(), box.itemText(0), own.text()) == ("Stop", "Size 125 %", "Only spam", "나의 글")


def test_sentences_side_by_side_are_turned_one_by_one(language: Language, qtbot) -> None:
    footer = QLabel("First word after 4 ms · 194 words a second")
    qtbot.addWidget(footer)
    language.choose("ko")
    assert not re.search("[a-z]{3}", footer.text()), footer.text()
    language.choose("en")
    assert footer.text() == "First word after 4 ms · 194 words a second"
    footer.setText("40 % · about 2 min left")
    language.choose("ko")
    assert footer.text() == "40 % · 약 2분 남음"
    language.choose("en")


def test_a_message_of_the_status_bar_is_turned(language: Language, qtbot) -> None:
    bar = QStatusBar()
    qtbot.addWidget(bar)
    bar.showMessage("The time is up; the best network is kept.")
    language.choose("ko")
    assert bar.currentMessage() == "시간이 다 되었습니다. 가장 좋은 신경망을 남겼습니다."
    language.choose("en")
    assert bar.currentMessage() == "The time is up; the best network is kept."


def test_what_a_person_named_and_values_in_quotation_marks_stay(language: Language, qtbot) -> None:
    own, said = as_typed(QLabel("Write at once")), QLabel("“Write at once” is ready")
    sentences = QLabel("List of your corpora. This cannot be undone.")
    for label in (own, said, sentences):
        qtbot.addWidget(label)
    language.choose("ko")
    assert own.text() == "Write at once"
    assert said.text() == "“Write at once” 모델이 준비됐습니다"
    assert sentences.text() == "말뭉치 목록. 되돌릴 수 없습니다."
    language.choose("en")
    assert said.text() == "“Write at once” is ready"


def test_a_sentence_of_the_engine_is_said_in_korean_with_the_one_within_it(language: Language, qtbot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    language.choose("ko")
    bar.show_error(EngineError("“a.pdf” cannot be read: it is empty.", "Choose a file with text in it."))
    assert bar.text == "“a.pdf” 파일을 읽을 수 없습니다: 비어 있습니다. 글이 든 파일을 고르세요."
    reason, hint = atomic.why(OSError(errno.ENOSPC, "No space left on device"))
    bar.show_error(EngineError(f"The model cannot be saved: {reason}.", hint))
    assert not re.search("[A-Za-z]", bar.text), bar.text
    language.choose("en")
    assert in_words("It is empty.") == "It is empty."


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(text: str) -> None:
    sentences = Sentences((entry.source, entry.translation) for entry in read_entries(TS)[-60:])
    said = sentences.say(text)
    assert said is None or isinstance(said, str)
