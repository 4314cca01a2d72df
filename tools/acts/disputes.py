"""Writes the labelled disputes of `../judge/data` as `cargo xtask score stances --disputes FOLDER` reads them.

    python disputes.py ../judge/data OUT

Standard library only. `data/test` is never written.
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judge"))
from judge.compact import read  # noqa: E402


def main(data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((data / "train").glob("*.jsonl")):
        rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
        for row in rows[1:]:
            row["positions"] = []
        write(out / path.name, rows)
    for path in sorted((data / "talks").glob("*.talks")):
        for talks in read(path):
            write(out / f"{talks.id}.jsonl", [header(talks), *(line(said) for said in talks.said)])


def header(talks) -> dict:
    parties = [{"id": id, "name": name, "aliases": list(aliases)} for id, name, aliases in talks.parties]
    propositions = [{"id": q.id, "issue": q.issue, "sentence": q.sentence} for q in talks.questions]
    return {"dispute": talks.id, "title": talks.title, "parties": parties, "propositions": propositions}


def line(said) -> dict:
    out = {"sentence": said.sentence, "content": " … ".join(said.content), "speaker": said.speaker,
           "party": said.party, "act": said.act, "positions": []}
    if said.before:
        out["before"] = said.before
    return out


def write(path: Path, lines: list[dict]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
