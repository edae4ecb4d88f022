"""Letting go of a whole projection, or of all of a namespace."""

from graphmem.store.sqlite.session import Session

_PROJECTION = ("clear_nodes", "clear_names", "clear_relationships", "clear_resolutions")
_EVIDENCE = (
    *("clear_links", "clear_postings", "clear_terms", "clear_passages", "clear_blocks"),
    *("clear_sightings", "clear_workspaces", "clear_corrections", "clear_episodes"),
    *("clear_sources", "clear_metadata", "clear_namespace"),
)


def clear_projection(session: Session, space: int) -> None:
    """Drop all that is computed from the evidence; its passages stay indexed."""
    for statement in _PROJECTION:
        session.run(statement, space=space)


def clear_evidence(session: Session, space: int) -> None:
    """Drop the evidence too, and what is recorded about the namespace."""
    for statement in _EVIDENCE:
        session.run(statement, space=space)
