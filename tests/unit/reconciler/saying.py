"""What is said of who is who, at random, and one who reads and is told so."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st
from pages import Page, batch_of, drive, eventful, graph

from graphmem.models.evidence import Correction, Decision
from graphmem.models.graph import Node, Relationship
from graphmem.reconciler import Batch, Said, moved_anchors, without, write_span
from graphmem.store.sqlite.store import SqliteStore

Graph = tuple[list[Node], list[Relationship]]
# Few names, which may stand for each other in many ways.
NAMES = ["John Doe", "John", "Doe", "J. Doe", "Jane Doe", "Jane", "Bob Roe", "Bob", "John Roe"]
entities = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["Person", "Person", "Person", "Place"]),
    st.sampled_from(["", "", "m", "f"]),
    st.sampled_from([True, True, True, True, False]),
    st.just(1),
    st.sampled_from(["read", "read", "narrator", "the narrator's mother"]),
)
rows = st.tuples(st.sampled_from("abc"), st.lists(entities, min_size=1, max_size=2))
books = st.lists(rows, min_size=2, max_size=9).map(
    lambda book: [eventful(source, i, *named) for i, (source, named) in enumerate(book)]
)
randoms = st.randoms(use_true_random=False)
CORRECTED = ["merge", "split", "rename"]
DECIDED = ["same", "different"]


class Reader:
    """Reads pages and takes what is said as the shell does, in a store of its own."""

    def __init__(self) -> None:
        self.store = SqliteStore(":memory:")
        self.held: list[Said] = []

    def read(self, *pages: Page) -> None:
        self._drive(batch_of(pages), self.held)

    def correct(self, *corrections: Said) -> None:
        self._drive(Batch("test"), [*self.held, *corrections])

    def revert(self, *corrections: Said) -> None:
        self._drive(Batch("test"), [c for c in self.held if c not in corrections])

    def forget(self, *episodes: str) -> None:
        left = [without(c, episodes) for c in self.held]
        self._drive(batch_of([], episodes), [c for c in left if c])

    def graph(self) -> Graph:
        made = graph(self.store)
        self.store.close()
        return made

    def _drive(self, batch: Batch, corrections: list[Said]) -> None:
        anew = moved_anchors(self.held, corrections) - {e.id for e in batch.episodes}
        known = self.store.episodes("test", ids=anew - set(batch.erased))
        episodes = (*batch.episodes, *known)
        said = {
            "corrections": tuple(c for c in corrections if isinstance(c, Correction)),
            "decisions": tuple(c for c in corrections if isinstance(c, Decision)),
        }
        drive(self.store, replace(batch, episodes=episodes, **said))
        self.held = corrections


def made(pages: list[Page], corrections: list[Said]) -> Graph:
    reader = Reader()
    reader.correct(*corrections)
    reader.read(*pages)
    return reader.graph()


def said_of(book: list[Page], chosen: list[str], random: Random) -> list[Said]:
    """Return what is said, of the kinds chosen, about mentions of a book taken at random."""
    spans = [
        write_span(episode.id, mention)
        for episode, workspace in book
        for entity in workspace.entities
        for mention in entity.mentions[:1]
    ]
    found: list[Said] = []
    for number, kind in enumerate(chosen):
        ones = tuple(random.sample(spans, random.randint(1, min(3, len(spans)))))
        others = tuple(random.sample(spans, random.randint(1, min(3, len(spans)))))
        if kind in DECIDED:
            found.append(Decision(f"de_{number}", kind, "", ones, others))
            continue
        others = () if kind == "rename" else others
        name = f"Name {number}" if kind == "rename" else ""
        found.append(Correction(f"co_{number}", kind, random.randint(0, 2), ones, others, name))
    return found
