"""The corpora as items: words with what is known about them."""
from __future__ import annotations

import gzip
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import labels, lexicon
from .text import Words, split

IGNORE = -100
HELD_OUT = 40        # articles of PolNeAR train that are kept for calibration and choices


@dataclass
class Chunk:
    """An unbroken piece of a role; `group` is its attributions' numbers (a source can be shared)."""

    role: int
    first: int
    last: int
    groups: tuple[int, ...]
    kind: int = IGNORE       # type of a cue


@dataclass
class Mention:
    head: int
    first: int
    last: int
    tag: int                 # of labels.HEAD_TAGS
    entity: int


@dataclass
class Item:
    """A document; None stands for what is not annotated."""

    name: str
    words: Words
    chunks: list[Chunk] | None = None
    names: list[int] | None = None       # tag of each word, or IGNORE
    syntax: list[int] | None = None
    mentions: list[Mention] | None = None
    versions: list[list[Chunk]] = field(default_factory=list)   # by further annotators

    def roles(self) -> list[int] | None:
        return None if self.chunks is None else chunk_tags(self.chunks, len(self.words))


def chunk_tags(chunks: list[Chunk], n: int) -> list[int]:
    tags = [0] * n
    for c in chunks:
        for i in range(c.first, c.last):
            tags[i] = 1 + 2 * c.role + (i > c.first)
    return tags


