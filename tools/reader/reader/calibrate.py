"""Decoding parameters, chosen on the held-out articles of train, and the calibrated score.

    python -m reader.calibrate --polnear DIR --model CHECKPOINT_OR_FOLDER --words DIR --scorer FILE --out decoding.json

Best on an exported folder: its int8 weights are those that are shipped.
"""
from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from . import data, decode, labels, predict, scoring, words
from .data import Item
from .text import Pieces


def transitions(items: list[Item]) -> np.ndarray:
    """Log transitions between the tags of neighbouring words in gold; the last row is the beginning."""
    k = len(labels.ROLE_TAGS)
    counts = np.full((k + 1, k), 0.5)
    for item in items:
        before = k
        for tag in item.roles() or ():
            counts[before, tag] += 1
            before = tag
    counts[~decode.bio_allowed(labels.ROLE_TAGS)] = 0
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(counts / counts.sum(1, keepdims=True)), -30.0)


def fit_logistic(x: np.ndarray, y: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Weights and intercept of an L2-regularised logistic regression, by Newton steps."""
    x = np.concatenate([x, np.ones((len(x), 1))], 1)
    w = np.zeros(x.shape[1])
    penalty = np.full(len(w), strength)
    penalty[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


FOLDS = 8


def joining_examples(items: list[Item], outs: list[decode.Outputs],
                     p: decode.Parameters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Neighbouring contents of one cue: their features, whether gold has both in one attribution, their fold."""
    x, y, fold = [], [], []
    for k, (item, o) in enumerate(zip(items, outs)):
        owner = {i: c.groups[0] for c in item.chunks or () if c.role == 2 for i in range(c.first, c.last)}
        spans, logs = decode.role_spans(o, p)
        to_cue = decode.link_probabilities(o, spans, p)[0]

        def group(s: decode.Span) -> int | None:
            counts = Counter(owner[i] for i in range(s.first, s.last) if i in owner)
            return max(counts, key=lambda g: counts[g]) if counts else None

        for cue, contents in decode.by_cue(to_cue).items():
            for a, b in zip(contents, contents[1:]) if cue >= 0 else ():
                x.append(decode.joining(o, spans, logs, to_cue, cue, contents, a, b))
                y.append(float(group(spans[a]) is not None and group(spans[a]) == group(spans[b])))
                fold.append(k % FOLDS)
    return np.array(x), np.array(y), np.array(fold)


def reliability(score: np.ndarray, right: np.ndarray, bins: int = 10) -> tuple[float, list[tuple]]:
    """ECE, and (from, to, number, mean score, share right) of each bin."""
    rows, ece = [], 0.0
    for k in range(bins):
        inside = (score >= k / bins) & ((score < (k + 1) / bins) | (k == bins - 1))
        if inside.any():
            mean, share = float(score[inside].mean()), float(right[inside].mean())
            rows.append((k / bins, (k + 1) / bins, int(inside.sum()), mean, share))
            ece += inside.sum() / len(score) * abs(mean - share)
    return float(ece), rows


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--scorer", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    pieces, vectors = words.read(args.words)
    v = Pieces(pieces)
    train, held = data.hold_out(data.polnear(args.polnear / "train", silver=False))
    if args.model.is_dir():
        run, exported, _ = predict.load(args.model, None, args.words)
        tables, overlap = exported.tables, exported.overlap
    else:
        (run, tables), overlap = predict.torch_run(args.model, vectors), None
    outs = predict.outputs(held, v, run, overlap)
    judge = scoring.Judge(args.scorer, args.polnear / "train", {x.name for x in held})
    par = decode.Parameters(transitions=transitions(train), tables=tables, transition_weight=0.0)

    def qualities(lines: list[dict]) -> tuple[float, float]:
        """All in all, and words and spans alone."""
        r = judge.score(lines)
        spans = sum(r[kind][role]["f1"] for kind in ("tokens", "spans") for role in labels.ROLES) / 6
        # The parts count about alike: whether an attribution is found at all, its exact extent, its words.
        return r["attributions"]["lenient"]["all"]["f1"] + 0.5 * r["attributions"]["strict"]["all"]["f1"] + spans, spans

    def quality(lines: list[dict]) -> float:
        return qualities(lines)[0]

    def read(q: decode.Parameters) -> list[list[decode.Attribution]]:
        """With weights of joining from the other folds."""
        x, y, fold = joining_examples(held, outs, q)
        found = []
        for k in range(FOLDS):
            own = replace(q, joining=tuple(fit_logistic(x[fold != k], y[fold != k])))
            found.append([decode.attributions(o, own) for o in outs[k::FOLDS]])
        return [found[k % FOLDS][k // FOLDS] for k in range(len(outs))]

    def lines_of(found: list[list[decode.Attribution]]) -> list[dict]:
        return [predict.record(x.name, x.words, f) for x, f in zip(held, found)]

    def scored(q: decode.Parameters):
        """Predictions with cross-validated scores (folds of articles), and which are right."""
        found = read(q)
        hits = [judge.hits(x) for x in lines_of(found)]
        e = np.array([a.evidence for f in found for a in f])
        r = np.array([h for x in hits for h in x], dtype=float)
        fold = np.concatenate([np.full(len(f), k % FOLDS) for k, f in enumerate(found)])
        score = np.zeros(len(e))
        for k in range(FOLDS):
            w = fit_logistic(e[fold != k], r[fold != k])
            score[fold == k] = 1 / (1 + np.exp(-(e[fold == k] @ w[:-1] + w[-1])))
        return found, e, r, score

    def thresholded(q: decode.Parameters) -> tuple[float, float]:
        """The best quality over thresholds of the score, and the lowest threshold that costs words and spans nothing.

        A low one keeps more; with the score, a program can still leave out what is doubtful.
        """
        found, _, _, score = scored(q)
        tried = []
        for t in (0.0, 0.1, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.35, 0.4):
            at, kept = 0, []
            for f in found:
                kept.append([a for a, s in zip(f, score[at:at + len(f)]) if s >= t])
                at += len(f)
            tried.append((*qualities(lines_of(kept)), t))
        print("  thresholds: " + " ".join(f"{t} {x:.4f} ({y:.4f})" for x, y, t in tried), flush=True)
        most = max(y for _, y, _ in tried)
        return max(x for x, _, _ in tried), min(t for _, y, t in tried if y >= most - 0.0004)

    best = quality(lines_of(read(par)))
    print(f"start {best:.4f}", flush=True)
    # No weight for counted transitions: the network learns its own with the path.
    for name, values in {"source_weight": [0.25, 0.5, 1.0],
                         "none_bias": [-3.0, -1.5, 0.0]}.items():
        for value in values:
            q = replace(par, **{name: (value, 0.0, 0.0) if name == "none_bias" else value})
            x = quality(lines_of(read(q)))
            print(f"{name} {value}: {x:.4f}", flush=True)
            if x > best + 0.0005:
                best, par = x, q
    best, threshold = thresholded(par)
    print(f"with the best threshold {threshold}: {best:.4f}", flush=True)
    base = par
    for value in (-0.75, -0.6, -0.45, -0.3, -0.15, 0.15, 0.3):
        q = replace(base, role_bias=(value,) + (0.0,) * 6)
        x, t = thresholded(q)
        print(f"bias of O {value}, threshold {t}: {x:.4f}", flush=True)
        if x > best + 0.0005:
            best, threshold, par = x, t, q
    _, e, r, score = scored(par)
    weights = fit_logistic(e, r)
    joining = fit_logistic(*joining_examples(held, outs, par)[:2])
    ece, rows = reliability(score, r)
    print(f"held out, cross-validated: ECE {ece:.4f}")
    for row in rows:
        print("%.1f to %.1f  %5d  score %.3f  right %.3f" % row)
    args.out.write_text(json.dumps({
        "transitions": np.round(par.transitions, 5).tolist(),
        "transition_weight": par.transition_weight,
        "source_weight": par.source_weight,
        "role_bias": list(par.role_bias),
        "none_bias": list(par.none_bias),
        "threshold": threshold,
        "joining": list(decode.JOINING),
        "joining_weights": np.round(joining, 5).tolist(),
        "join_threshold": par.join_threshold,
        "evidence": list(decode.EVIDENCE),
        "calibration": np.round(weights, 5).tolist(),
        "flat_name": par.flat_name,
        "sieves": asdict(par.sieves),
    }, indent=1))


if __name__ == "__main__":
    main()
