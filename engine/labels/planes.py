"""One separating plane a label over the same n-grams: the linear branch of the spam checker, several times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.labels.shapes import PLANE, planes_of
from engine.spam.explain import WordKind
from engine.spam.linear import LinearModel, Steps, fitting_linear
from engine.spam.ngrams import grams
from engine.spam.reading import Reading

_SHARED = ("inverse", "columns")


class Planes:
    """What a model of labels says of texts. Of two labels there is one plane, since the other is its mirror image."""

    def __init__(self, models: Sequence[LinearModel]) -> None:
        self.models = tuple(models)

    @property
    def labels(self) -> int:
        """How many labels there are."""
        return max(2, len(self.models))

    @property
    def columns(self) -> np.ndarray:
        """The columns that the planes know, (n,) rising."""
        return self.models[0].columns

    def scores(self, readings: Sequence[Reading]) -> np.ndarray:
        """The distances from the planes, (texts, labels)."""
        own = np.array([[model.score(r.whole, r.look) for model in self.models] for r in readings])
        return self._of_labels(own.reshape(len(readings), len(self.models)))

    def shares(self, reading: Reading, kinds: Sequence[WordKind]) -> np.ndarray:
        """What each word adds to the score of each label wherever it occurs, (words, labels)."""
        whole = reading.whole
        each = np.stack([model.contributions(whole) for model in self.models], axis=1) / whole.counts[:, None]
        result = np.zeros((len(kinds), len(self.models)))
        for row, kind in zip(result, kinds, strict=True):
            own = grams("" if kind.names[0].startswith("<") else kind.shown, kind.names)
            places = np.minimum(np.searchsorted(whole.columns, own.columns), len(whole.columns) - 1)
            same = whole.columns[places] == own.columns
            row[:] = kind.times * (own.counts[same] @ each[places[same]])
        return self._of_labels(result)

    def known(self, kind: WordKind) -> bool:
        """Whether any token of a word was learned."""
        own = grams("", kind.names)
        words = own.columns[own.words :]
        places = np.minimum(np.searchsorted(self.columns, words), len(self.columns) - 1)
        return bool((self.columns[places] == words).any())

    def _of_labels(self, own: np.ndarray) -> np.ndarray:
        return own if len(self.models) > 1 else np.hstack([-own, own])

    def arrays(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """For the model's folder: the numbers, and the columns as whole numbers."""
        numbers: dict[str, np.ndarray] = {}
        for place, model in enumerate(self.models):
            own, columns = model.arrays()
            for name, array in own.items():
                short = name.removeprefix("linear.")
                if short not in _SHARED:
                    numbers[f"plane.{place}.{short}"] = array
        first, columns = self.models[0].arrays()
        return {**numbers, "linear.inverse": first["linear.inverse"]}, columns

    @classmethod
    def from_arrays(cls, numbers: Mapping[str, np.ndarray], counts: Mapping[str, np.ndarray], labels: int) -> Planes:
        """Reads them back. Raises ValueError where an array is missing or of another shape."""
        models = []
        for place in range(planes_of(labels)):
            own = {
                f"linear.{name}": numbers[f"plane.{place}.{name}"]
                for name in PLANE
                if f"plane.{place}.{name}" in numbers
            }
            if "linear.inverse" in numbers:
                own["linear.inverse"] = numbers["linear.inverse"]
            models.append(LinearModel.from_arrays(own, counts))
        return cls(models)


def fitting_planes(readings: Sequence[Reading], labels: np.ndarray, count: int, *, seed: int = 0) -> Steps[Planes]:
    """Learns in steps, so that a person can stop between two; the same texts and seed give the same planes.

    Args:
        labels: (texts,) the place of each text's label, below `count`.
    """
    found, looks = [reading.whole for reading in readings], np.array([reading.look for reading in readings])
    wanted = [1] if count == 2 else list(range(count))
    models = []
    for done, label in enumerate(wanted):
        steps = fitting_linear(found, looks, labels == label, seed=seed)
        while True:
            try:
                share = next(steps)
            except StopIteration as end:
                models.append(end.value)
                break
            yield (done + share) / len(wanted)
    return Planes(models)
