"""Every error that a person can meet has its sentence in the window: what happened, what is safe, one thing to do.

The table says where each state is driven; what no page's own tests do is done here, on real widgets.
"""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import close, make_context
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPlainTextEdit, QPushButton, QWidget

import engine
from desktop.context import AppContext
from desktop.pages.corpora import CorporaPage
from desktop.pages.models import ModelsPage
from desktop.pages.train import TrainPage

HERE = Path(__file__).parent
STATES: dict[str, tuple[str, ...]] = {
    "unreadable file": ("test_fault_states.py::test_a_file_that_cannot_be_learned_from_is_named_with_its_reason",),
    "wrong encoding": (
        "test_fault_states.py::test_a_file_that_cannot_be_learned_from_is_named_with_its_reason",
        "test_corpora_encoding.py::test_another_encoding_is_previewed_read_and_remembered",
        "test_corpora_encoding.py::test_an_encoding_that_is_not_recognised_must_be_chosen",
    ),
    "password-protected PDF": (
        "test_fault_states.py::test_a_file_that_cannot_be_learned_from_is_named_with_its_reason",
    ),
    "text-less PDF": ("test_fault_states.py::test_a_file_that_cannot_be_learned_from_is_named_with_its_reason",),
    "disk full in training": (
        "test_train_events.py::test_a_run_that_pauses_itself_says_why_and_continue_resumes_it",
        "../engine/test_full_disk.py::test_a_real_disk_that_is_full",
    ),
    "disk full in a conversation": (
        "test_write_faults.py::test_a_completion_that_cannot_be_saved_is_shown_all_the_same",
    ),
    "out of memory": ("test_fault_states.py::test_too_little_memory_offers_a_smaller_size",),
    "loss of numbers": (
        "test_train_page.py::test_notices_and_a_divergence_are_said",
        "../engine/test_training.py::test_a_run_that_loses_its_numbers_goes_back_once_then_ends_diverged",
    ),
    "model of a newer version": ("test_fault_states.py::test_a_model_of_a_newer_version_says_so_and_is_left_alone",),
    "damaged model": (
        "test_models_page.py::test_a_damaged_model_is_listed_with_its_reason_and_can_be_deleted",
        "test_write_faults.py::test_a_damaged_model_gives_a_sentence",
    ),
    "locked database": ("test_write_faults.py::test_a_locked_database_keeps_the_text_in_the_composer",),
    "damaged database": ("test_write_faults.py::test_a_damaged_database_is_set_aside_with_a_sentence",),
    "data folder missing": ("test_settings_start.py::test_a_drive_that_is_gone_is_told_and_waited_for",),
    "data folder unwritable": ("test_settings_start.py::test_a_folder_that_cannot_be_written_is_told_in_the_window",),
    "last start crashed": ("test_crash_start.py::test_the_next_start_can_do_without_a_model_until_one_is_chosen",),
    "unforeseen error": ("test_shell_errors.py::test_an_uncaught_error_opens_one_dialog_whose_details_can_be_copied",),
    "no Hangul font": ("test_shell_window.py::test_a_missing_hangul_font_is_said_in_the_window",),
    "no display": ("test_shell_main.py::test_without_a_display_one_sentence_names_the_demo",),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_driven_by_a_test(state: str) -> None:
    for place in STATES[state]:
        file, _, name = place.partition("::")
        tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, place


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def opened(context: AppContext) -> Iterator[Callable[[Any], Any]]:
    """Shows a page of a class; closed at the end."""
    pages: list[Any] = []

    def show(kind: Any) -> Any:
        page = kind(context)
        pages.append(page)
        page.resize(1200, 800)
        page.show()
        return page

    yield show
    for page in pages:
        close(page, context)


def shown_words(widget: QWidget) -> str:
    """All that a page shows: labels, fields, and the cells of its lists, each on a line."""
    words = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    words += [field.toPlainText() for field in widget.findChildren(QPlainTextEdit) if field.isVisible()]
    for view in widget.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            words += cells(view, QModelIndex())
    return "\n".join(words)


def cells(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount(parent)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")
        yield from cells(view, model.index(row, 0, parent))


# -- files that cannot be learned from --------------------------------------------------------------------------------


def pdf(*, password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    if password:
        writer.encrypt(password)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("program.txt", bytes(range(256)) * 40, "not a text"),
        ("foreign.txt", bytes(range(0x80, 0x100)) * 60, "in an encoding that could not be recognised"),
        ("locked.pdf", pdf(password="secret"), "locked with a password"),
        ("scanned.pdf", pdf(), "no text layer"),
    ],
)
def test_a_file_that_cannot_be_learned_from_is_named_with_its_reason(
    opened: Callable[[Any], Any], tmp_path: Path, qtbot: Any, name: str, content: bytes, sentence: str
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "good.txt").write_text("The lamp was lit at six. The keeper went to bed.\n" * 40, encoding="utf-8")
    (folder / name).write_bytes(content)
    page = opened(CorporaPage)
    page.shown(None)
    page.add_paths([folder / "good.txt", folder / name])
    qtbot.waitUntil(lambda: sentence in shown_words(page), timeout=10_000)
    assert name in shown_words(page)
    assert page.train_button.isEnabled()  # the other file can be learned from all the same


# -- training ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def train_page(opened: Callable[[Any], Any], context: AppContext, tmp_path: Path) -> TrainPage:
    page: TrainPage = opened(TrainPage)
    file = tmp_path / "letters.txt"
    file.write_text("The lamp was lit at six. The keeper went to bed.\n" * 60, encoding="utf-8")
    page.shown(context.corpora.add("Letters", [file]).id)
    return page


def button(page: QWidget, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text() == text and found.isVisible())


class Refusing:
    """A run that ends by an error at once."""

    def __init__(self, error: engine.EngineError) -> None:
        self._error = error

    def events(self) -> Iterator[object]:
        raise self._error
        yield

    def stop(self) -> None:
        """There is nothing to stop."""

    close = stop


def short_of_memory() -> engine.EngineError:
    """What the engine makes of an allocation that failed."""
    from engine.errors import as_engine_error

    return as_engine_error(MemoryError())


def test_too_little_memory_offers_a_smaller_size(
    train_page: TrainPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr(engine, "start_training", lambda _job: Refusing(short_of_memory()))
    fields = train_page.form.fields
    fields.units.setValue(512)
    fields.batch_size.setValue(64)
    train_page.form.name.clear()
    qtbot.keyClicks(train_page.form.name, "Mine")
    qtbot.mouseClick(train_page.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: train_page.message.kind == "error")
    assert "not enough memory" in train_page.message.text
    assert "smaller" in train_page.message.text
    qtbot.mouseClick(button(train_page, "Use a smaller size"), Qt.MouseButton.LeftButton)
    assert (fields.units.value(), fields.batch_size.value()) == (256, 32)
    assert fields.isVisible()
    assert train_page.form.name.text() == "Mine"
    assert train_page.message.text == ""
    assert not train_page.training  # the person starts it


def test_another_error_of_a_run_offers_no_smaller_size(
    train_page: TrainPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr(engine, "start_training", lambda _job: Refusing(engine.TrainingError("It was too short.")))
    qtbot.mouseClick(train_page.form.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: train_page.message.kind == "error")
    assert not [found for found in train_page.findChildren(QPushButton) if found.text() == "Use a smaller size"]


def test_no_size_falls_below_what_can_learn(train_page: TrainPage) -> None:
    train_page.form.fields.units.setValue(20)
    train_page.form.fields.batch_size.setValue(1)
    train_page.form.make_smaller()
    train_page.form.make_smaller()
    assert (train_page.form.fields.units.value(), train_page.form.fields.batch_size.value()) == (16, 1)


# -- models -----------------------------------------------------------------------------------------------------------


def test_a_model_of_a_newer_version_says_so_and_is_left_alone(
    opened: Callable[[Any], Any], home: Path, bigram_model: Callable[..., str], qtbot: Any
) -> None:
    bigram_model("바다", "바다가 조용했다. " * 4)
    manifest = next((home / "data" / "models").rglob("model.json"))
    manifest.write_text(json.dumps({**json.loads(manifest.read_bytes()), "format_version": 99}), encoding="utf-8")
    before = manifest.read_bytes()
    page = opened(ModelsPage)
    page.shown(None)
    qtbot.waitUntil(lambda: page.list.count() == 1)
    page.select("바다")
    assert "newer version" in page.panel.details.problem.text()
    assert "Update Maeari" in page.panel.details.problem.text()
    assert not page.panel.use.isVisible()
    assert manifest.read_bytes() == before
