"""The laws hold of corrections too: the graph is a function of texts and corrections together."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page, page
from saying import CORRECTED, Reader, books, made, randoms, said_of

from graphmem.models.evidence import Correction, Episode
from graphmem.reconciler import (
    carry,
    find_anchors,
    sight,
    without,
    write_span,
)

TOLD = "Ana met Tom in Leeds. Then Tom carried the kiln up the hill."
kinds = st.lists(st.sampled_from(CORRECTED), min_size=1, max_size=4)


@settings(max_examples=30, deadline=None)
@given(books, kinds, randoms)
def test_order_and_batching_leave_no_trace(book: list[Page], chosen: list[str], random: Random):
    corrections = said_of(book, chosen, random)
    reader = Reader()
    steps = [*book, *corrections]
    random.shuffle(steps)
    for step in steps:
        reader.correct(step) if isinstance(step, Correction) else reader.read(step)
    assert reader.graph() == made(book, corrections)


@settings(max_examples=30, deadline=None)
@given(books, kinds, randoms)
def test_reverting_restores_the_graph(book: list[Page], chosen: list[str], random: Random):
    corrections = said_of(book, chosen, random)
    gone = random.sample(corrections, random.randint(1, len(corrections)))
    reader = Reader()
    reader.read(*book)
    reader.correct(*corrections)
    for each in gone:
        reader.revert(each)
    assert reader.graph() == made(book, [c for c in corrections if c not in gone])


@settings(max_examples=30, deadline=None)
@given(books, kinds, randoms)
def test_forgetting_an_episode_is_never_having_read_it(
    book: list[Page], chosen: list[str], random: Random
):
    corrections = said_of(book, chosen, random)
    gone = {e.id for e, _ in random.sample(book, random.randint(1, len(book)))}
    left = [c for c in (without(c, gone) for c in corrections) if c]
    reader = Reader()
    reader.read(*book)
    reader.correct(*corrections)
    for episode in gone:
        reader.forget(episode)
    assert reader.graph() == made([p for p in book if p[0].id not in gone], left)


@pytest.mark.parametrize("number", range(6))
def test_a_name_joins_one_whom_only_another_name_holds(number: int):
    """The merge holds on to "Doe" alone, of whom a text to come says "John"."""
    book = [
        page("a", number, "John Doe"),
        page("a", number + 1, "Doe"),
        page("b", number, "Bob Roe"),
        page("a", number + 2, "John"),
    ]
    ones, others = (write_span(book[i][0].id, book[i][1].entities[0].mentions[0]) for i in (1, 2))
    merge = Correction("co_0", "merge", 0, (ones,), (others,))
    reader = Reader()
    reader.read(*book[:3])
    reader.correct(merge)
    reader.read(book[3])
    nodes, relationships = reader.graph()
    assert (nodes, relationships) == made(book, [merge])
    assert len([n for n in nodes if n.label == "Entity"]) == 1


def test_an_anchor_holds_what_overlaps_it_in_another_reading():
    episode, workspace = page("a", 0, "Ana Ruiz", "Tom")
    merge = Correction("co_0", "merge", 0, (f"{episode.id}:4:12",), (f"{episode.id}:90:93",))
    found = sight(workspace, episode, find_anchors([merge])[episode.id])
    assert ["1:co_0" in s.blocks for s in found] == [True, False]
    assert not any("2:co_0" in s.blocks for s in found)


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        (TOLD, "new:27:30"),
        ("It rained. " + TOLD, "new:38:41"),
        ("Tom slept. Then Tom carried the kiln away.", "new:16:19"),
        ("Tom slept.", "old:27:30"),
        ("Nobody was there.", "old:27:30"),
    ],
)
def test_an_anchor_goes_where_its_words_go(text: str, carried: str):
    old, new = Episode("old", "src_a", 0, TOLD), Episode("new", "src_a", 0, text)
    rename = Correction("co_0", "rename", 0, ("old:27:30", "other:0:3"), (), "Thomas")
    (found,) = carry([rename], [old], [new])
    assert found.ones == (carried, "other:0:3")
