"""Voices mixed out of several models: what is opened, what it is called, and how it is kept with a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale


@dataclass(frozen=True, slots=True)
class Blend:
    """Names of models and their weights in percent, which sum to 100."""

    parts: tuple[tuple[str, int], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The models of it."""
        return tuple(name for name, _percent in self.parts)

    def weights(self) -> dict[str, float]:
        """Weights that sum to 1, as the engine takes them."""
        return {name: percent / 100 for name, percent in self.parts}

    def label(self, locale: QLocale | None = None) -> str:
        """As a card names it: "60 % Letters + 40 % Diary"."""
        number = locale or QLocale()
        percent = QCoreApplication.translate("Blend", "{0} % {1}")
        return " + ".join(percent.format(number.toString(share), name) for name, share in self.parts)

    def settings(self) -> dict[str, object]:
        """The form that is kept with a message; `blend_of` reads it."""
        return {"blend": [[name, percent] for name, percent in self.parts]}


# What a generator opens: the name of a model, or several mixed.
Voice = str | Blend


def percents(values: Sequence[int]) -> list[int]:
    """Values as whole percents that sum to 100; what is lost by rounding goes where most was lost.

    All 0 counts as all alike.
    """
    if not values:
        return []
    known = list(values) if sum(values) > 0 else [1] * len(values)
    exact = [value * 100 / sum(known) for value in known]
    whole = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda index: whole[index] - exact[index])
    for index in order[: 100 - sum(whole)]:
        whole[index] += 1
    return whole


def blend_of(sampling: Mapping[str, Any]) -> Blend | None:
    """The blend that a message was written by; None where it was one model."""
    try:
        parts = tuple((str(name), int(percent)) for name, percent in sampling["blend"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return Blend(parts) if len(parts) > 1 else None
