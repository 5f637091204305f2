"""The pictures of the Corpora page: samples, and a folder with a chat, letters with secrets, and files left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screenshots import Photographer

LINES = (
    "바다에 다녀왔어요. 파도가 높았어요",
    "오늘은 비가 와서 집에 있었어요",
    "할머니께 편지를 썼어요",
    "저녁에 같이 걸을까요?",
)
LETTER = (
    "The lamp was lit at six, and the wind went round to the west. The boat is due on {0} October.\n"
    "Write to anna.smith@example.com or call 010-1234-5678, and use the card 4111 1111 1111 1111.\n"
)


def own_folder(folder: Path) -> Path:
    """Writes what a person could have."""
    (folder / "old").mkdir(parents=True)
    chat = ["이하늘 님과 카카오톡 대화", "저장한 날짜 : 2026년 11월 3일 오후 9:14", ""]
    chat.append("--------------- 2026년 11월 1일 일요일 ---------------")
    for number in range(240):
        name = "이하늘" if number % 3 else "김메아리"
        said = f"{LINES[number % 4]} {number}. https://example.com/{number}"
        chat.append(f"[{name}] [오전 {number % 11 + 1}:{number % 60:02}] {said}")
    (folder / "KakaoTalk_Chats.txt").write_text("\n".join(chat) + "\n", encoding="utf-8")
    (folder / "letters.txt").write_text("".join(LETTER.format(n) for n in range(90)), encoding="utf-8")
    (folder / "old" / "1999.txt").write_bytes(
        ("아침에 바다가 조용했다. 등대지기는 편지를 썼다.\n" * 80).encode("cp949")
    )
    (folder / "old" / "photo.jpg").write_bytes(b"\xff\xd8\xff" * 99)
    (folder / "empty.txt").write_bytes(b"")
    return folder


def corpora(camera: Photographer, place: Path) -> None:
    """Every state of the Corpora page, with a folder that is made at `place`; the list is afterwards as it was."""
    page = camera.page("corpora")
    for sample, name in (("korean_prose", "corpora-korean"), ("english_prose", "corpora")):
        page.select(f"sample:{sample}")
        examined(camera, page)
        camera.shoot(name)
    folder = own_folder(place)
    page.add_paths([folder])
    examined(camera, page)
    camera.shoot("corpora-secrets")
    page.details.preview.before_button.setChecked(True)
    bar = page.details.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.shoot("corpora-cleaning")
    bar.setValue(0)
    (folder / "new.txt").write_text("A letter that came today.\n" * 90, encoding="utf-8")
    camera.until(lambda: bool(page.details.changes.text), 20)
    camera.shoot("corpora-changed")
    page.secrets.open_review()
    camera.until(lambda: page.secrets.review is not None)
    camera.shoot("corpora-review", page.secrets.review)
    page.secrets.review.reject()
    page.encoding.ask()
    camera.until(lambda: page.encoding.dialog is not None)
    camera.shoot("corpora-encoding", page.encoding.dialog)
    page.encoding.dialog.reject()
    page.show_report()
    camera.shoot("corpora-report", page.report_dialog)
    page.report_dialog.reject()
    page.details.preview.after_button.setChecked(True)
    page.context.corpora.remove(page.current.id)
    page.context.corpora_changed.emit()


def examined(camera: Photographer, page: Any) -> None:
    """Waits until the doctor has seen the chosen corpus, and its first file is shown."""
    camera.until(
        lambda: (
            page.reading is not None
            and page.reading.id == page.current.id
            and page.reading.diagnosis is not None
            and page.details.preview.preview is not None
        )
    )
    camera.wait(300)
