"""Export: ONNX with int8 weights, `judge.json`, and reference answers for the program's tests.

    python -m judge.export --model FILE --words DIR --out DIR --name NAME [--temperature T] [--reference FILE]

The graph takes word vectors `[1, n, 384]` and `feature_ids` `[1, n]` and gives `stance` `[1, 4]` and `act` `[1, 13]`
logits.
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

from . import data, model as models, pairs


class Graph(nn.Module):
    """What is exported."""

    def __init__(self, net: models.Judge):
        super().__init__()
        self.net = net

    def forward(self, word_vectors: Tensor, feature_ids: Tensor) -> tuple[Tensor, Tensor]:
        e = self.net.encoder
        x = word_vectors + e.positions.weight[: word_vectors.shape[1]] + e.features(feature_ids)
        x = e.norm(x)
        for layer in e.layers:
            x = layer(x, None)
        pooled = torch.cat([x[:, 0], models.mean(x, feature_ids == pairs.SAID), models.mean(x, feature_ids == pairs.ASKED),
                            models.mean(x, feature_ids == pairs.AROUND)], -1)
        return self.net.stance(pooled), self.net.act(pooled)


def to_onnx(net: models.Judge, path: Path) -> None:
    example = torch.zeros(1, 16, net.config.width), torch.zeros(1, 16, dtype=torch.int32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(net), example, str(path), input_names=["word_vectors", "feature_ids"], output_names=["stance", "act"],
            dynamic_axes={"word_vectors": {1: "n"}, "feature_ids": {1: "n"}}, opset_version=17, dynamo=False)


def reference(v: Pieces, matrix: np.ndarray, path: Path) -> list[dict]:
    """What the exported graph answers to the invented questions, by ONNX Runtime."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    out = []
    for a, b in pairs.QUESTIONS:
        ids, features = pairs.encode(v, a, b)
        stance, act = session.run(None, {"word_vectors": matrix[ids][None], "feature_ids": np.array([features], np.int32)})
        out.append({"a": a, "b": b, "ids": ids, "features": features,
                    "stance": [round(float(x), 4) for x in stance[0]], "act": [round(float(x), 4) for x in act[0]]})
    return out


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--name", default="judge")
    p.add_argument("--temperature", type=float, default=1.0, help="by which stance logits are divided")
    p.add_argument("--act-temperature", type=float, default=1.0)
    p.add_argument("--reference", type=Path)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary, matrix = words.read(args.words)
    v = Pieces(vocabulary)
    net = models.load(args.model)
    raw = args.out / "float.onnx"
    to_onnx(net, raw)
    quantise(raw, args.out / "judge.onnx")
    raw.unlink()
    description = {
        "format": 1, "name": args.name, "model": "judge.onnx", "stances": data.STANCES, "acts": data.ACTS,
        "longest_a": pairs.LONGEST_A, "longest_b": pairs.LONGEST_B,
        "features": {"around": pairs.AROUND, "said": pairs.SAID, "asked": pairs.ASKED, "special": pairs.SPECIAL},
        "temperature": args.temperature, "act_temperature": args.act_temperature,
    }
    (args.out / "judge.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    if args.reference:
        args.reference.write_text(json.dumps(reference(v, matrix, args.out / "judge.onnx"), ensure_ascii=False, indent=1) + "\n",
                                  encoding="utf-8")
    print(f"{sum(f.stat().st_size for f in args.out.iterdir()) / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
