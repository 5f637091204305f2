"""The description that a run saves with its model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from engine.config import TrainingJob
from engine.corpus import summarize
from engine.models.manifest import CorpusInfo, HistoryPoint, ModelInfo
from engine.tokens.dataset import LanguageData

if TYPE_CHECKING:
    from engine.training.task import Best

Description = Callable[["Best | None", dict[str, Any], int], ModelInfo]


def description(job: TrainingJob, corpus: CorpusInfo) -> Description:
    """Describes the job's model by its best weights so far (None before there are any), metrics and vocabulary size."""
    created = datetime.now(UTC).isoformat(timespec="seconds")

    def describe(best: Best | None, metrics: dict[str, Any], vocabulary: int) -> ModelInfo:
        return ModelInfo(
            name=job.name,
            kind=job.model.kind,
            model=job.model,
            training=job.training,
            created=created,
            recipe=job.recipe,
            parameters=sum(int(a.size) for a in best.arrays.values()) if best else 0,
            vocabulary=vocabulary,
            corpus=corpus,
            metrics={key: value for key, value in metrics.items() if isinstance(value, (float, int, str))},
            history=tuple(HistoryPoint(**point) for point in best.history if point["loss"] is not None) if best else (),
        )

    return describe


def corpus_info(data: LanguageData) -> CorpusInfo:
    """What a language model keeps of its texts: the names of the first hundred, and sizes in characters and tokens."""
    corpus = data.corpus
    return CorpusInfo(
        sources=tuple(document.path.name for document in corpus.documents[:100]),
        characters=data.characters,
        tokens=len(data.train) + (0 if data.valid is None else len(data.valid)),
        fingerprint=corpus.fingerprint,
        language=summarize(corpus).language,
    )
