"""A memory of what was just typed: what followed the last time the text stood as it stands now.

A continuous form of the cache of Kuhn and De Mori (1990) and Grave et al. (2017): every earlier place of the recent
text votes for the token that followed it, the more strongly the more tokens before it agree with the end of the text,
and the more weakly the longer ago it was.
"""

from __future__ import annotations

import numpy as np

CACHED = 2000
# Longer agreement adds nothing; characters need a few that agree before a place says anything.
LONGEST = 8
_SHORTEST = {"char": 3, "word": 0}
_STRENGTH, _FADES = 3.0, 700.0
_STRENGTHS = _STRENGTH ** np.arange(LONGEST + 1)
_FADED = np.exp(-np.arange(CACHED + 1) / _FADES)


class Cache:
    """The recent tokens, and how far the text before each of them agrees with the end of the text.

    `advanced` looks ahead from here without remembering; `remembered` is for what the person has typed.
    """

    def __init__(self, unit: str, history: np.ndarray | None = None, agreeing: np.ndarray | None = None) -> None:
        """history: (n,) the recent ids; agreeing: (rows, n) how many tokens up to and with each one agree with the end
        of each row's text; by itself the empty memory, one row."""
        self._unit = unit
        self._history = np.zeros(0, np.int32) if history is None else history
        self._agreeing = np.zeros((1, 0), np.int16) if agreeing is None else agreeing

    def remembered(self, token: int) -> Cache:
        """The memory of one row behind one more typed token."""
        history = np.append(self._history, np.int32(token))[-CACHED:]
        agreeing = self._behind(np.array([token]))
        # The token itself stands at the end of the text: nothing follows it yet, so it agrees with nothing.
        agreeing = np.append(agreeing, np.zeros((1, 1), np.int16), axis=1)[:, -CACHED:]
        return Cache(self._unit, history, agreeing)

    def advanced(self, ids: np.ndarray) -> Cache:
        """ids (rows,) -> every row a token further."""
        return Cache(self._unit, self._history, self._behind(ids))

    def take(self, rows: np.ndarray) -> Cache:
        """The chosen rows."""
        return Cache(self._unit, self._history, self._agreeing[rows])

    def _behind(self, ids: np.ndarray) -> np.ndarray:
        equal = self._history[None, :] == ids[:, None]
        before = np.zeros_like(self._agreeing)
        before[:, 1:] = self._agreeing[:, :-1]
        return np.where(equal, np.minimum(before + 1, LONGEST), 0).astype(np.int16)

    def longest(self) -> np.ndarray:
        """(rows,): how many tokens the best place agrees with, 0 where no place says anything."""
        if self._history.shape[0] < 2:
            return np.zeros(len(self._agreeing), np.int64)
        best = self._agreeing[:, :-1].max(axis=1).astype(np.int64)
        return np.where(best >= max(1, _SHORTEST[self._unit]), best, 0)

    def speaks(self) -> np.ndarray:
        """(rows,) bool: whether any place says anything."""
        if self._history.shape[0] < 2:
            return np.zeros(len(self._agreeing), bool)
        return self._agreeing[:, :-1].max(axis=1) >= _SHORTEST[self._unit]

    def distributions(self, vocabulary: int) -> np.ndarray:
        """(rows, vocabulary): what followed; zeros in a row where no place says anything."""
        count, shape = self._history.shape[0], (len(self._agreeing), vocabulary)
        if count < 2:
            return np.zeros(shape)
        agreeing = self._agreeing[:, :-1]
        rows, places = np.nonzero(agreeing >= _SHORTEST[self._unit])
        if not len(rows):
            return np.zeros(shape)
        weights = _STRENGTHS[agreeing[rows, places]] * _FADED[count - places]
        cells = rows * vocabulary + self._history[1:][places]
        votes = np.bincount(cells, weights, minlength=shape[0] * shape[1]).reshape(shape)
        totals = votes.sum(axis=1, keepdims=True)
        return np.divide(votes, totals, out=votes, where=totals > 0)
