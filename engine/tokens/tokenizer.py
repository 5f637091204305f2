"""Text to ids and back, by character or by word, without loss where the vocabulary covers the text.

Ids 0 and 1 stand for padding and for what the vocabulary lacks, and are never generated; the word tokenizer adds 2, the
join, which writes nothing and takes away the space that would follow.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, ClassVar, Self

import numpy as np

from engine.config import WordStyle
from engine.errors import ModelDamagedError
from engine.tokens.segments import Segments, State, segments, sign_text

PAD, UNK, JOIN = 0, 1, 2
# The blanks keep a text that says “<pad>” from meaning the special token; “<unk>” is meant, as in prepared corpora.
_NAMES = {PAD: "< pad >", UNK: "<unk>", JOIN: "< join >"}

Piece = tuple[str, int, int]


class Tokenizer:
    """Base of both tokenizers. `tokens[i]` is the text of id i."""

    kind: ClassVar[str]
    specials: ClassVar[int] = 2

    def __init__(self, tokens: Sequence[str]) -> None:
        """tokens: the vocabulary without the special ones, in the order of their ids."""
        self.tokens: list[str] = [_NAMES[i] for i in range(self.specials)] + list(tokens)
        self._index = {token: i for i, token in enumerate(self.tokens)}
        if len(self._index) != len(self.tokens):
            raise ValueError("a vocabulary holds a token twice")

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def never_generated(self) -> np.ndarray:
        """The ids that no completion may contain."""
        return np.array([PAD, UNK])

    def pieces(self, text: str) -> Iterator[Piece]:
        """The tokens of a text as (token, start, end), start and end in characters of the text."""
        raise NotImplementedError

    def encode(self, text: str) -> np.ndarray:
        """The ids of a text, (tokens,) int32; what the vocabulary lacks is 1."""
        get = self._index.get
        return np.fromiter((get(piece, UNK) for piece, _, _ in self.pieces(text)), np.int32)

    def encode_with_offsets(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The ids (tokens,) int32 and their spans in the text (tokens, 2) int64."""
        rows = [(self._index.get(piece, UNK), start, end) for piece, start, end in self.pieces(text)]
        table = np.array(rows, np.int64).reshape(-1, 3)
        return table[:, 0].astype(np.int32), table[:, 1:]

    def unknown(self, text: str) -> tuple[str, ...]:
        """What of a text the vocabulary lacks, each once, in the order of appearance."""
        missing = (piece.strip() or piece for piece, _, _ in self.pieces(text) if piece not in self._index)
        return tuple(dict.fromkeys(missing))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of ids; inverse of `encode` where nothing was unknown."""
        decoder = self.decoder()
        return "".join(decoder.push(int(i)) for i in ids)

    def decoder(self, before: Iterable[int] = ()) -> Decoder:
        """A decoder that continues a text whose ids were `before`."""
        decoder = Decoder(self)
        for i in before:
            decoder.push(int(i))
        return decoder

    def join_text(self, previous: str | None, token: str) -> str:
        """What is appended to a text that ends with the token `previous` (None: empty text) for `token`."""
        raise NotImplementedError

    def extended(self, counts: Mapping[str, int], *, max_vocabulary: int, min_count: int = 1) -> Self:
        """The same vocabulary with the most frequent new tokens behind it, so that every id keeps its meaning.

        Args:
            counts: how often each token occurs; those that are known are passed over.
            max_vocabulary: of all tokens, the special ones included.
        """
        found = ((t, count) for t, count in counts.items() if count >= min_count and t not in self._index)
        best = heapq.nsmallest(max(0, max_vocabulary - len(self)), found, key=_by_count)
        return self._with([*self.tokens[self.specials :], *(token for token, _ in best)])

    def _with(self, tokens: Sequence[str]) -> Self:
        """A tokenizer of the same kind with another vocabulary."""
        return type(self)(tokens)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON from which `tokenizer_from_json` makes an equal tokenizer."""
        return {"type": self.kind, "tokens": self.tokens[self.specials :]}


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


