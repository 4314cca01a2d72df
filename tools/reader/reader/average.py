"""The weighted mean of several checkpoints that went on from one: `python -m reader.average --out FILE FILE=SHARE…`

The mean of fine-tuned networks is often better than each ("model soups", Wortsman and others, 2022).
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("parts", nargs="+", metavar="CHECKPOINT=SHARE")
    args = p.parse_args()
    parts = [(Path(name), float(share)) for name, share in (x.rsplit("=", 1) for x in args.parts)]
    if abs(sum(share for _, share in parts) - 1) > 1e-6:
        raise SystemExit("the shares must add up to 1")
    whole, mean = None, {}
    for path, share in parts:
        whole = torch.load(path, map_location="cpu", weights_only=False)
        for key, x in whole["model"].items():
            mean[key] = mean[key] + share * x.float() if key in mean else share * x.float()
    whole["model"] = {key: x.to(whole["model"][key].dtype) for key, x in mean.items()}
    torch.save(whole, args.out)


if __name__ == "__main__":
    main()
