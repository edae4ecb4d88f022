"""Print what a memory on a Neo4j server costs at ten thousand facts, a hundred and a thousand.

    python tests/bench/neo4j_scale.py FOLDER [--facts 10000 100000 1000000] [--uri bolt://HOST]

FOLDER holds novels as .txt; what is read are their passages and then, labelled as generated,
paraphrases of these (see `novels.py`). A fact is an event: somebody did, said or was something.
Beside recall, the same questions are asked by brute force (the cosine of every passage, without
an index, as Graphiti asks) and by personalised PageRank (Graph Data Science, from who the question
names), and on a copy of the memory in a file. Without --uri a server is started, and needs Java 17,
Maven and some five gigabytes of memory for a million facts.
"""

import argparse
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from neo4j import GraphDatabase
from novels import episodes
from scale import Clock, ask, grow, people, questions, show

from graphmem import Context, Memory
from graphmem.ids import normal_name
from graphmem.language.vectors import StaticEmbedder
from tests.neo4j_server.server import start, stop

STEP = 2_000  # episodes remembered between two looks at how many facts there are
WARM = 50  # queries before those that are timed
TENANT = 30  # episodes of a small tenant, some hundred facts
COMPARED = 100_000  # facts, up to which the memory is copied into a file and compared
BRUTE = """
MATCH (p:Passage:Memory {namespace: $space}) WHERE p.episode IS NOT NULL AND p.start IS NOT NULL
WITH p, vector.similarity.cosine(p.embedding, $vector) AS score ORDER BY score DESC LIMIT 10
RETURN p.id AS id, score
"""
PROJECT = """
MATCH (a:Memory {namespace: $space})-[r]->(b:Memory)
WHERE a.id IS NOT NULL AND NOT type(r) IN ['FROM', 'CALLED', 'IN_BLOCK', 'RESTS_ON']
RETURN gds.graph.project('memory', a, b, {}, {undirectedRelationshipTypes: ['*']}) AS graph
"""
PAGERANK = """
UNWIND $names AS name
MATCH (:Name:Memory {namespace: $space, id: 'name:' + name})<-[:CALLED]-(e)
WITH collect(DISTINCT e)[..20] AS seeds
CALL gds.pageRank.stream('memory', {sourceNodes: seeds, maxIterations: 20, dampingFactor: 0.85})
YIELD nodeId, score ORDER BY score DESC LIMIT 200
RETURN nodeId, score
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--uri", help="of a server without a password; its namespaces here are new")
    args = parser.parse_args()
    show("machine", machine=platform.machine(), python=platform.python_version())
    with TemporaryDirectory() as folder, server(args.uri, Path(folder)) as uri:
        Bench(uri, args.folder, Path(folder)).run(args.facts)


@contextmanager
def server(uri: str | None, folder: Path) -> Iterator[str]:
    """Give the address of a server, started and stopped here when there is none."""
    if uri:
        yield uri
        return
    started = start(folder / "server", quick=False, heap="4g", pages="3g", gds=True)
    try:
        yield started.uri
    finally:
        stop(started)


class Bench:
    """A large tenant that grows, beside a small one, on one server."""

    def __init__(self, uri: str, novels: Path, folder: Path) -> None:
        self._large, self._small = (Memory(uri, namespace=name) for name in ("large", "small"))
        self._alone = Memory(folder / "alone.db", namespace="small")
        self._driver = GraphDatabase.driver(uri)
        self._told, self._folder = episodes(novels), folder / "texts"
        self._folder.mkdir()
        self._people: list[str] = []
        self._episodes = 0
        own = [text for _, text in islice(episodes(novels, rng_seed=9), 5_000, 5_000 + TENANT)]
        for memory in (self._small, self._alone):
            memory.remember("\n\n".join(own), source="of the small tenant")
            memory.consolidate()
        self._own = list(islice(questions(own, people(self._alone), Random(2)), 20))

    def run(self, sizes: list[int]) -> None:
        """Grow to each size, and measure there."""
        for size in sizes:
            asked = self._grow(size)
            for query in asked[:WARM]:  # a server plans anew what it runs once it has grown
                self._large.recall(query)
            show(f"recall at {size}", **ask(self._large, asked))
            self._beside_giant(size)
            self._by_brute_force(size, asked)
            self._by_pagerank(size, asked)
            self._consolidate(size)
            if size <= COMPARED:
                self._against_file(size, asked)

    def _grow(self, size: int) -> list[str]:
        texts: list[str] = []
        clock, before, held = Clock(), self._facts(), self._episodes
        while self._facts() < size:
            texts = grow(self._large, self._told, STEP, self._folder)
            self._episodes += len(texts)
        self._people = self._people or people(self._large)
        spent, facts = clock.figures(), self._facts()
        show(
            f"ingest to {size}",
            **spent,
            facts=facts,
            episodes=self._episodes,
            facts_per_second=(facts - before) / spent["wall_s"],
            episodes_per_second=(self._episodes - held) / spent["wall_s"],
        )
        return list(questions(texts, self._people, Random(1)))

    def _facts(self) -> int:
        with self._driver.session() as session:
            return int(session.run("MATCH (n:Event) RETURN count(n) AS n").single(strict=True)["n"])

    def _beside_giant(self, size: int) -> None:
        same = sum(self._small.recall(q).lines == self._alone.recall(q).lines for q in self._own)
        show(f"a tenant of {TENANT} episodes beside {size}", asked=len(self._own), same=same)

    def _by_brute_force(self, size: int, asked: list[str]) -> None:
        embedder = StaticEmbedder()
        vectors = [list(map(float, row)) for row in embedder.embed(asked[:20])]
        with self._driver.session() as session:
            times = timed(lambda v: list(session.run(BRUTE, space="large", vector=v)), vectors)
        show(f"brute force at {size}", **times)

    def _by_pagerank(self, size: int, asked: list[str]) -> None:
        with self._driver.session() as session:
            try:
                clock = Clock()
                session.run(PROJECT, space="large").consume()
            except Exception as error:  # noqa: BLE001
                show(f"personalised PageRank at {size}", not_measured=str(error)[:200])
                return
            projected = clock.figures()["wall_s"]
            named = [names for q in asked if (names := self._named(q))][:10]
            times = timed(
                lambda names: list(session.run(PAGERANK, names=names, space="large")), named
            )
            session.run("CALL gds.graph.drop('memory')").consume()
        show(f"personalised PageRank at {size}", project_s=projected, **times)

    def _named(self, query: str) -> list[str]:
        return [normal_name(who) for who in self._people if who in query]

    def _consolidate(self, size: int) -> None:
        clock = Clock()
        report = self._large.consolidate()
        show(f"consolidating {size}", **clock.figures(), facts=report.facts, scenes=report.scenes)

    def _against_file(self, size: int, asked: list[str]) -> None:
        path = self._folder.parent / f"{size}.db"
        clock = Clock()
        self._large.copy_to(path)
        copied = clock.figures()["wall_s"]
        with Memory(path, namespace="large") as held:
            shared = [overlap(held.recall(q), self._large.recall(q)) for q in asked]
            show(f"a file at {size}", copied_s=copied, **ask(held, asked))
        show(f"overlap with a file at {size}", at_10=sum(shared) / len(shared))


def timed(work: Callable[..., object], cases: list[list]) -> dict[str, float]:
    """Return the wall milliseconds of work on each case, warm."""
    work(cases[0])
    times = []
    for case in cases:
        began = time.perf_counter()
        work(case)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {"p50_wall_ms": times[len(times) // 2], "p95_wall_ms": times[int(len(times) * 0.95)]}


def overlap(one: Context, other: Context) -> float:
    """Return which part of the first ten lines two contexts share."""
    told = [{(x.episode_ids, x.start) for x in c.lines[:10]} for c in (one, other)]
    return len(told[0] & told[1]) / max(1, len(told[0]))


if __name__ == "__main__":
    main()
