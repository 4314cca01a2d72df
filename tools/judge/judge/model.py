"""The judge's network: the reader's encoder, mean and first piece pooled, two linear heads."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reader import model as readers

from .data import ACTS, STANCES
from .pairs import ASKED, FEATURES, SPECIAL


class Judge(nn.Module):
    """`forward` gives stance and act logits of a batch of questions."""

    def __init__(self, c: readers.Config):
        super().__init__()
        self.config = c
        self.encoder = readers.Encoder(c)
        self.stance = nn.Linear(4 * c.width, len(STANCES))
        self.act = nn.Linear(4 * c.width, len(ACTS))
        for m in (self.stance, self.act):
            nn.init.normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        x = self.encoder(ids, features, mask)
        x = readers.drop(x, self.config.dropout, self.training)
        pooled = torch.cat([x[:, 0], mean(x, features == 1), mean(x, features == ASKED), mean(x, features == 0)], -1)
        return self.stance(pooled), self.act(pooled)


def mean(x: Tensor, which: Tensor) -> Tensor:
    """The mean of the pieces that are meant; zero where there is none."""
    w = which.to(x.dtype).unsqueeze(-1)
    return (x * w).sum(1) / w.sum(1).clamp(min=1.0)


LONGEST = 256


def from_base(folder: Path, vectors: np.ndarray, layers: int = 6) -> Judge:
    """A judge whose encoder is the packaged all-MiniLM-L6-v2, on the shared word vectors; of fewer layers, the first
    and last ones."""
    whole = readers.from_base(folder, readers.Config(features=FEATURES))
    state = whole.encoder.state_dict()
    state["words.weight"] = torch.tensor(vectors)
    state["positions.weight"] = state["positions.weight"][:LONGEST]
    judge = Judge(readers.Config(features=FEATURES, vocab=len(vectors), positions=LONGEST))
    judge.encoder.load_state_dict(state)
    with torch.no_grad():
        types = token_types(folder)
        judge.encoder.features.weight[ASKED] = types[1] - types[0]
        judge.encoder.features.weight[SPECIAL] = 0
    if layers < 6:
        kept = {3: [0, 2, 5], 4: [0, 2, 4, 5]}[layers]
        judge.encoder.layers = nn.ModuleList(judge.encoder.layers[i] for i in kept)
        judge.config.layers = layers
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
    judge.load_state_dict(data["model"])
    return judge.eval()
