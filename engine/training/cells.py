"""SimpleRNN, LSTM and GRU over whole sequences with hand-written gradients, fast on a CPU.

They compute what Keras' layers compute, values and gradients, from the same weights. Keras has no fused recurrent layer
on a CPU: its loop multiplies input and state by their kernels at every step, forward and back, and so does the gradient
of each weight. Here a step is one product of the joined weights with state and input, and the gradients of all weights
are one large product behind the backward loop.

Everything is feature-major: T time steps, I inputs, H units, B rows; inputs (T, I, B), hidden states (T, H, B), a state
(H, B). Measured on one core with a peak of 95 GFLOP/s, 32 rows, 256 units: weights times columns of states run at 88,
rows of states times weights at 37, because the wide factor is read in its own order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine.training.runtime import tf

Tensor = Any
_sigmoid_grad, _tanh_grad = tf.raw_ops.SigmoidGrad, tf.raw_ops.TanhGrad


def _flat(x: Tensor) -> Tensor:
    """(T, n, B) as (n, T * B)."""
    return tf.reshape(tf.transpose(x, (1, 0, 2)), (x.shape[1], -1))


def _array(width: int, steps: Tensor) -> Tensor:
    return tf.TensorArray(tf.float32, steps, element_shape=(width, None))


def _loop(steps: Tensor, body: Callable[..., Any], variables: Sequence[Any]) -> Any:
    return tf.while_loop(lambda t, *_: t < steps, body, (0, *variables), parallel_iterations=1)[1:]


def _with_ones(x: Tensor) -> Tensor:
    """(T, n, B) -> (T, n + 1, B): the row of ones that the bias is multiplied with."""
    return tf.concat([x, tf.ones_like(x[:, :1])], 1)


def _joined(recurrent: Tensor, kernel: Tensor, bias: Tensor) -> Tensor:
    """The weights that act on [state; input; 1]: (H + I + 1, n)."""
    return tf.concat([recurrent, kernel, bias[None]], 0)


def _summed_products(read: Tensor, dz: Tensor) -> Tensor:
    """read (T, n, B) times dz (T, m, B) over all steps and rows: (n, m), the gradient of weights.

    The wide factor, dz, comes first, as in the products above; the other way round is slower.
    """
    return tf.transpose(tf.matmul(_flat(dz), _flat(read), transpose_b=True))


def _states(stacked: Tensor, units: int, last: Tensor) -> Tensor:
    """The hidden states behind each step (T, H, B), from what each step read: [state before; input; 1]."""
    return tf.concat([stacked[1:, :units], last[None]], 0)


def rnn_sequence(
    x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor, h0: Tensor, *, input_gradient: bool = True
) -> Any:
    """SimpleRNN: hidden states (T, H, B) and the last one (H, B).

    Weights as in Keras: kernel (I, H), recurrent (H, H), bias (H,). Without `input_gradient` the gradient of x is zero
    and not computed; so for the other cells.
    """
    units, inputs = recurrent.shape[0], x.shape[1]

    @tf.custom_gradient
    def sequence(x: Tensor, joined: Tensor, h0: Tensor) -> Any:
        steps, turned, ones = tf.shape(x)[0], tf.transpose(joined), _with_ones(x)

        def body(t: Tensor, h: Tensor, reads: Tensor) -> Any:
            read = tf.concat([h, ones[t]], 0)
            return t + 1, tf.tanh(tf.matmul(turned, read)), reads.write(t, read)

        h_last, reads = _loop(steps, body, (h0, _array(units + inputs + 1, steps)))
        read = reads.stack()
        hidden = _states(read, units, h_last)

        def grad(d_hidden: Tensor, d_last: Tensor) -> Any:
            weights = joined[: units + inputs] if input_gradient else joined[:units]

            def back(k: Tensor, dh: Tensor, dzs: Tensor, dxs: Tensor) -> Any:
                t = steps - 1 - k
                dz = _tanh_grad(y=hidden[t], dy=dh + d_hidden[t])
                d = tf.matmul(weights, dz)
                return k + 1, d[:units], dzs.write(t, dz), dxs.write(t, d[units:]) if input_gradient else dxs

            dh0, dzs, dxs = _loop(steps, back, (d_last, _array(units, steps), _array(inputs, steps)))
            d_joined = _summed_products(read, dzs.stack())
            return dxs.stack() if input_gradient else tf.zeros_like(x), d_joined, dh0

        return (hidden, h_last), grad

    return sequence(x, _joined(recurrent, kernel, bias), h0)


def _sigmoids_first(joined: Tensor) -> Tensor:
    """Keras' order of gates i, f, g, o as i, f, o, g, so that one call serves all three sigmoids."""
    i, f, g, o = tf.split(joined, 4, 1)
    return tf.concat([i, f, o, g], 1)


