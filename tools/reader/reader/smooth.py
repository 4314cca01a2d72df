"""Evens out activations before int8, after SmoothQuant (Xiao and others, 2023).

A few channels of what a matrix reads are far larger than the others, and one scale for all of them leaves few steps for
the rest. Each channel is divided by a number of its own, and the weights that read it are multiplied by the same: the
product stays, and int8 costs less.
"""
from __future__ import annotations

import torch
from torch import Tensor, nn

from . import model as models
from .data import Item
from .text import Pieces
from .windows import code, training_windows, window_inputs

#: How much of the difference goes over to the weights.
SHARE = 0.5
#: What reads a normalised layer. What comes out of GELU is too uneven for this: there it costs more than it brings.
EVENED = ("qkv", "up")


class Evened(nn.Module):
    """A linear layer that reads its input divided by `by`."""

    def __init__(self, linear: nn.Linear, by: Tensor):
        super().__init__()
        self.scale = nn.Parameter(1 / by, requires_grad=False)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        with torch.no_grad():
            self.linear.weight.copy_(linear.weight * by)
            self.linear.bias.copy_(linear.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.scale)


@torch.no_grad()
def smooth(net: models.Reader, items: list[Item], v: Pieces) -> models.Reader:
    """The network with evened layers, by what they read of some texts. It computes the same."""
    most: dict[str, Tensor] = {}
    handles = []
    for k, layer in enumerate(net.encoder.layers):
        for name in EVENED:
            def seen(_, inputs, key=f"{k} {name}"):
                top = inputs[0].abs().amax((0, 1))
                most[key] = torch.maximum(most[key], top) if key in most else top
            handles.append(getattr(layer, name).register_forward_pre_hook(seen))
    for item in items:
        c = code(item.words, v)
        for w in training_windows(c, 0):
            ids, features, _ = window_inputs(c, w, v)
            net(torch.tensor([ids]), torch.tensor([features]))
    for handle in handles:
        handle.remove()
    for k, layer in enumerate(net.encoder.layers):
        for name in EVENED:
            linear = getattr(layer, name)
            read = most[f"{k} {name}"].clamp(min=1e-5)
            weight = linear.weight.abs().amax(0).clamp(min=1e-5)
            by = (read ** SHARE / weight ** (1 - SHARE)).clamp(min=1e-3)
            setattr(layer, name, Evened(linear, by))
    return net
