"""How far a run is: time, steps, the learning rate that belongs to them, and what is due next.

What a run by minutes does follows its own clock: the rate of each step, when it is validated, when it ends. That clock
stands still while the run is paused or not running, it is part of a checkpoint, and it is read in ticks of a sixteenth
of a second at the beginning of each step. So a resumed run goes on at the share of its budget that the checkpoint was
made at, and two runs whose steps begin in the same ticks have the same rates, validations and losses to the last bit.
A run by epochs has no clock in what it does: after a resume its losses are always those of the run that was never
interrupted.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator
from typing import Any, Protocol

from engine.config import TrainingConfig
from engine.events import StepEnd

# Records of steps are sent at most this often.
RECORD_SECONDS = 0.05
# Validations a run by time, and the share of its time that they may take; a run by epochs validates after each.
_VALIDATIONS, _VALIDATING = 24, 0.05
_WARM_UP_STEPS = 50
_LAST_RATE = 0.02
# Seconds, a binary fraction so that sums of them are exact.
_TICK = 1 / 16
# A run whose mean loss of about so many steps is worse than a guess by so many nats, after it was better, ran away.
_WATCHED_STEPS, _WATCHED_NATS = 32, 1.0


class Control(Protocol):
    """What the trainer asks between steps."""

    @property
    def stopped(self) -> bool:
        """Whether a person asked to stop."""
        ...

    def wait_while_paused(self) -> bool:
        """Returns at once unless paused; False where the run was stopped meanwhile."""
        ...

    @property
    def paused_seconds(self) -> float:
        """How long the run has been paused so far; it does not count towards the time budget."""
        ...

    def wait(self, seconds: float) -> None:
        """Waits so long, while a run has paused itself; less where the person stops it or says to go on."""
        ...


class NoControl:
    """A run that nobody stops."""

    stopped = False
    paused_seconds = 0.0

    def wait_while_paused(self) -> bool:
        return True

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


class LossWatch:
    """Notices between validations that the loss ran away.

    Args:
        guess: nats per token of a network that knows nothing.
    """

    def __init__(self, guess: float) -> None:
        self._guess = guess
        self.mean = guess

    def runs_away(self, loss: float) -> bool:
        """Whether a step's loss, nats per token, is no number, or the last ones are far worse than a guess."""
        if not math.isfinite(loss):
            return True
        self.mean += (min(loss, self._guess + 100.0) - self.mean) / _WATCHED_STEPS
        return self.mean > self._guess + _WATCHED_NATS

    def reset(self) -> None:
        """Begins anew, after a roll-back."""
        self.mean = self._guess


