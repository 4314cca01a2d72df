"""From the network's outputs to attributions, names, mentions and chains.

NumPy only, and written so that it can be followed line by line in another language; SPEC.md says
the same in words.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from . import coref, labels
from .features import quotation
from .links import ASKS, GIVES, Geometry, Span
from .text import Pieces, Words
from .windows import END_REACH, START_REACH, Coded, Window, code, reading_windows, window_inputs

Run = Callable[[np.ndarray, np.ndarray], dict[str, np.ndarray]]   # ids [1, n], features [1, n] -> outputs [1, n, w]


@dataclass
class Parameters:
    """Everything in `reader.json` that is a number learnt or chosen."""

    transitions: np.ndarray                     # [8, 7] log transitions; the last row is the beginning
    transition_weight: float = 0.3
    source_weight: float = 0.5                  # of content>source in the choice of a cue's source
    role_bias: tuple[float, ...] = (0.0,) * 7
    none_bias: tuple[float, ...] = (0.0, 0.0, 0.0)
    calibration: tuple[float, ...] | None = None     # logistic weights, the last is the intercept
    threshold: float = 0.0                      # attributions with a lower score are dropped
    joining: tuple[float, ...] | None = None    # logistic weights of `JOINING`, the last is the intercept
    join_threshold: float = 0.5                 # contents of one cue with a lower probability are parted
    flat_name: float = 0.7                      # how sure a bare name must be to be a mention of itself
    sieves: coref.Sieves = coref.Sieves()
    overlap: tuple[int, int] | None = None      # of windows, at most and at least, in pieces
    tables: dict[str, np.ndarray] = field(default_factory=dict)


@dataclass
class Outputs:
    """The network's outputs for a document, at the first piece of each word."""

    coded: Coded
    windows: list[Window]
    by_window: list[dict[str, np.ndarray]]
    own: dict[str, np.ndarray]                  # [words, width], from the window that owns the word


@dataclass
class Attribution:
    source: list[tuple[int, int]]               # spans of words
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    cue_type: str
    evidence: list[float]                       # what the score is computed from
    score: float = 0.0


@dataclass
class Mention:
    head: int
    first: int
    last: int
    tag: int
    p: float


def read_outputs(words: Words, v: Pieces, run: Run, overlap: tuple[int, int] | None = None) -> Outputs:
    c = code(words, v)
    windows = reading_windows(c) if overlap is None else reading_windows(c, *overlap)
    by_window = []
    for w in windows:
        ids, features, at = window_inputs(c, w, v)
        out = run(np.array([ids], dtype=np.int32), np.array([features], dtype=np.int32))
        by_window.append({k: x[0][at].astype(np.float32) for k, x in out.items()})
    own = {}
    for k in by_window[0] if by_window else ():
        own[k] = np.concatenate([o[k][w.own_first - w.first:w.own_last - w.first]
                                 for w, o in zip(windows, by_window)])
    return Outputs(c, windows, by_window, own)


def log_softmax(x: np.ndarray) -> np.ndarray:
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


# ---------------------------------------------------------------- tags


def bio_allowed(tags: tuple[str, ...]) -> np.ndarray:
    """[tags + 1, tags]: may the column follow the row; the last row is the beginning."""
    out = np.ones((len(tags) + 1, len(tags)), dtype=bool)
    for j, t in enumerate(tags):
        if t.startswith("I-"):
            for i in range(len(tags) + 1):
                out[i, j] = i < len(tags) and tags[i] in ("B-" + t[2:], t)
    return out


def viterbi(scores: np.ndarray, transitions: np.ndarray, steps: np.ndarray | None = None) -> np.ndarray:
    """The best path; `transitions` [tags + 1, tags], forbidden ones -inf, the last row begins.

    `steps` [words, tags, tags] is added between a word and the next. Of equal predecessors the first wins.
    """
    n, k = scores.shape
    if not n:
        return np.zeros(0, dtype=int)
    back = np.zeros((n, k), dtype=int)
    best = scores[0] + transitions[k]
    for i in range(1, n):
        step = best[:, None] + transitions[:k]
        if steps is not None:
            step = step + steps[i - 1]
        back[i] = step.argmax(0)
        best = step.max(0) + scores[i]
    path = np.zeros(n, dtype=int)
    path[-1] = best.argmax()
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def spans_of(path: np.ndarray) -> list[Span]:
    out: list[Span] = []
    for i, tag in enumerate(path):
        if tag == 0:
            continue
        role = (int(tag) - 1) // 2
        if tag % 2 == 0 and out and out[-1].last == i and out[-1].role == role:
            out[-1] = Span(role, out[-1].first, i + 1)
        else:
            out.append(Span(role, i, i + 1))
    return out


