"""The main job in one window: a model trained by the real engine on a tiny corpus is offered and writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from write_page_support import is_written_to_its_end

from desktop.app import Application
from desktop.pages.write import WritePage
from desktop.widgets.writing.chat_rows import CompletionRow

TEXT = "메아리는 산에서 돌아온다. the echo comes back from the hill. " * 60


def test_a_freshly_trained_model_appears_and_writes(
    qtbot, application: Callable[[], Application], tmp_path: Path, warm_trainings: None
) -> None:
    import engine

    made = application()
    made.window.show()
    qtbot.waitUntil(lambda: made.window.page is not None)
    page = made.window.page
    assert isinstance(page, WritePage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)

    corpus = tmp_path / "echo.txt"
    corpus.write_text(TEXT, encoding="utf-8")
    job = engine.TrainingJob(
        name="echo",
        models_dir=made.context.models_dir,
        sources=(corpus,),
        model=engine.ModelConfig(cell="gru", units=32, embedding_dim=16),
        training=engine.TrainingConfig(epochs=3, seq_length=16, batch_size=8),
    )

    def train(_control: object) -> list[engine.Event]:
        run = engine.start_training(job)
        try:
            return list(run.events())
        finally:
            run.close()

    handle = made.context.tasks.run("training", train)
    with qtbot.waitSignal(handle.finished, timeout=120_000):
        pass
    assert handle.state == "done"
    made.context.models_changed.emit()
    qtbot.waitUntil(lambda: page.composer.current_model is not None)
    assert made.window.model_label.text() == "Model: echo"
    assert page.stack.currentIndex() == 0

    page.composer.length.setValue(30)
    page.composer.edit.insertPlainText("the echo ")
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.generator.active, timeout=20_000)
    (card,) = [row for row in page.chat.rows() if isinstance(row, CompletionRow)]
    assert is_written_to_its_end(card.whole_text(), 30)
    assert set(card.whole_text()) <= set(TEXT)
