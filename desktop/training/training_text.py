"""What the numbers of a training run mean, in words: pure functions without any widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QLocale

CurveState = Literal["starting", "learning", "flattening", "memorising"]

# Shares of all that was gained so far: below this the curve counts as flat, above that a rise counts as one.
FLAT_SHARE = 0.03
RISE_SHARE = 0.02
# A held-out score must have been worse for this many validations before it is called memorising.
RISING_VALIDATIONS = 2
# A best network before this share of the run came early: what came after was learned by heart.
EARLY_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One validation of a run; losses in nats per token, `val_loss` None where nothing is held out."""

    step: int
    loss: float
    val_loss: float | None
    seconds: float = 0.0
    best: bool = False
    epoch: float = 0.0


def curve_state(points: Sequence[CurvePoint]) -> CurveState:
    """Judges a run by its validations so far, in their order.

    "memorising": the held-out loss has risen from its best for at least two validations while the training loss went
    on falling. "flattening": the last quarter of the validations gained less than 3 % of all that was gained.
    Fewer than two validations are "starting". Points that are not finite are left out.
    """
    usable = [p for p in points if isfinite(p.loss) and (p.val_loss is None or isfinite(p.val_loss))]
    if len(usable) < 2:
        return "starting"
    losses = [p.loss if p.val_loss is None else p.val_loss for p in usable]
    best = min(range(len(losses)), key=losses.__getitem__)
    gained = max(losses[0] - losses[best], 1e-9)
    since_best = len(losses) - 1 - best
    held_out = usable[-1].val_loss is not None
    rise = losses[-1] - losses[best]
    # On a curve that never fell, only a rise that is large in itself counts.
    rising = rise > max(RISE_SHARE * gained, 0.005 * abs(losses[best]))
    if held_out and since_best >= RISING_VALIDATIONS and rising and usable[-1].loss < usable[best].loss:
        return "memorising"
    recent = max(2, len(losses) // 4)
    if len(losses) > recent + 1:
        before = min(losses[:-recent])
        if before - min(losses[-recent:]) < FLAT_SHARE * gained:
            return "flattening"
    return "learning"


def curve_sentence(state: CurveState) -> str:
    """The one plain sentence under the plot."""
    return {
        "starting": QCoreApplication.translate(
            "training", "Getting started: the first held-out scores will show how it goes."
        ),
        "learning": QCoreApplication.translate(
            "training", "Still learning: each round gets better on text it has not seen."
        ),
        "flattening": QCoreApplication.translate("training", "Flattening: more time will help only a little."),
        "memorising": QCoreApplication.translate(
            "training", "Now memorising: stopping soon helps. The best network is already kept."
        ),
    }[state]


def reason_sentence(reason: str, *, kept: bool = True) -> str:
    """Why a run ended, as a sentence."""
    sentences = {
        "completed": QCoreApplication.translate("training", "Training is complete."),
        "stopped": QCoreApplication.translate("training", "You stopped the training; the best network so far is kept."),
        "early_stopping": QCoreApplication.translate(
            "training", "Training ended early, because the held-out score no longer improved; the best is kept."
        ),
        "time_budget": QCoreApplication.translate("training", "The time is up; the best network is kept."),
        "diverged": QCoreApplication.translate(
            "training", "Training became unstable and was ended; the best network before that is kept."
        ),
    }
    if not kept:
        if reason == "stopped":
            return QCoreApplication.translate(
                "training", "You stopped the training before there was a network to keep."
            )
        if reason == "diverged":
            return QCoreApplication.translate(
                "training", "Training became unstable before there was a network to keep. A lower learning rate helps."
            )
    return sentences.get(reason, reason)


def _loss(value: float) -> str:
    return QLocale().toString(value, "f", 2)


def expectation_sentence(loss: float, low: float, high: float, seconds: float) -> str:
    """What a run should reach, said before it gets going."""
    sentence = QCoreApplication.translate("training", "Expected: about {0} ({1}–{2}) after {3}.")
    return sentence.format(_loss(loss), _loss(low), _loss(high), duration(seconds))


def reached_sentence(reached: float, low: float, high: float) -> str:
    """What a run reached, against what was expected of it."""
    if reached < low:
        sentence = QCoreApplication.translate("training", "Reached {0}, better than expected ({1}–{2}).")
    elif reached > high:
        sentence = QCoreApplication.translate("training", "Reached {0}, short of what was expected ({1}–{2}).")
    else:
        sentence = QCoreApplication.translate("training", "Reached {0}, as expected ({1}–{2}).")
    return sentence.format(_loss(reached), _loss(low), _loss(high))


def ngram_sentence(network: float, ngram: float) -> str:
    """The network's held-out loss beside that of a plain n-gram of the same corpus; both in nats per token."""
    gap = ngram - network
    if gap > 0.005:
        sentence = QCoreApplication.translate("training", "Better than a plain n-gram by {0} nats ({1} against {2}).")
    elif gap < -0.005:
        sentence = QCoreApplication.translate(
            "training", "A plain n-gram does better here by {0} nats ({2} against {1}): more text helps most."
        )
    else:
        sentence = QCoreApplication.translate(
            "training", "As good as a plain n-gram ({1} against {2}): more text helps most."
        )
    return sentence.format(_loss(abs(gap)), _loss(network), _loss(ngram))


def best_help(points: Sequence[CurvePoint]) -> str:
    """What would help a finished run most: "text" where the best came early, "time" where it still fell at the end,
    and "" where the curve was flat or too short to tell."""
    usable = [p for p in points if p.val_loss is not None and isfinite(p.val_loss)]
    if len(usable) < 3:
        return ""
    losses = [p.val_loss or 0.0 for p in usable]
    best = min(range(len(losses)), key=losses.__getitem__)
    early = usable[best].step < EARLY_SHARE * usable[-1].step and losses[-1] > losses[best] * 1.005
    state = curve_state(points)
    if early or state == "memorising":
        return "text"
    return "time" if state == "learning" and best >= len(losses) - 2 else ""


def result_sentences(metrics: Mapping[str, Any], points: Sequence[CurvePoint]) -> list[str]:
    """The sentences of the end card: against the n-gram, against what was expected, and what would help most."""

    def number(key: str) -> float | None:
        value = metrics.get(key)
        return float(value) if isinstance(value, int | float) and isfinite(value) else None

    lines = []
    reached, ngram = number("val_loss"), number("ngram_loss")
    low, high = number("expected_low"), number("expected_high")
    wants_text = reached is not None and ngram is not None and reached > ngram - 0.005
    if reached is not None and ngram is not None:
        lines.append(ngram_sentence(reached, ngram))
    mixed = number("mixed_loss")
    if mixed is not None:
        lines.append(
            QCoreApplication.translate("training", "It writes with both, weighted by what helps: {0} together.").format(
                _loss(mixed)
            )
        )
    if reached is not None and low is not None and high is not None:
        lines.append(reached_sentence(reached, low, high))
    helps = best_help(points)
    if helps == "text" and not wants_text:
        lines.append(
            QCoreApplication.translate(
                "training", "More text would help most: the network soon began to learn this one by heart."
            )
        )
    elif helps == "time":
        lines.append(
            QCoreApplication.translate(
                "training", "More time would help most: the network was still learning at the end."
            )
        )
    return lines


def duration(seconds: float, locale: QLocale | None = None) -> str:
    """A length of time for a person: "45 s", "3 min 20 s", "2 h 5 min"."""
    locale = locale or QLocale()
    whole = max(0, round(seconds)) if isfinite(seconds) else 0
    minutes, rest = divmod(whole, 60)
    if whole < 60:
        return QCoreApplication.translate("training", "{0} s").format(locale.toString(whole))
    if minutes < 60 and not rest:
        return QCoreApplication.translate("training", "{0} min").format(locale.toString(minutes))
    if minutes < 60:
        return QCoreApplication.translate("training", "{0} min {1} s").format(
            locale.toString(minutes), locale.toString(rest)
        )
    hours, minutes = divmod(minutes, 60)
    return QCoreApplication.translate("training", "{0} h {1} min").format(
        locale.toString(hours), locale.toString(minutes)
    )


def file_size(size: int, locale: QLocale | None = None) -> str:
    """A size in bytes for a person."""
    return (locale or QLocale()).formattedDataSize(size, 1)