def role_spans(o: Outputs, p: Parameters) -> tuple[list[Span], np.ndarray]:
    logs = log_softmax(o.own["roles"] + np.array(p.role_bias, dtype=np.float32))
    allowed = bio_allowed(labels.ROLE_TAGS)
    learnt = np.vstack([p.tables["role_transitions"], np.zeros((1, len(labels.ROLE_TAGS)))])
    path = viterbi(logs, np.where(allowed, learnt + p.transition_weight * p.transitions, -np.inf), leaving(o.own["ends"]))
    return spans_of(path), logs


def leaving(ends: np.ndarray) -> np.ndarray:
    """[words, tags, tags]: `ends` of a role wherever a chunk of it does not go on."""
    k = len(labels.ROLE_TAGS)
    out = np.zeros((len(ends), k, k))
    for role in range(len(labels.ROLES)):
        b, i = 1 + 2 * role, 2 + 2 * role
        out[:, b:i + 1, :] = ends[:, role, None, None]
        out[:, b:i + 1, i] = 0.0
    return out


# ---------------------------------------------------------------- links


def link_probabilities(o: Outputs, spans: list[Span], p: Parameters) -> list[dict[int, dict[int, float]]]:
    """For each kind: asking span -> candidate span (-1 for none) -> log probability."""
    words = o.coded.words
    geometry = Geometry(words.line, quotation(words), spans)
    # Of several windows that show a pair, the one that shows most words of the two; then the first.
    best: list[dict[tuple[int, int], tuple[int, float]]] = [{}, {}, {}]
    for w, out in zip(o.windows, o.by_window):
        seen = [k for k, s in enumerate(spans) if s.first < w.last and s.last > w.first]
        width = out["link_query"].shape[1] // 3
        mean: dict[int, tuple[np.ndarray, np.ndarray, int]] = {}
        for k in seen:
            a, b = max(spans[k].first, w.first) - w.first, min(spans[k].last, w.last) - w.first
            mean[k] = out["link_query"][a:b].mean(0), out["link_key"][a:b].mean(0), b - a
        for kind in range(3):
            part = slice(kind * width, (kind + 1) * width)
            for i in seen:
                if spans[i].role != ASKS[kind]:
                    continue
                for j in seen:
                    if spans[j].role != GIVES[kind]:
                        continue
                    cover = mean[i][2] + mean[j][2]
                    if cover <= best[kind].get((i, j), (0, 0.0))[0]:
                        continue
                    d, n, l, q = geometry.indices(spans[i], spans[j])
                    score = float(mean[i][0][part] @ mean[j][1][part]) / width ** 0.5
                    score += float(p.tables["link_distance"][kind, d] + p.tables["link_between"][kind, n]
                                   + p.tables["link_lines"][kind, l] + p.tables["link_quotes"][kind, q])
                    best[kind][i, j] = cover, score
    result: list[dict[int, dict[int, float]]] = []
    for kind in range(3):
        rows: dict[int, dict[int, float]] = {}
        for i, s in enumerate(spans):
            if s.role == ASKS[kind]:
                rows[i] = {-1: float(p.tables["link_none"][kind]) + p.none_bias[kind]}
        for (i, j), (_, score) in best[kind].items():
            rows[i][j] = score
        for i, row in rows.items():
            keys = list(row)
            values = log_softmax(np.array([row[k] for k in keys], dtype=np.float64))
            rows[i] = dict(zip(keys, values.tolist()))
        result.append(rows)
    return result


