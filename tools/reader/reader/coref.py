"""Coreference: which earlier mention a mention goes back to.

    score(i, j) = query_i . key_j / sqrt(width) + distance + string + agreement tables
    score(i, none) = new_i + none table

Each mention takes its best antecedent or none; chains are what is joined that way.  `Sieves` are what the
program adds to the network's scores: signs that the few chains of the training data do not teach.
"""
from __future__ import annotations

from dataclasses import dataclass

from . import labels
from .links import log_bucket
from .text import Words

PRONOUNS = {
    "he": 0, "him": 0, "his": 0, "himself": 0,
    "she": 1, "her": 1, "hers": 1, "herself": 1,
    "it": 2, "its": 2, "itself": 2,
    "they": 3, "them": 3, "their": 3, "theirs": 3, "themselves": 3, "themself": 3,
    "i": 4, "me": 4, "my": 4, "mine": 4, "myself": 4,
    "we": 5, "us": 5, "our": 5, "ours": 5, "ourselves": 5,
    "you": 6, "your": 6, "yours": 6, "yourself": 6, "yourselves": 6,
}
OTHER_PRONOUN = 7
FUNCTION = frozenset("the a an this that these those of and in for to his her its their our my your mr mrs ms dr".split())
LOOK_BACK = 120          # mentions considered as antecedents
COPULAS = frozenset("is was are were be been being become becomes became remains remained".split())
BESIDE_COPULAS = frozenset("also still now the once then already always currently has had have will would".split())
COPULA_REACH = 8         # how many mentions may stand between subject and predicate
MOST_NAMES = 16          # different names of a chain that are compared


@dataclass(frozen=True)
class Sieves:
    """Additions to the score of an antecedent, in log odds."""

    distance: float = 1.4    # factor of the table of distances
    exact: float = 2.0       # the last name with the same words and type
    copula: float = 2.0      # the subject of "is the ..."
    turn: float = 1.0        # I and I, we and we, you and you in one paragraph and quotation
    gender: float = 3.0      # against: he in a chain with she or it
    kind: float = 1.0        # against: a person in a chain of places
    name: float = 1.0        # against: a person's name in a chain with a name of other words
    far: float = 0.5         # probability of the last name with the same words, when nothing else is found


@dataclass
class View:
    """What the tables need to know of a mention."""

    head: int
    first: int
    last: int
    kind: int            # labels.HEAD_TYPES
    level: int           # labels.HEAD_LEVELS
    group: int           # agreement class, 0 to 15
    word: str            # head in lower case
    full: str            # the mention without articles and possessive endings, in lower case
    names: frozenset[str]
    initials: str


def view(words: Words, head: int, first: int, last: int, tag: int) -> View:
    kind, level = divmod(tag - 1, 3)
    text = words.text
    word = text[head].lower()
    if level == 2:
        group = PRONOUNS.get(word, OTHER_PRONOUN)
    else:
        plural = level == 1 and word.endswith("s") and not word.endswith("ss")
        plural = plural or word in ("people", "men", "women", "children", "police")
        group = 8 + (kind if level == 0 else 3 + kind if not plural else 6 if kind == 0 else 7)
    part = [t.lower() for t in text[first:last]]
    if part[-2:] in (["'", "s"], ["’", "s"]):
        part = part[:-2]
    while len(part) > 1 and part[0] in ("the", "a", "an", "this", "that", "these", "those"):
        part = part[1:]
    big = [t for t in text[first:last] if t[0].isupper() and t.lower() not in FUNCTION]
    return View(head, first, last, kind, level, group, word, " ".join(part),
                frozenset(t.lower() for t in big if len(t) > 1) if level == 0 else frozenset(),
                "".join(t[0] for t in big).lower() if level == 0 else "")


