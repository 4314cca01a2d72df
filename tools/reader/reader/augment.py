"""Random changes to training items, so that the reader does not depend on the corpus's typography.

Everything works on words: an edit says by which words an old word is replaced (none, one, several)
and labels follow.  Synthetic passages (lists under an announcing sentence, transcripts, headlines
with a colon, a name after a quotation) are put together from gold sources and contents of train.
"""
from __future__ import annotations

import random
from dataclasses import dataclass, replace

from .data import IGNORE, Chunk, Item, Mention
from .features import CLOSING, OPENING, STRAIGHT, quotation
from .text import Words

Edits = dict[int, list[str]]      # old word -> new words

DOUBLE = OPENING | CLOSING | STRAIGHT
STYLES = (('"', '"'), ("“", "”"), ("''", "''"), ("``", "''"), ("«", "»"), ("‘", "’"), ("'", "'"), ("„", "“"),
          ("’’", "’’"), ("“", '"'), ('"', "”"))
STYLE_WEIGHTS = (6, 6, 4, 1, 1, 3, 2, 1, 1, 1, 1)


def rewrite(item: Item, edits: Edits) -> Item:
    """The item with some words replaced."""
    w, new = item.words, Words()
    old: list[int] = []
    at = [0] * (len(w) + 1)
    pending = None                        # space and line of a dropped word pass on
    for i in range(len(w)):
        at[i] = len(new)
        parts = edits.get(i, (w.text[i],))
        space, line = w.space[i], w.line[i]
        if pending:
            space, line = space or pending[0], line or pending[1]
        pending = None if parts else (space, line)
        for k, part in enumerate(parts):
            new.text.append(part)
            new.start.append(w.start[i])
            new.end.append(w.end[i])
            new.space.append(space if not k else False)
            new.line.append(line if not k else False)
            old.append(i)
    at[len(w)] = len(new)

    def tags(values: list[int] | None) -> list[int] | None:
        if values is None:
            return None
        out = [values[o] for o in old]
        for k in range(1, len(out)):
            if old[k] == old[k - 1] and out[k] > 0 and out[k] % 2:
                out[k] += 1
        return out

    chunks = item.chunks
    if chunks is not None:
        chunks = [replace(c, first=at[c.first], last=at[c.last]) for c in chunks if at[c.first] < at[c.last]]
    mentions = item.mentions
    if mentions is not None:
        mentions = [Mention(at[m.head], at[m.first], at[m.last], m.tag, m.entity)
                    for m in mentions if at[m.first] <= at[m.head] < at[m.last]]
    syntax = None if item.syntax is None else [item.syntax[o] for o in old]
    return Item(item.name, new, chunks, tags(item.names), syntax, mentions)


def requote(item: Item, rng: random.Random) -> Item:
    """Writes all double quotation marks in another style."""
    left, right = rng.choices(STYLES, STYLE_WEIGHTS)[0]
    w, edits = item.words, {}
    is_open = False
    i = 0
    while i < len(w):
        t = w.text[i]
        pair = t in "'’‘`" and i + 1 < len(w) and w.text[i + 1] == t and not w.space[i + 1]
        if w.line[i]:
            is_open = False
        if t in DOUBLE or pair:
            if t in OPENING or t == "`":
                is_open = True
            elif t in CLOSING:
                is_open = False
            else:
                is_open = w.space[i] and (i + 1 + pair >= len(w) or not w.space[i + 1 + pair]) or not is_open
            edits[i] = list(left if is_open else right)
            if pair:
                edits[i + 1] = []
        i += 1 + pair
    return rewrite(item, edits)


def unclose(item: Item, rng: random.Random) -> Item:
    """Forgets some closing quotation marks."""
    quoted = quotation(item.words)
    w, edits = item.words, {}
    for i in range(1, len(w)):
        if w.text[i] in DOUBLE and quoted[i - 1] and not w.space[i] and rng.random() < 0.3:
            edits[i] = []
    return rewrite(item, edits)


def recase(item: Item, how: str) -> Item:
    w = item.words
    text = {"upper": [t.upper() for t in w.text], "lower": [t.lower() for t in w.text],
            "title": [t[:1].upper() + t[1:] for t in w.text]}[how]
    return replace(item, words=replace(w, text=text))


def unline(item: Item) -> Item:
    """All on one line."""
    w = item.words
    return replace(item, words=replace(w, line=[i == 0 for i in range(len(w))]))