def attributions(o: Outputs, p: Parameters) -> list[Attribution]:
    spans, logs = role_spans(o, p)
    to_cue, cue_source, content_source = link_probabilities(o, spans, p)
    out = []
    for cue, contents in grouped(o, p, spans, logs, to_cue):
        out.append(_one(o, p, spans, logs, cue, contents, to_cue, cue_source, content_source))
    out = [a for a in out if a.score >= p.threshold]
    out.sort(key=lambda a: a.content[0])
    return out


def by_cue(to_cue: dict[int, dict[int, float]]) -> dict[int, list[int]]:
    """Each content with its best cue (-1 for none)."""
    out: dict[int, list[int]] = {}
    for i, row in to_cue.items():
        out.setdefault(max(row, key=lambda j: (row[j], -j)), []).append(i)
    return out


def grouped(o: Outputs, p: Parameters, spans: list[Span], logs: np.ndarray,
            to_cue: dict[int, dict[int, float]]) -> list[tuple[int, list[int]]]:
    """The contents of each attribution, and its cue.

    Contents of one cue are parted where two neighbours do not look like one; the part with the likeliest link keeps
    the cue, the others have none.
    """
    chosen = by_cue(to_cue)
    out, loose = [], [[i] for i in chosen.pop(-1, ())]
    for cue, contents in sorted(chosen.items()):
        parts = [contents[:1]]
        for a, b in zip(contents, contents[1:]):
            x = joining(o, spans, logs, to_cue, cue, contents, a, b) if p.joining is not None else None
            if x is None or logistic(x, p.joining) >= p.join_threshold:
                parts[-1].append(b)
            else:
                parts.append([b])
        main = _main(to_cue, cue, contents)
        for part in parts:
            if main in part:
                out.append((cue, part))
            else:
                loose.append(part)
    return out + [(-1, part) for part in sorted(loose)]


def _main(to_cue: dict[int, dict[int, float]], cue: int, contents: list[int]) -> int:
    return max(contents, key=lambda i: (to_cue[i][cue], -i))


def logistic(x: list[float], weights: tuple[float, ...]) -> float:
    return float(1 / (1 + np.exp(-(np.dot(x, weights[:-1]) + weights[-1]))))


JOINING = ("link", "no_link", "content_mean", "other_mean", "begin", "length", "other_length", "quoted", "half_quoted",
           "opens", "closes", "comma", "gap", "sentences", "lines", "cues", "own_cue", "contents")
_OPENS, _CLOSES = frozenset("\"“‘'«„"), frozenset("\"”’'»“")


def joining(o: Outputs, spans: list[Span], logs: np.ndarray, to_cue: dict[int, dict[int, float]], cue: int,
            contents: list[int], a: int, b: int) -> list[float]:
    """What tells whether content b goes on where content a, its neighbour with the same cue, broke off."""
    w, quoted = o.coded.words, _quoted(o)
    left, right = spans[a], spans[b]
    # Of the two, the one that is nearer to the likeliest content is taken for granted; the other is asked about.
    asked, other = (b, a) if _main(to_cue, cue, contents) <= a else (a, b)
    asked_span, other_span = spans[asked], spans[other]
    within = lambda s: float(np.logaddexp(logs[s.first:s.last, 5], logs[s.first:s.last, 6]).mean())
    between = [s for s in spans if s.first >= left.last and s.last <= right.first]
    last = w.text[left.last - 1]
    before = w.text[left.last - 2] if last in _CLOSES and left.last - left.first > 1 else last
    q, r = bool(quoted[asked_span.first]), bool(quoted[other_span.first])
    return [
        max(to_cue[asked][cue], -6.0), max(to_cue[asked][-1], -12.0), max(within(asked_span), -3.0),
        max(within(other_span), -3.0), max(float(logs[asked_span.first, 5]), -4.0),
        float(np.log1p(asked_span.last - asked_span.first)), float(np.log1p(other_span.last - other_span.first)),
        float(q and r), float(q != r), float(w.text[right.first] in _OPENS), float(last in _CLOSES),
        float(before == ","), float(np.log1p(right.first - left.last)),
        float(min(sum(t in ".!?" for t in w.text[left.last:right.first]), 3)),
        float(min(sum(w.line[left.last:right.first + 1]), 2)),
        float(sum(s.role == 1 and s is not spans[cue] for s in between)),
        float(left.last <= spans[cue].first < right.first), float(sum(s.role == 2 for s in between)),
    ]


