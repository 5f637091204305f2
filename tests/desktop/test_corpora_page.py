"""The Corpora page, driven on real files through the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_support import clashing_mnemonics, drop, make_context, shown_corpora_page, unnamed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import engine
from desktop.context import AppContext
from desktop.pages.corpora import CorporaPage
from desktop.widgets.corpora.file_tree import ENCODING, NAME, STATE
from desktop.widgets.small_dialogs import ColumnDialog, NameDialog, PasteDialog

TEXT = "The lamp was lit at six. The keeper wrote a letter to his sister and went to bed.\n" * 40


@pytest.fixture
def context(home: Path, qapp: object) -> AppContext:
    return make_context(home)


@pytest.fixture
def page(context: AppContext, qtbot: Any) -> Iterator[CorporaPage]:
    yield from shown_corpora_page(context, qtbot)


def add(page: CorporaPage, qtbot: Any, *paths: Path) -> None:
    page.add_paths(list(paths))
    wait_read(page, qtbot)


def wait_read(page: CorporaPage, qtbot: Any) -> None:
    qtbot.waitUntil(
        lambda: page.reading is not None and page.current is not None and page.reading.id == page.current.id,
        timeout=10_000,
    )


def names(page: CorporaPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def cell(page: CorporaPage, row: int, column: int) -> str:
    return str(page.files.files.index(row, column).data())


def preview(page: CorporaPage, qtbot: Any) -> str:
    """The text that is shown of the chosen file, once it is there."""
    shown = page.details.preview
    qtbot.waitUntil(lambda: shown.preview is not None and shown.preview.path == page.files.current.path, timeout=10_000)
    return str(shown.text.toPlainText())


def test_the_samples_are_listed_and_marked(page: CorporaPage) -> None:
    assert "English prose (sample)" in names(page)
    assert not page.side.remove_button.isEnabled()


def test_a_file_shows_its_meter_its_row_and_its_text(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(TEXT, encoding="utf-8")
    add(page, qtbot, file)
    assert page.current is not None
    assert page.current.name == "letters"
    assert page.meter.figures["characters"].text().replace(",", "").isdigit()
    assert page.meter.figures["language"].text() == "English"
    assert page.meter.bar.level >= 0
    assert page.meter.advice.text()
    assert (cell(page, 0, NAME), cell(page, 0, STATE)) == ("letters.txt", "read")
    assert preview(page, qtbot).startswith("The lamp was lit")


def test_korean_in_cp949_is_read_and_named(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "일기.txt"
    file.write_bytes(("아침에 바다가 조용했다. 뷁 소리는 없었다.\n" * 60).encode("cp949"))
    add(page, qtbot, file)
    assert cell(page, 0, ENCODING).lower().replace("-", "") in ("cp949", "ms949", "uhc")
    assert page.meter.figures["language"].text() == "Korean"
    assert "뷁" in preview(page, qtbot)


def test_a_linked_folder_says_which_files_were_skipped(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(bytes(range(256)) * 40)
    drop(page, folder)
    wait_read(page, qtbot)
    states = {cell(page, row, NAME): cell(page, row, STATE) for row in range(page.files.files.rowCount())}
    assert states["a.txt"] == "read"
    assert states["b.txt"] != "read"
    assert page.state.isVisible()


def test_a_pasted_text_becomes_a_corpus(page: CorporaPage, qtbot: Any) -> None:
    qtbot.mouseClick(page.side.paste_button, Qt.MouseButton.LeftButton)
    dialog = page.dialog
    assert isinstance(dialog, PasteDialog)
    assert not dialog.action.isEnabled()
    dialog.name.setText("메모")
    dialog.text.setPlainText(TEXT)
    qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    wait_read(page, qtbot)
    assert page.current is not None
    assert page.current.name == "메모"
    assert not page.current.sample


def test_a_table_asks_for_its_column(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    lines = "".join(f"{number},The ferry number {number} was late again today\n" for number in range(60))
    table.write_text("id,headline\n" + lines, encoding="utf-8")
    page.add_paths([table])
    dialog = page.dialog
    assert isinstance(dialog, ColumnDialog)
    assert [dialog.column_box.itemText(i) for i in range(dialog.column_box.count())] == ["id", "headline"]
    dialog.column_box.setCurrentText("headline")
    dialog.accept()
    wait_read(page, qtbot)
    assert page.current is not None
    assert page.current.column == "headline"
    assert preview(page, qtbot).startswith("The ferry number 0")


def test_a_corpus_can_be_renamed_and_removed_and_its_file_stays(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(TEXT, encoding="utf-8")
    add(page, qtbot, file)
    page.side.rename_button.click()
    dialog = page.dialog
    assert isinstance(dialog, NameDialog)
    dialog.name.setText("Letters home")
    dialog.accept()
    assert "Letters home" in names(page)
    assert page.current is not None
    assert page.current.name == "Letters home"
    page.side.remove_button.click()
    box = page.dialog
    agree = box.findChild(QPushButton, "agree")
    assert agree is not None
    agree.click()
    assert "Letters home" not in names(page)
    assert file.exists()


def test_a_binary_file_alone_is_explained_in_the_page(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "picture.txt"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page.add_paths([file])
    qtbot.waitUntil(lambda: page.state.isVisible() and not page.state.text().startswith("Reading"), timeout=10_000)
    assert page.state.text().endswith((".", "!"))
    assert not page.train_button.isEnabled()


def test_a_path_that_does_not_exist_is_an_error_in_the_page(page: CorporaPage, tmp_path: Path) -> None:
    before = names(page)
    page.add_paths([tmp_path / "gone.txt"])
    assert page.message.kind == "error"
    assert "gone.txt" in page.message.text
    assert names(page) == before


def test_an_empty_table_is_an_error_in_the_page(page: CorporaPage, tmp_path: Path) -> None:
    table = tmp_path / "empty.csv"
    table.write_bytes(b"")
    page.add_paths([table])
    assert page.message.kind == "error"


def test_train_on_this_asks_for_the_train_page(page: CorporaPage, qtbot: Any) -> None:
    page.select("sample:korean_prose")
    wait_read(page, qtbot)
    with qtbot.waitSignal(page.request_page) as asked:
        qtbot.mouseClick(page.train_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["train", "sample:korean_prose"]


def test_choosing_quickly_shows_the_last_choice(page: CorporaPage, qtbot: Any) -> None:
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
    wait_read(page, qtbot)
    assert page.reading is not None
    assert page.current is not None
    assert page.reading.id == page.current.id
    assert page.details.caption.text() == page.current.name


def test_every_control_has_a_name_and_a_mnemonic_of_its_own(page: CorporaPage) -> None:
    assert unnamed(page) == []
    assert clashing_mnemonics(page) == {}


def test_a_moved_divider_comes_back(page: CorporaPage, context: AppContext) -> None:
    page.splitter.setSizes([400, 600])
    page.splitter.splitterMoved.emit(400, 1)
    again = CorporaPage(context)
    again.resize(page.size())
    again.show()
    assert again.splitter.sizes() == page.splitter.sizes()
    again.deleteLater()


def test_a_corpus_writes_at_once_before_any_training(
    page: CorporaPage, context: AppContext, qtbot: Any, tmp_path: Path
) -> None:
    (tmp_path / "lamp.txt").write_text(TEXT, encoding="utf-8")
    add(page, qtbot, tmp_path / "lamp.txt")
    asked: list[tuple[str, object]] = []
    page.request_page.connect(lambda name, argument: asked.append((name, argument)))
    with qtbot.waitSignal(context.models_changed, timeout=20_000):
        qtbot.mouseClick(page.instant_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked == [("write", "lamp at once")], timeout=5_000)
    qtbot.waitUntil(page.instant_button.isEnabled, timeout=5_000)
    suggester = engine.Suggester(engine.open_completer(context.models_dir, "lamp at once"))
    assert any(found.text.startswith("per") for found in suggester.suggest("The kee", right_in_ten=0).strip)


def test_a_corpus_that_is_gone_says_so_and_nothing_is_counted(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "lamp.txt"
    file.write_text(TEXT, encoding="utf-8")
    add(page, qtbot, file)
    file.unlink()
    qtbot.mouseClick(page.instant_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.instant.busy and page.message.isVisible(), timeout=10_000)


def test_the_file_dialog_offers_every_kind_that_is_read(page: CorporaPage, monkeypatch: pytest.MonkeyPatch) -> None:
    filters: list[str] = []

    def chosen(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[list[str], str]:
        filters.append(kinds)
        return [], ""

    monkeypatch.setattr("desktop.corpora.corpus_changes.QFileDialog.getOpenFileNames", chosen)
    page.side.add_files_button.click()
    offered = filters[0].partition("(")[2].partition(")")[0].split()
    assert {"*.txt", "*.docx", "*.pdf", "*.hwpx", "*.mbox"} <= set(offered)


def test_json_lines_ask_for_their_key(page: CorporaPage, qtbot: Any, tmp_path: Path) -> None:
    file = tmp_path / "diary.jsonl"
    lines = [f'{{"day": {number}, "text": "The ferry number {number} was late again"}}' for number in range(60)]
    file.write_text("\n".join(lines), encoding="utf-8")
    page.add_paths([file])
    dialog = page.dialog
    assert isinstance(dialog, ColumnDialog)
    dialog.column_box.setCurrentText("text")
    dialog.accept()
    wait_read(page, qtbot)
    assert preview(page, qtbot).startswith("The ferry number 0")
