"""Part a weighted graph into communities, by Leiden."""

from collections.abc import Mapping

import igraph
import leidenalg


def partition(
    weights: Mapping[tuple[str, str], float], *, granularity: float, rng_seed: int
) -> dict[str, int]:
    """Return the community of each node, numbered in the order of their smallest ids.

    `weights` are of undirected edges between node ids. Leiden maximises modularity, with
    `granularity` as its resolution g, from a cold start::

        Q = sum over pairs in one community of (w_ij - g * k_i * k_j / 2m)

    Ids are sorted first and the generator is given its seed, so the same graph is always parted
    in the same way. Traag, Waltman and van Eck, From Louvain to Leiden (2019); Reichardt and
    Bornholdt (2006) for g.

    >>> two = {("a", "b"): 1.0, ("b", "c"): 1.0, ("a", "c"): 1.0, ("x", "y"): 1.0}
    >>> partition(two, granularity=1.0, rng_seed=0)
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    edges: dict[tuple[str, str], float] = {}
    for (one, other), weight in weights.items():
        pair = (min(one, other), max(one, other))
        edges[pair] = edges.get(pair, 0.0) + weight
    kept = sorted(pair for pair, weight in edges.items() if weight > 0 and pair[0] != pair[1])
    ids = sorted({end for pair in kept for end in pair})
    if not ids:
        return {}
    place = {id_: i for i, id_ in enumerate(ids)}
    graph = igraph.Graph(n=len(ids), edges=[(place[a], place[b]) for a, b in kept])
    found = leidenalg.find_partition(
        graph,
        leidenalg.RBConfigurationVertexPartition,
        weights=[round(edges[pair], 9) for pair in kept],
        resolution_parameter=granularity,
        seed=rng_seed,
        n_iterations=-1,
    )
    numbers: dict[int, int] = {}
    return {
        id_: numbers.setdefault(community, len(numbers))
        for id_, community in zip(ids, found.membership, strict=True)
    }
