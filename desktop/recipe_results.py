"""What a recipe shows once its network is trained; called on a worker thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import engine

if TYPE_CHECKING:
    from desktop.tasks import Control
    from engine import Recipe, TrainingJob

POEM_LENGTH = 80
# The five messages on which the seminar tried its checker; they are not among the samples.
SEMINAR_MESSAGES = (
    "당신에게 드리는 마지막 혜택!",
    "내일 뵐 수 있을지 확인 부탁",
    "쉿! 혼자 보세요",
    "언제까지 답장 가능할",
    "(광고) 멋있어질 수 있는",
)


def recipe_results(recipe: Recipe, job: TrainingJob, name: str, control: Control) -> list[str]:
    """One line a seed with its greedy completion, or one a message with its verdict.

    `name` is the model that was trained. Raises EngineError where it cannot be opened.
    """
    if recipe.kind == "classifier":
        checker = engine.open_spam_checker(job.models_dir, name)
        return [_verdict(checker.check(message), message) for message in SEMINAR_MESSAGES]
    completer = engine.open_completer(job.models_dir, name)
    lines = []
    for seed, length in recipe.show or _own_seed(recipe, job):
        if control.stopped:
            break
        sampling = engine.SamplingConfig.checked(length=length, greedy=True)
        completion = completer.complete(seed, sampling, should_stop=control.should_stop)[0]
        lines.append(f"{seed} +{length} → {completion.text}")
    return lines


def _verdict(report: engine.SpamReport, message: str) -> str:
    return f"{message} → {report.probability:.2f} {report.verdict}"


def _own_seed(recipe: Recipe, job: TrainingJob) -> tuple[tuple[str, int], ...]:
    """The first window of the text itself, where a recipe shows that its network knows the text by heart."""
    if recipe.prepare is None or not recipe.model.window:
        return ()
    corpus = engine.read_corpus([Path(path) for path in job.sources], column=job.column)
    return ((recipe.prepare(corpus)[: recipe.model.window], POEM_LENGTH),)
