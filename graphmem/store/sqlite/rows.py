"""Values to rows and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphmem.errors import StoreError
from graphmem.models.evidence import Correction, Decision, Episode
from graphmem.models.graph import LAYERS, Node, Property, Relationship, Sighting
from graphmem.models.times import Interval
from graphmem.models.workspace import Workspace
from graphmem.store.shared import bases_of
from graphmem.store.sqlite.session import Row

# An open end of a node's time, so that it sorts before or after every date.
_EARLIEST, _LATEST = "", "~"
# By which property nodes of a label are looked up.
_ABOUT = {"Event": "predicate", "Fact": "subject"}
_ENCODER = json.JSONEncoder(sort_keys=True, allow_nan=False)


def episode_row(space: int, episode: Episode) -> Row:
    """Return the parameters of `merge_episode`."""
    when = episode.occurred
    return (
        *(space, episode.id, episode.source, episode.ordinal, episode.text),
        *(episode.heading, episode.speaker),
        *((when.start, when.end, when.grain) if when else (None, None, None)),
        episode.recorded_at,
    )


def read_episode(row: Row) -> Episode:
    """Return the episode of a row of the queries named `episodes…`."""
    when = Interval(*row[6:9]) if row[6] is not None else None
    values: Row = (*row[:6], when, row[9])
    return Episode(*values)


def correction_row(space: int, correction: Correction) -> Row:
    """Return the parameters of `merge_correction`."""
    ones, others = json.dumps(correction.ones), json.dumps(correction.others)
    return (
        *(space, correction.id, correction.kind, correction.ordinal, ones, others),
        *(correction.name, correction.recorded_at),
    )


def read_correction(row: Row) -> Correction:
    """Return the correction of a row of the query `corrections`."""
    values: Row = (*row[:3], tuple(json.loads(row[3])), tuple(json.loads(row[4])), *row[5:])
    return Correction(*values)


def decision_row(space: int, decision: Decision) -> Row:
    """Return the parameters of `merge_decision`."""
    ones, others = json.dumps(decision.ones), json.dumps(decision.others)
    return (
        *(space, decision.id, decision.sort, decision.key, ones, others),
        *(decision.said, decision.reason, decision.model, decision.recorded_at),
    )


def read_decision(row: Row) -> Decision:
    """Return the decision of a row of the queries named `decisions…`."""
    values: Row = (*row[:3], tuple(json.loads(row[3])), tuple(json.loads(row[4])), *row[5:])
    return Decision(*values)


def workspace_row(space: int, workspace: Workspace) -> Row:
    """Return the parameters of `merge_workspace`."""
    try:
        return (space, workspace.episode, workspace.model_dump_json())
    except ValueError as error:
        raise StoreError(f"{workspace.episode}: its reading cannot be kept: {error}") from error


def read_workspace(row: Row) -> Workspace:
    """Return the workspace of a row of the query `workspaces`."""
    episode, reading = row
    try:
        return Workspace.model_validate_json(reading)
    except ValueError as error:
        raise StoreError(
            f"what was read in {episode} cannot be read any more: `graphmem rebuild --again` "
            "reads its text anew"
        ) from error


def sighting_row(space: int, sighting: Sighting) -> Row:
    """Return the parameters of `merge_sighting`."""
    return (
        *(space, sighting.id, sighting.episode, sighting.index, sighting.source),
        *(sighting.ordinal, sighting.kind, sighting.name, sighting.gender, sighting.named),
        *(json.dumps(sighting.blocks), sighting.entity, sighting.score, sighting.reason),
        *(sighting.mentions, json.dumps(sighting.aliases)),
    )


def read_sightings(rows: Sequence[Row]) -> list[Sighting]:
    """Return the sightings of rows of the queries named `sightings…`."""
    lists = decode(row[column] for row in rows for column in (9, 14))
    pairs = zip(map(tuple, lists[::2]), map(tuple, lists[1::2]), strict=True)
    values: Iterable[Row] = (
        (*row[:8], bool(row[8]), blocks, *row[10:14], aliases)
        for row, (blocks, aliases) in zip(rows, pairs, strict=True)
    )
    return [Sighting(*value) for value in values]


def node_row(space: int, node: Node) -> Row:
    """Return the parameters of `merge_node`."""
    if node.label in {"Episode", "Source"}:
        raise StoreError(f"{node.id}: an {node.label} is merged as evidence, not as a node")
    spans = ("from", "to") if node.label == "Time" else ("occurred_from", "occurred_to")
    start, end = (node.properties.get(span) for span in spans)
    times = (start or _EARLIEST, end or _LATEST) if start or end else (None, None)
    about = node.properties.get(_ABOUT[node.label]) if node.label in _ABOUT else None
    properties = _encode(node.id, node.properties)
    return (space, node.id, node.label, node.kind, properties, about or None, *times)


def resting_rows(space: int, node: Node) -> list[Row]:
    """Return the parameters of `merge_resting`: the episodes and entities that it rests on."""
    bases = bases_of(node) if node.label in LAYERS else set()
    return [(space, base, node.id) for base in sorted(bases)]


def read_nodes(rows: Sequence[Row]) -> list[Node]:
    """Return the nodes of rows of the queries named `nodes…`."""
    decoded = decode(row[3] for row in rows)
    values: Iterable[Row] = ((*r[:3], found) for r, found in zip(rows, decoded, strict=True))
    return [Node(*value) for value in values]


def relationship_row(space: int, relationship: Relationship) -> Row:
    """Return the parameters of `merge_relationship`."""
    return (
        *(space, relationship.id, relationship.type, relationship.source, relationship.target),
        *(relationship.episode, _encode(relationship.id, relationship.properties)),
    )


def read_relationships(rows: Sequence[Row]) -> list[Relationship]:
    """Return the relationships of rows of the queries named `relationships…`."""
    decoded = decode(row[5] for row in rows)
    values: Iterable[Row] = ((*r[:5], found) for r, found in zip(rows, decoded, strict=True))
    return [Relationship(*value) for value in values]


def decode(texts: Iterable[str]) -> list[Any]:
    """Return what JSON texts say; all in one go, as a call for each takes five times as long."""
    decoded: list[Any] = json.loads(f"[{','.join(texts)}]")
    return decoded


def _encode(owner: str, properties: Mapping[str, Property]) -> str:
    try:
        # A property that is None is as one that is not there.
        return _ENCODER.encode({k: v for k, v in properties.items() if v is not None})
    except (TypeError, ValueError) as error:
        raise StoreError(f"{owner}: a property cannot be kept: {error}") from error
