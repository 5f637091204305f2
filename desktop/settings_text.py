"""The words of the settings: groups of options with title, explanation, choices, and words by which they are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTranslator

from desktop.wording.language import FOLDER


@dataclass(frozen=True, slots=True)
class OptionWords:
    """How one option is shown. `choices` are (value, words); `special` stands for the least value of a number.

    `keywords`, in both languages, are looked through by a search and never shown.
    """

    key: str
    title: str
    text: str
    keywords: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    suffix: str = ""
    special: str = ""
    step: float = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the page: its name in the code, its title, its options."""

    name: str
    title: str
    options: tuple[OptionWords, ...] = ()
    keywords: str = ""


GROUPS: tuple[Group, ...] = (
    Group(
        "appearance",
        str(QT_TRANSLATE_NOOP("Settings", "Appearance")),
        (
            OptionWords(
                "appearance/theme",
                str(QT_TRANSLATE_NOOP("Settings", "Theme")),
                str(QT_TRANSLATE_NOOP("Settings", "The colours of the window.")),
                "colour color dark mode night bright 색 색깔 밤 어두운 밝은 대비",
                (
                    ("system", str(QT_TRANSLATE_NOOP("Settings", "As the system"))),
                    ("light", str(QT_TRANSLATE_NOOP("Settings", "Light"))),
                    ("dark", str(QT_TRANSLATE_NOOP("Settings", "Dark"))),
                    ("contrast", str(QT_TRANSLATE_NOOP("Settings", "High contrast"))),
                ),
            ),
            OptionWords(
                "appearance/language",
                str(QT_TRANSLATE_NOOP("Settings", "Language")),
                str(QT_TRANSLATE_NOOP("Settings", "The words of the window change at once.")),
                "korean english 한국어 영어 말",
                (("system", str(QT_TRANSLATE_NOOP("Settings", "As the system"))), ("en", "English"), ("ko", "한국어")),
            ),
            OptionWords(
                "appearance/zoom",
                str(QT_TRANSLATE_NOOP("Settings", "Size")),
                str(QT_TRANSLATE_NOOP("Settings", "Text, buttons and pictures together, from 75 to 300 percent.")),
                "zoom font larger smaller scale 글꼴 글자 확대 축소 배율",
                suffix=" %",
                step=5,
            ),
        ),
    ),
    Group(
        "writing",
        str(QT_TRANSLATE_NOOP("Settings", "Writing")),
        (
            OptionWords(
                "write/suggestions",
                str(QT_TRANSLATE_NOOP("Settings", "Suggest while I type")),
                str(QT_TRANSLATE_NOOP("Settings", "In grey behind the cursor, and three in a row under the text.")),
                "ghost autocomplete completion 자동 완성 추천",
            ),
            OptionWords(
                "write/right_in_ten",
                str(QT_TRANSLATE_NOOP("Settings", "How often a suggestion should be right")),
                str(
                    QT_TRANSLATE_NOOP(
                        "Settings",
                        "Times in ten: a high number shows few suggestions, a low one shows many that are often wrong.",
                    )
                ),
                "dial confidence threshold 다이얼 확신 정확",
            ),
            OptionWords(
                "write/tab_moves_focus",
                str(QT_TRANSLATE_NOOP("Settings", "Tab always moves on")),
                str(
                    QT_TRANSLATE_NOOP(
                        "Settings", "Tab never accepts a suggestion; it goes to the next control, as everywhere else."
                    )
                ),
                "focus accept keyboard 초점 탭 키",
            ),
            OptionWords(
                "write/length",
                str(QT_TRANSLATE_NOOP("Settings", "Length of a completion")),
                str(QT_TRANSLATE_NOOP("Settings", "At most so many words or characters, as the model writes.")),
                "long short words characters 길게 짧게 글자 낱말",
                step=10,
            ),
            OptionWords(
                "write/temperature",
                str(QT_TRANSLATE_NOOP("Settings", "Creativity")),
                str(QT_TRANSLATE_NOOP("Settings", "At 0 the likeliest words, above 1 bold ones.")),
                "temperature random 온도 무작위",
                step=0.1,
            ),
            OptionWords(
                "write/variants",
                str(QT_TRANSLATE_NOOP("Settings", "Variants")),
                str(QT_TRANSLATE_NOOP("Settings", "How many completions are written at once.")),
                "several 여러 개",
            ),
            OptionWords(
                "write/stop_at_sentence",
                str(QT_TRANSLATE_NOOP("Settings", "Stop at a sentence end")),
                str(QT_TRANSLATE_NOOP("Settings", "A completion ends with a whole sentence where that is possible.")),
                "full stop period 마침표 문장",
            ),
        ),
    ),
    Group(
        "training",
        str(QT_TRANSLATE_NOOP("Settings", "Training")),
        (
            OptionWords(
                "training/threads",
                str(QT_TRANSLATE_NOOP("Settings", "Threads")),
                str(
                    QT_TRANSLATE_NOOP(
                        "Settings", "Fewer leave room for other programs; counts from the next training on."
                    )
                ),
                "cpu cores processor 코어 프로세서 스레드",
                special=str(QT_TRANSLATE_NOOP("Settings", "All cores")),
            ),
            OptionWords(
                "training/pause_on_battery",
                str(QT_TRANSLATE_NOOP("Settings", "Pause on battery")),
                str(QT_TRANSLATE_NOOP("Settings", "A training waits while the computer is not plugged in.")),
                "power laptop energy 전원 노트북 배터리",
            ),
            OptionWords(
                "training/keep_awake",
                str(QT_TRANSLATE_NOOP("Settings", "Keep the computer awake")),
                str(QT_TRANSLATE_NOOP("Settings", "It does not go to sleep while something trains.")),
                "sleep suspend 절전 잠자기",
            ),
            OptionWords(
                "training/notify",
                str(QT_TRANSLATE_NOOP("Settings", "Notify me when a training ends")),
                str(QT_TRANSLATE_NOOP("Settings", "A message of the system, with the name of the model and no text.")),
                "notification message finished 알림 끝",
            ),
        ),
    ),
    Group(
        "keyboard",
        str(QT_TRANSLATE_NOOP("Settings", "Keyboard")),
        keywords="keys shortcut shortcuts hotkey rebind 단축키 자판 바꾸기 키",
    ),
    Group(
        "data",
        str(QT_TRANSLATE_NOOP("Settings", "Data")),
        keywords="folder move backup restore erase delete disk space 폴더 옮기기 백업 복원 지우기 삭제 디스크",
    ),
    Group(
        "privacy",
        str(QT_TRANSLATE_NOOP("Settings", "Privacy")),
        keywords="offline files stored network 오프라인 파일 저장 네트워크 개인 정보",
    ),
    Group("about", str(QT_TRANSLATE_NOOP("Settings", "About")), keywords="version licence license 버전 라이선스 정보"),
)


def said(text: str) -> str:
    """Words of a group or option in the person's language."""
    return QCoreApplication.translate("Settings", text) if text else ""


@cache
def _korean() -> QTranslator:
    translator = QTranslator()
    translator.load("maeari_ko", str(FOLDER))
    return translator


def in_both_languages(text: str, context: str = "Settings") -> str:
    """A text and its Korean one after the other, for a search that understands both."""
    return f"{text} {_korean().translate(context, text) or ''}" if text else ""


def folded(text: str) -> str:
    """A text without its capitals, as a search compares it."""
    return " ".join(text.casefold().replace("&", "").split())


def searched(words: OptionWords) -> str:
    """All that a search for an option looks through."""
    shown = (words.title, words.text, words.special, *(text for _value, text in words.choices))
    return folded(" ".join([*(in_both_languages(text) for text in shown), words.keywords]))
