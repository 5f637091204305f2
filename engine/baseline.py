"""The plain n-gram that a network is compared with: the same tokens, the same held-out part, scored in seconds."""

from __future__ import annotations

from engine.dataset import LanguageData
from engine.inference.ngram import DEFAULT_ORDER, NgramModel

# The last so many tokens of the training part are counted: some three seconds.
_COUNTED = 3_000_000


def ngram_loss(data: LanguageData) -> float | None:
    """Nats per token of an n-gram on the held-out part, every token after the first, `<unk>` included, as the network
    is scored. None where nothing is held out, or where the network is scored on samples of lines or windows."""
    if data.valid is None or data.samples is not None:
        return None
    order = DEFAULT_ORDER[data.tokenizer.kind]
    return NgramModel.fit(data.train[-_COUNTED:], len(data.tokenizer), order=order).loss(data.valid)
