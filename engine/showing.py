"""What a recipe shows once its network is trained."""

from __future__ import annotations

from typing import Any

from engine.config import SamplingConfig, TrainingJob
from engine.inference.completer import open_completer
from engine.jobs import job_texts
from engine.recipes import recipe
from engine.spam.classifier import open_spam_checker

# The five lines of the seminar; they are kept out of the samples.
SEMINAR_MESSAGES = (
    "당신에게 드리는 마지막 혜택!",
    "내일 뵐 수 있을지 확인 부탁",
    "쉿! 혼자 보세요",
    "언제까지 답장 가능할",
    "(광고) 멋있어질 수 있는",
)


def shown_results(job: TrainingJob) -> list[dict[str, Any]]:
    """The recipe's seeds completed greedily as `seed` and `text`, or its messages as `seed`, `verdict`, `probability`.

    Raises StoreError where the model is not there.
    """
    if job.recipe is None:
        return []
    entry = recipe(job.recipe)
    if entry.kind == "classifier":
        checker = open_spam_checker(job.models_dir, job.name)
        reports = [(message, checker.check(message)) for message in SEMINAR_MESSAGES]
        return [{"seed": m, "verdict": r.verdict, "probability": r.probability} for m, r in reports]
    names = [f"{job.name} {cell.upper()} {entry.shares[-1]:.0%}" for cell in entry.cells] or [job.name]
    rows = []
    for name in names:
        completer = open_completer(job.models_dir, name)
        for seed, length in entry.show or ((job_texts(job)[: entry.model.window], 80),):
            text = completer.complete(seed, SamplingConfig(length=length, greedy=True))[0].text
            rows.append({"model": name, "seed": seed, "text": text})
    return rows
