"""Finds messages of all conversations by what they say."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.history.database import Database
from desktop.history.schema import INDEX_KEPT_UP
from desktop.writing.finding import Span, excerpt, fold, words_of

LIMIT = 200
_TRIGRAM = 3  # characters that a word needs for the index; Korean words often have two

_FOUND = """
SELECT message.id AS id, message.conversation AS conversation, conversation.title AS title, message.role AS role,
    message.created AS created, message.text AS text
FROM plain JOIN message ON message.id = plain.message JOIN conversation ON conversation.id = message.conversation
WHERE message.deleted IS NULL AND conversation.deleted IS NULL AND {0}
ORDER BY message.id DESC LIMIT ?
"""
_INDEXED = "plain.message IN (SELECT rowid FROM plain_words WHERE plain_words MATCH ?)"


@dataclass(frozen=True, slots=True)
class Found:
    """A message, or where `message` is None the title of a conversation, that has all words of a query.

    `spans` are the characters of `excerpt` that were looked for; `created` is ISO 8601 in UTC.
    """

    conversation: int
    title: str
    message: int | None
    role: str
    created: str
    excerpt: str
    spans: tuple[Span, ...]


class Search(Database):
    """Upper or lower case, composed or decomposed is all one; what is deleted is not found."""

    def search(self, query: str, *, limit: int = LIMIT) -> list[Found]:
        """Conversations whose title has all words of the query, then messages, the newest first, at most `limit`."""
        words = words_of(query)
        if not words:
            return []
        found = self._titles(query, words)
        indexed = [word for word in words if len(word) >= _TRIGRAM] if self._rows(INDEX_KEPT_UP) else []
        conditions = [_INDEXED] if indexed else []
        values: list[object] = []
        if indexed:
            values.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in indexed))
        for word in words:
            if word not in indexed:
                conditions.append("instr(plain.text, ?) > 0")
                values.append(word)
        for row in self._rows(_FOUND.format(" AND ".join(conditions)), *values, limit):
            line, spans = excerpt(row["text"], query)
            found.append(
                Found(row["conversation"], row["title"], row["id"], row["role"], row["created"], line, tuple(spans))
            )
        return found[:limit]

    def _titles(self, query: str, words: tuple[str, ...]) -> list[Found]:
        rows = self._rows(
            "SELECT id, title, changed FROM conversation WHERE deleted IS NULL ORDER BY changed DESC, id DESC"
        )
        found = []
        for row in rows:
            title = fold(row["title"])
            if all(word in title for word in words):
                line, spans = excerpt(row["title"], query)
                found.append(Found(row["id"], row["title"], None, "", row["changed"], line, tuple(spans)))
        return found
