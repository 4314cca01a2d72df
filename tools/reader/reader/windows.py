"""Windows: a document longer than the model's input is read piece by piece."""
from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from .features import breaks, feature_ids
from .text import Pieces, Words

CAPACITY = 254          # word pieces of a window, without [CLS] and [SEP]
OVERLAP = 64            # pieces that the next window repeats, at most
OVERLAP_MIN = 32        # and at least


@dataclass
class Coded:
    """A document ready for windows."""

    words: Words
    pieces: list[list[int]]
    features: list[int]
    at: list[int]              # the number of pieces before each word, and their sum at the end
    breaks: list[bool]


def code(words: Words, vocabulary: Pieces) -> Coded:
    pieces = [vocabulary.of(t) for t in words.text]
    at = [0]
    for p in pieces:
        at.append(at[-1] + len(p))
    return Coded(words, pieces, feature_ids(words), at, breaks(words))


@dataclass
class Window:
    first: int                 # words [first, last)
    last: int
    own_first: int             # the words whose tags are taken from this window
    own_last: int


def fits(c: Coded, first: int) -> int:
    """The end of the longest window that begins with this word."""
    last = bisect_left(c.at, c.at[first] + CAPACITY + 1) - 1
    return max(min(last, len(c.words)), first + 1)


def reading_windows(c: Coded, overlap: int = OVERLAP, overlap_min: int = OVERLAP_MIN) -> list[Window]:
    """Overlapping windows that cover a document."""
    n = len(c.words)
    out: list[Window] = []
    first = 0
    while first < n:
        last = fits(c, first)
        out.append(Window(first, last, first, last))
        if last >= n:
            break
        # Begin the next at the first break of the zone, or at the zone's first word.
        lo = max(bisect_left(c.at, c.at[last] - overlap), first + 1)
        hi = bisect_left(c.at, c.at[last] - overlap_min)
        first = next((i for i in range(lo, min(hi, last) + 1) if i < n and c.breaks[i]), lo)
    for a, b in zip(out, out[1:]):
        middle = (b.first + a.last) // 2      # of the overlap, in words
        a.own_last = b.own_first = middle
    return out


def training_windows(c: Coded, offset: int) -> list[Window]:
    """Windows without overlap; the first is at most `offset` pieces long, cuts are at breaks if possible."""
    n = len(c.words)
    out: list[Window] = []
    first = 0
    while first < n:
        last = fits(c, first)
        if not out and offset:
            last = min(last, max(1, bisect_left(c.at, offset)))
        if last < n:
            lo = bisect_left(c.at, max(c.at[last] - OVERLAP, c.at[first] + CAPACITY // 8))
            last = next((i for i in range(last, min(lo, last), -1) if c.breaks[i]), last)
        out.append(Window(first, last, first, last))
        first = last
    return out


def window_inputs(c: Coded, w: Window, v: Pieces) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, feature ids, and the position of each word's first piece."""
    ids, features, at = [v.cls], [0], []
    for i in range(w.first, w.last):
        at.append(len(ids))
        ids += c.pieces[i]
        features += [c.features[i]] * len(c.pieces[i])
    return ids + [v.sep], features + [0], at


#: How far a mention's ends may be from its head, in words.
START_REACH, END_REACH = 30, 50
