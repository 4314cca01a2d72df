#!/usr/bin/env python3
"""Build the gold of an example from its marks, and check it.

    build.py            check, then write attributions.jsonl and statements.jsonl
    build.py check      check only: the files on disk must be what would be written
    build.py --as-prediction DIR   also write the gold as a perfect prediction into DIR

The gold is authored by quoting.  marks/DOC.toml names, for the text in text/DOC, each
attribution by the words of its source, cue and content; offsets (Unicode code points) are
found here.  A quotation that is not in the text, or could be in two places, is an error.

A piece of text is a string, or {text = "...", n = 2} for its second occurrence.  Only whole
words count as an occurrence.  Without n

    a content piece   must occur once
    source, cue       is the occurrence nearest to the content and outside it
    statement content must occur once inside the content of its attribution

Statements stand under their attribution.  Without a content of its own a statement has that
of the attribution, less a leading "that", a trailing comma or semicolon and, where the mode
is direct, the outer quotation marks; in the same way for a content of its own.

`parent` of an attribution is the innermost other one whose content encloses it.  Standard
library only (Python 3.11 or later).
"""
import json
import os
import re
import sys
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = ("direct", "mixed", "indirect", "list")
ACTS = ("demand", "offer", "accept", "reject", "concede", "condition", "threaten", "accuse",
        "deny", "claim", "predict", "announce", "question")
STANCES = ("support", "oppose", "conditional")
HANDS = ("first", "second")
KINDS = ("second-hand-contradicted", "dispute", "contradiction", "shift", "unchanged", "condition",
         "one-sided", "forecast", "slipped-date", "proposal-reaction", "echo", "altered-quotation",
         "same-origin", "same-story-different-origin")
OPENING = ("“", '"', "''")
CLOSING = ("”", '"', "''")


class Wrong(Exception):
    pass


