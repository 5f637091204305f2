"""One step of training and of validation: the batch cut in one shard a core, each on a thread of its own.

A shard runs without TensorFlow's own pool of threads, whose wake-ups cost more than the operations of a recurrent step;
the threads meet once a step, where the gradients are added. Measured on two cores, 256 units, 64 x 32 tokens: 15,900
tokens/s this way, 11,200 with the pool.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from engine.config import TrainingConfig
from engine.machine import cores
from engine.runs.sizing import HEAD
from engine.tokens.batching import Batch
from engine.tokens.tokenizer import PAD
from engine.training import cluster
from engine.training.network import Drop, Network, Tensor
from engine.training.runtime import has_gpu, tf
from engine.training.softmax import full_loss, sampled_loss

_IDS = tf.TensorSpec((None, None), tf.int32)
_ROW = tf.TensorSpec((None,), tf.int32)
_SEED = tf.TensorSpec((2,), tf.int32)
_NUMBER = tf.TensorSpec((), tf.float32)
_BETA_1, _BETA_2, _EPSILON = 0.9, 0.99, 1e-8
# Fewer rows than this are not worth a second thread.
_SMALLEST_SHARD = 4

Sums = tuple[float, float]


class Optimizer:
    """AdamW (Loshchilov and Hutter 2019) with clipping of the global norm; no decay for biases and embeddings.

    Each variable is one call of TensorFlow's fused kernel: 8 ms a step for half a million parameters; the chain of
    operations of Keras' optimizer took 18 in the same run.
    """

    def __init__(self, network: Network, config: TrainingConfig) -> None:
        self._variables = [_resource(variable) for variable in network.trainable]
        self._decayed = [not (name.endswith("bias") or name == "embedding") for name in network.variables]
        self._first = [tf.Variable(tf.zeros_like(variable)) for variable in self._variables]
        self._second = [tf.Variable(tf.zeros_like(variable)) for variable in self._variables]
        self._steps = tf.Variable(0.0)
        self._rate = tf.Variable(config.learning_rate)
        self._decay = config.weight_decay
        self._clip_norm = config.clip_norm
        self._applied = tf.function(self._apply, autograph=False)

    def rate(self, value: float) -> None:
        """Sets the learning rate of the next steps."""
        self._rate.assign(value)

    def apply(self, gradients: list[list[Tensor]]) -> None:
        """One step down the sum of the shards' gradients, each in the order of the network's variables."""
        self._applied(gradients)

    def _apply(self, gradients: list[list[Tensor]]) -> None:
        total = [tf.add_n(parts) for parts in zip(*gradients, strict=True)]
        clipped, _ = tf.clip_by_global_norm(total, self._clip_norm)
        steps = self._steps.assign_add(1.0)
        rows = zip(self._variables, self._first, self._second, self._decayed, clipped, strict=True)
        for variable, first, second, decayed, gradient in rows:
            if decayed and self._decay:
                variable.assign_sub(variable * (self._rate * self._decay))
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle,
                m=first.handle,
                v=second.handle,
                beta1_power=tf.pow(_BETA_1, steps),
                beta2_power=tf.pow(_BETA_2, steps),
                lr=self._rate,
                beta1=_BETA_1,
                beta2=_BETA_2,
                epsilon=_EPSILON,
                grad=gradient,
            )

    @property
    def _memory(self) -> list[Any]:
        return [self._steps, *self._first, *self._second]

    def arrays(self) -> dict[str, np.ndarray]:
        """The count of steps and the moments, by number."""
        return {str(i): variable.numpy() for i, variable in enumerate(self._memory)}

    def assign(self, arrays: dict[str, np.ndarray]) -> None:
        """Takes what `arrays` returned."""
        for i, variable in enumerate(self._memory):
            variable.assign(arrays[str(i)])

    def reset(self) -> None:
        """Forgets the moments, after the network was given other weights."""
        for variable in self._memory:
            variable.assign(tf.zeros_like(variable))


def _resource(variable: Any) -> Any:
    """TensorFlow's own variable behind a Keras one."""
    return variable if isinstance(variable, tf.Variable) else variable.value


