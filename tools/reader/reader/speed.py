"""Words a second of an exported reader, one thread, ONNX Runtime.

CPU time is counted, so that other work on the machine matters less.

    python -m reader.speed --model EXPORTED_FOLDER --words DIR --polnear DIR [--split train] [--articles 60]
"""
from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from . import data, predict
from .text import Pieces
from .windows import OVERLAP, OVERLAP_MIN, code, reading_windows, window_inputs


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--split", default="train")
    p.add_argument("--articles", type=int, default=60)
    p.add_argument("--repeat", type=int, default=3)
    args = p.parse_args()
    run, _, v = predict.load(args.model, None, args.words)
    items = data.polnear(args.polnear / args.split, silver=False)[:args.articles]
    coded = [code(x.words, v) for x in items]
    words = sum(len(x.words) for x in items)
    spaced = sum(sum(x.words.space) for x in items)
    for overlap, least in ((OVERLAP, OVERLAP_MIN), (0, 0)):
        inputs = []
        for c in coded:
            for w in reading_windows(c, overlap, least):
                ids, features, _ = window_inputs(c, w, v)
                inputs.append((np.array([ids], dtype=np.int32), np.array([features], dtype=np.int32)))
        best = float("inf")
        for _ in range(args.repeat):
            began = time.process_time()
            for i, f in inputs:
                run(i, f)
            best = min(best, time.process_time() - began)
        print(f"overlap {overlap}: {len(inputs)} windows, {words / best:.0f} words a second "
              f"({spaced / best:.0f} counted by white space), network only, one thread")


if __name__ == "__main__":
    main()