def bullets(item: Item, rng: random.Random) -> Item:
    mark = rng.choice(["•", "-", "*", "–", "1."])
    w = item.words
    edits = {i: ([*mark] + [w.text[i]]) for i in range(len(w)) if w.line[i] and rng.random() < 0.4}
    out = rewrite(item, edits)
    size = len(mark)
    # The mark is before the paragraph: it belongs to no span, and a space follows it.
    starts = {}
    k = 0
    for i in range(len(w)):
        if i in edits:
            starts[k] = k + size
            out.words.space[k + size] = True
            k += size
        k += 1
    if out.chunks is not None:
        out.chunks = [replace(c, first=starts.get(c.first, c.first)) for c in out.chunks]
    if out.names is not None:
        for a, b in starts.items():
            tag = out.names[a]
            for j in range(a, b):
                out.names[j] = 0
            out.names[b] = tag
    if out.syntax is not None:
        for a, b in starts.items():
            for j in range(a, b):
                out.syntax[j] = IGNORE
    if out.mentions is not None:
        out.mentions = [replace(m, first=starts.get(m.first, m.first), head=starts.get(m.head, m.head))
                        for m in out.mentions]
    return out


def join(items: list[Item]) -> Item:
    """One item after the other."""
    words, chunks, names, syntax = Words(), [], [], []
    group = 0
    for item in items:
        base = len(words)
        for field in ("text", "start", "end", "space", "line"):
            getattr(words, field).extend(getattr(item.words, field))
        top = 0
        for c in item.chunks or ():
            chunks.append(replace(c, first=c.first + base, last=c.last + base,
                                  groups=tuple(g + group for g in c.groups)))
            top = max(top, *c.groups)
        group += top + 1
        n = len(item.words)
        names += item.names or [IGNORE] * n
        syntax += item.syntax or [IGNORE] * n
    return Item(items[0].name, words, chunks, names, syntax, None)


def cut(item: Item, first: int, last: int) -> Item:
    """The words [first, last); no chunk may cross."""
    w = Words(*(getattr(item.words, f)[first:last] for f in ("text", "start", "end", "space", "line")))
    chunks = [replace(c, first=c.first - first, last=c.last - first)
              for c in item.chunks or () if first <= c.first and c.last <= last]
    return Item(item.name, w, chunks, item.names and item.names[first:last],
                item.syntax and item.syntax[first:last], None)


# ---------------------------------------------------------------- synthetic passages


@dataclass
class Bank:
    """Gold sources and contents of train, as words with their spaces."""

    sources: list[list[tuple[str, bool]]]
    people: list[list[tuple[str, bool]]]
    demands: list[list[tuple[str, bool]]]       # "to ...", without the "to"
    claims: list[list[tuple[str, bool]]]        # whole indirect clauses
    speech: list[list[tuple[str, bool]]]        # direct, without the marks


PRONOUNS = set("he she it they we you i who that which him her them his their its this these those".split())


def bank(items: list[Item]) -> Bank:
    out = Bank([], [], [], [], [])
    for item in items:
        w = item.words
        quoted = quotation(w)
        for c in item.chunks or ():
            part = [(w.text[i], w.space[i] or i == c.first) for i in range(c.first, c.last)]
            n = len(part)
            first = part[0][0].lower()
            if c.role == 0 and 1 <= n <= 12 and first not in PRONOUNS and part[-1][0].isalnum():
                out.sources.append(part)
                if n <= 3 and all(t.istitle() for t, _ in part):
                    out.people.append(part)
            elif c.role == 2 and 4 <= n <= 40 and not any(w.line[i] for i in range(c.first + 1, c.last)):
                inside = [i for i in range(c.first, c.last) if quoted[i]]
                if not inside and first == "to":
                    out.demands.append(part[1:])
                elif not inside and part[0][0][0].isupper():
                    out.claims.append(part)
                elif len(inside) == n and n >= 8 and w.text[c.first] in DOUBLE and w.text[c.last - 1] in DOUBLE:
                    out.speech.append(part[1:-1])
    return out


class _Writer:
    def __init__(self) -> None:
        self.words, self.chunks = Words(), []

    def put(self, part: list[tuple[str, bool]] | str, role: int = -1, group: int | tuple[int, ...] = 0,
            line: bool = False, capital: bool = False, kind: int = 0, upper: bool = False) -> None:
        if isinstance(part, str):
            part = [(t, True) for t in part.split(" ") if t]
        first = len(self.words)
        for k, (t, space) in enumerate(part):
            if capital and not k:
                t = t[:1].upper() + t[1:]
            self.words.text.append(t.upper() if upper else t)
            self.words.start.append(0)
            self.words.end.append(0)
            self.words.space.append(space or line and not k)
            self.words.line.append(line and not k)
        if role >= 0:
            groups = group if isinstance(group, tuple) else (group,)
            self.chunks.append(Chunk(role, first, len(self.words), groups, kind if role == 1 else IGNORE))

    def tight(self, text: str, **more) -> None:
        self.put([(c, False) for c in text], **more)

    def item(self) -> Item:
        return Item("synthetic", self.words, self.chunks)


_LIST_VERBS = ["called for", "demanded", "demands", "wants", "is asking for", "proposed", "insisted on", "set out",
               "put forward", "pledged", "promised", "urged", "outlined", "requested", "is seeking", "listed",
               "says it will accept", "has offered", "rejected", "refused", "laid out"]
