"""Conversations as Markdown or plain text: what is shown of them, with dates and models, and read back from there.

A line of its own stands before each conversation and message; a line of a message that looks like one gets a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.exchange.checks import MESSAGES, NAME, TEXT, refused, text_of
from desktop.history.exchange import Part, Whole

_DATE = r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)"


@dataclass(frozen=True, slots=True)
class Form:
    """How the lines of a format look: of a title, of a seed, of a completion, and of what could be one of them."""

    title: str
    seed: str
    completion: str
    read_title: re.Pattern[str]
    read_message: re.Pattern[str]
    alike: re.Pattern[str]


MARKDOWN = Form(
    "# {0}",
    "**{0}**",
    "**{0} · {1}**",
    re.compile(r"# (.*)"),
    re.compile(rf"\*\*{_DATE}(?: · (.+))?\*\*"),
    re.compile(r"(\\*)(?=# |\*\*\d{4}-)"),
)
TEXT_FORM = Form(
    "=== {0} ===",
    "[{0}]",
    "[{0}] {1}",
    re.compile(r"=== (.*) ==="),
    re.compile(rf"\[{_DATE}\](?: (.+))?"),
    re.compile(r"(\\*)(?==== |\[\d{4}-)"),
)


def dump(conversations: Sequence[Whole], form: Form) -> str:
    """The text of a file: of each conversation the seeds that are shown, with all their completions."""
    return "".join(_dump_one(whole, form) for whole in conversations)


def _dump_one(whole: Whole, form: Form) -> str:
    seeds = {part.id: part for part in whole.parts if part.role == "seed"}
    out = [form.title.format(" ".join(whole.title.split())), "\n\n"]
    for seed in (seeds[identity] for identity in whole.shown):
        answers = sorted(
            (part for part in whole.parts if part.parent == seed.id), key=lambda part: (part.variant, part.id)
        )
        for part in (seed, *answers):
            line = form.seed if part is seed else form.completion
            model = " ".join(part.model.split()) or "?"
            out += [line.format(_shown(part.created), model), "\n\n", _escaped(part.text, form), "\n\n"]
    return "".join(out)


def _escaped(text: str, form: Form) -> str:
    return "\n".join("\\" + line if form.alike.match(line) else line for line in text.split("\n"))


def _unescaped(line: str, form: Form) -> str:
    match = form.alike.match(line)
    return line[1:] if match is not None and match[1] else line


def _shown(created: str) -> str:
    """The time of a message on the person's clock."""
    try:
        return datetime.fromisoformat(created).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return "1970-01-01 00:00:00"


def _kept(shown: str) -> str:
    return datetime.fromisoformat(shown).astimezone().astimezone(UTC).isoformat(timespec="microseconds")


def load(text: str, name: str, form: Form) -> list[Whole]:
    """The conversations of a file that `dump` wrote: its seeds one below the other, each with its completions.

    Raises NoExportError, with one sentence.
    """
    found: list[_Reading] = []
    try:
        for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
            title, message = form.read_title.fullmatch(line), form.read_message.fullmatch(line)
            if title is not None:
                found.append(_Reading(title[1]))
            elif found and message is not None:
                found[-1].begin(message[1], message[2])
            elif found:
                found[-1].add(_unescaped(line, form))
            elif line.strip():
                raise refused(name)
        read = [reading.whole() for reading in found]
    except (ValueError, OverflowError) as error:
        raise refused(name) from error
    if not any(whole.parts for whole in read) or sum(len(whole.parts) for whole in read) > MESSAGES:
        raise refused(name)
    return read


class _Reading:
    """A conversation that is being read, a line at a time."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._messages: list[tuple[str, str | None, list[str]]] = []

    def begin(self, date: str, model: str | None) -> None:
        self._messages.append((date, model, []))

    def add(self, line: str) -> None:
        if self._messages:
            self._messages[-1][2].append(line)
        elif line.strip():
            raise ValueError("text before the first message")

    def whole(self) -> Whole:
        """The conversation. Raises ValueError where something in it is not as `dump` writes it."""
        parts: list[Part] = []
        seed: int | None = None
        variant = 0
        for identity, (date, model, lines) in enumerate(self._messages, start=1):
            # A blank line stands before a text, and one behind it.
            body = "\n".join(lines[1:] if lines and not lines[0] else lines)
            text = text_of(body.removesuffix("\n"), TEXT)
            created = _kept(date)
            if model is None:
                parts.append(Part(identity, "seed", text, above=seed, created=created))
                seed, variant = identity, 0
            elif seed is None:
                raise ValueError("a completion of nothing")
            else:
                parts.append(
                    Part(
                        identity,
                        "completion",
                        text,
                        parent=seed,
                        variant=variant,
                        model=text_of(model, NAME),
                        created=created,
                    )
                )
                variant += 1
        created = parts[0].created if parts else ""
        return Whole(text_of(self._title, NAME), created, parts[-1].created if parts else "", tuple(parts))
