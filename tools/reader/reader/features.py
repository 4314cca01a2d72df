"""What the uncased pieces do not show: case, quotation, line beginnings, spaces.

One feature id per word, the same for all its pieces:

    id = ((case * 3 + quotation) * 3 + line) * 2 + space

- case: 0 no cased letter, 1 all lower, 2 first letter upper and the rest lower (or one upper letter),
  3 all upper (two or more cased letters), 4 mixed
- quotation: 0 none, 1 in double quotation marks (the marks included), 2 in single ones only
- line: 0 inside a line, 1 first word after a line break (or of the text), 2 a list marker in that place
- space: 1 when white space or the beginning of the text stands before the word
"""
from __future__ import annotations

from .text import Words

FEATURES = 5 * 3 * 3 * 2

OPENING = frozenset("“„«‟")
CLOSING = frozenset("”»")
STRAIGHT = frozenset('"＂')
DOUBLED = frozenset("'’‘`")          # two of the same, adjacent, are one double mark
BULLETS = frozenset("•◦▪‣●○■–—-*·")
SINGLE_LIMIT = 60                     # words that single quotation marks may enclose


def case_of(word: str) -> int:
    upper = sum(c.isupper() for c in word)
    lower = sum(c.islower() for c in word)
    if not upper and not lower:
        return 0
    if not upper:
        return 1
    if upper == 1 and (word[0].isupper() or not lower):
        return 2
    return 4 if lower else 3


def line_kind(words: Words, i: int) -> int:
    if not words.line[i]:
        return 0
    if words.text[i] in BULLETS and i + 1 < len(words) and words.space[i + 1] and not words.line[i + 1]:
        return 2
    if (words.text[i].isdigit() and i + 2 < len(words) and words.text[i + 1] in (".", ")")
            and words.space[i + 2] and not words.space[i + 1] and not words.line[i + 2]):
        return 2
    return 1


def quotation(words: Words) -> list[int]:
    """0, 1 or 2 for each word."""
    n = len(words)
    out = [0] * n
    begin = 0
    while begin < n:
        end = begin + 1
        while end < n and not words.line[end]:
            end += 1
        _double(words, begin, end, out)
        _single(words, begin, end, out)
        begin = end
    return out


def _double(words: Words, begin: int, end: int, out: list[int]) -> None:
    """Marks what stands in double quotation marks in the line [begin, end)."""
    opened = -1
    i = begin
    while i < end:
        t = words.text[i]
        size = 0
        if t in OPENING or t in CLOSING or t in STRAIGHT:
            size = 1
        elif t in DOUBLED and i + 1 < end and words.text[i + 1] == t and not words.space[i + 1]:
            size = 2
        if not size:
            i += 1
            continue
        space_before = i == begin or words.space[i]
        space_after = i + size >= end or words.space[i + size]
        if opened >= 0 and t == "“" and words.text[opened] == "„":
            opens = False                      # „German“
        elif t in OPENING or (size == 2 and t in "`‘"):
            opens = True
        elif t in CLOSING or (size == 2 and t == "’"):
            opens = False
        elif opened < 0:                       # straight, and none is open
            opens = not (space_after and not space_before)
        else:                                  # straight, and one is open
            opens = space_before and not space_after
        if opens:
            if opened < 0:
                opened = i
        elif opened >= 0:
            out[opened:i + size] = [1] * (i + size - opened)
            opened = -1
        i += size
    if opened >= 0:                            # never closed: to the end of the line
        out[opened:end] = [1] * (end - opened)


def _single(words: Words, begin: int, end: int, out: list[int]) -> None:
    """The same for single marks, where no double ones are."""
    i = begin
    while i < end:
        t = words.text[i]
        if (t in "'‘" and not out[i] and i + 1 < end and not words.space[i + 1]
                and (i == begin or words.space[i] or words.text[i - 1] in "([—–-")):
            close = -1
            for j in range(i + 2, min(end, i + 2 + SINGLE_LIMIT)):
                if out[j]:
                    break
                if (words.text[j] in "'’" and not words.space[j]
                        and (j + 1 >= end or words.space[j + 1] or not words.text[j + 1][0].isalnum())):
                    close = j
                    break
            if close >= 0:
                out[i:close + 1] = [2] * (close + 1 - i)
                i = close
        i += 1


def feature_ids(words: Words) -> list[int]:
    quoted = quotation(words)
    return [((case_of(t) * 3 + quoted[i]) * 3 + line_kind(words, i)) * 2 + int(words.space[i])
            for i, t in enumerate(words.text)]


def breaks(words: Words) -> list[bool]:
    """Where a window likes to begin: a line, or a word after the end of a sentence."""
    out = []
    ended = True
    for i, t in enumerate(words.text):
        out.append(words.line[i] or (ended and words.space[i] and (t[0].isupper() or not t[0].isalnum())))
        if t in (".", "!", "?"):
            ended = True
        elif t not in CLOSING and t not in STRAIGHT and t not in DOUBLED and t not in ")]":
            ended = False
    return out
