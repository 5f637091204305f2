"""Exports of chats: which program wrote a text, and the messages in it.

Each module has `sniff`, which tells from the beginning of a text whether it may be its export, and `read`, which
returns its messages in order, none where it turns out to be something else. Neither raises.
"""

from __future__ import annotations

from pathlib import Path

from engine.corpus.chats import chatgpt, kakaotalk, telegram, whatsapp
from engine.corpus.messages import Message

# Far more than a greeting and the first messages take.
HEAD_CHARACTERS = 16 * 1024
_TEXTS = (".txt", ".text", "")


def chat_messages(path: Path, text: str) -> tuple[Message, ...] | None:
    """The messages of a chat's export; None where a text is none, by what stands in it and the ending of its name.

    Args:
        path: the file's name; the file is not opened.
        text: cleaned, as `Document.text` is.
    """
    suffix, head = path.suffix.lower(), text[:HEAD_CHARACTERS]
    messages: list[Message] = []
    if suffix in _TEXTS:
        if kakaotalk.sniff(head):
            messages = kakaotalk.read(text)
        elif whatsapp.sniff(head):
            messages = whatsapp.read(text)
    elif suffix == ".csv":
        if kakaotalk.sniff_table(head):
            messages = kakaotalk.read_table(text)
    elif suffix == ".json":
        if telegram.sniff(head):
            messages = telegram.read(text)
        if not messages and chatgpt.sniff(head):
            messages = chatgpt.read(text)
    return tuple(messages) or None


def may_be_chat(path: Path, head: str) -> bool:
    """Whether a text that begins like that has to be read whole, because it looks like a chat's export."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return kakaotalk.sniff_table(head)
    return suffix == ".json" or (suffix in _TEXTS and (kakaotalk.sniff(head) or whatsapp.sniff(head)))
