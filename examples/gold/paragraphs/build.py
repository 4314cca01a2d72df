#!/usr/bin/env python3
"""Write text/ and the two gold files of the paragraphs from marked/, or check them (`build.py check`).

A marked text has ⟦label:words⟧: s, c, t with a number are source, cue and content of an attribution. Behind a line
`---` stand the speakers that a reader of the paragraph would name, `number: name`. Standard library only.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def parse(marked):
    text, spans, opened, at = "", [], [], 0
    while at < len(marked):
        c = marked[at]
        if c == "⟦":
            colon = marked.index(":", at)
            opened.append((marked[at + 1:colon], len(text)))
            at = colon
        elif c == "⟧":
            label, start = opened.pop()
            spans.append((start, len(text), label))
        else:
            text += c
        at += 1
    assert not opened, marked
    return text, sorted(spans)


def mode(text, content):
    """As labels have it: direct when all words stand in marks, mixed when some do."""
    words = "".join(text[s:e] for s, e in content)
    marks = [("“", "”"), ("«", "»"), ("''", "''")]
    if any(text[content[0][0]:].startswith(o) and text[:content[-1][1]].rstrip(",.").endswith(c) for o, c in marks):
        return "direct"
    return "mixed" if any(o in words for o, _ in marks) else "indirect"


def build():
    out, attributions, statements = {}, [], []
    for name in sorted(os.listdir(os.path.join(HERE, "marked"))):
        with open(os.path.join(HERE, "marked", name), encoding="utf-8") as f:
            body, _, speakers = f.read().partition("\n---\n")
        speakers = dict(line.split(": ", 1) for line in speakers.split("\n") if line)
        text, spans = parse(body)
        text += "\n"
        found = {}
        for start, end, label in spans:
            one = found.setdefault(label[1:], {"id": "A" + label[1:], "source": [], "cue": [], "content": []})
            one[{"s": "source", "c": "cue", "t": "content"}[label[0]]].append([start, end])
        entries = sorted(found.values(), key=lambda e: e["content"][0])
        size = lambda x: sum(b - a for a, b in x["content"])
        for e in entries:
            around = [o for o in entries if o is not e and size(o) > size(e) and
                      all(any(a <= s and t <= b for a, b in o["content"]) for s, t in e["content"])]
            if around:
                e["parent"] = min(around, key=size)["id"]
        attributions.append({"doc": name[:-4], "attributions": entries})
        for e in entries:
            words = [text[s:t] for s, t in e["content"]]
            role = lambda r: (text[slice(*e[r][0])], e[r][0][0]) if e[r] else (None, None)
            number = e["id"][1:]
            listed = text[e["content"][0][0] - 2:].startswith("- ")
            statements.append({
                "doc": name, "content": words if len(words) > 1 else words[0], "start": e["content"][0][0],
                "source": role("source")[0], "source_start": role("source")[1],
                "cue": role("cue")[0], "cue_start": role("cue")[1],
                "speaker": speakers.get(number) or (role("source")[0] or "unnamed").lower(), "speaker_party": "none",
                "mode": "list" if listed else "direct" if role("cue")[0] == ":" else mode(text, e["content"]), "issue": "none", "act": "claim", "about": [],
                "first_hand": True})
        out[os.path.join("text", name)] = text
    lines = lambda records: "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    out["attributions.jsonl"], out["statements.jsonl"] = lines(attributions), lines(statements)
    return out


def main():
    for name, content in build().items():
        path = os.path.join(HERE, name)
        if "check" in sys.argv:
            with open(path, encoding="utf-8", newline="") as f:
                if f.read() != content:
                    sys.exit("error: %s is not what the marks say; run build.py" % name)
        else:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(content)


main()
