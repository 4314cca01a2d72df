"""Runs a reader over items, from a PyTorch checkpoint or an exported ONNX file."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from . import decode, labels
from .data import Item
from .decode import Attribution, Outputs, Parameters, Run
from .text import Pieces, Words


def torch_run(path: Path) -> tuple[Run, dict[str, np.ndarray]]:
    """The network of a checkpoint, and its tables."""
    import torch

    from . import model as models

    net = models.load(path)

    def run(ids: np.ndarray, features: np.ndarray) -> dict[str, np.ndarray]:
        with torch.inference_mode():
            out = net(torch.from_numpy(ids).long(), torch.from_numpy(features).long())
        return {k: x.numpy() for k, x in out.items() if k != "hidden"}

    return run, {k: t.detach().numpy() for k, t in net.tables.items()}


def onnx_run(path: Path, threads: int = 1) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]

    def run(ids: np.ndarray, features: np.ndarray) -> dict[str, np.ndarray]:
        return dict(zip(names, session.run(names, {"input_ids": ids, "feature_ids": features})))

    return run


def parameters(decoding: dict, tables: dict[str, np.ndarray]) -> Parameters:
    return Parameters(
        transitions=np.array(decoding["transitions"], dtype=np.float64),
        transition_weight=decoding["transition_weight"],
        source_weight=decoding["source_weight"],
        role_bias=tuple(decoding["role_bias"]),
        none_bias=tuple(decoding["none_bias"]),
        calibration=tuple(decoding["calibration"]) if decoding.get("calibration") else None,
        threshold=decoding.get("threshold", 0.0),
        tables=tables,
    )


def load(model: Path, decoding: Path | None, vocabulary: Path) -> tuple[Run, Parameters, Pieces]:
    """From `final.pt` and `decoding.json`, or from an exported folder."""
    if model.is_dir():
        reader = json.loads((model / "reader.json").read_text())
        tables = {k: np.array(x) for k, x in reader["tables"].items()}
        return (onnx_run(model / reader["model"]), parameters(reader["decoding"], tables),
                Pieces.read(model / reader["vocabulary"]))
    run, tables = torch_run(model)
    return run, parameters(json.loads(decoding.read_text()), tables), Pieces.read(vocabulary)


def outputs(items: list[Item], v: Pieces, run: Run, overlap: int | None = None) -> list[Outputs]:
    return [decode.read_outputs(x.words, v, run, overlap) for x in items]


def record(name: str, words: Words, found: list[Attribution]) -> dict:
    """A line for the attribution scorer."""
    def spans(parts: list[tuple[int, int]]) -> list[list[int]]:
        return [[words.start[a], words.end[b - 1]] for a, b in parts]

    return {"doc": name, "attributions": [
        {**{r: spans(getattr(a, r)) for r in labels.ROLES}, "cue_type": a.cue_type, "score": round(a.score, 4)}
        for a in found]}