def string_kind(a: View, b: View) -> int:
    """0 nothing, 1 same head, 2 same words, 3 a name in common, 4 initials, 5 the head of a noun `a` within `b`."""
    if a.full == b.full:
        return 2
    if a.word == b.word and a.level != 2:
        return 1
    if a.names & b.names:
        return 3
    for x, y in ((a, b), (b, a)):
        if len(x.initials) > 1 and x.initials == y.full.replace(" ", "").replace(".", ""):
            return 4
    if a.level == 1 and f" {a.word} " in f" {b.full} ":
        return 5
    return 0


def distance(a: View, b: View) -> int:
    """11 when one contains the other, else by words between."""
    if a.first < b.last and b.first < a.last:
        return 11
    return log_bucket(max(a.first - b.last, b.first - a.last), 10)


def indices(later: View, earlier: View) -> tuple[int, int, int, int, int]:
    """pair of levels, distance, string, agreement (later, earlier)"""
    return (later.level * 3 + earlier.level, distance(later, earlier), string_kind(later, earlier),
            later.group, earlier.group)


def same_name(later: View, earlier: View) -> bool:
    return (later.level == 0 and earlier.level == 0 and later.kind == earlier.kind and bool(later.names)
            and later.full == earlier.full and distance(later, earlier) != 11)


def turns(words: Words, quoted: list[int]) -> list[tuple[int, int]]:
    """For each word its line and quotation: who speaks there is one."""
    line, out = -1, []
    for i in range(len(words)):
        line += words.line[i]
        out.append((line, quoted[i]))
    return out


def beside(words: Words, turns: list[tuple[int, int]], later: View, earlier: View, apart: int, sieves: Sieves) -> float:
    """What the words say that stand between two mentions."""
    if later.level == 2:
        same = later.group in (4, 5, 6) and earlier.group == later.group and turns[later.head] == turns[earlier.head]
        return sieves.turn * same
    gap = [t.lower() for t in words.text[earlier.last:later.first]] if earlier.last <= later.first else []
    predicate = (later.level == 1 and later.kind == earlier.kind and apart <= COPULA_REACH and 1 <= len(gap) <= 3
                 and any(t in COPULAS for t in gap)
                 and all(t in COPULAS or t in BESIDE_COPULAS or t.endswith("ly") for t in gap))
    return sieves.copula * predicate


class Joined:
    """The chains so far, as far as later mentions may be at odds with them."""

    def __init__(self) -> None:
        self.chain: list[int] = []                       # of each mention
        self.genders: list[set[int]] = []                # of each chain: he, she, it
        self.kinds: list[set[int]] = []
        self.names: list[list[View]] = []                # of persons
        self.last: dict[tuple[int, str], int] = {}

    def against(self, v: View, j: int, sieves: Sieves) -> float:
        c = self.chain[j]
        out = 0.0
        if v.level == 2 and v.group in (0, 1) and self.genders[c] - {v.group}:
            out += sieves.gender
        if v.level < 2 and self.kinds[c] and v.kind not in self.kinds[c]:
            out += sieves.kind
        if v.level == 0 and v.kind == 0:
            if any(not (v.names & b.names) and v.initials != b.full and b.initials != v.full for b in self.names[c]):
                out += sieves.name
        return out

    def last_of(self, v: View) -> int | None:
        return self.last.get((v.kind, v.full)) if v.level == 0 else None

    def add(self, v: View, antecedent: int) -> None:
        if antecedent < 0:
            c = len(self.kinds)
            self.genders.append(set())
            self.kinds.append(set())
            self.names.append([])
        else:
            c = self.chain[antecedent]
        i = len(self.chain)
        self.chain.append(c)
        if v.level == 2 and v.group in (0, 1, 2):
            self.genders[c].add(v.group)
        if v.level < 2:
            self.kinds[c].add(v.kind)
        if v.level == 0:
            # Whatever the type: a chain of "Nord" the town has that name too.
            if len(self.names[c]) < MOST_NAMES and all(b.full != v.full for b in self.names[c]):
                self.names[c].append(v)
            if len(v.full) > 1:
                self.last[v.kind, v.full] = i


