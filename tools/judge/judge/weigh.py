"""Weights of rules and judge for positions: a logistic regression.

    cargo xtask score articles --disputes tools/judge/data/next         # writes standpoint-articles.jsonl
    python -m judge.weigh FILE...

Each line of such a file (it lies in the system's folder for temporary files) is a marked statement with what speaks for each
stance of each holder on each proposition that the judge was asked about: odds, odds of silence, nearness of the
proposition's topic, and what the rules tell.  The target is whether the stance is marked.  Printed are the weights of
`crates/reading/src/position_weighed.rs`, and precision and recall of what was asked at some thresholds, every dispute by weights
that are learnt from others.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

STANCES = ["support", "oppose", "conditional"]
NAMES = ["odds", "silence", "near", "by phrase", "by hint", "nothing else"]
#: As in the program: what rules tell by a phrase has this score at least, and odds are no less than this.
BY_PHRASE = 0.75
LEAST = 1e-4
FOLDS = 8


def logit(odds: float) -> float:
    odds = min(max(odds, LEAST), 1 - LEAST)
    return float(np.log(odds / (1 - odds)))


def read(path: Path) -> tuple[list[list[float]], list[bool], list[str]]:
    rows, right, disputes = [], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        told = {(holder, proposition): stance for holder, proposition, stance, _ in one["positions"]}
        for voice in one["voices"]:
            silence, *odds = voice["odds"]
            for stance, share in zip(STANCES, odds):
                rules = voice["rules"][1] if voice["rules"] and voice["rules"][0] == stance else None
                phrase = rules is not None and rules > BY_PHRASE
                rows.append([logit(share), logit(silence), voice["near"], float(phrase), float(rules is not None and not phrase), 1])
                right.append(told.get((voice["holder"], voice["proposition"])) == stance)
                disputes.append(one["dispute"])
    return rows, right, disputes


def learn(x: np.ndarray, y: np.ndarray, held: float = 1e-2, steps: int = 50) -> np.ndarray:
    """Newton's steps; `held` keeps weights small."""
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + held * np.eye(len(w)), x.T @ (p - y) + held * w)
    return w


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("files", type=Path, nargs="+")
    rows, right, disputes = [], [], []
    for path in p.parse_args().files:
        a, b, c = read(path)
        rows, right, disputes = rows + a, right + b, disputes + c
    x, y = np.array(rows), np.array(right, float)
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(NAMES, learn(x, y))))
    known = sorted(set(disputes))
    fold = np.array([known.index(d) % FOLDS for d in disputes])
    odds = np.zeros(len(y))
    for k in range(FOLDS):
        if (fold == k).any():
            odds[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ learn(x[fold != k], y[fold != k])))
    for least in (0.4, 0.45, 0.5, 0.55, 0.6):
        said = odds >= least
        print(f"from {least:.2f}: {int(said.sum())} told, precision {y[said].mean():.3f}, recall of the asked {y[said].sum() / y.sum():.3f}")


if __name__ == "__main__":
    main()
