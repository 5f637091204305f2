"""A person who types a held-out text with the suggestions beside it: keys saved, how often right, how fast."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from engine.inference.suggester import Suggester
from engine.inference.suggestion import Suggestion

LONGEST = 200


@dataclass(frozen=True)
class Replay:
    """`keystrokes_saved` is (1 - (typed + selecting) / plain) * 100, with every suggestion shown (Trnka and McCoy 2008,
    Hard et al. 2018). The rest is at a setting of the dial: `shown` places that had a ghost, as a share of the keys
    pressed; `precision` of those ghosts; `keystrokes_saved_at_dial` with silence below it; and of the ghosts whose
    first word was right the share whose end would have been deleted. Times in milliseconds a suggestion."""

    keystrokes_saved: float
    keystrokes_saved_at_dial: float
    shown: float
    precision: float | None
    accepted_then_deleted: float | None
    p50_ms: float
    p95_ms: float
    keys: int


def replay(suggester: Suggester, text: str, *, right_in_ten: int = 5) -> Replay:
    """Types a text. Raises ValueError where it is empty."""
    if not text:
        raise ValueError("there is nothing to type")
    times: list[float] = []
    everything = _typed(suggester, text, 0, times)
    at_dial = _typed(suggester, text, right_in_ten, times)
    p50, p95 = np.percentile(np.array(times) * 1000, [50, 95])
    return Replay(
        keystrokes_saved=(1 - everything.keys / len(text)) * 100,
        keystrokes_saved_at_dial=(1 - at_dial.keys / len(text)) * 100,
        shown=at_dial.shown / at_dial.keys,
        precision=at_dial.right / at_dial.shown if at_dial.shown else None,
        accepted_then_deleted=1 - at_dial.right / at_dial.begun if at_dial.begun else None,
        p50_ms=float(p50),
        p95_ms=float(p95),
        keys=everything.keys,
    )


@dataclass
class _Count:
    keys: int = 0
    shown: int = 0
    right: int = 0
    begun: int = 0


def _typed(suggester: Suggester, text: str, right_in_ten: int, times: list[float]) -> _Count:
    """Types the text once. One key takes a suggestion of the strip or the ghost where all of it follows, or the first
    word of the ghost where only that does; the longest that is right is taken."""
    count = _Count()
    position = 0
    while position < len(text):
        began = time.perf_counter()
        found = suggester.suggest(text[:position], right_in_ten=right_in_ten)
        times.append(time.perf_counter() - began)
        right = [s for s in found.strip if _follows(s, text, position)]
        if found.ghost is not None:
            count.shown += 1
            first = found.ghost.first_word()
            whole = _follows(found.ghost, text, position)
            begun = _follows(first, text, position)
            count.right += whole
            count.begun += whole or begun
            right += [found.ghost] if whole else [first] if begun else []
        taken = max((len(s.text) - s.replaces for s in right), default=0)
        position += taken if taken > 1 else 1
        count.keys += 1
    return count


def _follows(suggestion: Suggestion, text: str, position: int) -> bool:
    return text.startswith(suggestion.text, position - suggestion.replaces)