class Decoder:
    """Turns ids into text one at a time, so that a completion can be shown while it is written."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._previous: str | None = None

    def push(self, token_id: int) -> str:
        """The characters that this id adds to the text."""
        token = self._tokenizer.tokens[token_id]
        text = self._tokenizer.join_text(self._previous, token)
        self._previous = token
        return text


class CharTokenizer(Tokenizer):
    """A token a Unicode code point (Korean: a syllable, once the text is in NFC)."""

    kind = "char"

    def __init__(self, tokens: Sequence[str]) -> None:
        super().__init__(tokens)
        codes = np.array([ord(c) for c in tokens], np.int64)
        self._table = np.full(int(codes.max(initial=0)) + 2, UNK, np.int32)
        self._table[codes] = np.arange(self.specials, len(self.tokens))

    @classmethod
    def fit(cls, text: str, *, max_vocabulary: int = 20_000, min_count: int = 1) -> Self:
        """Learns the characters of a text, the frequent ones first."""
        return cls.from_counts(character_counts(text), max_vocabulary=max_vocabulary, min_count=min_count)

    @classmethod
    def from_counts(cls, counts: np.ndarray, *, max_vocabulary: int = 20_000, min_count: int = 1) -> Self:
        """As `fit`, from how often each code point occurs: (code points,), as `character_counts` gives it."""
        codes = np.flatnonzero(counts)
        found = counts[codes]
        order = np.lexsort((codes, -found))[: max_vocabulary - cls.specials]
        return cls([chr(codes[i]) for i in order if found[i] >= min_count])

    def pieces(self, text: str) -> Iterator[Piece]:
        return ((c, i, i + 1) for i, c in enumerate(text))

    def encode(self, text: str) -> np.ndarray:
        return np.take(self._table, _code_points(text), mode="clip")  # what lies beyond is unknown, as the last entry

    def encode_with_offsets(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        starts = np.arange(len(text), dtype=np.int64)
        return self.encode(text), np.stack([starts, starts + 1], axis=1)

    def join_text(self, previous: str | None, token: str) -> str:
        return token


def _code_points(text: str) -> np.ndarray:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def character_counts(text: str) -> np.ndarray:
    """How often each code point occurs in a text, (highest code point + 1,) int64."""
    codes = _code_points(text)
    size = int(codes.max(initial=0)) + 1
    counts = np.zeros(size, np.int64)
    for start in range(0, len(codes), _COUNTED_AT_ONCE):  # NumPy makes each part eight times as large
        counts += np.bincount(codes[start : start + _COUNTED_AT_ONCE], minlength=size)
    return counts


_COUNTED_AT_ONCE = 2**18
_WORD = r"\w+(?:['’]\w+)*"
_PIECES: dict[WordStyle, re.Pattern[str]] = {
    "text": re.compile(rf"(?P<gap> ?)(?:(?P<word><unk>|{_WORD})|(?P<mark>[^\w\s]))|(?P<blank>\s)"),
    "space": re.compile(r"(?P<gap> ?)(?P<word>\S+)(?P<mark>(?!))?|(?P<blank>\s)"),
}
# A word after one of these follows without a space: opening brackets, dashes, slashes, signs that belong to what comes.
# Texts this long are cut with NumPy; for shorter ones its first call, and arrays, cost more than they save.
_CUT_AT_ONCE = 10_000
# At most so many characters at once, so that the arrays stay in the processor's cache.
_LARGEST_CUT = 2**20
_SPACE_AFTER = frozenset(".,;:!?)]}\"'”’»…%、。，！？」』")


class WordTokenizer(Tokenizer):
    """A token a word, a punctuation mark or a line break; single spaces are implied by rule.

    A word follows a word with a space, and a mark without one; a mark that follows a blank is another token, with the
    space in front. What the rule gets wrong is written down with the join (no space) or a token that is a space, so
    that decoding is exact. Style `space` splits at blanks alone, as the seminar and the Penn Treebank do.
    """

    kind = "word"
    specials = 3

    def __init__(self, tokens: Sequence[str], *, style: WordStyle = "text") -> None:
        super().__init__(tokens)
        self.style: WordStyle = style

    @classmethod
    def fit(
        cls, text: str, *, style: WordStyle = "text", max_vocabulary: int = 20_000, min_count: int = 1
    ) -> WordTokenizer:
        """Learns the words of a text, the frequent ones first."""
        counts: Counter[str] = Counter()
        learner = cls([], style=style)
        if len(text) >= _CUT_AT_ONCE:
            for found in learner.cut(text):
                counts.update(_tokens(found))
        else:
            counts.update(piece for piece, _, _ in learner.pieces(text))
        return cls.from_counts(counts, style=style, max_vocabulary=max_vocabulary, min_count=min_count)

    @classmethod
    def from_counts(
        cls, counts: Mapping[str, int], *, style: WordStyle = "text", max_vocabulary: int = 20_000, min_count: int = 1
    ) -> WordTokenizer:
        """As `fit`, from how often each token occurs; special ones are passed over."""
        special = frozenset(_NAMES.values())
        found = ((token, count) for token, count in counts.items() if count >= min_count and token not in special)
        best = heapq.nsmallest(max_vocabulary - cls.specials, found, key=_by_count)
        return cls([token for token, _ in best], style=style)

    def encode(self, text: str) -> np.ndarray:
        if len(text) < _CUT_AT_ONCE:
            return super().encode(text)
        return np.concatenate([self.ids(found) for found in self.cut(text)])

    def cut(self, text: str) -> Iterator[Segments]:
        """The pieces of a text, about a megabyte at a time; `ids` are those of `encode`."""
        stream = WordStream(self.style)
        for start in range(0, len(text), _LARGEST_CUT):
            yield from stream.push(text[start : start + _LARGEST_CUT])
        yield from stream.end()

    def ids(self, found: Segments) -> np.ndarray:
        """The ids of cut pieces, (tokens,) int32."""
        get = self._index.get
        words = np.fromiter(map(get, found.words, repeat(UNK)), np.int32, len(found.words))
        signs = np.take(self._signs, found.signs, mode="clip")
        return found.tokens(words, signs, space=get(" ", UNK), join=JOIN)

    @cached_property
    def _signs(self) -> np.ndarray:
        """The ids of marks and blanks, by what `Segments.signs` calls them; the last entry is for all beyond."""
        known = [(2 * ord(t[-1]) + len(t) - 1, i) for i, t in enumerate(self.tokens) if len(t.removeprefix(" ")) < 2]
        table = np.full(2 + max((sign for sign, _ in known), default=0), UNK, np.int32)
        for sign, i in known:
            table[sign] = i
        return table

    def pieces(self, text: str) -> Iterator[Piece]:
        previous: str | None = None
        for match in _PIECES[self.style].finditer(text):
            blank = match["blank"]
            if blank:
                previous = blank
                yield blank, match.start(), match.end()
                continue
            start, end = match.span()
            spaced = bool(match["gap"])
            word = match["word"]
            after_blank = previous is None or previous.isspace()
            if spaced and (after_blank or (word and not self._implies_space(previous))):
                yield " ", start, start + 1
                previous, start, spaced, after_blank = " ", start + 1, False, True
            if word:
                if not spaced and self._implies_space(previous):
                    yield _NAMES[JOIN], start, start
                token = word
            else:
                token = " " + match["mark"] if spaced or after_blank else match["mark"]
            previous = token
            yield token, start, end

    def _implies_space(self, previous: str | None) -> bool:
        """Whether a word after this token is written with a space in front."""
        if previous is None or previous.isspace() or previous == _NAMES[JOIN]:
            return False
        if self.style == "space" or previous == _NAMES[UNK]:
            return True
        if previous[0] == " ":
            return False
        return previous[0].isalnum() or previous[0] == "_" or previous in _SPACE_AFTER

    def join_text(self, previous: str | None, token: str) -> str:
        if token == _NAMES[JOIN]:
            return ""
        if token.isspace():
            return token
        after_blank = previous is None or previous.isspace()
        if token[0] == " ":
            return token[1:] if after_blank else token
        if self.style == "text" and not (token[0].isalnum() or token[0] == "_" or token == _NAMES[UNK]):
            return token
        return " " + token if self._implies_space(previous) else token

    def _with(self, tokens: Sequence[str]) -> Self:
        return type(self)(tokens, style=self.style)

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "style": self.style}


def _tokens(found: Segments) -> Iterator[str]:
    """The tokens of cut pieces, not in their order and without joins."""
    yield from found.words
    yield from map(sign_text, found.signs.tolist())
    yield from repeat(" ", int((~found.joins).sum()))


class WordStream:
    """Cuts a text that comes in parts, wherever it is parted, so that the pieces are those of the whole.

    What may go on in the next part is held back: all behind the last line end, or from the last blank on. A single word
    longer than LONGEST_WORD characters is cut.
    """

    LONGEST_WORD = 2**20

    def __init__(self, style: WordStyle) -> None:
        self._style: WordStyle = style
        self._held: list[str] = []
        self._length = 0
        self._state = State()

    def push(self, part: str) -> Iterator[Segments]:
        """Takes the next part of the text; gives what is certain."""
        cut = max(part.rfind("\n") + 1, part.rfind(" "))
        if cut > 0:
            yield from self._cut("".join((*self._held, part[:cut])))
            self._held, self._length = [], 0
            part = part[cut:]
        if part:
            self._held.append(part)
            self._length += len(part)
        if self._length > self.LONGEST_WORD:
            yield from self.end()

    def end(self) -> Iterator[Segments]:
        """What was held back at the end of the text."""
        text = "".join(self._held)
        self._held, self._length = [], 0
        if text:
            yield from self._cut(text)

    def _cut(self, text: str) -> Iterator[Segments]:
        found = segments(text, style=self._style, space_after=_SPACE_AFTER, state=self._state)
        self._state = found.state
        yield found


def tokenizer_from_json(data: Any) -> CharTokenizer | WordTokenizer:
    """The tokenizer of a saved model. Raises ModelDamagedError where the data is not one."""
    try:
        kind, tokens = data["type"], data["tokens"]
        if not all(isinstance(token, str) and token for token in tokens):
            raise ValueError("a token is no text")
        if kind == "char":
            return CharTokenizer(tokens)
        if kind == "word" and data["style"] in _PIECES:
            return WordTokenizer(tokens, style=data["style"])
        raise ValueError(kind)
    except (TypeError, KeyError, ValueError) as error:
        raise ModelDamagedError(
            "The model's vocabulary cannot be read, so it was not loaded.",
            "Train it again, or import an undamaged copy.",
        ) from error