def all_indices(views: list[View]):
    """[mention, antecedent, 5] of `indices`, for pairs within reach."""
    import numpy as np

    n = len(views)
    out = np.zeros((n, n, 5), dtype=np.int64)
    for i in range(n):
        for j in range(max(0, i - LOOK_BACK), i):
            out[i, j] = indices(views[i], views[j])
    return out


def chains(n: int, antecedent: list[int]) -> list[list[int]]:
    """Chains of two or more from each mention's antecedent (-1 for none)."""
    root = list(range(n))
    for i, j in enumerate(antecedent):
        if j >= 0:
            root[i] = root[j]
    out: dict[int, list[int]] = {}
    for i, r in enumerate(root):
        out.setdefault(r, []).append(i)
    return [c for c in out.values() if len(c) > 1]


# ---------------------------------------------------------------- scorer: MUC, B3, CEAFe

Cluster = frozenset


def conll(gold: list[list[Cluster]], found: list[list[Cluster]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of MUC, B3 and CEAFe over documents, and their mean F1.

    A document is a list of clusters of hashable mentions; singletons are dropped on both sides.
    The definitions are those of the reference scorer (CoNLL 2012): counts are summed over documents.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    total = {k: [0.0] * 4 for k in ("muc", "b3", "ceafe")}     # p hits, p all, r hits, r all
    for g, f in zip(gold, found, strict=True):
        g, f = [c for c in g if len(c) > 1], [c for c in f if len(c) > 1]
        for side, (a, b) in enumerate(((f, g), (g, f))):
            where = {m: k for k, c in enumerate(b) for m in c}
            for c in a:
                parts: dict[int, int] = {}
                alone = 0
                for m in c:
                    if m in where:
                        parts[where[m]] = parts.get(where[m], 0) + 1
                    else:
                        alone += 1
                t = total["muc"]
                t[2 * side] += len(c) - len(parts) - alone
                t[2 * side + 1] += len(c) - 1
                t = total["b3"]
                t[2 * side] += sum(x * x for x in parts.values()) / len(c)
                t[2 * side + 1] += len(c)
        t = total["ceafe"]
        if g and f:
            phi = np.array([[2 * len(x & y) / (len(x) + len(y)) for y in f] for x in g])
            rows, columns = linear_sum_assignment(-phi)
            t[0] += phi[rows, columns].sum()
            t[2] += phi[rows, columns].sum()
        t[1] += len(f)
        t[3] += len(g)
    out = {}
    for k, (ph, pa, rh, ra) in total.items():
        p, r = ph / pa if pa else 0.0, rh / ra if ra else 0.0
        out[k] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    mean = sum(v[2] for v in out.values()) / 3
    out["conll"] = (mean, mean, mean)
    return out


def baseline(views: list[View]) -> list[int]:
    """Antecedents by string match for names and nouns, and the nearest fitting one for pronouns.

    A pronoun of the third person takes the nearest earlier mention that is not a pronoun, of the
    right type (person for he and she), and first in its sentence if there is one nearby; the first
    and second person take the last equal pronoun.  A noun phrase takes the last with the same words
    or the same head; a name the last with the same words or a name in common.
    """
    out = []
    for i, a in enumerate(views):
        found = -1
        for j in range(i - 1, -1, -1):
            b = views[j]
            if distance(a, b) == 11:
                continue
            if a.level == 2:
                if a.group in (4, 5, 6, OTHER_PRONOUN):
                    ok = b.level == 2 and b.group == a.group
                else:
                    person = a.group in (0, 1)
                    ok = (b.level < 2 and (b.kind == 0) == (person or (a.group == 3 and b.kind == 0))) or (
                        b.level == 2 and b.group == a.group)
            else:
                ok = string_kind(a, b) in (1, 2, 3)
            if ok:
                found = j
                break
        out.append(found)
    return out
