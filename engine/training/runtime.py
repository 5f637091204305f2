"""TensorFlow, imported and set up once a process.

One thread a shard of the batch beats TensorFlow's pool of threads inside each operation, because that pool waits at a
barrier every operation: with one other busy process on the machine it kept 60-100 % of the speed where pools fell to
10 %.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

from engine.machine import cores
from engine.training import cluster


@contextlib.contextmanager
def _quiet_native_stderr() -> Iterator[None]:
    """Drops what native code writes to standard error: a page of notes on processors and drivers at every import."""
    try:
        saved = os.dup(2)
    except OSError:
        yield
        return
    silent = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silent, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(silent)


def _keep_freed_memory() -> None:
    """Tells glibc to keep what a step frees for the next one: giving pages back and taking them again cost a quarter of
    a step (65 ms against 50, two LSTM layers of 128, 50 x 50 tokens)."""
    if not sys.platform.startswith("linux"):
        return
    trim_threshold, top_pad, mmap_threshold = -1, -2, -3
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        for name, value in ((mmap_threshold, 2**30), (trim_threshold, 2**31 - 1), (top_pad, 2**26)):
            libc.mallopt(name, value)


def _imported() -> tuple[Any, Any]:
    """The modules tensorflow and keras, with `intra_op` threads 1 and `inter_op` threads a core each."""
    _keep_freed_memory()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    with _quiet_native_stderr():
        import tensorflow
        from tensorflow import keras

        # Where somebody in this process has used TensorFlow before, its threads stay as they are.
        with contextlib.suppress(RuntimeError):
            tensorflow.config.threading.set_intra_op_parallelism_threads(1)
            tensorflow.config.threading.set_inter_op_parallelism_threads(cores())
        # Many short trainings in one process are no sign of graphs built again and again.
        tensorflow.get_logger().setLevel("ERROR")
        cluster.join(tensorflow)
        tensorflow.config.list_physical_devices()
        tensorflow.zeros(())
    # TensorFlow's hundred thousands of objects live as long as the process: searching them for garbage again and again
    # took a fifth of the time of a small network's step.
    gc.collect()
    gc.freeze()
    return tensorflow, keras


tf, keras = _imported()


@functools.cache
def has_gpu() -> bool:
    """Whether TensorFlow can use a GPU here."""
    return bool(tf.config.list_physical_devices("GPU"))
