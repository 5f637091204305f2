"""What this machine can do: processors, and how fast they multiply."""

from __future__ import annotations

import functools
import os
import time

import numpy as np

_SIZE, _ROUNDS = 384, 6


def cores() -> int:
    """The processors that this process may use; `MAEARI_THREADS` lowers it."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("MAEARI_THREADS", "")
    return max(1, min(available, int(wanted))) if wanted.isdigit() and int(wanted) else available


@functools.cache
def flops() -> float:
    """Floating point operations a second of one processor in a matrix product, measured once in some 20 ms."""
    a = np.random.default_rng(0).random((_SIZE, _SIZE), np.float32)
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        a @ a
        best = min(best, time.perf_counter() - start)
    return 2 * _SIZE**3 / best
