"""Runs a reader over items, from a PyTorch checkpoint or an exported ONNX file."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from . import coref, decode, labels, words
from .data import Item
from .decode import Attribution, Outputs, Parameters, Run
from .text import Pieces, Words


def torch_run(path: Path, vectors: np.ndarray) -> tuple[Run, dict[str, np.ndarray]]:
    """The network of a checkpoint, and its tables."""
    import torch

    from . import model as models

    net = models.with_words(models.load(path), vectors)

    def run(ids: np.ndarray, features: np.ndarray) -> dict[str, np.ndarray]:
        with torch.inference_mode():
            out = net(torch.from_numpy(ids).long(), torch.from_numpy(features).long())
        return {k: x.numpy() for k, x in out.items() if k != "hidden"}

    return run, {k: t.detach().numpy() for k, t in net.tables.items()}


def onnx_run(path: Path, vectors: np.ndarray, threads: int = 1) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]

    def run(ids: np.ndarray, features: np.ndarray) -> dict[str, np.ndarray]:
        return dict(zip(names, session.run(names, {"word_vectors": vectors[ids], "feature_ids": features})))

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
        joining=tuple(decoding["joining_weights"]) if decoding.get("joining_weights") else None,
        join_threshold=decoding.get("join_threshold", 0.5),
        flat_name=decoding.get("flat_name", 0.7),
        sieves=coref.Sieves(**decoding.get("sieves", {})),
        tables=tables,
    )


def load(model: Path, decoding: Path | None, shared: Path) -> tuple[Run, Parameters, Pieces]:
    """From a checkpoint and `decoding.json`, or from an exported folder; `shared` has the word vectors."""
    pieces, vectors = words.read(shared)
    if model.is_dir():
        reader = json.loads((model / "reader.json").read_text(encoding="utf-8"))
        if reader["words"]["check"] != words.check(shared):
            raise ValueError(f"{model} was trained with other word vectors than those of {shared}")
        tables = {k: np.array(x) for k, x in reader["tables"].items()}
        par = parameters(reader["decoding"], tables)
        par.overlap = reader["windows"]["overlap"], reader["windows"]["overlap_min"]
        return onnx_run(model / reader["model"], vectors), par, Pieces(pieces)
    run, tables = torch_run(model, vectors)
    return run, parameters(json.loads(decoding.read_text()), tables), Pieces(pieces)


def outputs(items: list[Item], v: Pieces, run: Run, overlap: tuple[int, int] | None = None) -> list[Outputs]:
    return [decode.read_outputs(x.words, v, run, overlap) for x in items]


def record(name: str, text: Words, found: list[Attribution]) -> dict:
    """A line for the attribution scorer."""
    def spans(parts: list[tuple[int, int]]) -> list[list[int]]:
        return [[text.start[a], text.end[b - 1]] for a, b in parts]

    return {"doc": name, "attributions": [
        {**{r: spans(getattr(a, r)) for r in labels.ROLES}, "cue_type": a.cue_type, "score": round(a.score, 4)}
        for a in found]}
