"""The beginning of a document as a document of its own, to try something out on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.corpus.chats import chat_messages
from engine.corpus.messages import rendered
from engine.corpus.types import Document


def opening(document: Document, characters: int) -> Document:
    """The first cells, pages, messages or lines of a document, of about so many characters together."""
    if document.characters <= characters:
        return document
    if document.rows:
        rows = _first(document.rows, characters)
        return replace(document, rows=rows, text="\n".join(rows))
    if document.pages:
        pages = _first(document.pages, characters)
        return replace(document, pages=pages, text="\n".join(pages))
    if document.messages:
        messages = document.messages[: len(_first((message.text for message in document.messages), characters))]
        text = rendered(messages)
        if document.text.startswith(text):
            return replace(document, messages=messages, text=text)
    text = document.text[:characters]
    text = text[: text.rfind("\n") + 1] or text
    return replace(document, text=text, messages=(chat_messages(document.path, text) or ()))


def _first(texts: Iterable[str], characters: int) -> tuple[str, ...]:
    """The first of them that reach so many characters, at least one."""
    found: list[str] = []
    for text in texts:
        found.append(text)
        characters -= len(text) + 1
        if characters <= 0:
            break
    return tuple(found)
