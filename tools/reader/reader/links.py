"""Scores of links between chunks: which cue a content belongs to, which source a cue has.

    score = mean(query) . mean(key) / sqrt(width) + tables

where the means run over the chunk's words in the window (first pieces), and the tables are learned
numbers by distance, by chunks and lines between, and by quotation.  "None" has its own number.
"""
from __future__ import annotations

from dataclasses import dataclass

KINDS = ("content>cue", "cue>source", "content>source")
ASKS = (2, 1, 2)          # role of the asking chunk, by kind
GIVES = (1, 0, 0)         # role of the candidates


@dataclass(frozen=True)
class Span:
    role: int
    first: int
    last: int


def log_bucket(n: int, top: int) -> int:
    """0, 1, 2, 3-4, 5-8, 9-16 ... as 0, 1, 2, 3, 4, 5 ..."""
    if n <= 1:
        return max(n, 0)
    return min((n - 1).bit_length() + 1, top)


class Geometry:
    """Indices into the tables for any two chunks of a document."""

    def __init__(self, line: list[bool], quoted: list[int], spans: list[Span]):
        self.lines = [0]
        for x in line:
            self.lines.append(self.lines[-1] + x)
        self.quoted = quoted
        # For each role, how many chunks of it begin before a word.
        self.begins = []
        for role in range(3):
            counts = [0] * (len(line) + 2)
            for s in spans:
                if s.role == role:
                    counts[s.first + 1] += 1
            for i in range(1, len(counts)):
                counts[i] += counts[i - 1]
            self.begins.append(counts)

    def indices(self, ask: Span, give: Span) -> tuple[int, int, int, int]:
        """distance, between, lines, quotes"""
        after = give.first >= ask.last
        lo, hi = (ask.last, give.first) if after else (give.last, ask.first)
        hi = max(hi, lo)
        gap = hi - lo
        between = self.begins[give.role][hi] - self.begins[give.role][lo]
        # A break before the first word of the later chunk counts too.
        # Of two that overlap the place behind may be the end of the text.
        lines = self.lines[min(hi + 1, len(self.lines) - 1)] - self.lines[lo]
        quotes = 2 * bool(self.quoted[ask.first]) + bool(self.quoted[give.first])
        return (12 * after + log_bucket(gap, 11), 6 * after + min(between, 5), 3 * after + min(lines, 2), quotes)
