"""Letting go of all that is computed, or of all of a namespace."""

from graphmem.store.sqlite.session import Session

_COMPUTED = (
    *(
        "clear_nodes",
        "clear_names",
        "clear_resting",
        "clear_links",
        "clear_blocks",
        "clear_sightings",
    ),
    *("clear_postings", "clear_terms", "clear_passages", "clear_totals", "stamp_shrunk"),
)
_EVIDENCE = (
    *("clear_workspaces", "clear_corrections", "clear_decisions", "clear_episodes"),
    *("clear_sources", "clear_stale", "clear_metadata", "clear_namespace"),
)
# What lies on others after them.
_LOOSE = (
    *("sweep_episodes", "sweep_sources", "sweep_workspaces", "sweep_sightings", "sweep_blocks"),
    *("sweep_passages", "sweep_terms", "sweep_postings", "sweep_corrections", "sweep_nodes"),
    *("sweep_names", "sweep_resting", "sweep_stale", "sweep_relationships", "sweep_metadata"),
    "sweep_decisions",
)


def clear_computed(session: Session, space: int) -> None:
    """Drop all that is computed from the evidence, indexes too, and what belongs to nothing."""
    for statement in (*_COMPUTED, *_LOOSE):
        session.run(statement, space=space)


def clear_all(session: Session, space: int) -> None:
    """Drop the evidence too, and what is recorded about the namespace."""
    for statement in (*_COMPUTED, *_EVIDENCE):
        session.run(statement, space=space)
