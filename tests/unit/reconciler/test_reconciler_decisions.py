"""What a language model decided moves whom names join or part, and never over a person's word."""

from collections.abc import Iterable
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page, page
from saying import CORRECTED, DECIDED, Graph, Reader, books, made, randoms, said_of

from graphmem.models.evidence import Correction, Decision
from graphmem.models.workspace import Mention
from graphmem.reconciler import Said, without, write_span

kinds = st.lists(st.sampled_from([*DECIDED, *DECIDED, *CORRECTED]), min_size=1, max_size=5)
decided = st.lists(st.sampled_from(DECIDED), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(books, kinds, randoms)
def test_order_and_batching_leave_no_trace(book: list[Page], chosen: list[str], random: Random):
    said = said_of(book, chosen, random)
    reader = Reader()
    steps = [*book, *said]
    random.shuffle(steps)
    for step in steps:
        if isinstance(step, Correction | Decision):
            reader.correct(step)
        else:
            reader.read(step)
    assert reader.graph() == made(book, said)


@settings(max_examples=40, deadline=None)
@given(books, decided, randoms)
def test_the_order_in_which_it_was_decided_is_of_no_account(
    book: list[Page], chosen: list[str], random: Random
):
    said = said_of(book, chosen, random)
    assert made(book, random.sample(said, len(said))) == made(book, said)


@settings(max_examples=40, deadline=None)
@given(books, kinds, randoms)
def test_forgetting_takes_a_decision_along_as_if_it_had_never_been(
    book: list[Page], chosen: list[str], random: Random
):
    said = said_of(book, chosen, random)
    gone = {e.id for e, _ in random.sample(book, random.randint(1, len(book)))}
    reader = Reader()
    reader.read(*book)
    reader.correct(*said)
    for episode in gone:
        reader.forget(episode)
    left = [c for c in (without(c, gone) for c in said) if c]
    assert not any(gone & c.episodes() for c in left if isinstance(c, Decision))
    assert reader.graph() == made([p for p in book if p[0].id not in gone], left)


BOOK = [
    page("a", 0, "John Doe", "Jane Roe"),
    page("a", 1, "Doe"),
    page("b", 0, "Bob Roe"),
    page("c", 0, "Ann Lee"),
    page("d", 0, "Lee"),
    page("a", 2, "Doe"),
]


def span(number: int, index: int = 0) -> str:
    episode, workspace = BOOK[number]
    mention: Mention = workspace.entities[index].mentions[0]
    return write_span(episode.id, mention)


def say(sort: str, one: int, other: int, more: Iterable[int] = ()) -> Decision:
    ones, others = (span(one), *map(span, more)), (span(other),)
    return Decision(f"de_{sort}_{one}_{other}", sort, "", ones, others)


def who(graph: Graph) -> dict[str, set[str]]:
    """Return the episodes of each entity, by its name, numbered where two share it."""
    nodes, ties = graph
    found: dict[str, set[str]] = {}
    for node in sorted((n for n in nodes if n.label == "Entity"), key=lambda n: n.id):
        name = str(node.properties["name"])
        seen = {t.target for t in ties if t.type == "MENTIONED_IN" and t.source == node.id}
        found[name if name not in found else f"{name} too"] = seen
    return found


def whose(said: list[Said]) -> dict[str, set[str]]:
    return who(made(BOOK, said))


def test_what_is_the_same_is_one_and_later_names_follow():
    found = whose([say("same", 4, 3)])
    assert "Lee" not in found
    assert found["Ann Lee"] == {BOOK[3][0].id, BOOK[4][0].id}


def test_what_is_different_leaves_with_all_that_its_source_calls_so():
    assert whose([])["John Doe"] == {BOOK[0][0].id, BOOK[1][0].id, BOOK[5][0].id}
    found = whose([say("different", 1, 0)])
    assert found["John Doe"] == {BOOK[0][0].id}
    assert found["Doe"] == {BOOK[1][0].id, BOOK[5][0].id}


def test_the_reason_says_that_a_model_decided():
    _, ties = made(BOOK, [say("same", 4, 3), say("different", 1, 0)])
    reasons = [str(t.properties["reason"]) for t in ties if t.type == "MENTIONED_IN"]
    assert sum("a language model says that they are one" in reason for reason in reasons) == 2
    assert sum("a language model says that it is another" in reason for reason in reasons) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_a_contradiction_what_is_apart_stays_so_and_the_better_founded_join(
    order: tuple[int, ...],
):
    said = [say("same", 0, 2), say("same", 2, 3, more=[4]), say("different", 0, 3)]
    found = whose([said[i] for i in order])
    bob, john = found.get("Bob Roe", set()), found["John Doe"]
    assert BOOK[2][0].id not in john
    assert not bob  # Bob and Ann are one, as that rests on three words and not on two
    assert found["Ann Lee"] >= {BOOK[2][0].id, BOOK[3][0].id}


def test_a_person_wins_over_what_was_decided_before_and_after():
    merge = Correction("co_0", "merge", 0, (span(1),), (span(0),))
    split = Correction("co_1", "split", 1, (span(4),), (span(3),))
    for said in permutations([merge, say("different", 1, 0), split, say("same", 4, 3)]):
        found = whose(list(said))
        assert found["John Doe"] == {BOOK[0][0].id, BOOK[1][0].id, BOOK[5][0].id}
        assert found["Ann Lee"] == {BOOK[3][0].id}
        assert found["Lee"] == {BOOK[4][0].id}
