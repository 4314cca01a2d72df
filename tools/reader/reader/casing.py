"""Which words stand in small letters within sentences, by the texts of a corpus: how a text all in capitals is read.

    python -m reader.casing PATH_TO_POLNEAR/train/text > ../../crates/reading/lexicon/small_words.txt

A word that a sentence does not begin with counts; it is kept where it stands in small letters more often than not, and at
least twice. No other property of the texts is kept.
"""
from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
#: Signs behind which a sentence, or what is quoted, begins.
OPENS = ".!?:\"“”'‘`"

HEAD = """\
# Words that stand in small letters within sentences, by the texts of PolNeAR train (`tools/reader/reader/casing.py`).
"""


def small_words(folder: Path) -> list[str]:
    small, capital = Counter(), Counter()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for m in WORD.finditer(text):
            before = text[max(0, m.start() - 3):m.start()]
            if not before or "\n" in before[-2:] or before.rstrip()[-1:] in tuple(OPENS):
                continue
            word = m.group()
            if word[0].isupper():
                capital[word.lower()] += 1
            elif word.islower():
                small[word] += 1
    return sorted(w for w, n in small.items() if n >= 2 and n > capital[w])


if __name__ == "__main__":
    sys.stdout.write(HEAD + "".join(w + "\n" for w in small_words(Path(sys.argv[1]))))
