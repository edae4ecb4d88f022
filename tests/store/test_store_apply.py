from deltas import contents, erasing, join, story

from graphmem.protocols import GraphStore


def test_applying_twice_changes_nothing(store: GraphStore):
    delta = join(map(story, range(8)))
    store.apply(delta)
    once = contents(store)
    store.apply(delta)
    assert contents(store) == once


def test_one_by_one_is_as_all_at_once(store: GraphStore):
    store.apply(join(map(story, range(8))))
    together = contents(store)
    store.clear("", keep_evidence=False)
    for number in (5, 0, 7, 1, 3, 2, 6, 4):
        store.apply(story(number))
    assert contents(store) == together


def test_what_is_erased_might_never_have_been_read(store: GraphStore):
    store.apply(join(map(story, (0, 2, 5))))
    never = contents(store)
    store.apply(join(map(story, (1, 3, 4, 6))))
    assert contents(store) != never
    store.apply(erasing(map(story, (1, 3, 4, 6))))
    assert contents(store) == never


def test_erasing_everything_leaves_an_empty_store(store: GraphStore):
    empty = contents(store)
    store.apply(join(map(story, range(4))))
    store.apply(erasing(map(story, range(4))))
    assert contents(store) == empty


def test_every_value_comes_back(store: GraphStore):
    delta = join(map(story, range(3)))
    store.apply(delta)
    assert store.sources("") == list(delta.sources[:1])
    assert store.episodes("") == sorted(delta.episodes, key=lambda e: e.ordinal)
    assert store.workspaces("", [e.id for e in delta.episodes]) == {
        w.episode: w for w in delta.workspaces
    }
    assert store.sightings("") == sorted(delta.sightings, key=lambda s: s.id)
    ours = [r for r in store.relationships("") if r.type not in {"NEXT", "FROM"}]
    assert ours == sorted(delta.relationships, key=lambda r: r.id)


def test_the_sequence_moves_with_every_change_and_only_then(store: GraphStore):
    seen = [store.sequence("")]
    for change in (
        lambda: store.apply(story(1)),
        lambda: store.set_metadata("", {"reader": "test"}),
        lambda: store.apply(story(2)),
        lambda: store.apply(erasing([story(1)])),
        lambda: store.clear("", keep_evidence=True),
    ):
        change()
        seen.append(store.sequence(""))
        assert store.sequence("") == seen[-1]
    assert len(set(seen)) == len(seen)