def occurrences(text, words):
    """The offsets at which the words stand as whole words."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [m.start() for m in re.finditer(before + re.escape(words) + after, text)]


def split_piece(piece):
    return (piece, None) if isinstance(piece, str) else (piece["text"], piece.get("n"))


def locate(text, piece, where, near=None, inside=None):
    """[start, end) of a piece; `near` and `inside` are lists of spans."""
    words, n = split_piece(piece)
    if not words:
        raise Wrong("%s: an empty piece" % where)
    found = occurrences(text, words)
    if n is not None:
        if not 1 <= n <= len(found):
            raise Wrong("%s: no occurrence %d of %r" % (where, n, words))
        start = found[n - 1]
    else:
        if inside is not None:
            found = [s for s in found if any(a <= s and s + len(words) <= b for a, b in inside)]
        if near is not None:
            out = [s for s in found if all(s + len(words) <= a or b <= s for a, b in near)]
            found = out or found
            gap = lambda s: min(max(a - (s + len(words)), s - b, 0) for a, b in near)
            found.sort(key=lambda s: (gap(s), s))
            if len(found) > 1 and gap(found[0]) == gap(found[1]):
                raise Wrong("%s: %r is equally near in two places" % (where, words))
            found = found[:1]
        if len(found) != 1:
            raise Wrong("%s: %r occurs %d times" % (where, words, len(found)))
        start = found[0]
    return [start, start + len(words)]


def pieces(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def clean(words, mode):
    """A content as statements have it."""
    words = words.strip()
    if mode == "direct":
        for mark in OPENING:
            if words.startswith(mark):
                words = words[len(mark):]
                break
        for mark in CLOSING:
            if words.endswith(mark):
                words = words[:-len(mark)]
                break
        return words.strip()
    return re.sub(r"[,;]$", "", re.sub(r"^that (?=(?:\S+ ){2})", "", words))


def trimmed(text, spans, mode):
    out = []
    for s, e in spans:
        words = text[s:e]
        kept = clean(words, mode)
        at = s + words.index(kept)
        out.append([at, at + len(kept)])
    return out


def label(value, allowed, where):
    if value not in allowed:
        raise Wrong("%s: %r is none of %s" % (where, value, ", ".join(sorted(allowed))))
    return value


class Example:
    def __init__(self, name):
        self.name = name
        self.folder = os.path.join(HERE, name)
        with open(os.path.join(HERE, "..", name, "codebook.toml"), "rb") as f:
            book = tomllib.load(f)
        self.parties = {p["id"] for p in book["party"]} | {"none"}
        self.issues = {i["id"] for i in book["issue"]}
        self.propositions = {p["id"] for p in book["proposition"]}
        for p in book["proposition"]:
            label(p["issue"], self.issues, "codebook, proposition " + p["id"])
        for kind in ("baseline", "proposal"):
            for entry in book.get(kind, []):
                for t in entry.get("positions", []) + entry.get("terms", []):
                    label(t["proposition"], self.propositions, "codebook, " + entry["id"])
                    label(t["stance"], STANCES, "codebook, " + entry["id"])
        self.proposals = {p["id"] for p in book.get("proposal", [])}
        self.forecasts = {p["id"] for p in book.get("forecast", [])}
        self.texts = {}
        folder = os.path.join(self.folder, "text")
        for entry in sorted(os.listdir(folder)):
            with open(os.path.join(folder, entry), encoding="utf-8", newline="") as f:
                self.texts[entry] = f.read()
        for entry in self.texts:                  # the copies that score_attributions.py opens
            if not entry.endswith(".txt") and self.texts.get(entry + ".txt") != self.texts[entry]:
                raise Wrong("text/%s.txt is no copy of text/%s" % (entry, entry))
        self.docs = sorted(d for d in self.texts if not (d.endswith(".txt") and d[:-4] in self.texts))
        for doc in self.docs:                     # a plain text is its own expected text
            path = os.path.join(HERE, "..", name, doc)
            if doc.endswith(".txt"):
                with open(path, encoding="utf-8", newline="") as f:
                    if f.read() != self.texts[doc]:
                        raise Wrong("text/%s is not the example's file" % doc)
            elif not os.path.exists(path.split("#")[0]):
                raise Wrong("the example has no %s" % doc)

    def build(self):
        self.attributions, self.statements = [], []
        marks = os.path.join(self.folder, "marks")
        extra = {m[:-5] for m in os.listdir(marks)} - set(self.docs)
        if extra:
            raise Wrong("marks of no text: %s" % ", ".join(sorted(extra)))
        for doc in self.docs:
            with open(os.path.join(marks, doc + ".toml"), "rb") as f:
                self.read_marks(doc, self.texts[doc], tomllib.load(f))

    def read_marks(self, doc, text, marks):
        entries, statements = [], []
        for a in marks.get("attribution", []):
            where = "%s %s" % (doc, a["id"])
            content = [locate(text, p, where + " content") for p in pieces(a["content"])]
            if content != sorted(content):
                raise Wrong("%s: the content's pieces are not in the order of the text" % where)
            entry = {"id": a["id"]}
            for role in ("source", "cue"):
                entry[role] = [locate(text, p, "%s %s" % (where, role), near=content) for p in pieces(a.get(role))]
            entry["content"] = content
            entries.append(entry)
            for number, s in enumerate(a.get("statement", []), 1):
                statements.append(self.statement(doc, text, entry, s, "%s statement %d" % (where, number)))
        if len({e["id"] for e in entries}) < len(entries):
            raise Wrong("%s: an id is there twice" % doc)
        for e in entries:
            size = lambda x: sum(b - a for a, b in x["content"])
            around = [o for o in entries if o is not e and size(o) > size(e) and
                      all(any(a <= s and t <= b for a, b in o["content"]) for s, t in e["content"])]
            if around:
                e["parent"] = min(around, key=size)["id"]
        name = doc[:-4] if doc.endswith(".txt") else doc
        self.attributions.append({"doc": name, "attributions": entries})
        self.statements += sorted(statements, key=lambda s: s["start"])

    def statement(self, doc, text, entry, s, where):
        mode = label(s["mode"], MODES, where)
        spans = [locate(text, p, where, inside=entry["content"]) for p in pieces(s.get("content"))]
        spans = trimmed(text, spans or entry["content"], mode)
        words = [text[a:b] for a, b in spans]
        at = spans[0][1]
        for (a, b), w in zip(spans[1:], words[1:]):     # the scorer takes the next occurrence
            if text.find(w, at) != a:
                raise Wrong("%s: %r occurs between two pieces" % (where, w))
            at = b
        source = entry["source"][0] if entry["source"] else None
        cue = entry["cue"][0] if entry["cue"] else None
        about = []
        for p in s.get("about", []):
            about.append({"holder": label(p["holder"], self.parties, where),
                          "proposition": label(p["proposition"], self.propositions, where),
                          "stance": label(p["stance"], STANCES, where),
                          "hand": label(p["hand"], HANDS, where) if "hand" in p else None})
        return {"doc": doc, "content": words[0] if len(words) == 1 else words, "start": spans[0][0],
                "source": text[slice(*source)] if source else None, "source_start": source and source[0],
                "cue": text[slice(*cue)] if cue else None, "cue_start": cue and cue[0],
                "speaker": s["speaker"], "speaker_party": label(s["party"], self.parties, where),
                "mode": mode, "issue": label(s["issue"], self.issues, where),
                "act": label(s["act"], ACTS, where), "about": about,
                "first_hand": s.get("first_hand", True)}

    # ------------------------------------------------------------ findings and actors

    def check_quote(self, quote, where):
        label(quote["doc"], set(self.docs), where)
        if quote["text"] not in self.texts[quote["doc"]]:
            raise Wrong("%s: not in %s: %r" % (where, quote["doc"], quote["text"]))

    def check_findings(self):
        with open(os.path.join(self.folder, "findings.toml"), "rb") as f:
            findings = tomllib.load(f)["finding"]
        ids = set()
        for f in findings:
            where = "findings.toml, %s" % f.get("id")
            if f["id"] in ids:
                raise Wrong(where + ": the id is there twice")
            ids.add(f["id"])
            label(f["kind"], KINDS, where)
            for key, allowed in (("proposition", self.propositions), ("holder", self.parties),
                                 ("proposal", self.proposals), ("watched", self.forecasts)):
                if key in f:
                    label(f[key], allowed, where)
            for doc in f.get("docs", []):
                label(doc, set(self.docs), where)
            if not f.get("quotes") and not f.get("docs"):
                raise Wrong(where + ": neither quotes nor documents")
            for quote in f.get("quotes", []):
                self.check_quote(quote, where)
        return findings

    def check_actors(self):
        with open(os.path.join(self.folder, "actors.toml"), "rb") as f:
            actors = tomllib.load(f)["actor"]
        for a in actors:
            label(a["party"], self.parties, "actors.toml, " + a["name"])
            for form in a["forms"]:
                if not any(occurrences(t, form) for t in self.texts.values()):
                    raise Wrong("actors.toml, %s: the form %r is in no text" % (a["name"], form))
        return actors

    def check_one_sided(self, findings):
        """Of a one-sided proposition the statements name no other holder."""
        for f in findings:
            if f["kind"] == "one-sided":
                holders = {p["holder"] for s in self.statements for p in s["about"]
                           if p["proposition"] == f["proposition"]} - {"none"}
                if holders != {f["holder"]}:
                    raise Wrong("findings.toml, %s: the statements have %s on it"
                                % (f["id"], ", ".join(sorted(holders))))

    def outputs(self):
        lines = lambda records: "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
        return {"attributions.jsonl": lines(self.attributions), "statements.jsonl": lines(self.statements)}


def as_prediction(example, folder):
    """The gold as predictions that are right in everything, for a test of the scorers."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, example.name + ".statements.jsonl"), "w", encoding="utf-8") as f:
        for s in example.statements:
            text, content, at = example.texts[s["doc"]], [], s["start"]
            for words in pieces(s["content"]):
                at = text.index(words, at)
                content.append([at, at + len(words)])
                at += len(words)
            span = lambda role: [[s[role + "_start"], s[role + "_start"] + len(s[role])]] if s[role] else []
            out = {k: s[k] for k in ("doc", "mode", "speaker", "speaker_party", "issue", "act")}
            out.update(content=content, source=span("source"), cue=span("cue"),
                       positions=[dict(p, hand=p["hand"] or "first") for p in s["about"]])
            f.write(json.dumps(out, ensure_ascii=False) + "\n")


def main(args):
    names = sorted(n for n in os.listdir(HERE) if os.path.isdir(os.path.join(HERE, n, "marks")))
    checking = "check" in args
    for name in names:
        example = Example(name)
        example.build()
        findings, actors = example.check_findings(), example.check_actors()
        example.check_one_sided(findings)
        for file, content in example.outputs().items():
            path = os.path.join(example.folder, file)
            if checking:
                with open(path, encoding="utf-8") as f:
                    if f.read() != content:
                        raise Wrong("%s/%s is not what the marks say; run build.py" % (name, file))
            else:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(content)
        if "--as-prediction" in args:
            as_prediction(example, args[args.index("--as-prediction") + 1])
        print("%s: %d documents, %d attributions, %d statements (%d with a position), %d findings, %d actors"
              % (name, len(example.docs), sum(len(a["attributions"]) for a in example.attributions),
                 len(example.statements), sum(bool(s["about"]) for s in example.statements),
                 len(findings), len(actors)))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (Wrong, OSError, KeyError, tomllib.TOMLDecodeError) as err:
        print("error: %s%s" % ("missing key " if isinstance(err, KeyError) else "", err), file=sys.stderr)
        sys.exit(1)
