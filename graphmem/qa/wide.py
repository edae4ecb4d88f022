"""What a query about a single deed, or about who is something to whom, is looked up in."""

import re
from collections.abc import Collection, Sequence

from graphmem.language.terms import terms
from graphmem.models.recollection import Cue, Search
from graphmem.protocols import GraphStore
from graphmem.qa.acts import IDLE
from graphmem.qa.evidence import Claimed, Known, Page, Topic
from graphmem.qa.pages import read_claims
from graphmem.qa.shelf import Shelf
from graphmem.qa.ties import nouns_of

_ASKED = ("person", "others", "place", "time", "value", "count")
_DOES = re.compile(r"\bdo(?:es)?\b", re.IGNORECASE)
_MOST = 60  # episodes; of more the indexes choose
_ROLE, _MENTION = ("HAS_ROLE",), ("MENTIONED_IN",)


def asks_deed(cue: Cue) -> bool:
    """Return whether a query asks about something that was done, not about an occasion."""
    # "Where does she live" is no plan, as "where is she going to live" is.
    usual = not cue.manner or (cue.manner == "planned" and _DOES.search(cue.query) is not None)
    if cue.times or not usual or cue.everyone or cue.order != "all" or cue.asks not in _ASKED:
        return False
    if cue.asks == "count" and cue.counted == "event":  # how often: on how many occasions
        return False
    says_more = bool(cue.topics) and cue.predicate in IDLE and cue.predicate != "be"
    where = cue.asks == "place" and cue.predicate == "be" and bool(cue.topics)
    wants = where or cue.query.lower().startswith(("why ", "how old "))
    return cue.predicate not in ("", *IDLE) or says_more or wants


def _find_tied(store: GraphStore, namespace: str, cue: Cue) -> tuple[Claimed, ...]:
    """Return the roles that end in a noun that the query asks for."""
    if cue.tie is None:
        return ()
    wanted = nouns_of(cue.tie)
    roles = {
        node.id: node
        for node in store.nodes(namespace, label="Role")
        if wanted & frozenset(terms(str(node.properties.get("name") or ""))[-1:])
    }
    touching = store.relationships(namespace, types=_ROLE, touching=roles) if roles else []
    return tuple(read_claims(touching, roles))


def find_told(
    store: GraphStore,
    namespace: str,
    cue: Cue,
    known: Sequence[Known],
    topics: Sequence[Topic],
    shelf: Shelf,
) -> tuple[tuple[Page, ...], tuple[Claimed, ...]]:
    """Return the pages that mention all those named, and those of the roles asked for; and these.

    Nothing where the query is about no deed and about nobody who is something to somebody.
    """
    if cue.tie is None and not asks_deed(cue):
        return (), ()
    tied = _find_tied(store, namespace, cue)
    held = {claim.episode for claim in tied}
    told = set(held)
    named = [each.entities for each in known if each.entities]
    for number, entities in enumerate(named):
        touching = store.relationships(namespace, types=_MENTION, touching=entities)
        episodes = {r.episode for r in touching}
        told = told & episodes if number and cue.tie is None else told | episodes
    if len(told) > _MOST or not named:
        proposed = _proposed(store, namespace, cue, topics)
        told = held | (told & proposed or proposed)
    return tuple(shelf.pages(store, namespace, told)), tied


def _proposed(store: GraphStore, namespace: str, cue: Cue, topics: Collection[Topic]) -> set[str]:
    stems = dict.fromkeys(stem for topic in topics for stem in topic.terms)
    verb = tuple(terms(cue.predicate))
    tie = nouns_of(cue.tie) if cue.tie is not None else ()
    search = Search(terms=(*stems, *verb, *cue.terms, *sorted(tie)), limit=_MOST)
    return {candidate.episode.id for candidate in store.search(namespace, search)}
