"""Which arrays a model of labels holds; without the code that asks them, for a file that comes from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

LABELS = "labels"  # the part of the model's folder
PLANE = ("ratio", "weight", "ratio_weight", "look", "bias")


def planes_of(labels: int) -> int:
    """How many planes tell so many labels apart: of two labels one is the mirror image of the other."""
    return labels if labels > 2 else 1


def fits(content: Any, weights: Mapping[str, np.ndarray], counts: Mapping[str, np.ndarray]) -> bool:
    """Whether the arrays are those of the labels that a model's folder names."""
    names = content.get("names") if isinstance(content, dict) else None
    columns = counts.get("linear.columns")
    if not isinstance(names, list) or len(names) < 2 or columns is None or columns.ndim != 1:
        return False
    wanted = {"linear.inverse": columns.shape}
    for place in range(planes_of(len(names))):
        wanted |= {f"plane.{place}.{name}": columns.shape for name in PLANE[:3]}
        wanted[f"plane.{place}.bias"] = (1,)
    return all(name in weights and weights[name].shape == shape for name, shape in wanted.items())