def lstm_sequence(
    x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor, h0: Tensor, c0: Tensor, *, input_gradient: bool = True
) -> Any:
    """LSTM: hidden states (T, H, B), the last one and the last cell state (H, B).

    Weights as in Keras, gates in the order i, f, g, o: kernel (I, 4H), recurrent (H, 4H), bias (4H,).
    """
    units, inputs = recurrent.shape[0], x.shape[1]

    @tf.custom_gradient
    def sequence(x: Tensor, joined: Tensor, h0: Tensor, c0: Tensor) -> Any:
        steps, turned, ones = tf.shape(x)[0], tf.transpose(joined), _with_ones(x)

        def body(t: Tensor, h: Tensor, c: Tensor, reads: Tensor, cells: Tensor, gates: Tensor, news: Tensor) -> Any:
            read = tf.concat([h, ones[t]], 0)
            z = tf.matmul(turned, read)
            gate, new = tf.sigmoid(z[: 3 * units]), tf.tanh(z[3 * units :])
            i, f, o = tf.split(gate, 3, 0)
            c_next = f * c + i * new
            h = o * tf.tanh(c_next)
            return (t + 1, h, c_next, reads.write(t, read), cells.write(t, c), gates.write(t, gate), news.write(t, new))

        arrays = (_array(n, steps) for n in (units + inputs + 1, units, 3 * units, units))
        h_last, c_last, reads, cells, gates, news = _loop(steps, body, (h0, c0, *arrays))
        read = reads.stack()

        def grad(d_hidden: Tensor, dh_last: Tensor, dc_last: Tensor) -> Any:
            weights = joined[: units + inputs] if input_gradient else joined[:units]

            def back(k: Tensor, dh: Tensor, dc: Tensor, c: Tensor, dzs: Tensor, dxs: Tensor) -> Any:
                t = steps - 1 - k
                gate, new, before = gates.read(t), news.read(t), cells.read(t)
                i, f, o = tf.split(gate, 3, 0)
                tanh_c = tf.tanh(c)
                dh = dh + d_hidden[t]
                dc = dc + _tanh_grad(y=tanh_c, dy=dh * o)
                d_gates = _sigmoid_grad(y=gate, dy=tf.concat([dc * new, dc * before, dh * tanh_c], 0))
                dz = tf.concat([d_gates, _tanh_grad(y=new, dy=dc * i)], 0)
                d = tf.matmul(weights, dz)
                dxs = dxs.write(t, d[units:]) if input_gradient else dxs
                return k + 1, d[:units], dc * f, before, dzs.write(t, dz), dxs

            arrays = _array(4 * units, steps), _array(inputs, steps)
            dh0, dc0, _, dzs, dxs = _loop(steps, back, (dh_last, dc_last, c_last, *arrays))
            d_joined = _summed_products(read, dzs.stack())
            return dxs.stack() if input_gradient else tf.zeros_like(x), d_joined, dh0, dc0

        return (_states(read, units, h_last), h_last, c_last), grad

    return sequence(x, _sigmoids_first(_joined(recurrent, kernel, bias)), h0, c0)