_LIST_NOUNS = ["demands", "core demands", "conditions", "proposals", "key points", "red lines", "main requests",
               "terms", "priorities", "objections"]
_AFTER = ["", "the following", "the following steps", "a number of steps", "five points", "several measures"]


def synthetic_list(b: Bank, rng: random.Random) -> Item:
    out = _Writer()
    source = rng.choice(b.sources)
    if rng.random() < 0.5:
        out.put(source, 0, line=True, capital=True)
        out.put(rng.choice(_LIST_VERBS), 1)
        after = rng.choice(_AFTER)
        if after:
            out.put(after)
    else:
        if rng.random() < 0.3:
            out.put("Among", line=True)
            out.put(source, 0)
        else:
            out.put(source, 0, line=True, capital=True)
        out.tight("'s")
        out.put(rng.choice(_LIST_NOUNS) + rng.choice(["", " include", " are", " were"]), 1)
    out.tight(":")
    mark = rng.choice(["•", "-", "*", "–", "", "1."])
    for number in range(rng.randint(2, 5)):
        content = rng.choice(b.demands)
        if mark:
            head = f"{number + 1}" if mark == "1." else mark
            out.put(head, line=True)
            if mark == "1.":
                out.tight(rng.choice(".)"))
        out.put([(content[0][0], True)] + content[1:], 2, line=not mark, capital=rng.random() < 0.6)
        if rng.random() < 0.5:
            out.tight(rng.choice(".;,"))
    return out.item()


def synthetic_transcript(b: Bank, rng: random.Random) -> Item:
    out = _Writer()
    names = rng.sample(b.people, 2)
    upper = rng.random() < 0.5
    for number in range(rng.randint(1, 5)):
        out.put(names[number % 2], 0, number, line=True, upper=upper)
        out.tight(":", role=1, group=number)
        words = rng.choice(b.speech)
        quoted = rng.random() < 0.2
        out.put(([("“", True), (words[0][0], False)] if quoted else [(words[0][0], True)]) + words[1:]
                + ([("”", False)] if quoted else []), 2, number)
    return out.item()


def synthetic_headline(b: Bank, rng: random.Random) -> Item:
    out = _Writer()
    claim = rng.choice(b.claims)
    if rng.random() < 0.5:
        out.put(rng.choice(b.people), 0, line=True)
        out.tight(":", role=1)
        out.put(claim, 2)
    else:
        out.put(claim, 2, line=True)
        if rng.random() < 0.5:
            out.tight(":")
            out.put(rng.choice(b.people), 0)
            # without a verb nothing marks the cue but the colon
            out.chunks.append(Chunk(1, len(claim), len(claim) + 1, (0,), 0))
        else:
            out.tight(",")
            out.put(rng.choice(b.people), 0)
            out.put(rng.choice(["says", "warns", "claims", "insists", "tells reporters"]), 1)
    return out.item()


def synthetic_signed(b: Bank, rng: random.Random) -> Item:
    """A quotation, a dash, a name."""
    out = _Writer()
    words = rng.choice(b.speech)
    out.put([("“", True), (words[0][0], False)] + words[1:] + [("”", False)], 2, line=True)
    out.put(rng.choice(["—", "-", "–"]), 1, line=rng.random() < 0.4)
    out.put(rng.choice(b.people), 0)
    return out.item()


def splice(item: Item, other: Item, rng: random.Random) -> Item:
    """Puts a passage between two paragraphs."""
    w = item.words
    inside = [False] * (len(w) + 1)
    for c in item.chunks or ():
        for i in range(c.first + 1, c.last):
            inside[i] = True
    places = [i for i in range(1, len(w)) if w.line[i] and not inside[i]]
    if not places:
        return item
    at = rng.choice(places)
    return join([cut(item, 0, at), other, cut(item, at, len(w))])


def augment(item: Item, b: Bank | None, rng: random.Random) -> Item:
    """A random variant; nearly half of the time the item itself."""
    if item.versions and rng.random() < 0.5:
        item = replace(item, chunks=rng.choice(item.versions))
    if rng.random() < 0.4:
        return item
    if b is not None and item.chunks is not None:
        for maker, p in ((synthetic_list, 0.15), (synthetic_transcript, 0.08), (synthetic_headline, 0.10),
                         (synthetic_signed, 0.05)):
            if rng.random() < p:
                item = splice(item, maker(b, rng), rng)
    if rng.random() < 0.35:
        item = requote(item, rng)
    if rng.random() < 0.06:
        item = unclose(item, rng)
    if rng.random() < 0.04:
        item = bullets(item, rng)
    if rng.random() < 0.10:
        item = unline(item)
    x = rng.random()
    if x < 0.05:
        item = recase(item, "upper")
    elif x < 0.08:
        item = recase(item, "lower")
    elif x < 0.11:
        item = recase(item, "title")
    return item