class Progress:
    """Counts steps and time of one run. Times in seconds, losses in nats per token.

    `now` is the clock as `tick` last read it; every decision follows it.
    """

    def __init__(self, config: TrainingConfig, *, steps_an_epoch: int, control: Control, spent: float = 0.0) -> None:
        self._config = config
        self._control = control
        self._started = time.monotonic() - spent
        self._stood_still = 0.0
        self.now = 0.0
        self._steps_an_epoch = steps_an_epoch
        self.budget = (config.minutes or 0.0) * 60
        self.total_steps = 0 if self.budget else (config.epochs or 0) * steps_an_epoch
        self.step = 0
        self.epochs = 0
        self.last_save = self._started
        self._last_record = -math.inf
        self._last_validation = spent
        self._validation_cost = 0.0
        self._validation_total = spent  # nothing of either is time of steps
        self._validation_began = self._validation_began_at = 0.0
        self._since_record = [0.0, 0]
        self._since_validation = [0.0, 0.0, 0]
        self._all_tokens = 0
        self._step_seconds = 0.0
        # The first step of a process builds the graph: its seconds and tokens say nothing of the speed.
        self._built = (0.0, 0, 0)
        self._is_built = False
        self._worked_before = 0.0

    @property
    def seconds(self) -> float:
        """Since the start, without pauses."""
        return time.monotonic() - self._started - self._control.paused_seconds - self._stood_still

    @contextlib.contextmanager
    def standing_still(self) -> Iterator[None]:
        """Lets the time within not count, whether or not the person pauses too."""
        before = self.seconds
        try:
            yield
        finally:
            self._stood_still += self.seconds - before

    def tick(self, seconds: float) -> None:
        """Sets the clock of the next decisions: the seconds of this run, or of the one that decides for it."""
        self.now = math.floor(seconds / _TICK) * _TICK

    @property
    def epoch(self) -> float:
        """Passes over the training part, with the fraction of the current one."""
        return self.step / self._steps_an_epoch

    @property
    def tokens_per_second(self) -> float:
        """Over the run, validations and the building of the graph left out."""
        seconds, tokens = self._step_seconds - self._built[0], self._all_tokens - self._built[1]
        if seconds > 0 and tokens > 0:
            return tokens / seconds
        return self._all_tokens / self._step_seconds if self._step_seconds else 0.0

    @property
    def validates_each_epoch(self) -> bool:
        """Whether the end of an epoch is validated; a run by time validates by its clock."""
        return not self.budget

    @property
    def validation_seconds(self) -> float:
        """How long the last validation took."""
        return self._validation_cost

    def _interval(self) -> float:
        """Seconds between validations: soon at first, then a share of the budget; dear ones seldom."""
        rest = self._validation_cost * (1 / _VALIDATING - 1)
        return max(min(self.budget / _VALIDATIONS, 2 + self.now / 10), rest)

    def validation_due(self) -> bool:
        """Whether to validate before the next step."""
        return bool(self.budget) and self.has_losses and self.now - self._last_validation >= self._interval()

    def time_is_up(self) -> bool:
        """Whether the next step and the closing validation would end after the deadline."""
        return bool(self.budget) and self.now + self._validation_cost >= self.budget

    def epochs_done(self) -> bool:
        """Whether a run by epochs has done them all."""
        return not self.budget and self.epochs >= (self._config.epochs or 0)

    def share(self) -> float:
        """How much of the run is done, 0..1."""
        done = self.now / self.budget if self.budget else self.step / max(1, self.total_steps)
        return min(1.0, done)

    def rate_share(self) -> float:
        """The learning rate of the next step as a share of the configured one: warm-up, then a cosine that ends on the
        end of the run (Loshchilov and Hutter 2017)."""
        if self._config.schedule == "constant":
            return 1.0
        warm = min(1.0, (self.step + 1) / min(_WARM_UP_STEPS, max(1, self.total_steps // 10 or _WARM_UP_STEPS)))
        return warm * max(_LAST_RATE, 0.5 * (1 + math.cos(math.pi * self.share())))

    def stepped(self, loss: float, hits: float, tokens: int) -> StepEnd | None:
        """Counts a step. `loss` and `hits` are sums over its tokens. Returns the record, None where the last one is too
        fresh or the loss is no number."""
        self.step += 1
        if not math.isfinite(loss):
            return None
        self._all_tokens += tokens
        self._since_record[0] += loss
        self._since_record[1] += tokens
        self._since_validation[0] += loss
        self._since_validation[1] += hits
        self._since_validation[2] += tokens
        now = self.seconds
        if not self._is_built and self.total_steps != 1:
            self._build_ended(tokens)
            return None
        if now - self._last_record < RECORD_SECONDS:
            return None
        self._last_record = now
        total, count = self._since_record
        self._since_record = [0.0, 0]
        self._step_seconds = self.seconds - self._validation_total
        share = self.share()
        left = self.budget - now if self.budget else self._seconds_left()
        mean = total / max(1, count)
        return StepEnd(self.step, self.epoch, mean, self.tokens_per_second, now, share, max(0.0, left))

    def _build_ended(self, tokens: int) -> None:
        self._is_built = True
        worked = self.seconds - self._validation_total
        self._step_seconds = worked
        seconds, before, steps = self._built
        self._built = (seconds + worked - self._worked_before, before + tokens, steps + 1)

    def _seconds_left(self) -> float:
        """Of a run by epochs, at the speed so far."""
        done = self.step - self._built[2]
        return (self.seconds - self._built[0]) * max(0, self.total_steps - self.step) / done if done > 0 else 0.0

    def state(self) -> dict[str, Any]:
        """Plain JSON from which `restore` goes on counting."""
        return {
            "seconds": self.seconds,
            "now": self.now,
            "step": self.step,
            "epochs": self.epochs,
            "since_validation": self._since_validation,
            "last_validation": self._last_validation,
            "validation_cost": self._validation_cost,
            "validation_total": self._validation_total,
            "tokens": self._all_tokens,
            "built": list(self._built),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Takes a state as `state` returned it."""
        self._started -= state["seconds"]
        self.now = state["now"]
        self.step, self.epochs = state["step"], state["epochs"]
        self._since_validation = list(state["since_validation"])
        self._last_validation = state["last_validation"]
        self._validation_cost = state["validation_cost"]
        self._validation_total = state["validation_total"]
        self._all_tokens = state["tokens"]
        seconds, tokens, steps = state.get("built", (0.0, 0, 0))
        self._built = (float(seconds), int(tokens), int(steps))
        self._worked_before = self.seconds - self._validation_total

    @property
    def has_losses(self) -> bool:
        """Whether there was a step since the last validation."""
        return bool(self._since_validation[2])

    def take_losses(self) -> tuple[float, float | None]:
        """Mean loss and share of hits since the last validation; NaN where there was no step."""
        self._validation_began, self._validation_began_at = self.now, self.seconds
        loss, hits, tokens = self._since_validation
        self.forget_losses()
        if not tokens:
            return math.nan, None
        return loss / tokens, hits / tokens

    def forget_losses(self) -> None:
        """Leaves what was counted since the last validation out of the next one."""
        self._since_validation = [0.0, 0.0, 0]

    def validated(self) -> None:
        """Ends a validation that `take_losses` began; `tick` comes before."""
        self._last_validation = self.now
        self._validation_cost = self.now - self._validation_began
        self._validation_total += self.seconds - self._validation_began_at
