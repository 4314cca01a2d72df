"""Words and word pieces.

A *word* is a maximal run of alphanumeric characters and underscores, or one other non-space
character, as in the attribution scorer.  Spans are made of words.  Every word becomes one to
`MAX_PIECES` word pieces of the uncased BERT vocabulary.
"""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

WORD = re.compile(r"\w+|[^\w\s]")
MAX_PIECES = 12
UNK, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"


@dataclass
class Words:
    """A text as words; the parallel lists are what the features are made of."""

    text: list[str] = field(default_factory=list)     # the word itself
    start: list[int] = field(default_factory=list)    # code points into the document
    end: list[int] = field(default_factory=list)
    space: list[bool] = field(default_factory=list)   # white space (or the beginning) before it
    line: list[bool] = field(default_factory=list)    # a line break (or the beginning) before it

    def __len__(self) -> int:
        return len(self.text)


def split(text: str) -> Words:
    """The words of a text."""
    w = Words()
    last = 0
    for m in WORD.finditer(text):
        gap = text[last:m.start()]
        w.text.append(m.group())
        w.start.append(m.start())
        w.end.append(m.end())
        w.space.append(bool(gap) or m.start() == 0)
        w.line.append("\n" in gap or not w.line)
        last = m.end()
    return w


class Pieces:
    """Greedy longest-match word pieces, with a memory of the words seen."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unk, self.cls, self.sep = self.ids[UNK], self.ids[CLS], self.ids[SEP]
        self._memory: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        return cls(Path(path).read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def of(self, word: str) -> list[int]:
        found = self._memory.get(word)
        if found is None:
            found = self._memory[word] = self._split(word)
        return found

    def _split(self, word: str) -> list[int]:
        norm = normalise(word)
        out: list[int] = []
        # An underscore is punctuation for BERT; the parts around it are words of their own.
        for part in re.findall(r"_|[^_]+", norm):
            at = 0
            got: list[int] = []
            while at < len(part) and len(part) <= 100:
                end = len(part)
                while end > at:
                    piece = ("##" if at else "") + part[at:end]
                    if piece in self.ids:
                        break
                    end -= 1
                if end == at:
                    got = []
                    break
                got.append(self.ids[piece])
                at = end
            out += got or [self.unk]
        return out[:MAX_PIECES] or [self.unk]


def normalise(word: str) -> str:
    """Lower case, decomposed, without combining marks and control characters."""
    word = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in word if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
