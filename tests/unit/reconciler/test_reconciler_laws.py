"""The laws: order, batching, forgetting and reading again leave no trace."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page, batch_of, drive, driven, eventful, graph

from graphmem.reconciler import Batch, resolve, sight
from graphmem.store.sqlite.store import SqliteStore

NAMES = [
    *("John Doe", "John T. Doe", "John A. Doe", "John B. Doe", "J. Doe", "Johnny Doe", "John"),
    *("Jane Doe", "Jane", "Mr. Doe", "Mrs. Doe", "Miss Doe", "Doe", "Dr. Doe", "Jane Roe"),
    *("Sam Roe", "Samuel Roe", "Samantha Roe", "Sam", "Samantha", "John Roe", "Roe"),
    *("Port Jefferson", "Washington", "George Washington", "Mr. Washington", "Liz Doe"),
    *("NASA", "National Aeronautics and Space Administration", "N.A.S.A.", "Nasa"),
    *("Elizabeth Doe", "Aunt Liz", "Doe Port", "Port", "the Doe", "..."),
]
KINDS = ["Person", "Person", "Person", "Place", "Organization", "Creature", "Work"]
entities = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(KINDS),
    st.sampled_from(["", "", "m", "f", "n"]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([1, 1, 2, 7]),
    st.sampled_from(["read", "read", "narrator", "the narrator's mother"]),
)
rows = st.tuples(
    st.sampled_from("ab"),
    st.lists(entities, min_size=1, max_size=4),
    st.sampled_from(["captain", "cook"]),
    st.sampled_from(["2024-05-01", "2024-06-01"]),
)
books = st.lists(rows, min_size=1, max_size=7).map(
    lambda book: [
        eventful(source, i, *named, role=role, day=day)
        for i, (source, named, role, day) in enumerate(book)
    ]
)
randoms = st.randoms(use_true_random=False)


@settings(max_examples=60, deadline=None)
@given(books, randoms)
def test_who_is_who_is_a_function_of_the_set(book: list[Page], random: Random):
    sightings = [s for episode, workspace in book for s in sight(workspace, episode)]
    mixed = list(sightings)
    random.shuffle(mixed)
    assert resolve(mixed) == resolve(sightings)


@settings(max_examples=40, deadline=None)
@given(books, randoms)
def test_order_and_batching_leave_no_trace(book: list[Page], random: Random):
    left = list(book)
    random.shuffle(left)
    batches = []
    while left:
        size = random.randint(1, len(left))
        batches.append(batch_of(left[:size]))
        left = left[size:]
    assert driven(*batches) == driven(batch_of(book))


@settings(max_examples=40, deadline=None)
@given(books, books, randoms)
def test_forgetting_restores_the_graph(kept: list[Page], more: list[Page], random: Random):
    others = [_renamed(page) for page in more]
    both = [*kept, *others]
    random.shuffle(both)
    gone = [e.id for e, _ in others]
    size = random.randint(0, len(gone))
    batches = [batch_of([page]) for page in both]
    made = driven(*batches, batch_of([], gone[:size]), batch_of([], gone[size:]))
    assert made == driven(batch_of(kept))


@settings(max_examples=40, deadline=None)
@given(books, books, randoms)
def test_reading_again_replaces(first: list[Page], second: list[Page], random: Random):
    again = [
        (e, w.model_copy(update={"episode": e.id}))
        for (e, _), (_, w) in zip(first, second, strict=False)
    ]
    random.shuffle(again)
    rest = first[len(again) :]
    made = driven(batch_of(first), *(batch_of([page]) for page in again))
    assert made == driven(batch_of([*again, *rest]))


@settings(max_examples=30, deadline=None)
@given(books, randoms)
def test_an_episode_may_move_in_its_source(book: list[Page], random: Random):
    ordinals = [e.ordinal for e, _ in book]
    random.shuffle(ordinals)
    moved = [(replace(e, ordinal=o), w) for (e, w), o in zip(book, ordinals, strict=True)]
    some = [e for (e, _), (old, _) in zip(moved, book, strict=True) if e != old]
    assert driven(batch_of(book), Batch("test", tuple(some))) == driven(batch_of(moved))


@settings(max_examples=30, deadline=None)
@given(books)
def test_reading_the_same_again_changes_nothing(book: list[Page]):
    store = SqliteStore(":memory:")
    drive(store, batch_of(book))
    before = graph(store)
    _, delta = drive(store, batch_of(book))
    assert graph(store) == before
    assert not [*delta.nodes, *delta.relationships, *delta.sightings]
    assert not [*delta.retired_nodes, *delta.retired_relationships, *delta.loose]
    drive(store, Batch("test"))
    assert graph(store) == before
    store.close()


@settings(max_examples=30, deadline=None)
@given(books)
def test_every_entity_has_its_counts_and_every_relationship_its_ends(book: list[Page]):
    nodes, relationships = driven(batch_of(book))
    ids = {n.id for n in nodes}
    assert all(r.source in ids and r.target in ids for r in relationships)
    mentions = [r for r in relationships if r.type == "MENTIONED_IN"]
    for node in nodes:
        if node.label == "Entity":
            own = {r.target for r in mentions if r.source == node.id}
            assert node.properties["episodes"] == len(own)
    total = sum(int(str(n.properties["mentions"])) for n in nodes if n.label == "Entity")
    assert total == len(mentions)


def test_forgetting_all_leaves_nothing():
    book = [eventful("a", i, "John Doe", "John", ("Port Jefferson", "Place")) for i in range(3)]
    assert driven(batch_of(book), batch_of([], [e.id for e, _ in book])) == ([], [])


def _renamed(page: Page) -> Page:
    """Return a page under another id, later in its source."""
    episode, workspace = page
    identity = episode.id + "x"
    later = replace(episode, id=identity, ordinal=episode.ordinal + 10)
    return later, workspace.model_copy(update={"episode": identity})
