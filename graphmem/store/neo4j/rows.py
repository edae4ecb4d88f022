"""Values to the properties of nodes and relationships, and back."""

import json
import math
from collections.abc import Mapping
from typing import Any

from graphmem.errors import StoreError
from graphmem.ids import content_id
from graphmem.models.evidence import Correction, Decision, Episode, Passage, Source
from graphmem.models.graph import IndexedPassage, Node, Property, Relationship, Sighting
from graphmem.models.times import Interval
from graphmem.models.workspace import Workspace
from graphmem.store.shared import source_node

# Open ends of a node's time, so that it sorts before or after every date.
_EARLIEST, _LATEST = "0", "~"
LABELS = ("Entity", "Event", "Time", "Role", "State", "Question", "Fact", "Scene", "Persona")
_OURS = frozenset(("namespace", "id", "_from", "_to"))
DIM = 256  # of the vectors that the index takes

Row = dict[str, Any]


def episode_row(episode: Episode) -> Row:
    """Return a row of `merge_episodes`."""
    when = episode.occurred
    properties = {
        "source": episode.source,
        "ordinal": episode.ordinal,
        "text": episode.text,
        "length": len(episode.text),
        "heading": episode.heading,
        "speaker": episode.speaker,
        "occurred_from": when.start if when else None,
        "occurred_to": when.end if when else None,
        "grain": when.grain if when else None,
    }
    return {"id": episode.id, "recorded_at": episode.recorded_at, "properties": properties}


def read_episode(found: Mapping[str, Any]) -> Episode:
    """Return the episode of a record of the queries named `episodes…`."""
    when = None
    if found.get("occurred_from") is not None:
        when = Interval(found["occurred_from"], found["occurred_to"], found["grain"])
    keys = ("id", "source", "ordinal", "text", "heading", "speaker")
    told: dict[str, Any] = {key: found.get(key) for key in keys}
    return Episode(**told, occurred=when, recorded_at=found.get("recorded_at") or "")


def correction_row(correction: Correction) -> Row:
    """Return a row of `merge_corrections`."""
    properties = {
        "kind": correction.kind,
        "ordinal": correction.ordinal,
        "ones": list(correction.ones),
        "others": list(correction.others),
        "name": correction.name,
    }
    return {"id": correction.id, "recorded_at": correction.recorded_at, "properties": properties}


def read_correction(found: Mapping[str, Any]) -> Correction:
    """Return the correction of a record of the query `corrections`."""
    values = {key: found[key] for key in ("id", "kind", "ordinal", "name", "recorded_at")}
    return Correction(**values, ones=tuple(found["ones"]), others=tuple(found["others"]))


def decision_row(decision: Decision) -> Row:
    """Return a row of `merge_decisions`."""
    properties = {
        "sort": decision.sort,
        "key": decision.key,
        "ones": list(decision.ones),
        "others": list(decision.others),
        "said": decision.said,
        "reason": decision.reason,
        "model": decision.model,
        "episodes": sorted(decision.episodes()),
    }
    return {"id": decision.id, "recorded_at": decision.recorded_at, "properties": properties}


def read_decision(found: Mapping[str, Any]) -> Decision:
    """Return the decision of a record of the query `decisions`."""
    told = ("id", "sort", "key", "said", "reason", "model", "recorded_at")
    values = {key: found[key] for key in told}
    return Decision(**values, ones=tuple(found["ones"]), others=tuple(found["others"]))


def read_workspace(found: Mapping[str, Any]) -> Workspace:
    """Return the workspace of a record of the query `workspaces`."""
    try:
        return Workspace.model_validate_json(found["reading"])
    except ValueError as error:
        raise StoreError(
            f"what was read in {found['episode']} cannot be read any more: "
            "`graphmem rebuild --again` reads its text anew"
        ) from error


_SIGHTING = (
    *("id", "episode", "index", "source", "ordinal", "kind", "name", "gender", "named"),
    *("blocks", "entity", "score", "reason", "mentions", "aliases"),
)


def sighting_row(sighting: Sighting) -> Row:
    """Return a row of `merge_sightings`."""
    properties = {key: getattr(sighting, key) for key in _SIGHTING if key != "id"}
    properties |= {"blocks": list(sighting.blocks), "aliases": list(sighting.aliases)}
    properties["score"] = float(sighting.score)
    return {"id": sighting.id, "blocks": list(sighting.blocks), "properties": properties}


def read_sighting(found: Mapping[str, Any]) -> Sighting:
    """Return the sighting of a record of the queries named `sightings…`."""
    values = {key: found[key] for key in _SIGHTING}
    return Sighting(**values | {key: tuple(found[key]) for key in ("blocks", "aliases")})


