"""A workspace and the entities of its sightings, to nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphmem.errors import StoreError
from graphmem.ids import content_id, normal_name
from graphmem.models.evidence import Episode
from graphmem.models.graph import Node, Property, Relationship, Sighting
from graphmem.models.times import FIRST_MOMENT, LAST_MOMENT
from graphmem.models.workspace import Claim, ReadEvent, Workspace
from graphmem.reconciler.calendar import grain


@dataclass(frozen=True, slots=True)
class Projection:
    """What one episode brings to the graph, by id; its entities are described elsewhere."""

    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]


def project(episode: Episode, workspace: Workspace, sightings: Sequence[Sighting]) -> Projection:
    """Return the nodes and relationships of an episode; `sightings` are its own, resolved.

    Raises:
        StoreError: a sighting is missing, as in a damaged database or an archive made by hand.
    """
    page = _Page(episode, workspace, {s.index: s for s in sightings})
    if len(page.sightings) < len(workspace.entities):
        raise StoreError(
            f"{episode.id}: who is mentioned in it is not all there: `graphmem rebuild` mends it"
        )
    nodes: dict[str, Node] = {}
    relationships: dict[str, Relationship] = {}
    for part in (_mentions, _events, _claims, _containment, _questions):
        for made in part(page):
            if isinstance(made, Node):
                nodes.setdefault(made.id, made)
            else:
                relationships.setdefault(made.id, made)
    return Projection(nodes, relationships)


@dataclass(frozen=True, slots=True)
class _Page:
    episode: Episode
    workspace: Workspace
    sightings: Mapping[int, Sighting]

    def entity(self, index: int) -> str:
        return self.sightings[index].entity

    def event(self, index: int) -> str:
        return _event_id(self.episode.id, self.workspace.events[index])

    def relate(
        self, kind: str, source: str, target: str, span: tuple[int, int], **more: Property
    ) -> Relationship:
        start, end = span
        return Relationship(
            content_id("re", kind, source, target, self.episode.id, start, end),
            kind,
            source,
            target,
            self.episode.id,
            {"start": start, "end": end, **more},
        )


_Made = Iterator[Node | Relationship]


def _mentions(page: _Page) -> _Made:
    for index, entity in enumerate(page.workspace.entities):
        sighting = page.sightings[index]
        for mention in entity.mentions:
            yield page.relate(
                "MENTIONED_IN",
                sighting.entity,
                page.episode.id,
                (mention.start, mention.end),
                text=mention.text,
                form=mention.form,
                reason="; ".join(r for r in (mention.reason, sighting.reason) if r),
                score=round(mention.score * sighting.score, 4),
            )


def _events(page: _Page) -> _Made:
    for index, event in enumerate(page.workspace.events):
        identity = page.event(index)
        span = (event.start, event.end)
        yield _event_node(page, event, identity)
        yield page.relate("EVIDENCED_BY", identity, page.episode.id, span)
        if event.occasion is not None and event.occasion != index:
            yield page.relate("PART_OF", identity, page.event(event.occasion), span)
        yield from _participants(page, event, identity)
        yield from _settings(page, event, identity)


def _event_node(page: _Page, event: ReadEvent, identity: str) -> Node:
    read = [page.workspace.times[d.time].interval for d in event.times]
    times = [t for t in read if t is not None]
    properties: dict[str, Property] = {
        "predicate": event.predicate,
        "phrase": event.phrase,
        "level": event.level,
        "nominal": event.nominal,
        "polarity": event.polarity,
        "modality": event.modality,
        "episode": page.episode.id,
        "start": event.start,
        "end": event.end,
        "ordinal": page.episode.ordinal,
    }
    if times:
        properties["occurred_from"] = min(t.start for t in times)
        properties["occurred_to"] = max(t.end for t in times)
    return Node(identity, "Event", "", properties)


def _participants(page: _Page, event: ReadEvent, identity: str) -> _Made:
    ranks: dict[str, int] = {}
    for each in event.participants:
        rank = ranks[each.slot] = ranks.get(each.slot, -1) + 1
        yield page.relate(
            each.slot,
            identity,
            page.entity(each.entity),
            (each.start, each.end),
            rank=rank,
            salience=page.workspace.entities[each.entity].salience,
        )


def _settings(page: _Page, event: ReadEvent, identity: str) -> _Made:
    """Yield where and when an event is."""
    for rank, place in enumerate(event.places):
        target = page.entity(place.entity)
        span = (place.start, place.end)
        yield page.relate("AT", identity, target, span, inferred=place.inferred, rank=rank)
    for dating in event.times:
        time = page.workspace.times[dating.time]
        if time.interval is None:
            continue
        start, end = time.interval.start, time.interval.end
        node = Node(
            content_id("tm", start, end),
            "Time",
            "",
            {"from": start, "to": end, "grain": grain(start, end)},
        )
        yield node
        span = (dating.start, dating.end)
        yield page.relate(
            "DURING", identity, node.id, span, text=time.text, inferred=dating.inferred
        )


def _claims(page: _Page) -> _Made:
    for claim in page.workspace.claims:
        name = normal_name(claim.name)
        if not name:
            continue
        role = claim.sort == "role"
        target = content_id("ro" if role else "st", name)
        yield Node(target, "Role" if role else "State", "", {"name": name})
        yield page.relate(
            "HAS_ROLE" if role else "IN_STATE",
            page.entity(claim.entity),
            target,
            (claim.start, claim.end),
            **_validity(claim),
        )


def _validity(claim: Claim) -> dict[str, Property]:
    found: dict[str, Property] = {"polarity": claim.polarity}
    if claim.valid and claim.valid.start > FIRST_MOMENT:
        found["valid_from"] = claim.valid.start
    if claim.valid and claim.valid.end < LAST_MOMENT:
        found["valid_to"] = claim.valid.end
    return found


def _containment(page: _Page) -> _Made:
    for each in page.workspace.containment:
        part, whole = page.entity(each.part), page.entity(each.whole)
        if part != whole:
            yield page.relate("PART_OF", part, whole, (each.start, each.end))


def _questions(page: _Page) -> _Made:
    for each in page.workspace.questions:
        event = page.event(each.event)
        identity = content_id("qu", event, each.asks, each.slot)
        properties = {"text": each.text, "asks": each.asks, "slot": each.slot}
        yield Node(identity, "Question", "", properties)
        yield page.relate("RAISES", event, identity, (each.start, each.end))


def _event_id(episode: str, event: ReadEvent) -> str:
    return content_id("ev", episode, event.level, event.start, event.end, event.predicate)
