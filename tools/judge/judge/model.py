"""The judge's network: the reader's encoder with marks for parties, and four outputs.

`stance` is read at the holders' pieces, `act`, `issue` and `topic` from the statement alone.
"""
from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reader import model as readers

from .data import ACTS, ISSUES, STANCES
from .inquiry import AROUND, ASKED, FEATURES, HOLDER, ISSUE, POSITIONS, QUESTIONS, SAID, SLOTS


class Judge(nn.Module):
    def __init__(self, c: readers.Config):
        super().__init__()
        self.config = c
        self.encoder = readers.Encoder(c)
        self.slots = nn.Embedding(SLOTS, c.width)
        self.stance = nn.Linear(c.width, len(STANCES))
        self.act = nn.Linear(3 * c.width, len(ACTS))
        self.issue = nn.Linear(3 * c.width, len(ISSUES))
        nn.init.normal_(self.slots.weight, std=0.02)
        with torch.no_grad():
            self.slots.weight[0] = 0
        for m in (self.stance, self.act, self.issue):
            nn.init.normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, ids: Tensor, features: Tensor, slots: Tensor, positions: Tensor, seen: Tensor):
        """`[b, n]` numbers and additive `[b, n, n]` sight; stances `[b, n, 4]`, acts `[b, 13]`, issues `[b, 17]`, topics
        `[b, width]`."""
        return self.read(self.encoder.words(ids), features, slots, positions, seen)

    def read(self, vectors: Tensor, features: Tensor, slots: Tensor, positions: Tensor, seen: Tensor):
        e = self.encoder
        x = vectors + e.positions(positions) + e.features(features) + self.slots(slots)
        x = readers.drop(e.norm(x), e.p, self.training)
        seen = seen[:, None]
        for layer in e.layers:
            x = layer(x, seen)
        y = readers.drop(x, self.config.dropout, self.training)
        said, told = mean(y, features == SAID), mean(y, features == AROUND)
        topic = mean(x, (features == SAID).to(x.dtype) + (features == ISSUE).to(x.dtype))
        whole = torch.cat([y[:, 0], said, told], -1)
        return self.stance(y), self.act(whole), self.issue(whole), topic


def mean(x: Tensor, which: Tensor) -> Tensor:
    """The mean of the pieces that are meant; zero where there is none."""
    w = which.to(x.dtype).unsqueeze(-1)
    return (x * w).sum(1) / w.sum(1).clamp(min=1.0)


def from_base(folder: Path, vectors: np.ndarray) -> Judge:
    """A judge whose encoder is the packaged all-MiniLM-L6-v2, on the shared word vectors."""
    whole = readers.from_base(folder, readers.Config(features=FEATURES))
    state = whole.encoder.state_dict()
    state["words.weight"] = torch.tensor(vectors)
    old = state["positions.weight"]
    state["positions.weight"] = old[:POSITIONS].clone()
    types = token_types(folder)
    state["features.weight"] = torch.zeros(FEATURES, old.shape[1])
    for f in (ASKED, ISSUE, HOLDER):
        state["features.weight"][f] = types[1] - types[0] if f != ISSUE else 0
    c = readers.Config(features=FEATURES, vocab=len(vectors), positions=POSITIONS)
    judge = Judge(c)
    judge.encoder.load_state_dict(state)
    return judge


def token_types(folder: Path) -> Tensor:
    from safetensors.torch import load_file

    base = load_file(str(Path(folder) / "model.safetensors"))
    return next(v for k, v in base.items() if k.endswith("token_type_embeddings.weight"))


def save(model: Judge, path: Path, **extra) -> None:
    torch.save({"config": model.config.as_dict(), "model": model.state_dict(), **extra}, path)


def load(path: Path) -> Judge:
    data = torch.load(path, map_location="cpu", weights_only=False)
    judge = Judge(readers.Config(**data["config"]))
    missing, wrong = judge.load_state_dict(data["model"], strict=False)
    if wrong or any(not name.startswith("issue.") for name in missing):     # older ones had no issues
        raise ValueError(f"{path} is no judge: {missing} missing, {wrong} unknown")
    return judge.eval()
