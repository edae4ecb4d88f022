"""NEXT and FROM, which the store keeps from the episodes."""

from collections.abc import Iterable

from graphmem.models.evidence import Episode
from graphmem.store.shared import link
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
    wanted = [link("FROM", episode, source) for episode, source, _ in places]
    wanted += [link("NEXT", episode, after) for episode, _, after in places if after]
    kept = {link.id for link in wanted}
    stale = session.rows("links_of_episodes", space=space, episodes=affected)
    session.run(
        "drop_relationships", space=space, ids=listed(r[0] for r in stale if r[0] not in kept)
    )
    session.many("merge_relationship", [relationship_row(space, link) for link in wanted])


def links_before(session: Session, space: int, episodes: str) -> list[str]:
    """Return what points by NEXT to a JSON list of episodes, which may move or go."""
    return [row[0] for row in session.rows("links_back", space=space, episodes=episodes)]
