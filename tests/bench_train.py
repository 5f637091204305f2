"""How fast networks train here: ours, stock Keras and PyTorch side by side, idle and beside one other busy process.

`make bench-train` (needs the `bench` extra). Rounds are interleaved, each peer in a process of its own that is asked
for some seconds of steps at a time, so that the machine's moods fall on all alike. Ratios are taken pair by pair in a
round; the peak is that of a plain matrix product on every core, measured in the same round.
`--peers`, `--shapes`, `--rounds` and `--seconds` choose less. `--worker` is for its own use.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

SHAPES = {"128x2": (128, 2, 50, 50), "256x2": (256, 2, 100, 64), "512x2": (512, 2, 100, 64)}
TEXT = Path(__file__).parents[2] / "shared" / "data" / "text" / "en" / "tinyshakespeare.txt"
Step = Callable[[], object]


def text_ids() -> tuple[np.ndarray, int]:
    """tinyshakespeare by character where it is there, else the bundled prose; and the size of the alphabet."""
    path = TEXT if TEXT.exists() else Path(__file__).parents[1] / "resources" / "corpora" / "english_prose.txt"
    alphabet, ids = np.unique(list(path.read_text(encoding="utf-8")), return_inverse=True)
    return ids.astype(np.int32), len(alphabet)


def batches(seq_length: int, batch_size: int) -> Callable[[], tuple[np.ndarray, np.ndarray]]:
    """An endless stream of (inputs, targets), each (batch_size, seq_length)."""
    ids, _ = text_ids()
    length = (len(ids) - 1) // batch_size
    x = ids[: batch_size * length].reshape(batch_size, length)
    y = ids[1 : batch_size * length + 1].reshape(batch_size, length)
    at = 0

    def following() -> tuple[np.ndarray, np.ndarray]:
        nonlocal at
        if at + seq_length > length:
            at = 0
        part = slice(at, at + seq_length)
        at += seq_length
        return x[:, part], y[:, part]

    return following


def ours(units: int, layers: int, seq_length: int, batch_size: int) -> Step:
    """The trainer's own step: carried states, Adam, clipping."""
    from engine.config import ModelConfig, TrainingConfig
    from engine.tokens.batching import Batch
    from engine.training.network import Network
    from engine.training.steps import ManyToMany, Optimizer

    _, alphabet = text_ids()
    config = TrainingConfig(dropout=0, weight_decay=0, learning_rate=2e-3)
    network = Network(ModelConfig(units=units, num_layers=layers, embedding_dim=units), alphabet)
    steps = ManyToMany(network, Optimizer(network, config), config, count_hits=False)
    following, first = batches(seq_length, batch_size), True

    def step() -> None:
        nonlocal first
        x, y = (np.ascontiguousarray(part.T) for part in following())
        steps.train(Batch(x, y, first), (0, 0))
        first = False

    return step


def keras_step(units: int, layers: int, seq_length: int, batch_size: int) -> Step:
    """Stock Keras: stateful LSTM layers, train_on_batch, its threads as it sets them."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    _, alphabet = text_ids()
    inputs = keras.Input(batch_shape=(batch_size, seq_length), dtype="int32")
    x = keras.layers.Embedding(alphabet, units)(inputs)
    for _ in range(layers):
        x = keras.layers.LSTM(units, return_sequences=True, stateful=True)(x)
    model = keras.Model(inputs, keras.layers.Dense(alphabet)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(2e-3, global_clipnorm=1.0), loss)
    following = batches(seq_length, batch_size)
    return lambda: model.train_on_batch(*following())


def torch_step(units: int, layers: int, seq_length: int, batch_size: int) -> Step:
    """PyTorch: nn.LSTM, carried states, Adam, clipping; a thread a core."""
    import torch

    _, alphabet = text_ids()
    torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    embed, output = torch.nn.Embedding(alphabet, units), torch.nn.Linear(units, alphabet)
    lstm = torch.nn.LSTM(units, units, layers, batch_first=True)
    parameters = [*embed.parameters(), *lstm.parameters(), *output.parameters()]
    optimizer = torch.optim.Adam(parameters, 2e-3)
    following = batches(seq_length, batch_size)
    state = None

    def step() -> None:
        nonlocal state
        x, y = (torch.from_numpy(part.astype(np.int64)) for part in following())
        hidden, state = lstm(embed(x), state)
        state = tuple(part.detach() for part in state)
        loss = torch.nn.functional.cross_entropy(output(hidden).flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        loss.item()

    return step


def peak() -> float:
    """GFLOP/s of plain matrix products, one on every core at once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    factors = [np.random.default_rng(i).random((512, 512), np.float32) for i in range(cores)]
    outs = [np.empty_like(f) for f in factors]

    def multiply(i: int) -> float:
        rates = []
        end = time.perf_counter() + 0.7
        while time.perf_counter() < end:
            start = time.perf_counter()
            np.matmul(factors[i], factors[i], out=outs[i])
            rates.append(2 * 512**3 / (time.perf_counter() - start) / 1e9)
        return statistics.median(rates)

    with ThreadPoolExecutor(cores) as pool:
        return sum(pool.map(multiply, range(cores)))


