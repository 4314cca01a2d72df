"""The names of tags and types, in the order of the model's outputs."""
from __future__ import annotations

ROLES = ("source", "cue", "content")
ROLE_TAGS = ("O",) + tuple(p + r for r in ROLES for p in ("B-", "I-"))

CUE_TYPES = ("reporting", "attitude", "other")

NAMES = ("person", "organization", "place", "nationality", "title", "date")
NAME_TAGS = ("O",) + tuple(p + n for n in NAMES for p in ("B-", "I-"))

# A mention is found by its head word; one tag for what it refers to and how.
HEAD_TYPES = ("person", "organization", "place")
HEAD_LEVELS = ("name", "noun", "pronoun")
HEAD_TAGS = ("O",) + tuple(f"{t}-{l}" for t in HEAD_TYPES for l in HEAD_LEVELS)

# Dependency relations as an auxiliary task (training only): CoreNLP's, most frequent first,
# crossed with the side on which the governor stands.
RELATIONS = (
    "punct", "case", "det", "nmod", "compound", "nsubj", "amod", "dobj", "advmod", "mark", "conj", "cc",
    "aux", "ccomp", "xcomp", "nmod:poss", "advcl", "root", "cop", "acl", "acl:relcl", "nummod", "auxpass",
    "nsubjpass", "parataxis", "neg", "appos", "dep", "nmod:tmod", "compound:prt", "expl", "mwe", "discourse",
    "nmod:npmod", "iobj", "csubj", "det:predet", "cc:preconj")
SYNTAX = tuple(f"{r}/{side}" for r in RELATIONS for side in ("left", "right"))

# Learned score tables, added to a link's dot product; indexed as `links.py` and `coref.py` say.
TABLES = {
    "link_distance": (3, 24),
    "link_between": (3, 12),
    "link_lines": (3, 6),
    "link_quotes": (3, 4),
    "link_none": (3,),
    "coref_distance": (9, 12),
    "coref_string": (9, 6),
    "coref_agree": (16, 16),
    "coref_none": (3,),
    "role_transitions": (7, 7),
}
