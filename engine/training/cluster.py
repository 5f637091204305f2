"""One network trained by several machines at once: TensorFlow's MultiWorkerMirroredStrategy, set up by TF_CONFIG.

Every worker runs the same command with the same texts and settings, and a TF_CONFIG that names all of them and which
one it is. Each takes its even part of the rows of every batch; their gradients are summed once a step by the strategy's
collective operations, and every worker applies the same update, so that the networks stay equal. The first worker's
clock and held-out loss decide for all, and a stop of anyone stops all, in the same step. Only the first one writes
models and samples.

A run in a cluster makes no checkpoints and is not resumed, because each worker carries states of its own; the best
network so far is in the first worker's store as always. A pause of the first worker, or of any, holds all of them.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Sequence
from typing import Any

from engine.errors import TrainingError

Tensor = Any


def announced() -> tuple[int, int]:
    """Which worker TF_CONFIG says that this is, and how many there are; (0, 1) without it. True before they have met.

    Raises TrainingError where TF_CONFIG is wrong.
    """
    text = os.environ.get("TF_CONFIG", "").strip()
    if not text:
        return 0, 1
    try:
        config = json.loads(text)
        cluster, task = config.get("cluster", {}), config.get("task", {})
        chiefs, count = len(cluster.get("chief", ())), len(cluster.get("worker", ()))
        kind, number = task.get("type", "worker"), int(task.get("index", 0))
        place = number if kind == "chief" else chiefs + number
        if chiefs + count > 1 and (kind not in ("chief", "worker") or not 0 <= place < chiefs + count):
            raise ValueError(kind)
    except (ValueError, TypeError, AttributeError) as error:
        raise TrainingError(
            "TF_CONFIG does not describe a cluster of workers.",
            "Correct it, or unset it to train on this machine alone.",
        ) from error
    return place, max(1, chiefs + count)


class _Cluster:
    """The strategy of this process; it lives as long as the process, as TensorFlow's collective operations do."""

    strategy: Any = None
    index = 0
    workers = 1


def join(tensorflow: Any) -> None:
    """Waits for the other workers where TF_CONFIG names some. To be called before TensorFlow runs anything.

    Raises TrainingError where TF_CONFIG is wrong or TensorFlow cannot open the worker's port.
    """
    index, workers = announced()
    if workers == 1:
        return
    gpus = tensorflow.config.list_physical_devices("GPU")
    if len(gpus) > 1:
        # A worker is one device here; further ones are workers of their own.
        tensorflow.config.set_visible_devices(gpus[:1], "GPU")
    try:
        _Cluster.strategy = tensorflow.distribute.MultiWorkerMirroredStrategy()
    except (RuntimeError, ValueError, tensorflow.errors.OpError) as error:
        raise TrainingError(
            "The cluster of TF_CONFIG could not be formed.", "Check that its addresses are free and can be reached."
        ) from error
    _Cluster.index, _Cluster.workers = index, workers


def workers() -> int:
    """How many workers train together; 1 without a cluster."""
    return _Cluster.workers


def index() -> int:
    """Which of them this is; 0 writes."""
    return _Cluster.index


def part(rows: int) -> slice:
    """This worker's rows of a batch; none where there are fewer than workers."""
    return slice(rows * _Cluster.index // _Cluster.workers, rows * (_Cluster.index + 1) // _Cluster.workers)


def summed(tensors: list[Tensor]) -> list[Tensor]:
    """The sum of each tensor over all workers, who must all call this; the tensors themselves without a cluster."""
    return tensors if _Cluster.strategy is None else list(_reduction()(*tensors))


@functools.cache
def _reduction() -> Any:
    from engine.training.runtime import tf

    strategy = _Cluster.strategy

    def all_reduced(*tensors: Tensor) -> Any:
        replica = tf.distribute.get_replica_context()
        return replica.all_reduce(tf.distribute.ReduceOp.SUM, [tf.identity(tensor) for tensor in tensors])

    return tf.function(lambda *tensors: strategy.run(all_reduced, args=tensors), autograph=False)


def firsts(values: Sequence[float]) -> list[float]:
    """The numbers that the first worker gives."""
    return list(values) if _Cluster.strategy is None else _total(values if _Cluster.index == 0 else [0.0] * len(values))


def agreed(seconds: float, stopped: bool) -> tuple[float, bool]:
    """The first worker's seconds, and whether any of them was stopped."""
    if _Cluster.strategy is None:
        return seconds, stopped
    own = seconds if _Cluster.index == 0 else 0.0
    seconds, stops = _total([own, float(stopped)])
    return seconds, stops > 0


def _total(values: Sequence[float]) -> list[float]:
    from engine.training.runtime import tf

    (total,) = summed([tf.constant(list(values), tf.float64)])
    return [float(value) for value in total.numpy()]
