"""Passages with the statistics that follow them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from graphmem.models.graph import IndexedPassage
from graphmem.store.neo4j.rows import passage_row, read_passage
from graphmem.store.neo4j.session import Session, listed


def index_passages(session: Session, space: str, passages: Sequence[IndexedPassage]) -> None:
    """Merge passages by id; one that is there as it is stays untouched."""
    latest = {p.passage.id: p for p in passages}
    rows = {key: passage_row(space, p) for key, p in latest.items()}
    found = session.many("passages_by_id", listed(latest), of="ids", space=space)
    there = {p.passage.id: p for p in (read_passage(row["passage"]) for row in found)}
    changed = [p for key, p in there.items() if passage_row(space, p) != rows[key]]
    unchanged = there.keys() - {p.passage.id for p in changed}
    added = [latest[key] for key in sorted(latest.keys() - unchanged)]
    session.many("merge_passages", [rows[p.passage.id] for p in added], space=space)
    _count(session, space, added, changed)


def unindex_episodes(session: Session, space: str, episodes: Sequence[str]) -> None:
    """Remove all passages of episodes."""
    found = session.many("passages_in", episodes, of="episodes", space=space)
    gone = [read_passage(row["passage"]) for row in found]
    session.many("drop_nodes", [p.passage.id for p in gone], of="ids", space=space)
    _count(session, space, [], gone)


def _count(
    session: Session,
    space: str,
    added: Sequence[IndexedPassage],
    removed: Sequence[IndexedPassage],
) -> None:
    """Move the statistics by passages that came and went."""
    moves = _frequencies(added)
    moves.subtract(_frequencies(removed))
    rows = [{"term": term, "change": change} for term, change in sorted(moves.items()) if change]
    session.many("count_terms", rows, space=space)
    passages = len(added) - len(removed)
    terms = sum(len(p.terms) for p in added) - sum(len(p.terms) for p in removed)
    if passages or terms:
        session.run("add_to_namespace", space=space, passages=passages, terms=terms)


def _frequencies(passages: Iterable[IndexedPassage]) -> Counter[str]:
    return Counter(term for p in passages for term in set(p.terms))
