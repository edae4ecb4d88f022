"""Fetch the pages that tell how a state came about."""

from collections.abc import Collection, Iterable

from graphmem.models.recollection import CueState
from graphmem.protocols import GraphStore
from graphmem.qa.evidence import Known, Page
from graphmem.qa.pages import SLOTS
from graphmem.qa.shelf import Shelf
from graphmem.qa.states import plain_words

_MOST = 1000  # descriptions of one thing, and pages: what is told of more often is no one thing
_WHO = ("AGENT", "RECIPIENT", "COMPANION")
_SLOTS = {  # of those whose pages also tell how a state came about
    "where": _WHO,
    "there": _WHO,
    "holder": _WHO,
    "has": ("PATIENT",),
    "present": (*_WHO, "PATIENT"),
}


def follow(
    store: GraphStore, namespace: str, state: CueState, known: Iterable[Known], shelf: Shelf
) -> tuple[Page, ...]:
    """Return the pages of whom and what a query asks about, and of those who had these things.

    What a thing went through is told where its name stands, and where those are told of who had
    it; what somebody has may have been taken from them where they are not named.
    """
    names = {entity for each in known for entity in each.entities}
    asked = [state.subject, state.thing, state.place if state.sort == "present" else ""]
    described = (shelf.names.described(plain_words(phrase)) for phrase in asked)
    entities = names.union(*described)
    if not 0 < len(entities) <= _MOST:
        return ()
    pages = _pages(store, namespace, entities, shelf)
    if entities == names and state.sort in ("where", "there"):  # they go where they go themselves
        return tuple(pages)
    others = _others(pages, entities, shelf, _SLOTS[state.sort])
    if len(others) > _MOST:
        return ()
    return tuple(_pages(store, namespace, entities | others, shelf))


def _pages(
    store: GraphStore, namespace: str, entities: Collection[str], shelf: Shelf
) -> list[Page]:
    types = (*SLOTS, "AT")
    touching = store.relationships(namespace, types=types, touching=entities)
    episodes = {r.episode for r in touching}
    return shelf.pages(store, namespace, episodes) if len(episodes) <= _MOST else []


def _others(
    pages: Iterable[Page], entities: Collection[str], shelf: Shelf, slots: Collection[str]
) -> set[str]:
    """Return who has one of these slots in what these take part in, or what."""
    found: set[str] = set()
    for page in pages:
        for action in page.actions:
            parts = {part.entity for part in (*action.parts, *action.places)}
            if parts & set(entities):
                found |= {part.entity for part in action.parts if part.slot in slots}
    beings = [shelf.names.beings[e] for e in found if e in shelf.names.beings]
    described = [plain_words(being.name) for being in beings if not being.named]
    alike = {e for words in described for e in shelf.names.described(words)}
    return {being.id for being in beings if being.named} | alike
