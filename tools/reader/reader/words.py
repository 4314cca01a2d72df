"""The word vectors that all readers share: a vocabulary, and an int8 row for each piece.

The word embeddings of the base model are frozen in every training, so they are stored once: `vocab.txt` (a piece a
line) and `vectors.i8` (the rows' bytes one after another, then a little-endian float32 scale for each row).
"""
from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

VOCABULARY, VECTORS = "vocab.txt", "vectors.i8"


def write(folder: Path, pieces: list[str], matrix: np.ndarray) -> None:
    """Rows are scaled so that the largest number of each is 127."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    matrix = np.asarray(matrix, dtype=np.float32)
    scale = np.maximum(np.abs(matrix).max(1), 1e-12).astype(np.float32) / np.float32(127)
    rows = np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8)
    (folder / VOCABULARY).write_text("".join(p + "\n" for p in pieces), encoding="utf-8")
    (folder / VECTORS).write_bytes(rows.tobytes() + scale.astype("<f4").tobytes())


def check(folder: Path) -> str:
    """By what a reader knows the vectors that it was trained with: CRC-32 of the two files."""
    folder = Path(folder)
    return f"{zlib.crc32((folder / VECTORS).read_bytes(), zlib.crc32((folder / VOCABULARY).read_bytes())):08x}"


def read(folder: Path) -> tuple[list[str], np.ndarray]:
    """The pieces and their vectors, float32 [pieces, width]."""
    folder = Path(folder)
    pieces = (folder / VOCABULARY).read_text(encoding="utf-8").rstrip("\n").split("\n")
    raw = (folder / VECTORS).read_bytes()
    n = len(pieces)
    width = len(raw) // n - 4
    if len(raw) != n * (width + 4):
        raise ValueError(f"{folder / VECTORS} does not have a row for each of {n} pieces")
    rows = np.frombuffer(raw, np.int8, n * width).reshape(n, width)
    scale = np.frombuffer(raw, "<f4", n, n * width)
    return pieces, rows.astype(np.float32) * scale[:, None].astype(np.float32)