PEERS = {"ours": ours, "keras": keras_step, "torch": torch_step}


def worker(peer: str, shape: str) -> None:
    """Answers each line, a number of seconds, with the tokens a second of that time."""
    units, layers, seq_length, batch_size = SHAPES[shape]
    step = PEERS[peer](units, layers, seq_length, batch_size)
    for _ in range(3):
        step()
    print("ready", flush=True)
    for line in sys.stdin:
        times = []
        end = time.perf_counter() + float(line)
        while time.perf_counter() < end or len(times) < 3:
            start = time.perf_counter()
            step()
            times.append(time.perf_counter() - start)
        print(seq_length * batch_size / statistics.median(times), flush=True)


class Peer:
    """A worker process."""

    def __init__(self, peer: str, shape: str) -> None:
        command = [sys.executable, __file__, "--worker", peer, shape]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self._read()

    def _read(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError("a peer ended; is the bench extra installed?")
        return line

    def speed(self, seconds: float) -> float:
        """Tokens a second over so many seconds."""
        if self._process.stdin:
            self._process.stdin.write(f"{seconds}\n")
            self._process.stdin.flush()
        return float(self._read())

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()


def spin() -> None:
    """Keeps a core busy."""
    while True:
        sum(range(10_000))


def flops_a_token(shape: str) -> float:
    """Operations of the products of one token as Keras and PyTorch compute them, forward and back."""
    units, layers, _, _ = SHAPES[shape]
    return 6 * (layers * 8 * units * units + units * 65)


def spread(values: list[float]) -> str:
    """Median (least to most)."""
    return f"{statistics.median(values):5.2f} ({min(values):.2f} to {max(values):.2f})"


def measure(shape: str, names: list[str], rounds: int, seconds: float, *, busy: bool) -> dict[str, list[float]]:
    """Tokens a second of each peer, a value a round; prints the table."""
    peers = {name: Peer(name, shape) for name in names}
    noise = multiprocessing.get_context("spawn").Process(target=spin, daemon=True)
    speeds: dict[str, list[float]] = {name: [] for name in names}
    peaks = []
    try:
        if busy:
            noise.start()
        for _ in range(rounds):
            if not busy:
                peaks.append(peak())
            for name, peer in peers.items():
                speeds[name].append(peer.speed(seconds))
    finally:
        for peer in peers.values():
            peer.close()
        if busy:
            noise.kill()
            noise.join()
    for name, values in speeds.items():
        line = f"  {name:6} {statistics.median(values):9,.0f} tokens/s"
        if peaks:
            shares = [v * flops_a_token(shape) / 1e9 / p for v, p in zip(values, peaks, strict=True)]
            line += f"   {spread(shares)} of the peak of {statistics.median(peaks):.0f} GFLOP/s"
        if name != "ours" and "ours" in speeds:
            line += f"   ours / {name}: {spread([a / b for a, b in zip(speeds['ours'], values, strict=True)])}"
        print(line, flush=True)
    return speeds


def main() -> None:
    """Prints every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", nargs="+", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--shapes", nargs="+", default=list(SHAPES), choices=list(SHAPES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--worker", nargs=2)
    options = parser.parse_args()
    if options.worker:
        worker(*options.worker)
        return
    for shape in options.shapes:
        units, layers, seq_length, batch_size = SHAPES[shape]
        print(f"LSTM {units} x {layers}, {seq_length} x {batch_size} tokens a step, idle")
        idle = measure(shape, options.peers, options.rounds, options.seconds, busy=False)
        print(f"LSTM {units} x {layers}, beside one busy process")
        loaded = measure(shape, options.peers, options.rounds, options.seconds, busy=True)
        kept = {n: statistics.median(loaded[n]) / statistics.median(idle[n]) for n in idle}
        print("  kept of the idle speed: " + ", ".join(f"{n} {k:.0%}" for n, k in kept.items()), flush=True)


if __name__ == "__main__":
    main()