@functools.cache
def _threads() -> ThreadPoolExecutor:
    """The threads that shards run on, one a core, shared by every trainer of the process."""
    return ThreadPoolExecutor(cores(), thread_name_prefix="shard")


def _cut(rows: slice) -> list[slice]:
    """Rows in even parts, one a core. A GPU is one device: it takes them whole."""
    start, count = rows.start, rows.stop - rows.start
    parts = 1 if has_gpu() else max(1, min(cores(), count // _SMALLEST_SHARD))
    return [slice(start + count * s // parts, start + count * (s + 1) // parts) for s in range(parts)]


def _run(work: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> list[Any]:
    """`work(*own)` of each of the arguments, a thread each; a GPU's kernels run under TensorFlow's own executor."""
    if has_gpu():
        return [work(*arguments[0])]

    def one(own: tuple[Any, ...]) -> Any:
        with tf.experimental.function_executor_type("SINGLE_THREADED_EXECUTOR"):
            return work(*own)

    return [one(arguments[0])] if len(arguments) == 1 else list(_threads().map(one, arguments))


class Shards:
    """The shards of one trainer's batches. A shard's work returns loss, hits, more, and gradients; see `step`."""

    def __init__(self, network: Network, optimizer: Optimizer) -> None:
        self._network = network
        self._optimizer = optimizer

    def parts(self, rows: int) -> list[slice]:
        """The rows of a batch that are this worker's, cut in even parts."""
        return _cut(cluster.part(rows))

    def step(self, work: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> tuple[Sums, list[Any]]:
        """Runs `work(*arguments[s])`, which gives ((loss, hits), more, gradients), a thread each; applies the sum of
        the gradients. Returns the sums of loss and hits, and what else each shard gave."""
        results = _run(work, arguments)
        gradients = [own for _, _, own in results]
        loss, hits = (sum(float(sums[i]) for sums, _, _ in results) for i in range(2))
        if cluster.workers() > 1:
            total = [tf.add_n(parts) for parts in zip(*gradients, strict=True)]
            *total, sums = cluster.summed([*total, tf.constant([loss, hits], tf.float32)])
            gradients, (loss, hits) = [total], sums.numpy().tolist()
        self._optimizer.apply(gradients)
        return (loss, hits), [more for _, more, _ in results]

    def gradients(self, tape: Any, loss: Tensor) -> list[Tensor]:
        """Dense gradients of one shard in the order of the network's variables."""
        found = tape.gradient(loss, self._network.trainable, unconnected_gradients="zero")
        return [tf.convert_to_tensor(gradient) for gradient in found]


def _seeds(seed: tuple[int, int], shard: int) -> Tensor:
    return tf.constant([seed[0] + 1000 * cluster.index() + shard, seed[1]], tf.int32)


def _hits(logits: Tensor, wanted: Tensor) -> Tensor:
    """How many rows have the wanted id as their largest logit."""
    best = tf.argmax(logits, 1, output_type=tf.int32)
    return tf.reduce_sum(tf.cast(tf.equal(best, wanted), tf.float32))


class ManyToMany:
    """Steps of a network that predicts the next token at every step; the state goes on from batch to batch."""

    def __init__(self, network: Network, optimizer: Optimizer, config: TrainingConfig, *, count_hits: bool) -> None:
        self._network = network
        self._shards = Shards(network, optimizer)
        self._config = config
        self._count_hits = count_hits
        self._sampled = bool(config.tail_samples) and network.vocabulary > 2 * HEAD + config.tail_samples
        self.states: list[list[Tensor]] = []
        states = [tf.TensorSpec((network.config.units, None)) for _ in network.zero_states(1)]
        self._compiled = tf.function(self._shard, input_signature=[_IDS, _IDS, _SEED, _NUMBER, states], autograph=False)

    def train(self, batch: Batch, seed: tuple[int, int]) -> Sums:
        """One step. Returns the sum of the losses (nats) and of the hits over the batch's tokens."""
        parts = self._shards.parts(batch.inputs.shape[1])
        sizes = [part.stop - part.start for part in parts]
        if batch.fresh or [int(state[0].shape[1]) for state in self.states] != sizes:
            self.states = [self._network.zero_states(size) for size in sizes]
        tokens = float(batch.targets.size)
        arguments = [
            (batch.inputs[:, part], batch.targets[:, part], _seeds(seed, s), tokens, self.states[s])
            for s, part in enumerate(parts)
        ]
        sums, self.states = self._shards.step(self._compiled, arguments)
        return sums

    def _shard(self, x: Tensor, y: Tensor, seed: Tensor, tokens: Tensor, states: list[Tensor]) -> Any:
        with tf.GradientTape() as tape:
            hidden, final = self._network.hidden(x, states, Drop.of(self._config, seed, locked=True))
            output = self._network.output(hidden)
            wanted = tf.reshape(y, [-1])
            if self._sampled:
                samples = self._config.tail_samples
                loss = sampled_loss(output, wanted, head=HEAD, samples=samples, seed=seed)
            else:
                loss = full_loss(output, wanted)
            scaled = loss / tokens
        hits = _hits(output.logits(), wanted) if self._count_hits else tf.constant(0.0)
        return (loss, hits), final, self._shards.gradients(tape, scaled)


class ManyToOne:
    """Steps of a network that predicts one token behind a padded window, from a zero state."""

    def __init__(self, network: Network, optimizer: Optimizer, config: TrainingConfig) -> None:
        self._network = network
        self._shards = Shards(network, optimizer)
        self._config = config
        signature = [_IDS, _ROW, tf.TensorSpec((), tf.int32), _SEED, _NUMBER]
        self._scored = tf.function(self._score, input_signature=[_IDS, _ROW], autograph=False)
        self._plain = tf.function(self._unpadded, input_signature=signature, autograph=False)
        self._after_padding = tf.function(self._padded, input_signature=signature, autograph=False)

    def train(self, batch: Batch, seed: tuple[int, int]) -> Sums:
        """One step. Returns the sum of the losses (nats) and of the hits over the batch's samples."""
        work = self._after_padding if batch.pads else self._plain
        samples = float(len(batch.targets))
        arguments = [
            (batch.inputs[:, part], batch.targets[part], batch.pads, _seeds(seed, s), samples)
            for s, part in enumerate(self._shards.parts(len(batch.targets)))
        ]
        return self._shards.step(work, arguments)[0]

    def mean_loss(self, batches: Iterable[Batch]) -> float:
        """Nats a sample over batches that are not learned from."""
        total, count = 0.0, 0
        for batch in batches:
            whole = np.concatenate([np.full((batch.pads, batch.inputs.shape[1]), PAD, np.int32), batch.inputs])
            total += float(self._scored(whole, batch.targets))
            count += len(batch.targets)
        return total / max(1, count)

    def _score(self, x: Tensor, y: Tensor) -> Tensor:
        hidden, _ = self._network.hidden(x, self._network.zero_states(tf.shape(x)[1]))
        logits = self._network.logits(hidden[-1])
        return tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))

    def _unpadded(self, x: Tensor, y: Tensor, pads: Tensor, seed: Tensor, samples: Tensor) -> Any:
        return self._shard(x, y, None, seed, samples)

    def _padded(self, x: Tensor, y: Tensor, pads: Tensor, seed: Tensor, samples: Tensor) -> Any:
        return self._shard(x, y, pads, seed, samples)

    def _shard(self, x: Tensor, y: Tensor, pads: Tensor | None, seed: Tensor, samples: Tensor) -> Any:
        with tf.GradientTape() as tape:
            states = self._first_states(tf.shape(x)[1], pads)
            hidden, _ = self._network.hidden(x, states, Drop.of(self._config, seed))
            logits = self._network.logits(hidden[-1])
            loss = tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
            scaled = loss / samples
        return (loss, _hits(logits, y)), tf.constant(0.0), self._shards.gradients(tape, scaled)

    def _first_states(self, rows: Tensor, pads: Tensor | None) -> list[Tensor]:
        """Zero, or the state after the padding that all rows share, computed for one row."""
        if pads is None:
            return self._network.zero_states(rows)
        _, after = self._network.hidden(tf.fill((pads, 1), PAD), self._network.zero_states(1))
        return [tf.repeat(state, rows, 1) for state in after]


class Classifying:
    """Steps of a classifier over padded texts with one yes-or-no label each."""

    def __init__(self, network: Network, optimizer: Optimizer, config: TrainingConfig) -> None:
        self._network = network
        self._shards = Shards(network, optimizer)
        self._config = config
        signature = [_IDS, _ROW, tf.TensorSpec((None,), tf.float32), _NUMBER, _SEED, _NUMBER]
        self._compiled = tf.function(self._shard, input_signature=signature, autograph=False)
        score = lambda ids, lengths: network.classified(ids, lengths)  # noqa: E731
        self.logits = tf.function(score, input_signature=[_IDS, _ROW], autograph=False)

    def train(
        self, ids: np.ndarray, lengths: np.ndarray, labels: np.ndarray, positive_weight: float, seed: tuple[int, int]
    ) -> Sums:
        """ids (T, B), lengths (B,), labels (B,) 0 or 1; positives count `positive_weight` times.

        Returns the sum of the losses (nats) and of the hits."""
        samples = float(len(labels))
        arguments = [
            (ids[:, part], lengths[part], labels[part], positive_weight, _seeds(seed, s), samples)
            for s, part in enumerate(self._shards.parts(len(labels)))
        ]
        return self._shards.step(self._compiled, arguments)[0]

    def _shard(
        self, ids: Tensor, lengths: Tensor, labels: Tensor, positive_weight: Tensor, seed: Tensor, samples: Tensor
    ) -> Any:
        with tf.GradientTape() as tape:
            logits = self._network.classified(ids, lengths, Drop.of(self._config, seed))
            loss = tf.reduce_sum(tf.nn.weighted_cross_entropy_with_logits(labels, logits, positive_weight))
            scaled = loss / samples
        hits = tf.reduce_sum(tf.cast(tf.equal(logits > 0, labels > 0.5), tf.float32))
        return (loss, hits), tf.constant(0.0), self._shards.gradients(tape, scaled)


class Scorer:
    """The mean loss over a stream of held-out ids, read once in order by parallel lanes; each core has some of them."""

    def __init__(self, network: Network) -> None:
        self._network = network
        states = [tf.TensorSpec((network.config.units, None)) for _ in network.zero_states(1)]
        self._compiled = tf.function(self._score, input_signature=[_IDS, _IDS, states], autograph=False)

    def _score(self, x: Tensor, y: Tensor, states: list[Tensor]) -> Any:
        hidden, final = self._network.hidden(x, states)
        wanted = tf.reshape(y, [-1])
        logits = self._network.logits(hidden)
        return tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, logits)), final

    def mean_loss(self, batches: Iterable[Batch]) -> float:
        """Batches of one pass -> nats a token."""
        total, count = 0.0, 0
        parts: list[slice] = []
        states: list[Any] = []
        for batch in batches:
            if batch.fresh:
                parts = _cut(slice(0, batch.inputs.shape[1]))
                states = [self._network.zero_states(part.stop - part.start) for part in parts]
            shares = zip(parts, states, strict=True)
            results = _run(
                self._compiled, [(batch.inputs[:, part], batch.targets[:, part], own) for part, own in shares]
            )
            states = [own for _, own in results]
            total += sum(float(loss) for loss, _ in results)
            count += batch.targets.size
        return total / max(1, count)
