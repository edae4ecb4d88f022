"""A query to a context: seeds, activation, lines."""

from dataclasses import replace

from graphmem.models.recollection import Context, Cue, Search
from graphmem.protocols import GraphStore
from graphmem.retrieval.paths import path_query, trace
from graphmem.retrieval.rank import rank
from graphmem.retrieval.search import held_by, search_for
from graphmem.retrieval.seeds import find_seeds
from graphmem.retrieval.select import Notes, select
from graphmem.retrieval.spread import spread
from graphmem.retrieval.start import named_nodes, places, reached, start, trust
from graphmem.retrieval.superseded import superseded
from graphmem.settings import RetrievalSettings


class Recall:
    """Wires the store and the pure steps of retrieval for one namespace."""

    def __init__(self, store: GraphStore, namespace: str, settings: RetrievalSettings) -> None:
        self._store = store
        self._namespace = namespace
        self._settings = settings

    def context(
        self, cue: Cue, budget: int, *, as_of: str | None = None, explain: bool = False
    ) -> Context:
        """Return what bears on a cue within a budget of tokens, as it was known by `as_of`."""
        store, space, settings = self._store, self._namespace, self._settings
        search = search_for(cue, settings)
        found = held_by(store.search(space, search), as_of)
        statistics = store.statistics(space, search.terms)
        seeds = find_seeds(cue, found, statistics)
        # What a query names is a hop away from the places where it stands.
        graph = store.subgraph(
            space, places(seeds, settings), max(settings.hops - 1, 0), settings.subgraph_nodes
        )
        named = named_nodes(cue, graph)
        began = start(named, seeds, settings)
        activation = spread(graph, began, settings)
        beyond = store.search(space, Search(episodes=reached(activation, graph, seeds, settings)))
        if beyond:
            seeds = find_seeds(cue, [*found, *held_by(beyond, as_of)], statistics)
        ranked = rank(seeds, graph, activation, trust(named, statistics.passages))
        steps = trace(graph, began, activation) if explain else None
        whence = {entry.candidate.episode.source for entry in ranked}
        sources = {source.id: source for source in store.sources(space, ids=whence)}
        notes = Notes(sources, superseded(graph, as_of), steps, {n.id: n for n in graph.nodes})
        context = select(cue.query, ranked, budget, notes)
        if steps is None:
            return context
        shown = {(line.episode_ids[0], line.start) for line in context.lines}
        ends = [
            entry.through
            for entry in ranked
            if (entry.candidate.episode.id, entry.candidate.passage.start) in shown
        ]
        return replace(context, path_query=path_query(space, ends, steps))
