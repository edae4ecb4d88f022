"""What the graph says of an episode, and how much of a memory an insert reads."""

from dataclasses import replace

import pytest
from pages import Page, batch_of, drive, driven, eventful, page

from graphmem.models.graph import Node, Relationship
from graphmem.models.workspace import Claim, OpenQuestion, Participant, ReadEvent
from graphmem.reconciler import Known, close_questions, missing, reconcile
from graphmem.reconciler.calendar import grain
from graphmem.store.sqlite.store import SqliteStore


def test_what_an_episode_brings():
    nodes, relationships = driven(batch_of([eventful("a", 1, "Ann Lee", ("Kew Gardens", "Place"))]))
    by_label: dict[str, list[Node]] = {}
    for node in nodes:
        by_label.setdefault(node.label, []).append(node)
    assert {n.properties["name"] for n in by_label["Entity"]} == {"Ann Lee", "Kew Gardens"}
    assert {n.kind for n in by_label["Entity"]} == {"Person", "Place"}
    (event,) = by_label["Event"]
    assert event.properties["occurred_from"] == "2024-05-01T00:00:00"
    assert by_label["Time"][0].properties["grain"] == "day"
    assert by_label["Role"][0].properties == {"name": "captain"}
    types = {r.type for r in relationships}
    assert types >= {"AGENT", "PATIENT", "AT", "DURING", "EVIDENCED_BY", "MENTIONED_IN"}
    assert types >= {"HAS_ROLE", "RAISES", "PART_OF"}
    ours = [r for r in relationships if r.type not in ("FROM", "NEXT")]
    assert all(r.episode and "start" in r.properties for r in ours)


def test_an_entity_is_called_by_its_fullest_frequent_name():
    read = [page("a", i, "Elizabeth Bennet") for i in range(3)]
    read += [page("a", 5, "Liz Bennet"), page("a", 6, "Elizabeth"), page("b", 1, "Liz Bennet")]
    entities = [n for n in driven(batch_of(read))[0] if n.label == "Entity"]
    (node,) = entities
    assert node.properties["name"] == "Elizabeth Bennet"
    assert node.properties["aliases"] == ["Elizabeth", "Liz Bennet"]
    assert (node.properties["mentions"], node.properties["episodes"]) == (6, 6)


def test_an_insert_reads_its_own_blocks_alone():
    store = SqliteStore(":memory:")
    names = [
        f"{a}{b}na {c}{d}ris" for a in "BDFG" for b in "aeiou" for c in "KLMNPRSTVW" for d in "ao"
    ]
    drive(store, batch_of([page("a", i, *names[i : i + 3]) for i in range(200)]))
    known, _ = drive(store, batch_of([page("a", 300, "Zoe Quist", names[0])]))
    assert len(known.sightings) < 30
    assert not known.workspaces
    store.close()


def test_nothing_is_missing_for_nothing():
    assert not missing(batch_of([]), Known())


@pytest.mark.parametrize(("name", "kept"), [("Ann", True), ("Ann Lee", False)])
def test_a_plan_is_kept_until_another_sighting_comes(name: str, *, kept: bool):
    store = SqliteStore(":memory:")
    drive(store, batch_of([page("a", 1, "Ann", "Zoe Quist")]))
    batch = batch_of([page("a", 2, name)])  # a full name moves the other, beside whom Zoe stands
    known, delta = drive(store, batch)
    assert (known.asked.plan is not None) is kept
    assert reconcile(batch, replace(known, asked=replace(known.asked, plan=None))) == delta
    store.close()


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-01T10:00:00", "2024-05-01T10:00:01", "second"),
        ("2024-05-01T10:00:00", "2024-05-01T10:01:00", "minute"),
        ("2024-05-01T10:00:00", "2024-05-01T11:00:00", "hour"),
        ("2024-05-01T06:00:00", "2024-05-01T12:00:00", "part"),
        ("2024-05-01T00:00:00", "2024-05-02T00:00:00", "day"),
        ("2024-05-06T00:00:00", "2024-05-13T00:00:00", "week"),
        ("2024-05-01T00:00:00", "2024-06-01T00:00:00", "month"),
        ("2023-12-01T00:00:00", "2024-03-01T00:00:00", "season"),
        ("2024-01-01T00:00:00", "2025-01-01T00:00:00", "year"),
        ("1990-01-01T00:00:00", "2000-01-01T00:00:00", "decade"),
        ("1901-01-01T00:00:00", "2001-01-01T00:00:00", "century"),
        ("2024-05-03T00:00:00", "2024-05-09T00:00:00", "span"),
    ],
)
def test_the_grain_of_a_time(start: str, end: str, said: str):
    assert grain(start, end) == said


def _arrest(source: str, ordinal: int, *names: str, asks: bool = False) -> Page:
    """Return a page on which the last is arrested, by the first where there are two."""
    slots = ("AGENT", "PATIENT")[2 - len(names) :]
    participants = tuple(
        Participant(slot=slot, entity=i, start=i, end=i + 1)
        for i, slot in enumerate(slots)
        if not (asks and slot == "PATIENT")
    )
    event = ReadEvent(
        level="action",
        predicate="arrest",
        phrase="arrested",
        start=0,
        end=9,
        participants=participants,
    )
    question = OpenQuestion(
        event=0, asks="whom", slot="PATIENT", text="Whom did they arrest?", start=0, end=9
    )
    return page(source, ordinal, *names, events=(event,), questions=(question,) if asks else ())


def _closed(*read: Page) -> list[tuple[str, str]]:
    """Return the episode and name of each answer."""
    nodes, relationships = driven(batch_of(read))
    sources = {e.id: e.source for e, _ in read}
    found = close_questions(nodes, relationships, sources)
    assert found == close_questions(nodes[::-1], relationships[::-1], sources)
    assert all(isinstance(r, Relationship) and r.type == "ANSWERED_BY" for r in found)
    return [(r.episode, str(r.properties["text"])) for r in found]


def test_a_later_text_answers_what_was_left_open():
    asked = _arrest("a", 1, "Officer Dale", "someone", asks=True)
    told = _arrest("a", 4, "Officer Dale", "Ivo Brandt")
    later = _arrest("a", 9, "Officer Dale", "Una Marsh")
    other = _arrest("a", 2, "Sergeant Holt", "Pia Lund")
    afar = _arrest("b", 1, "Officer Dale", "Ivo Brandt")
    assert _closed(asked, later, told, other) == [("ep_a0004", "Ivo Brandt")]
    assert _closed(asked, other) == []
    assert _closed(asked, afar) == [("ep_b0001", "Ivo Brandt")]
    assert _closed(asked) == []


def test_a_role_without_letters_is_none():
    claim = Claim(sort="role", entity=0, name="?!", start=0, end=1)
    nodes, _ = driven(batch_of([page("a", 1, "Ann Lee", claims=(claim,))]))
    assert not [n for n in nodes if n.label == "Role"]
