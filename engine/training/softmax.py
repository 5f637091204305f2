"""The loss of the next token: over the whole vocabulary, or over its frequent head and a sample of its long tail."""

from __future__ import annotations

from typing import Any, NamedTuple

from engine.training.runtime import tf

Tensor = Any


class Output(NamedTuple):
    """The output layer: features (N, width), kernel (V, width), bias (V,). Ids are sorted, the frequent ones first."""

    features: Tensor
    kernel: Tensor
    bias: Tensor

    def logits(self) -> Tensor:
        """(N, V)."""
        return tf.matmul(self.features, self.kernel, transpose_b=True) + self.bias


def full_loss(output: Output, wanted: Tensor) -> Tensor:
    """The sum over rows of -log p(wanted), in nats. wanted (N,)."""
    return tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, output.logits()))


def sampled_loss(output: Output, wanted: Tensor, *, head: int, samples: int, seed: Tensor) -> Tensor:
    """`full_loss` with an estimate of the normaliser: its `head` most frequent ids exactly, the rest by `samples` of
    them drawn evenly, each standing for (V - head) / samples (importance sampling, Bengio and Senécal 2003).

    The frequent ids hold most of the mass, so that what is estimated is small. Depends on `seed` (2,) alone.
    """
    features, kernel, bias = output
    vocabulary = kernel.shape[0]
    drawn = tf.random.stateless_uniform((samples,), seed, head, vocabulary, tf.int32)
    rows = tf.concat([kernel[:head], tf.gather(kernel, drawn)], 0)
    logits = tf.matmul(features, rows, transpose_b=True) + tf.concat([bias[:head], tf.gather(bias, drawn)], 0)
    in_head, in_tail = logits[:, :head], logits[:, head:] + tf.math.log((vocabulary - head) / samples)
    # A drawn id that is the wanted one is counted once, as the wanted one.
    in_tail = tf.where(drawn[None, :] == wanted[:, None], in_tail.dtype.min, in_tail)
    own = tf.reduce_sum(features * tf.gather(kernel, wanted), 1) + tf.gather(bias, wanted)
    beside = tf.where(wanted < head, own.dtype.min, own)[:, None]
    return tf.reduce_sum(tf.reduce_logsumexp(tf.concat([in_head, in_tail, beside], 1), 1) - own)