def passage_row(space: str, indexed: IndexedPassage) -> Row:
    """Return a row of `merge_passages`."""
    passage = indexed.passage
    vector = indexed.vector if any(indexed.vector) else b""  # zeros say as little as none
    signed = memoryview(vector).cast("b").tolist()
    properties = {
        "namespace": space,
        "id": passage.id,
        "episode": passage.episode,
        "start": passage.start,
        "end": passage.end,
        "dated": passage.dated,
        "terms": " ".join(indexed.terms),
        "vector": vector,
        "dim": len(vector),
        "embedding": [float(part) for part in signed] if len(vector) == DIM else None,
        "space": space_token(space),
    }
    return {"id": passage.id, "properties": properties}


def read_passage(found: Mapping[str, Any]) -> IndexedPassage:
    """Return the passage of a record of the queries named `passages…`."""
    passage = Passage(*(found[key] for key in ("id", "episode", "start", "end", "dated")))
    return IndexedPassage(passage, tuple(found["terms"].split()), bytes(found["vector"]))


def space_token(space: str) -> str:
    """Return the word by which the full-text index tells a namespace from others."""
    return content_id("ns", space)


def node_row(space: str, node: Node) -> Row:
    """Return a row of `merge_nodes`."""
    if node.label in {"Episode", "Source"}:
        raise StoreError(f"{node.id}: an {node.label} is merged as evidence, not as a node")
    properties = _plain(node.id, node.properties)
    spans = ("from", "to") if node.label == "Time" else ("occurred_from", "occurred_to")
    start, end = (node.properties.get(span) for span in spans)
    if node.label in {"Time", "Event"} and (start or end):
        properties |= {"_from": start or _EARLIEST, "_to": end or _LATEST}
    properties |= {"namespace": space, "id": node.id}
    labels = [node.label, *([node.kind] if node.kind else [])]
    return {"id": node.id, "labels": labels, "properties": properties}


def read_node(found: Mapping[str, Any]) -> Node:
    """Return the node of a record of the queries named `nodes…`."""
    properties: dict[str, Any] = found["properties"]
    labels = set(found["labels"]) - {"Memory"}
    if "Episode" in labels:
        return _episode_node(properties)
    if "Source" in labels:
        return source_node(read_source(properties))
    label = next(label for label in LABELS if label in labels)
    kind = next(iter(sorted(labels - {label})), "")
    told = {key: value for key, value in properties.items() if key not in _OURS}
    return Node(properties["id"], label, kind, dict(sorted(told.items())))


def _episode_node(found: Mapping[str, Any]) -> Node:
    told = ("speaker", "occurred_from", "occurred_to", "grain")
    properties: dict[str, Property] = {
        **{key: found[key] for key in ("ordinal", "length", "heading")},
        "recorded_at": found.get("recorded_at") or "",
        **{key: found[key] for key in told if found.get(key) is not None},
    }
    return Node(found["id"], "Episode", properties=properties)


def read_metadata(found: Mapping[str, Any]) -> dict[str, str]:
    """Return what is recorded of a namespace, by name; also that it is being filled."""
    filling = {"filling": "yes"} if found["filling"] else {}
    return dict(sorted((json.loads(found["metadata"]) | filling).items()))


def read_source(found: Mapping[str, Any]) -> Source:
    """Return the source of a record of the queries named `sources…`."""
    return Source(found["id"], found["uri"], found["title"])


def relationship_row(space: str, relationship: Relationship) -> Row:
    """Return a row of `merge_relationships`."""
    own = {"namespace": space, "id": relationship.id, "episode": relationship.episode}
    return {
        "id": relationship.id,
        "type": relationship.type,
        "source": relationship.source,
        "target": relationship.target,
        "properties": _plain(relationship.id, relationship.properties) | own,
    }


def read_relationship(found: Mapping[str, Any]) -> Relationship:
    """Return the relationship of a record of the queries named `relationships…`."""
    told = {k: v for k, v in found["properties"].items() if k not in ("namespace", "id", "episode")}
    return Relationship(
        *(found["id"], found["type"], found["source"], found["target"], found["episode"]),
        dict(sorted(told.items())),
    )


def _plain(owner: str, properties: Mapping[str, Property]) -> dict[str, Property]:
    """Return properties as Neo4j keeps them; one that is None is as one that is not there."""
    for key, value in properties.items():
        number = isinstance(value, float) and not math.isfinite(value)
        if number or not isinstance(value, str | int | float | bool | list | None):
            raise StoreError(f"{owner}: a property cannot be kept: {key} is {value!r}")
    return {key: value for key, value in properties.items() if value is not None}
