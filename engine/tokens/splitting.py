"""The held-out part of texts: the end of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A shorter end says nothing about how well a text is known.
_SHORTEST = 20


class Span(NamedTuple):
    """A part of one of several texts: its characters from `start` to before `stop`."""

    text: int
    start: int
    stop: int


def split_texts(texts: Iterable[str], fraction: float) -> tuple[str, str]:
    """Cuts the held-out part off the end of every text, so that each text is in both parts.

    Texts too short to be cut go to training whole; where all are, the last ones are held out. One text is cut at
    `int(length * (1 - fraction))`.
    """
    held = list(texts)
    train, valid = split_spans([len(text) for text in held], fraction)
    return _joined(held, train), _joined(held, valid)


def split_spans(lengths: Sequence[int], fraction: float) -> tuple[list[Span], list[Span]]:
    """What `split_texts` trains on and what it holds out, from the lengths of the texts alone."""
    train, valid = [], []
    for text, length in enumerate(lengths):
        cut = int(length * (1 - fraction)) if fraction else length
        if length - cut < _SHORTEST:
            cut = length
        train.append(Span(text, 0, cut))
        if cut < length:
            valid.append(Span(text, cut, length))
    if not valid and fraction and len(train) > 1:
        # Only short texts, such as notes: some of them are held out whole.
        cut = max(1, int(len(train) * (1 - fraction)))
        train, valid = train[:cut], train[cut:]
    return train, valid


def joined_length(spans: Sequence[Span]) -> int:
    """How many characters spans have, joined by line ends."""
    return sum(span.stop - span.start for span in spans) + max(0, len(spans) - 1)


def limited(spans: Sequence[Span], characters: int, *, shortest: int = 200) -> list[Span]:
    """About so many characters of the spans, a like share from the beginning of each.

    Where the share of a span would be shorter than `shortest`, it is passed over, and a later one gives more.
    """
    total = joined_length(spans)
    if total <= characters:
        return list(spans)
    kept: list[Span] = []
    allowed = 0.0
    for span in spans:
        length = span.stop - span.start
        allowed += length * characters / total
        if allowed >= min(length, shortest):
            taken = min(length, int(allowed))
            kept.append(Span(span.text, span.start, span.start + taken))
            allowed -= taken
    return kept


def _joined(texts: Sequence[str], spans: Iterable[Span]) -> str:
    return "\n".join(texts[span.text][span.start : span.stop] for span in spans)
