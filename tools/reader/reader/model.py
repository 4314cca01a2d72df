"""The network: one BERT encoder, and small linear heads on it.

The encoder is MiniLM (6 layers of 384) written out in plain PyTorch, so that it trains fast on a
CPU and exports to a small ONNX graph.  It reads one window: `[CLS] pieces [SEP]`.  A feature id per
piece (see `features.py`) is embedded and added to the input; that embedding starts at zero, so that
training begins from the base model's own behaviour.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import labels


@dataclass
class Config:
    """Sizes.  `full` is the default; `fast` is made in `distill.py`."""

    vocab: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    features: int = 90
    embed: int = 0            # width of the word embedding when it is not `width` (then projected)
    link: int = 64            # width of a link vector
    pointer: int = 32         # width of a boundary pointer vector
    coref: int = 64           # width of a coreference vector
    dropout: float = 0.1

    def as_dict(self) -> dict:
        return asdict(self)


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.heads = c.heads
        self.qkv = nn.Linear(c.width, 3 * c.width)
        self.out = nn.Linear(c.width, c.width)
        self.norm1 = nn.LayerNorm(c.width, eps=1e-12)
        self.up = nn.Linear(c.width, c.inner)
        self.down = nn.Linear(c.inner, c.width)
        self.norm2 = nn.LayerNorm(c.width, eps=1e-12)
        self.p = c.dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            a = torch.softmax(q @ k.transpose(-1, -2) / (w // self.heads) ** 0.5, -1) @ v
        else:
            # No dropout on attention weights: the fused kernel is far faster without it.
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + F.dropout(a, self.p, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, self.p, self.training))


class Encoder(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        e = c.embed or c.width
        self.words = nn.Embedding(c.vocab, e)
        self.project = nn.Linear(e, c.width) if c.embed else None
        self.positions = nn.Embedding(c.positions, c.width)
        self.features = nn.Embedding(c.features, c.width)
        self.norm = nn.LayerNorm(c.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.p = c.dropout
        nn.init.normal_(self.positions.weight, std=0.02)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.words(ids)
        if self.project is not None:
            x = self.project(x)
        x = x + self.positions.weight[: ids.shape[1]] + self.features(features)
        x = F.dropout(self.norm(x), self.p, self.training)
        if mask is not None:
            mask = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """Encoder and heads.  `forward` gives a dict of per-piece outputs."""

    #: name -> width of the linear head; the names are those of the ONNX outputs.
    @staticmethod
    def outputs(c: Config) -> dict[str, int]:
        return {
            "roles": len(labels.ROLE_TAGS),
            "cue_type": len(labels.CUE_TYPES),
            "link_query": 3 * c.link,      # content>cue, cue>source, content>source
            "link_key": 3 * c.link,
            "names": len(labels.NAME_TAGS),
            "heads": len(labels.HEAD_TAGS),
            "bounds_query": 2 * c.pointer,  # start, end
            "bounds_key": 2 * c.pointer,
            "coref_query": c.coref,
            "coref_key": c.coref,
            "coref_new": 1,
        }

    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.encoder = Encoder(c)
        self.widths = self.outputs(c)
        self.head = nn.Linear(c.width, sum(self.widths.values()))
        self.syntax = nn.Linear(c.width, len(labels.SYNTAX))   # training only, not exported
        self.tables = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(size)) for name, size in labels.TABLES.items()})
        for m in (self.head, self.syntax):
            nn.init.normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        x = self.encoder(ids, features, mask)
        x = F.dropout(x, self.config.dropout, self.training)
        out = dict(zip(self.widths, self.head(x).split(list(self.widths.values()), -1)))
        out["hidden"] = x
        return out


def from_base(folder: Path, c: Config) -> Reader:
    """A reader whose encoder is the packaged all-MiniLM-L6-v2."""
    from safetensors.torch import load_file

    base = load_file(str(Path(folder) / "model.safetensors"))
    base = {k.removeprefix("bert."): v for k, v in base.items()}
    model = Reader(c)
    e = model.encoder
    own = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "features.weight": torch.zeros_like(e.features.weight),
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(c.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            own[new + "qkv." + kind] = torch.cat(
                [base[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
            own[new + "out." + kind] = base[f"{old}attention.output.dense.{kind}"]
            own[new + "norm1." + kind] = base[f"{old}attention.output.LayerNorm.{kind}"]
            own[new + "up." + kind] = base[f"{old}intermediate.dense.{kind}"]
            own[new + "down." + kind] = base[f"{old}output.dense.{kind}"]
            own[new + "norm2." + kind] = base[f"{old}output.LayerNorm.{kind}"]
    e.load_state_dict(own)
    return model


def save(model: Reader, path: Path, **extra) -> None:
    torch.save({"config": model.config.as_dict(), "model": model.state_dict(), **extra}, path)


def load(path: Path) -> Reader:
    data = torch.load(path, map_location="cpu", weights_only=False)
    model = Reader(Config(**data["config"]))
    model.load_state_dict(data["model"])
    return model.eval()