def _one(o, p, spans, logs, cue, contents, to_cue, cue_source, content_source) -> Attribution:
    candidates: dict[int, float] = {}
    for i in contents:
        for j, x in content_source[i].items():
            candidates[j] = 0.0
    if cue >= 0:
        for j in cue_source[cue]:
            candidates[j] = 0.0
    floor = -12.0
    weight = p.source_weight if cue >= 0 else 1.0
    for j in candidates:
        mean = sum(max(content_source[i].get(j, floor), floor) for i in contents) / len(contents)
        candidates[j] = weight * mean + (max(cue_source[cue].get(j, floor), floor) if cue >= 0 else 0.0)
    order = sorted(candidates, key=lambda j: (-candidates[j], j))
    source = order[0]
    total = log_softmax(np.array([candidates[j] for j in order]))
    own = [spans[source]] if source >= 0 else []
    parts = [spans[i] for i in contents]
    if cue >= 0:
        types = o.own["cue_type"][spans[cue].first:spans[cue].last].mean(0)
        kind = labels.CUE_TYPES[int(types.argmax())]
    else:
        kind = "other"

    def tags(chosen: list[Span]) -> list[float]:
        """Log probabilities of being inside the role, of the spans' words."""
        values = []
        for s in chosen:
            b, i = 1 + 2 * s.role, 2 + 2 * s.role
            values += np.logaddexp(logs[s.first:s.last, b], logs[s.first:s.last, i]).tolist()
        return values

    def begins(chosen: list[Span]) -> float:
        return float(min(logs[s.first, 1 + 2 * s.role] for s in chosen)) if chosen else 0.0

    c, s, q = tags(parts), tags(own), tags([spans[cue]] if cue >= 0 else [])
    mean = lambda x: sum(x) / len(x) if x else 0.0
    evidence = [
        max(mean(c), -5.0), max(min(c), -5.0), max(begins(parts), -5.0),
        max(mean(s), -5.0), max(begins(own), -5.0), max(mean(q), -5.0),
        float(total[0]), max(mean([to_cue[i][cue] for i in contents]), -5.0),
        float(not own), float(cue < 0), float(np.log1p(len(c))), float(np.log1p(len(s))),
    ]
    evidence += [float(kind == t) for t in labels.CUE_TYPES[:2]]
    quoted = [bool(x) for part in parts for x in _quoted(o)[part.first:part.last]]
    evidence.append(sum(quoted) / len(quoted))
    score = 0.0
    if p.calibration is not None:
        score = float(1 / (1 + np.exp(-(np.dot(evidence, p.calibration[:-1]) + p.calibration[-1]))))
    pairs = lambda chosen: [(x.first, x.last) for x in chosen]
    return Attribution([with_comma(o.coded.words, spans, x) for x in own], pairs([spans[cue]]) if cue >= 0 else [], pairs(parts), kind, evidence, score)


def with_comma(words: Words, spans: list[Span], source: Span) -> tuple[int, int]:
    """A source as it is marked: the comma that closes an apposition belongs to it, one behind a bare name does not."""
    first, last, text = source.first, source.last, words.text
    inside = "," in text[first:last - 1]
    if inside and text[last:last + 1] == [","] and not any(s.first <= last < s.last for s in spans):
        last += 1
    elif not inside and text[last - 1] == "," and last - first > 1:
        last -= 1
    return first, last


EVIDENCE = ("content_mean", "content_min", "content_begin", "source_mean", "source_begin", "cue_mean", "source_link",
            "cue_link", "no_source", "no_cue", "content_length", "source_length", "reporting", "attitude", "quoted")