def gru_sequence(
    x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor, h0: Tensor, *, input_gradient: bool = True
) -> Any:
    """GRU with the reset after the product, as Keras has it: hidden states (T, H, B) and the last one (H, B).

    Gates in the order z, r, candidate: kernel (I, 3H), recurrent (H, 3H), bias (2, 3H) for input and state. Keras lets
    z keep the old state, h = z * h + (1 - z) * n.
    """
    units, inputs = recurrent.shape[0], x.shape[1]

    @tf.custom_gradient
    def sequence(x: Tensor, of_input: Tensor, of_state: Tensor, h0: Tensor) -> Any:
        """of_input (I + 1, 3H) acts on [x; 1], of_state (H + 1, 3H) on [h; 1]: the reset lies between the two."""
        steps, ones = tf.shape(x)[0], _with_ones(x)
        turned_input, turned_state = tf.transpose(of_input), tf.transpose(of_state)
        one = tf.ones_like(h0[:1])

        def body(t: Tensor, h: Tensor, states: Tensor, gates: Tensor, news: Tensor, recurrents: Tensor) -> Any:
            a, b = tf.matmul(turned_input, ones[t]), tf.matmul(turned_state, tf.concat([h, one], 0))
            gate = tf.sigmoid(a[: 2 * units] + b[: 2 * units])
            z, r = tf.split(gate, 2, 0)
            new = tf.tanh(a[2 * units :] + r * b[2 * units :])
            after = new + z * (h - new)
            arrays = states.write(t, h), gates.write(t, gate), news.write(t, new), recurrents.write(t, b[2 * units :])
            return (t + 1, after, *arrays)

        arrays = (_array(n, steps) for n in (units, 2 * units, units, units))
        h_last, states, gates, news, recurrents = _loop(steps, body, (h0, *arrays))
        before = states.stack()
        hidden = tf.concat([before[1:], h_last[None]], 0)

        def grad(d_hidden: Tensor, dh_last: Tensor) -> Any:
            def back(k: Tensor, dh: Tensor, d_inputs: Tensor, d_states: Tensor, dxs: Tensor) -> Any:
                t = steps - 1 - k
                gate, new = gates.read(t), news.read(t)
                z, r = tf.split(gate, 2, 0)
                dh = dh + d_hidden[t]
                d_new = _tanh_grad(y=new, dy=dh - dh * z)
                d_gate = _sigmoid_grad(y=gate, dy=tf.concat([dh * (before[t] - new), d_new * recurrents.read(t)], 0))
                d_input, d_state = tf.concat([d_gate, d_new], 0), tf.concat([d_gate, d_new * r], 0)
                dxs = dxs.write(t, tf.matmul(of_input[:inputs], d_input)) if input_gradient else dxs
                dh = dh * z + tf.matmul(of_state[:units], d_state)
                return k + 1, dh, d_inputs.write(t, d_input), d_states.write(t, d_state), dxs

            arrays = _array(3 * units, steps), _array(3 * units, steps), _array(inputs, steps)
            dh0, d_inputs, d_states, dxs = _loop(steps, back, (dh_last, *arrays))
            d_of_input = _summed_products(ones, d_inputs.stack())
            d_of_state = _summed_products(_with_ones(before), d_states.stack())
            return dxs.stack() if input_gradient else tf.zeros_like(x), d_of_input, d_of_state, dh0

        return (hidden, h_last), grad

    of_input, of_state = tf.concat([kernel, bias[:1]], 0), tf.concat([recurrent, bias[1:]], 0)
    return sequence(x, of_input, of_state, h0)


SEQUENCES: dict[str, Callable[..., Any]] = {"rnn": rnn_sequence, "gru": gru_sequence, "lstm": lstm_sequence}
