"""A query to the passages that bear on it: cue, seeds, spreading activation, selection."""

from graphmem.retrieval.cue import read_cue
from graphmem.retrieval.index import index_passages
from graphmem.retrieval.paths import trace
from graphmem.retrieval.rank import rank
from graphmem.retrieval.search import held_by, search_for
from graphmem.retrieval.seeds import find_seeds
from graphmem.retrieval.select import Notes, select
from graphmem.retrieval.spread import spread
from graphmem.retrieval.start import named_nodes, places, reached, start, trust
from graphmem.retrieval.superseded import superseded

__all__ = [
    "Notes",
    "find_seeds",
    "held_by",
    "index_passages",
    "named_nodes",
    "places",
    "rank",
    "reached",
    "read_cue",
    "search_for",
    "select",
    "spread",
    "start",
    "superseded",
    "trace",
    "trust",
]
