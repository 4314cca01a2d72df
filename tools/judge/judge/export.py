"""Export: ONNX with int8 weights, `judge.json`, and reference answers for the program's tests.

    python -m judge.export --model FILE --words DIR --out DIR [--temperature T] [--act-temperature T]
        [--issue-temperature T] [--reference FILE]

The graph takes, of a row of n pieces, word vectors `[1, n, width]`, feature, slot and position numbers `[1, n]` and the
additive sight `[1, n, n]`; it gives stance logits `[1, n, 4]`, act logits `[1, 13]`, issue logits `[1, 17]` and
the topic `[1, width]`.
"""
from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reader import words
from reader.export import quantise
from reader.text import Pieces

from . import data, inquiry, model as models
from .reference import inquiries

INPUTS = ["word_vectors", "feature_ids", "slot_ids", "position_ids", "sight"]


class Graph(nn.Module):
    """What is exported."""

    def __init__(self, net: models.Judge):
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor, features: Tensor, slots: Tensor, positions: Tensor, sight: Tensor):
        return self.net.read(vectors, features, slots, positions, sight)


def to_onnx(net: models.Judge, path: Path) -> None:
    n = 16
    some = [torch.zeros(1, n, dtype=torch.int32) for _ in range(3)]
    example = torch.zeros(1, n, net.config.width), *some, torch.zeros(1, n, n)
    axes = {name: {1: "n"} for name in INPUTS}
    axes["sight"] = {1: "n", 2: "n"}
    axes["stance"] = {1: "n"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(Graph(net), example, str(path), input_names=INPUTS, output_names=["stance", "act", "issue", "topic"],
                          dynamic_axes=axes, opset_version=17, dynamo=False)


def answers(v: Pieces, matrix: np.ndarray, path: Path) -> list[dict]:
    """What the exported graph answers to the invented inquiries, by ONNX Runtime: logits, and the topic as a unit vector."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def run(row: inquiry.Row):
        sight = np.where(row.seen(), 0.0, -1e4).astype(np.float32)[None]
        numbers = [np.array([x], np.int32) for x in (row.features, row.slots, row.positions)]
        return session.run(None, dict(zip(INPUTS, [matrix[row.ids][None], *numbers, sight])))

    out = []
    for case, row, alone in inquiries(v):
        stance = run(row)[0]
        _, act, issue, topic = run(alone)
        known = {key: case[key] for key in ("statement", "said", "question")}
        out.append({**known, "stances": np.round(stance[0][row.holders], 4).tolist(), "acts": np.round(act[0], 4).tolist(),
                    "issues": np.round(issue[0], 4).tolist(),
                    "topic": np.round(topic[0] / np.linalg.norm(topic[0]), 3).tolist()})
    return out


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--name", default="judge")
    p.add_argument("--temperature", type=float, default=1.0, help="by which stance logits are divided")
    p.add_argument("--act-temperature", type=float, default=1.0)
    p.add_argument("--issue-temperature", type=float, default=1.0)
    p.add_argument("--reference", type=Path)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary, matrix = words.read(args.words)
    net = models.load(args.model)
    raw = args.out / "float.onnx"
    to_onnx(net, raw)
    quantise(raw, args.out / "judge.onnx")
    raw.unlink()
    description = {
        "format": 3, "name": args.name, "model": "judge.onnx", "stances": data.STANCES, "acts": data.ACTS, "issues": data.ISSUES,
        "sizes": {"statement": inquiry.LONGEST_STATEMENT, "question": inquiry.LONGEST_QUESTION},
        "words": words.check(args.words), "temperature": args.temperature, "act_temperature": args.act_temperature, "issue_temperature": args.issue_temperature,
    }
    (args.out / "judge.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    if args.reference:
        rows = answers(Pieces(vocabulary), matrix, args.out / "judge.onnx")
        args.reference.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    print(f"{sum(f.stat().st_size for f in args.out.iterdir()) / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
