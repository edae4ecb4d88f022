"""NEXT and FROM, which the store keeps from the episodes."""

from collections.abc import Iterable, Sequence

from graphmem.errors import StoreError
from graphmem.models.evidence import Episode
from graphmem.models.graph import Relationship
from graphmem.store.neo4j.rows import relationship_row
from graphmem.store.neo4j.session import Session, listed
from graphmem.store.shared import link


def follow_episodes(
    session: Session, space: str, merged: Iterable[Episode], before: Iterable[str]
) -> None:
    """Link merged episodes into their sources, and mend the links of those that stood before.

    `before` are the ids of what `links_before` found ahead of the change.
    """
    ids = listed(episode.id for episode in merged)
    touched = session.many("episodes_before", ids, of="episodes", space=space)
    affected = listed([row["id"] for row in touched] + list(before))
    places = session.many("episodes_after", affected, of="episodes", space=space)
    wanted = [link("FROM", place["id"], place["source"]) for place in places]
    wanted += [link("NEXT", place["id"], place["after"]) for place in places if place["after"]]
    kept = {link.id for link in wanted}
    standing = session.many("links_of", affected, of="episodes", space=space)
    gone = [row for row in standing if row["id"] not in kept]
    session.many("drop_relationships", gone, space=space)
    merge_relationships(session, space, wanted)


def links_before(session: Session, space: str, episodes: Sequence[str]) -> list[str]:
    """Return what points by NEXT to episodes, which may move or go."""
    return [row["id"] for row in session.many("links_back", episodes, of="episodes", space=space)]


def merge_relationships(
    session: Session, space: str, relationships: Iterable[Relationship]
) -> None:
    """Merge relationships; one that lacks an end is an error."""
    latest = {r.id: r for r in relationships}
    rows = [relationship_row(space, r) for r in latest.values()]
    made = {row["id"] for row in session.many("merge_relationships", rows, space=space)}
    for key, r in sorted(latest.items()):
        if key not in made:
            raise StoreError(f"{key}: {r.type} from {r.source} to {r.target} lacks one of its ends")
