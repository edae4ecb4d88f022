"""Fetch from a store what of its graph bears on a question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphmem.ids import content_id
from graphmem.language.quantize import quantize
from graphmem.language.terms import terms
from graphmem.models.graph import Relationship
from graphmem.models.recollection import Cue, CueName, Search
from graphmem.protocols import Embedder, GraphStore
from graphmem.qa.evidence import Claimed, Evidence, Known, Page, Topic, is_name_of
from graphmem.qa.follow import follow
from graphmem.qa.naming import NameIndex, resolve_names
from graphmem.qa.pages import SLOTS, is_chat, read_claims
from graphmem.qa.shelf import Shelf, keys_of
from graphmem.qa.sorts import may_be_meant, stands_for_a_kind
from graphmem.qa.topics import with_labels
from graphmem.qa.who import asks_who_it_is, role_asked
from graphmem.qa.wide import find_told

_Placed = tuple[Known, set[str]]  # a name, and the episodes where it takes part
CLAIMS = ("HAS_ROLE", "IN_STATE")
_CANDIDATES = 400  # passages wanted from each index
_FEW = 50  # episodes that show whether somebody talks in a chat


def gather(
    store: GraphStore, namespace: str, cue: Cue, embedder: Embedder, shelf: Shelf
) -> Evidence:
    """Return the evidence: from names, times and topics to episodes, and from these to pages.

    Episodes must be reached by every name. Times and topics narrow them later, and are looked
    up only when no name does; so what is read follows what is asked, not the memory's size.
    """
    shelf.follow(store, namespace)
    found, placed, kinds, unknown = _place(store, namespace, cue, embedder, shelf)
    spoken = [k.name for k in found if k.name not in kinds]
    phrases = _left([*cue.topics, *(name.text for name in kinds)], spoken)
    topics = shelf.topics(store, namespace, phrases)
    pages = [] if unknown else _pages(store, namespace, cue, placed, topics, shelf)
    called: dict[str, str] = {}
    if topics or cue.asks in ("event", "detail", ""):
        called = shelf.called(store, namespace, pages)
        labels = sorted({called[key] for page in pages for key in keys_of(page)})
        topics = tuple(with_labels(topic, labels, embedder) for topic in topics)
    verb = cue.predicate if terms(cue.predicate) else ""
    excluded = [phrase for phrase in cue.excluded if all(phrase != k.name.text for k in found)]
    met = [] if unknown else [known for known, _ in placed]
    told, tied = find_told(store, namespace, cue, met, topics, shelf)
    heard = _heard(store, namespace, cue, topics, pages, shelf) if cue.asks == "time" else ()
    return Evidence(
        pages=tuple(pages),
        heard=tuple(heard),
        told=told,
        tied=tied,
        beings=shelf.names.beings,
        wholes=shelf.wholes,
        known=tuple(name for name, _ in placed),
        unknown=unknown,
        topics=topics,
        predicate=_topic(store, namespace, shelf, verb),
        wanted=_topic(store, namespace, shelf, cue.wanted),
        excluded=shelf.topics(store, namespace, excluded),
        left_out=frozenset(e for k in found if k.name.text in cue.excluded for e in k.entities),
        called=called,
        followed=follow(store, namespace, cue.state, found, shelf) if cue.state else (),
        claims=_claims(store, namespace, cue, placed),
    )


def _pages(
    store: GraphStore,
    namespace: str,
    cue: Cue,
    placed: Sequence[_Placed],
    topics: Sequence[Topic],
    shelf: Shelf,
) -> list[Page]:
    """Return the pages that every name reaches, or else those that the indexes propose."""
    shared = _told_by(store, namespace, placed) if cue.asks == "time" else set()
    if not shared and placed:
        shared = set.intersection(*(episodes for _, episodes in placed))
    elif not shared:
        shared = _searched(store, namespace, cue, topics)
    return shelf.pages(store, namespace, shared)


def _place(
    store: GraphStore, namespace: str, cue: Cue, embedder: Embedder, shelf: Shelf
) -> tuple[list[Known], list[_Placed], list[CueName], tuple[CueName, ...]]:
    """Return the known names, where they take part, those that are a kind, those nobody knows."""
    found, strange = _names(cue, embedder, shelf)
    left_out = [k for k in found if k.name.text in cue.excluded]
    wide = cue.asks == "time"  # any turn of a chat may tell when something was
    placed = [_placed(store, namespace, k, wide=wide) for k in found if k not in left_out]
    strange += [k.name for k, _ in placed if k.way == "mention"]
    kinds = [n for n in strange if stands_for_a_kind(n, cue.query, shelf.names, embedder)]
    placed = [pair for pair in placed if pair[0].name not in kinds]
    strange = [n for n in strange if all(n != k.name for k, _ in placed)]
    told = [_verbatim(store, namespace, name) for name in strange if name not in kinds]
    placed += [pair for pair in told if pair[1]]
    unknown = tuple(pair[0].name for pair in told if not pair[1])
    return found, placed, kinds, unknown


def _misspelt(name: CueName, index: NameIndex) -> Known:
    """Return the name as that of those whose name is spelt a little otherwise, if any."""
    entities = index.misspelt(name.normal)
    names = {index.beings[entity].name for entity in entities}
    return Known(name, entities, meant=min(names, default=""))


def _names(cue: Cue, embedder: Embedder, shelf: Shelf) -> tuple[list[Known], list[CueName]]:
    """Return the names that the memory knows and the query may mean, and the others."""
    found, strange = resolve_names(cue, shelf.names)
    meant = [k for name in strange if (k := _misspelt(name, shelf.names)).entities]
    strange = [name for name in strange if all(name != k.name for k in meant)]
    found = sorted([*found, *meant], key=lambda k: k.name.start)
    return [k for k in found if k.name.text[0].isupper() or may_be_meant(k, embedder)], strange


def _claims(
    store: GraphStore, namespace: str, cue: Cue, placed: Sequence[_Placed]
) -> tuple[Claimed, ...]:
    """Return the roles of those named, and their states where it is asked whether they are so."""
    who, role = asks_who_it_is(cue), role_asked(cue)
    if role and not who:
        held = {content_id("ro", role), content_id("st", role)}
        having = store.relationships(namespace, types=CLAIMS, touching=held)
        return tuple(read_claims(having, {n.id: n for n in store.nodes(namespace, ids=held)}))
    if cue.asks != "whether" and not who:
        return ()
    entities = {entity for known, _ in placed for entity in known.entities}
    types = CLAIMS[:1] if who else CLAIMS
    touching = store.relationships(namespace, types=types, touching=entities)
    nodes = store.nodes(namespace, ids={r.target for r in touching})
    return tuple(read_claims(touching, {node.id: node for node in nodes}))


def _topic(store: GraphStore, namespace: str, shelf: Shelf, phrase: str) -> Topic | None:
    return next(iter(shelf.topics(store, namespace, [phrase] if phrase else [])), None)


def _placed(
    store: GraphStore, namespace: str, known: Known, *, wide: bool
) -> tuple[Known, set[str]]:
    """Return the name with the strongest way it takes part, and the episodes where it does so.

    With `wide` also all others in which they are mentioned.
    """
    touching = store.relationships(
        namespace, types=(*SLOTS, "AT", "MENTIONED_IN"), touching=known.entities
    )
    events = {r.source for r in touching if r.type != "MENTIONED_IN"}
    occasions = {
        node.id
        for node in store.nodes(namespace, ids=events)
        if node.properties.get("level") == "occasion"
    }
    ways = {
        "place": _episodes(r for r in touching if r.type == "AT" and r.source in occasions),
        "company": _episodes(r for r in touching if r.type in SLOTS and r.source in occasions),
    }
    way = max(ways, key=lambda w: len(ways[w]))
    if ways[way]:
        more = _episodes(touching) if wide and way == "company" else set()
        if way == "place":  # what was done there, where the occasion has no place
            more = _episodes(
                r for r in touching if r.type == "AT" and not r.properties.get("inferred")
            )
        return replace(known, way=way), ways[way] | more
    return replace(known, way="mention"), _episodes(touching)


def _episodes(relationships: Iterable[Relationship]) -> set[str]:
    return {r.episode for r in relationships}


def _verbatim(store: GraphStore, namespace: str, name: CueName) -> tuple[Known, set[str]]:
    """Return the episodes whose words have a name that no entity has."""
    search = Search(terms=terms(name.text), limit=_CANDIDATES)
    holding = {
        candidate.episode.id
        for candidate in store.search(namespace, search)
        if name.text.casefold() in candidate.episode.text.casefold()
    }
    return Known(name, frozenset(), "words"), holding


def _left(phrases: Sequence[str], known: Sequence[CueName]) -> list[str]:
    """Return the phrases without the words that turned out to be a known name."""
    left = []
    for phrase in phrases:
        rest = phrase
        for name in known:
            rest = rest.replace(name.text, " ")
        if terms(rest):
            left.append(" ".join(rest.split()))
    return list(dict.fromkeys(left))


def _searched(store: GraphStore, namespace: str, cue: Cue, topics: Sequence[Topic]) -> set[str]:
    """Return the episodes that the indexes propose for the times and the topics."""
    if not topics and not cue.times:
        return set()
    stems = tuple(dict.fromkeys(stem for topic in topics for stem in topic.terms))
    found = set()
    for vector in quantize_rows(topics) or [b""]:
        search = Search(terms=stems, vector=vector, times=cue.times, limit=_CANDIDATES)
        found |= {candidate.episode.id for candidate in store.search(namespace, search)}
    return found


def _told_by(store: GraphStore, namespace: str, placed: Sequence[_Placed]) -> set[str]:
    """Return where those of the names take part that talk in a chat: they tell of the others."""
    told: set[str] = set()
    for known, reached in placed:
        some = store.episodes(namespace, ids=sorted(reached)[:_FEW])
        if any(is_name_of(known, episode.speaker or "") for episode in some):
            told |= reached
    return told


def _heard(
    store: GraphStore,
    namespace: str,
    cue: Cue,
    topics: Sequence[Topic],
    pages: Sequence[Page],
    shelf: Shelf,
) -> Sequence[Page]:
    """Return, where the pages are of a chat, the turns around them and those about the topics."""
    if not is_chat(pages):
        return ()
    ids = {page.episode.id for page in pages}
    ties = store.relationships(namespace, types=("NEXT",), touching=ids)
    beside = {end for tie in ties for end in (tie.source, tie.target)}
    return shelf.pages(store, namespace, beside | _searched(store, namespace, cue, topics))


def quantize_rows(topics: Sequence[Topic]) -> list[bytes]:
    """Return the vectors of the topics as the indexes hold them."""
    return [quantize(topic.vector[None, :])[0] for topic in topics]