class Locator:
    """From code points to words."""

    def __init__(self, words: Words):
        self.words = words

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words that [start, end) touches."""
        return bisect_right(self.words.end, start), bisect_left(self.words.start, end)


# ---------------------------------------------------------------- PolNeAR


def polnear(folder: Path, silver: bool = True) -> list[Item]:
    """The articles of a split (`train` or `dev`)."""
    folder = Path(folder)
    multi: dict[str, list[dict]] = {}
    if (folder / "multi.jsonl").exists():
        for line in open(folder / "multi.jsonl", encoding="utf-8"):
            record = json.loads(line)
            multi.setdefault(record["doc"], []).append(record)
    automatic = dict(_silver(folder / "silver.conll.gz")) if silver else {}
    items = []
    for line in open(folder / "gold.jsonl", encoding="utf-8"):
        record = json.loads(line)
        with open(folder / "text" / (record["doc"] + ".txt"), encoding="utf-8", newline="") as f:
            words = split(f.read())
        item = Item(record["doc"], words, _chunks(words, record["attributions"]))
        item.versions = [_chunks(words, r["attributions"]) for r in multi.get(record["doc"], ())
                         if r["annotator"] != record["annotator"]]
        if record["doc"] in automatic:
            _add_silver(item, automatic[record["doc"]])
        items.append(item)
    return items


def hold_out(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """Train and held-out articles, by a hash of the name."""
    order = sorted(items, key=lambda x: hashlib.sha256(x.name.encode()).hexdigest())
    held = {x.name for x in order[:HELD_OUT]}
    return [x for x in items if x.name not in held], [x for x in items if x.name in held]


def _chunks(words: Words, attributions: list[dict]) -> list[Chunk]:
    where = Locator(words)
    found: dict[tuple[int, int, int], list[int]] = {}
    for number, a in enumerate(attributions):
        for role, name in enumerate(labels.ROLES):
            for s, e in a[name]:
                first, last = where.span(s, e)
                if first < last:
                    found.setdefault((role, first, last), []).append(number)
    taken = [False] * len(words)
    out = []
    for (role, first, last), groups in sorted(found.items(), key=lambda x: (x[0][1], -x[0][2])):
        while first < last and taken[first]:      # slips of the mouse: a word in two spans
            first += 1
        if any(taken[first:last]) or first >= last:
            continue
        taken[first:last] = [True] * (last - first)
        kind = lexicon.cue_type(words.text[first:last]) if role == 1 else IGNORE
        out.append(Chunk(role, first, last, tuple(groups), kind))
    return out


def _silver(path: Path) -> Iterator[tuple[str, list[list[tuple]]]]:
    name, sentences, sentence = None, [], []
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# doc "):
                if name is not None:
                    yield name, sentences
                name, sentences, sentence = line[6:], [], []
            elif line.startswith("# "):
                continue
            elif not line:
                if sentence:
                    sentences.append(sentence)
                sentence = []
            else:
                s, e, _, pos, ner, head, relation, _ = line.split("\t")
                sentence.append((int(s), int(e), pos, ner, None if head == "_" else int(head), relation))
    if name is not None:
        yield name, sentences


_SILVER_NAMES = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place", "DATE": "date"}
_SYNTAX = {name: i for i, name in enumerate(labels.SYNTAX)}


def _add_silver(item: Item, sentences: list[list[tuple]]) -> None:
    where = Locator(item.words)
    n = len(item.words)
    names, syntax = [0] * n, [IGNORE] * n
    for sentence in sentences:
        before = None
        for number, (s, e, _, ner, head, relation) in enumerate(sentence, 1):
            first, last = where.span(s, e)
            if first >= last:
                continue
            if ner in _SILVER_NAMES:
                kind = labels.NAMES.index(_SILVER_NAMES[ner])
                for i in range(first, last):
                    names[i] = 1 + 2 * kind + (before == ner or i > first)
            before = ner
            if head is not None:
                tag = f"{relation}/{'left' if head < number else 'right'}"
                syntax[first] = _SYNTAX.get(tag, IGNORE)
    item.names, item.syntax = names, syntax
    _weak_names(item)


def _weak_names(item: Item) -> None:
    """Titles and nationalities by the lexicon, where no name is yet."""
    text, names = item.words.text, item.names
    assert names is not None
    n = len(text)
    place, nation, title = (1 + 2 * labels.NAMES.index(x) for x in ("place", "nationality", "title"))
    for i, w in enumerate(text):
        low = w.lower()
        if low in lexicon.NATIONALITIES and w[0].isupper() and names[i] in (0, place):
            alone = not (i + 1 < n and names[i] == place and names[i + 1] == place + 1)
            if alone:
                names[i] = nation
    for i, w in enumerate(text):
        if w.lower() not in lexicon.TITLE_NOUNS or names[i] > 0 or w in lexicon.NOT_TITLES:
            continue
        if i + 1 < n and text[i + 1].lower() in lexicon.TITLE_NOUNS and names[i + 1] == 0:
            continue                                   # "attorney general": the last noun decides
        first = i
        while (first > 0 and names[first - 1] == 0 and not item.words.line[first]
               and (text[first - 1].lower() in lexicon.TITLE_MODIFIERS
                    or text[first - 1].lower() in lexicon.TITLE_NOUNS
                    or (text[first - 1] == "-" and text[first - 2].lower() in lexicon.TITLE_MODIFIERS))):
            first -= 1
        last = i + 1
        if last + 1 < n and text[last].lower() == "of" and text[last + 1] in ("State", "Staff", "Defense", "Defence"):
            if all(names[j] == 0 for j in (last, last + 1)):
                last += 2
        for j in range(first, last):
            names[j] = title + (j > first)


# ---------------------------------------------------------------- GUM


@dataclass
class _Token:
    form: str
    pos: str
    head: int
    relation: str
    misc: str
    first: int = 0
    last: int = 0


def gum(folder: Path) -> list[Item]:
    return [_gum_document(p) for p in sorted(Path(folder).glob("*.conllu"))]


def _gum_document(path: Path) -> Item:
    text, sentences = _gum_text(path)
    words = split(text)
    where = Locator(words)
    item = Item(path.stem, words, None, [0] * len(words), None, [])
    assert item.names is not None and item.mentions is not None
    entities: dict[str, int] = {}
    spans: dict[tuple[int, int], list[Mention]] = {}
    dates: list[tuple[int, int]] = []
    for tokens in sentences:
        open_: dict[str, list[tuple[int, list[str]]]] = {}
        for k, t in enumerate(tokens):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", t.misc)
            if not m:
                continue
            for opening, closing in re.findall(r"\(([^()]*\)?)|([^()]*\))", m[1]):
                part = opening or closing
                if opening:
                    fields = opening.rstrip(")").split("-")
                    open_.setdefault(fields[0], []).append((k, fields))
                if part.endswith(")"):
                    key = part.rstrip(")").split("-")[0]
                    start, fields = open_[key].pop()
                    _gum_mention(tokens, start, k, fields, where, entities, spans, dates, item.names)
    item.mentions = _one_per_head(spans)
    _weak_names(item)
    for first, last in dates:
        for i in range(first, last):
            if item.names[i] == 0:
                item.names[i] = IGNORE
    return item


def _gum_mention(tokens, start, end, fields, where, entities, spans, dates, names) -> None:
    kind = fields[1]
    first, last = where.span(tokens[start].first, tokens[end].last)
    if kind == "time":
        dates.append((first, last))
        return
    if kind not in labels.HEAD_TYPES:
        return
    inside = range(start, end + 1)
    heads = [k for k in inside if not start <= tokens[k].head - 1 <= end]
    head = heads[0] if heads else start
    pos = tokens[head].pos
    level = "pronoun" if pos in ("PRON", "DET") else "name" if pos == "PROPN" else "noun"
    head_word = where.span(tokens[head].first, tokens[head].last)[0]
    tag = labels.HEAD_TAGS.index(f"{kind}-{level}")
    entity = entities.setdefault(fields[0], len(entities))
    spans.setdefault((head_word, tag), []).append(Mention(head_word, first, last, tag, entity))
    if level == "name":
        picked = _bare_name(tokens, head, start, end, kind)
        if picked:
            a, b = where.span(tokens[picked[0]].first, tokens[picked[-1]].last)
            if not any(names[a:b]):
                for i in range(a, b):
                    names[i] = 1 + 2 * labels.NAMES.index(kind) + (i > a)


_INSIDE = frozenset("of the for and & - – 's ’s ' ’ .".split())


def _bare_name(tokens: list[_Token], head: int, start: int, end: int, kind: str) -> list[int]:
    """The tokens of the name without articles, titles and what describes it, as CoreNLP marks names."""
    def proper(k: int) -> bool:
        return tokens[k].pos == "PROPN" and tokens[k].form[0].isupper()

    if not proper(head):
        return []
    first = last = head
    while first > start and (proper(first - 1) or (kind != "person" and tokens[first - 1].form in ("&", "-", "–")
                             and first - 2 >= start and proper(first - 2))):
        first -= 1
    k = head + 1
    while k <= end:
        if proper(k):
            last = k
        elif tokens[k].form not in (_INSIDE if kind != "person" else {".", "-", "von", "van", "de", "bin", "al"}):
            break
        k += 1
    if kind == "person":
        while first <= last and (tokens[first].form.lower().rstrip(".") in lexicon.TITLE_NOUNS
                                 or tokens[first].form == "."):
            first += 1
    if kind == "person" and first > last:
        return []
    return list(range(first, last + 1))


def _one_per_head(spans: dict[tuple[int, int], list[Mention]]) -> list[Mention]:
    """One mention for each head word: the smallest, since the larger is a coordination."""
    best: dict[int, Mention] = {}
    for found in spans.values():
        for m in found:
            old = best.get(m.head)
            if old is None or m.last - m.first < old.last - old.first:
                best[m.head] = m
    return sorted(best.values(), key=order)


def order(m: Mention) -> tuple[int, int, int]:
    return m.first, -m.last, m.head


def _gum_text(path: Path) -> tuple[str, list[list[_Token]]]:
    text = ""
    sentences: list[list[_Token]] = []
    tokens: list[_Token] = []
    own, gap = "", ""

    def flush() -> None:
        nonlocal text, tokens, gap
        if not tokens:
            return
        text += gap if text else ""
        at, base = 0, len(text)
        for t in tokens:
            at = own.index(t.form, at)
            t.first, at = base + at, at + len(t.form)
            t.last = base + at
        text += own
        sentences.append(tokens)
        tokens, gap = [], " "

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            own = line[9:]
        elif line.startswith(("# newpar", "# speaker")):
            gap = "\n\n" if text else ""
        elif not line:
            flush()
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                tokens.append(_Token(f[1], f[3], int(f[6]), f[7], f[9]))
    flush()
    return text, sentences
