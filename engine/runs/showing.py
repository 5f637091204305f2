"""What a recipe shows once its network is trained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine import paths
from engine.config import SamplingConfig, TrainingJob
from engine.corpus import CorpusLibrary, read_corpus
from engine.inference.completer import open_completer
from engine.models.store import ModelStore
from engine.runs.seminar import Recipe, recipe
from engine.spam.classifier import open_spam_checker

# The five lines of the seminar; they are kept out of the samples.
SEMINAR_MESSAGES = (
    "당신에게 드리는 마지막 혜택!",
    "내일 뵐 수 있을지 확인 부탁",
    "쉿! 혼자 보세요",
    "언제까지 답장 가능할",
    "(광고) 멋있어질 수 있는",
)


def _trained_names(job: TrainingJob, entry: Recipe) -> list[str]:
    """The models of a recipe: one, or one a cell; of a comparison that was stopped, those it came to."""
    if not entry.cells:
        return [job.name]
    store = ModelStore(job.models_dir)
    there = {info.name for info in store.models()}
    return [n for cell in entry.cells if (n := f"{job.name} {cell.upper()} {entry.shares[-1]:.0%}") in there]


def shown_results(
    job: TrainingJob, *, name: str = "", should_stop: Callable[[], bool] | None = None
) -> list[dict[str, Any]]:
    """The recipe's seeds completed greedily, as rows with `model`, `seed`, `length` and `text`; of a classifier its
    messages, as `seed`, `verdict` and `probability`. Empty for a job without a recipe.

    Args:
        name: the model to ask, where it is not the job's own.

    Raises StoreError where the model is not there.
    """
    if job.recipe is None:
        return []
    entry = recipe(job.recipe)
    if entry.kind == "classifier":
        checker = open_spam_checker(job.models_dir, name or job.name)
        reports = [(message, checker.check(message)) for message in SEMINAR_MESSAGES]
        # 0 or 1 as the seminar decides: without a place between the two.
        return [
            {"seed": m, "verdict": "spam" if r.probability >= 0.5 else "normal", "probability": r.probability}
            for m, r in reports
        ]
    names = [name] if name else _trained_names(job, entry)
    rows: list[dict[str, Any]] = []
    for model in names:
        completer = open_completer(job.models_dir, model)
        for seed, length in entry.show or ((job_texts(job)[: entry.model.window], 80),):
            if should_stop is not None and should_stop():
                return rows
            greedy = SamplingConfig(length=length, greedy=True)
            text = completer.complete(seed, greedy, should_stop=should_stop)[0].text
            rows.append({"model": model, "seed": seed, "length": length, "text": text})
    return rows


def job_texts(job: TrainingJob) -> str:
    """The text of a job as its network reads it, prepared as its recipe says."""
    cache_folder = CorpusLibrary(paths.corpora_dir()).cache_folder
    corpus = read_corpus(job.sources, column=job.column, cleaning=job.cleaning, cache_folder=cache_folder)
    entry = recipe(job.recipe) if job.recipe else None
    return entry.prepare(corpus) if entry is not None and entry.prepare is not None else corpus.text
