"""The project's attribution scorer, loaded from its file."""
from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judge:
    """Scores predicted lines against the gold of a split (of some of its articles)."""

    def __init__(self, scorer: Path, split: Path, only: set[str] | None = None):
        self.module = load(scorer)
        self.gold: dict[str, tuple] = {}
        for line in open(split / "gold.jsonl", encoding="utf-8"):
            record = json.loads(line)
            if only is None or record["doc"] in only:
                with open(split / "text" / (record["doc"] + ".txt"), encoding="utf-8", newline="") as f:
                    article = self.module.Article(f.read())
                self.gold[record["doc"]] = article, self._read(article, record["attributions"])

    def _read(self, article, attributions: list[dict]) -> list:
        read = [self.module.Attribution(article, self.module.read_spans(article, a, False, "")) for a in attributions]
        return [a for a in read if a.tokens["content"]]

    def score(self, lines: list[dict], bootstrap: int = 0) -> dict:
        docs = [(r["doc"], *self.gold[r["doc"]], self._read(self.gold[r["doc"]][0], r["attributions"])) for r in lines]
        assert len(docs) == len(self.gold)
        return self.module.score(docs, bootstrap)

    def table(self, result: dict) -> str:
        return self.module.table(result)

    def hits(self, line: dict) -> list[bool]:
        """Which predictions are right (lenient)."""
        article, gold = self.gold[line["doc"]]
        found = self._read(article, line["attributions"])
        assert len(found) == len(line["attributions"])
        taken = set(self.module.match(gold, found)["lenient"].values())
        return [k in taken for k in range(len(found))]
