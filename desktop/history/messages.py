"""The messages of a conversation: sent, written, branched, deleted and brought back."""

from __future__ import annotations

import json
from typing import Any

from desktop.history.branches import shown_path
from desktop.history.database import Database
from desktop.history.records import Message, Turn, now, settings_of
from desktop.writing.finding import fold

MESSAGE_COLUMNS = "id, conversation, parent, role, variant, text, model, sampling, note, created, pieces"

_LAST_BELOW = (
    "SELECT MAX(id) FROM message WHERE conversation = ? AND role = 'seed' AND above IS ? AND deleted IS NOT NULL"
)
_SEARCHED = "INSERT INTO plain (message, text) VALUES (?, ?)"


class Messages(Database):
    """What concerns the messages."""

    def turns(self, conversation: int) -> list[Turn]:
        """The transcript as it is shown: of the branches the chosen ones, oldest first."""
        rows = self._rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message WHERE conversation = ? AND deleted IS NULL ORDER BY id",
            conversation,
        )
        messages = [Message(**{**dict(row), "sampling": settings_of(row["sampling"])}) for row in rows]
        answers: dict[int, list[Message]] = {}
        for message in messages:
            if message.role == "completion" and message.parent is not None:
                answers.setdefault(message.parent, []).append(message)
        seeds = {message.id: message for message in messages if message.role == "seed"}
        return [
            Turn(
                seeds[seed],
                tuple(sorted(answers.get(seed, ()), key=lambda answer: (answer.variant, answer.id))),
                branches,
            )
            for seed, branches in self._path(conversation)
        ]

    def _path(self, conversation: int) -> list[tuple[int, tuple[int, ...]]]:
        """The seeds that are shown, from the first on, each with all that could stand in its place."""
        rows = self._rows(
            "SELECT id, above, chosen, deleted FROM message WHERE conversation = ? AND role = 'seed' ORDER BY id",
            conversation,
        )
        return shown_path((row["id"], row["above"], row["chosen"], row["deleted"] is not None) for row in rows)

    def add_seed(self, conversation: int, text: str, *, beside: int | None = None) -> Message:
        """Keeps what was sent, and clears the draft in the same transaction.

        It stands at the end of what is shown, or in the place of the seed `beside`, as a branch that is shown now.
        """
        time = now()
        path = self._path(conversation)
        with self._writing() as db:
            chosen = 0
            if beside is not None:
                above, chosen = self._place_of(conversation, beside)
            else:
                above = path[-1][0] if path else None
                # Behind a deleted one that stood last: it comes back to its own place.
                while gone := db.execute(_LAST_BELOW, (conversation, above)).fetchone()[0]:
                    above = gone
            made = db.execute(
                "INSERT INTO message (conversation, role, text, created, above, chosen) VALUES (?, 'seed', ?, ?, ?, ?)",
                (conversation, text, time, above, chosen),
            )
            identity = int(made.lastrowid or 0)
            db.execute(_SEARCHED, (identity, fold(text)))
            db.execute("UPDATE conversation SET changed = ?, draft = '' WHERE id = ?", (time, conversation))
        return Message(identity, conversation, "seed", text, created=time)

    def choose(self, seed: int) -> None:
        """Shows a seed, and what follows it, in the place of the branches beside it."""
        with self._writing() as db:
            conversation = db.execute("SELECT conversation FROM message WHERE id = ?", (seed,)).fetchone()
            if conversation is not None:
                chosen = self._place_of(conversation[0], seed)[1]
                db.execute("UPDATE message SET chosen = ? WHERE id = ?", (chosen, seed))

    def show_message(self, identity: int) -> bool:
        """Chooses the branches on the way to a message, so that `turns` has it; False where it is gone."""
        rows = self._rows("SELECT conversation, COALESCE(parent, id) FROM message WHERE id = ?", identity)
        if not rows:
            return False
        conversation, seed = rows[0]
        seeds = self._rows("SELECT id, above FROM message WHERE conversation = ? AND role = 'seed'", conversation)
        above = {row["id"]: row["above"] for row in seeds}
        way = []
        while seed is not None and seed in above and seed not in way:
            way.append(seed)
            seed = above[seed]
        for step in reversed(way):
            path = self._path(conversation)
            if step not in [shown for shown, _branches in path]:
                self.choose(step)
        return bool(way) and way[0] in [shown for shown, _branches in self._path(conversation)]

    def _place_of(self, conversation: int, seed: int) -> tuple[int | None, int]:
        """The seed above a seed, and a number that makes a branch the chosen one."""
        above = self._db.execute("SELECT above FROM message WHERE id = ?", (seed,)).fetchone()
        most = self._db.execute(
            "SELECT COALESCE(MAX(chosen), 0) FROM message WHERE conversation = ?", (conversation,)
        ).fetchone()
        return (above[0] if above is not None else None), most[0] + 1

    def add_completion(
        self,
        seed: Message,
        text: str,
        *,
        model: str,
        sampling: dict[str, Any] | None = None,
        note: str = "",
        pieces: str = "",
    ) -> Message:
        """Keeps a completion as the next variant of its seed."""
        time = now()
        with self._writing() as db:
            variant = db.execute(
                "SELECT COALESCE(MAX(variant) + 1, 0) FROM message WHERE parent = ?", (seed.id,)
            ).fetchone()[0]
            made = db.execute(
                "INSERT INTO message "
                "(conversation, parent, role, variant, text, model, sampling, note, created, pieces) "
                "VALUES (?, ?, 'completion', ?, ?, ?, ?, ?, ?, ?)",
                (seed.conversation, seed.id, variant, text, model, json.dumps(sampling or {}), note, time, pieces),
            )
            identity = int(made.lastrowid or 0)
            db.execute(_SEARCHED, (identity, fold(text)))
            db.execute("UPDATE conversation SET changed = ? WHERE id = ?", (time, seed.conversation))
        return Message(
            identity,
            seed.conversation,
            "completion",
            text,
            seed.id,
            variant,
            model,
            dict(sampling or {}),
            note,
            time,
            pieces,
        )

    def delete_message(self, identity: int) -> None:
        """Takes a message out of the transcript, a seed with its completions; `restore_message` brings it back."""
        mark = f"{now()} {identity}"  # also says by which deletion a row went
        with self._writing() as db:
            db.execute(
                "UPDATE message SET deleted = ? WHERE deleted IS NULL AND (id = ? OR parent = ?)",
                (mark, identity, identity),
            )

    def restore_message(self, identity: int) -> None:
        """Undoes `delete_message`: what went with that message, and only that."""
        with self._writing() as db:
            mark = db.execute("SELECT deleted FROM message WHERE id = ?", (identity,)).fetchone()
            if mark is not None and mark[0] is not None:
                db.execute(
                    "UPDATE message SET deleted = NULL WHERE deleted = ? AND (id = ? OR parent = ?)",
                    (mark[0], identity, identity),
                )
