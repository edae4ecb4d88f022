from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger import Ledger, batch_of, drive, eventful, graph, page, whole

from graphmem.reconciler import Batch, resolve, sight

NAMES = [
    *("John Doe", "John T. Doe", "John A. Doe", "John B. Doe", "J. Doe", "Johnny Doe", "John"),
    *("Jane Doe", "Jane", "Mr. Doe", "Mrs. Doe", "Miss Doe", "Doe", "Dr. Doe", "Jane Roe"),
    *("Sam Roe", "Samuel Roe", "Samantha Roe", "Sam", "Samantha", "John Roe", "Roe"),
    *("Port Jefferson", "Washington", "George Washington", "Mr. Washington", "Liz Doe"),
    *("NASA", "National Aeronautics and Space Administration", "N.A.S.A.", "Nasa"),
    *("Elizabeth Doe", "Aunt Liz", "Doe Port", "Port", "the Doe"),
]
KINDS = ["Person", "Person", "Person", "Place", "Organization", "Creature", "Work"]
entity = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(KINDS),
    st.sampled_from(["", "", "m", "f", "n"]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([1, 1, 2, 7]),
)
pages = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.lists(entity, min_size=1, max_size=4),
        st.sampled_from(["captain", "cook"]),
        st.sampled_from(["2024-05-01", "2024-06-01"]),
    ),
    min_size=1,
    max_size=7,
).map(lambda rows: [_page(i, *row) for i, row in enumerate(rows)])


def _page(number, source, entities, role, day):
    return eventful(source, number, *entities, role=role, day=day)


@settings(max_examples=60, deadline=None)
@given(pages, st.randoms(use_true_random=False))
def test_who_is_who_is_a_function_of_the_set(read, random):
    sightings = [s for episode, workspace in read for s in sight(workspace, episode)]
    mixed = list(sightings)
    random.shuffle(mixed)
    assert resolve(mixed) == resolve(sightings)


@settings(max_examples=60, deadline=None)
@given(pages, st.randoms(use_true_random=False))
def test_order_and_batching_leave_no_trace(read, random):
    store = Ledger()
    left = list(read)
    random.shuffle(left)
    while left:
        size = random.randint(1, len(left))
        drive(store, batch_of(left[:size]))
        left = left[size:]
    assert graph(store) == whole(read)


@settings(max_examples=60, deadline=None)
@given(pages, pages, st.randoms(use_true_random=False))
def test_forgetting_restores_the_graph(kept, more, random):
    more = [_moved(p) for p in more]
    both = [*kept, *more]
    random.shuffle(both)
    store = Ledger()
    for one in both:
        drive(store, batch_of([one]))
    gone = [e.id for e, _ in more]
    size = random.randint(0, len(gone))
    drive(store, batch_of([], gone[:size]))
    drive(store, batch_of([], gone[size:]))
    assert graph(store) == whole(kept)


@settings(max_examples=60, deadline=None)
@given(pages, pages, st.randoms(use_true_random=False))
def test_reading_again_replaces(first, second, random):
    store = Ledger()
    drive(store, batch_of(first))
    again = [
        (e, w.model_copy(update={"episode": e.id}))
        for (e, _), (_, w) in zip(first, second, strict=False)
    ]
    random.shuffle(again)
    rest = first[len(again) :]
    for one in again:
        drive(store, batch_of([one]))
    assert graph(store) == whole([*again, *rest])


@settings(max_examples=60, deadline=None)
@given(pages)
def test_reading_the_same_again_changes_nothing(read):
    store = Ledger()
    drive(store, batch_of(read))
    before = graph(store)
    _, delta = drive(store, batch_of(read))
    assert graph(store) == before
    assert not (delta.nodes or delta.relationships or delta.retired_nodes)
    assert not (delta.sightings or delta.retired_relationships or delta.loose)
    store.apply(delta)
    assert graph(store) == before


@settings(max_examples=60, deadline=None)
@given(pages, st.randoms(use_true_random=False))
def test_an_episode_may_move_in_its_source(read, random):
    store = Ledger()
    drive(store, batch_of(read))
    ordinals = [e.ordinal for e, _ in read]
    random.shuffle(ordinals)
    moved = [(replace(e, ordinal=o), w) for (e, w), o in zip(read, ordinals, strict=True)]
    some = [m for m, old in zip(moved, read, strict=True) if m != old]
    drive(store, Batch("test", tuple(e for e, _ in some)))
    assert graph(store) == whole(moved)


def _moved(one):
    episode, workspace = one
    return eventful_like(episode, workspace)


def eventful_like(episode, workspace):
    identity = episode.id + "x"
    renamed = replace(episode, id=identity, ordinal=episode.ordinal + 3)
    return renamed, workspace.model_copy(update={"episode": identity})


def test_every_relationship_has_both_its_ends():
    read = [eventful("a", i, "John Doe", "John", ("Port Jefferson", "Place")) for i in range(3)]
    nodes, relationships = whole(read)
    ids = {n.id for n in nodes} | {e.id for e, _ in read}
    assert all(r.source in ids and r.target in ids for r in relationships)
    assert page("a", 1)[1].entities == ()
