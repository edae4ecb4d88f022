"""NEXT and FROM, which the store keeps from the episodes."""

from collections.abc import Iterable

from graphmem.ids import content_id
from graphmem.models.evidence import Episode
from graphmem.models.graph import Relationship
from graphmem.store.sqlite.rows import relationship_row
from graphmem.store.sqlite.session import Session, listed


def follow_episodes(
    session: Session, space: int, merged: Iterable[Episode], before: Iterable[str]
) -> None:
    """Link merged episodes into their sources, and mend the links of those that stood before.

    `before` are the ids of what `links_before` found ahead of the change.
    """
    ids = listed(episode.id for episode in merged)
    touched = session.rows("episodes_and_before", space=space, episodes=ids)
    affected = listed([row[0] for row in touched if row[0]] + list(before))
    places = session.rows("episodes_and_after", space=space, episodes=affected)
    wanted = [_link("FROM", episode, source) for episode, source, _ in places]
    wanted += [_link("NEXT", episode, after) for episode, _, after in places if after]
    kept = {link.id for link in wanted}
    stale = session.rows("links_of_episodes", space=space, episodes=affected)
    session.run(
        "drop_relationships", space=space, ids=listed(r[0] for r in stale if r[0] not in kept)
    )
    session.many("merge_relationship", [relationship_row(space, link) for link in wanted])


def links_before(session: Session, space: int, episodes: str) -> list[str]:
    """Return what points by NEXT to a JSON list of episodes, which may move or go."""
    return [row[0] for row in session.rows("links_back", space=space, episodes=episodes)]


def _link(kind: str, source: str, target: str) -> Relationship:
    return Relationship(
        content_id("re", kind, source, target, source, 0, 0), kind, source, target, source
    )