def _quoted(o: Outputs) -> list[int]:
    """Of the feature ids: quotation is their second digit."""
    return [f // 6 % 3 for f in o.coded.features]


# ---------------------------------------------------------------- names, mentions, chains


def names(o: Outputs) -> list[Span]:
    """Spans of names; `role` is the index into labels.NAMES."""
    allowed = bio_allowed(labels.NAME_TAGS)
    return spans_of(viterbi(log_softmax(o.own["names"]), np.where(allowed, 0.0, -np.inf)))


def mentions(o: Outputs, p: Parameters) -> list[Mention]:
    out: dict[tuple[int, int], Mention] = {}
    for w, by in zip(o.windows, o.by_window):
        n = w.last - w.first
        half = by["bounds_query"].shape[1] // 2
        for i, tag, probability in heads(o, w, by, p):
            h = i - w.first
            lo, hi = max(0, h - START_REACH), min(n, h + END_REACH + 1)
            start = lo + int((by["bounds_key"][lo:h + 1, :half] @ by["bounds_query"][h, :half]).argmax())
            end = h + int((by["bounds_key"][h:hi, half:] @ by["bounds_query"][h, half:]).argmax()) + 1
            m = Mention(i, start + w.first, end + w.first, tag, probability)
            key = (m.first, m.last)
            if key not in out or out[key].p < m.p:
                out[key] = m
    return sorted(out.values(), key=lambda m: (m.first, -m.last, m.head))


def heads(o: Outputs, w: Window, by: dict[str, np.ndarray], p: Parameters) -> list[tuple[int, int, float]]:
    """Head words of mentions that the window owns, in order: word, tag, probability."""
    words, case = o.coded.words, [f // 18 for f in o.coded.features]
    logs, names = log_softmax(by["heads"]), log_softmax(by["names"])
    tags, flat = logs.argmax(1), names.argmax(1)
    capitals = any(c == 2 for c in case[w.first:w.last])
    out = []
    for i in range(w.own_first, w.own_last):
        h = i - w.first
        tag = int(tags[h])
        if tag:
            level, probability = (tag - 1) % 3, float(np.exp(logs[h, tag]))
            if level == 0 and case[i] == 1 and capitals:
                tag += 1                                   # a name does not begin in lower case
            elif level == 1 and case[i] == 2 and not o.coded.breaks[i] and words.text[i + 1:i + 2] == ["of"]:
                tag -= 1                                   # "the Secretary of State"
            out.append((i, tag, probability))
        # A name that the other layer sees whole, and of which no word is a head.
        kind, inside = divmod(int(flat[h]) - 1, 2)
        if 0 <= kind < 3 and not inside and case[i] >= 2:
            last = h + 1
            while last < w.last - w.first and flat[last] == flat[h] + 1:
                last += 1
            sure = float(np.exp(np.logaddexp(names[h:last, flat[h]], names[h:last, flat[h] + 1])).mean())
            if sure >= p.flat_name and not tags[h:last].any():
                head = last - 1 if kind == 1 else h
                out.append((w.first + head, 1 + 3 * kind, 0.5 * sure))
    return out


def antecedents(o: Outputs, found: list[Mention], p: Parameters) -> list[tuple[int, float]]:
    """For each mention the best antecedent (-1 for none) and its probability."""
    words, t, sieves = o.coded.words, p.tables, p.sieves
    views = [coref.view(words, m.head, m.first, m.last, m.tag) for m in found]
    query, key, new = o.own["coref_query"], o.own["coref_key"], o.own["coref_new"]
    turns = coref.turns(words, _quoted(o))
    out = []
    joined = coref.Joined()
    for i, v in enumerate(views):
        scores = [float(new[v.head, 0] + t["coref_none"][v.level])]
        first = max(0, i - coref.LOOK_BACK)
        for j in range(first, i):
            lv, d, s, a, b = coref.indices(v, views[j])
            scores.append(float(query[v.head] @ key[views[j].head]) / query.shape[1] ** 0.5
                          + sieves.distance * float(t["coref_distance"][lv, d])
                          + float(t["coref_string"][lv, s] + t["coref_agree"][a, b])
                          + coref.beside(words, turns, v, views[j], i - j, sieves)
                          - joined.against(v, j, sieves))
        same = next((j for j in range(i - 1, first - 1, -1) if coref.same_name(v, views[j])), None)
        if same is not None:
            scores[1 + same - first] += sieves.exact
        logs = log_softmax(np.array(scores))
        k = int(logs.argmax())
        best = (first + k - 1 if k else -1, float(np.exp(logs[k])))
        if not k and sieves.far and joined.last_of(v) is not None:
            best = joined.last_of(v), sieves.far
        out.append(best)
        joined.add(v, best[0])
    return out
