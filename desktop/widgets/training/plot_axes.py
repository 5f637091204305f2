"""Where the marks of an axis stand, and how a value becomes a place in the plot. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LEAST = 1e-6  # a loss of 0 has no place on a log scale


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` round values between two ends, evenly spaced."""
    if not (isfinite(low) and isfinite(high)) or high <= low or most < 1:
        return []
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in STEPS if size * power >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values between two ends for a log scale: 1, 2, 5 of each decade, or evenly spaced where that is too few."""
    if not (isfinite(low) and isfinite(high)) or low <= 0 or high <= low or most < 1:
        return []
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    for sizes in ((1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0), (1.0, 2.0, 5.0), (1.0,)):
        ticks = [size * 10.0**decade for decade in decades for size in sizes]
        ticks = [round(tick, 12) for tick in ticks if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
        if len(ticks) <= most:
            return ticks if len(ticks) >= 3 else nice_ticks(low, high, most)
    return ticks[:: ceil(len(ticks) / most)]


def tick_decimals(ticks: list[float]) -> int:
    """Decimals with which every mark can be told apart."""
    for decimals in range(6):
        if all(abs(round(tick, decimals) - tick) < 1e-9 for tick in ticks):
            return decimals
    return 6


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values between `low` and `high` to pixels between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def place(self, value: float) -> float:
        """The pixel of a value."""
        return self.places([value])[0]

    def places(self, values: Sequence[float]) -> list[float]:
        """The pixels of many values."""
        low, high = self.low, self.high
        if self.log:
            low, high, values = log10(low), log10(high), [log10(max(value, LEAST)) for value in values]
        factor = (self.end - self.start) / (high - low)
        shift = self.start - low * factor
        return [shift + factor * value for value in values]

    def value(self, place: float) -> float:
        """The value at a pixel."""
        share = (place - self.start) / (self.end - self.start)
        if self.log:
            return float(10.0 ** (log10(self.low) + share * (log10(self.high) - log10(self.low))))
        return self.low + share * (self.high - self.low)

    def ticks(self, most: int) -> list[float]:
        """The marks of this axis."""
        return (log_ticks if self.log else nice_ticks)(self.low, self.high, most)


def padded(low: float, high: float, *, log: bool = False, share: float = 0.06) -> tuple[float, float]:
    """The ends of an axis around its values, with some room at both; a single value gets room too."""
    if log:
        low, high = max(low, LEAST), max(high, LEAST)
        room = (high / low) ** share if high > low else 1.2
        return low / room, high * room
    room = (high - low) * share if high > low else max(abs(high) * 0.1, 0.1)
    return low - room, high + room
