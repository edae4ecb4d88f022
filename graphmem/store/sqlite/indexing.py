"""Passages with the words and statistics that follow them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from graphmem.models.graph import IndexedPassage
from graphmem.store.sqlite.session import Row, Session, listed


def index_passages(session: Session, space: int, passages: Sequence[IndexedPassage]) -> None:
    """Merge passages by id; one that is there as it is stays untouched, its key too."""
    latest = {p.passage.id: p for p in passages}
    rows = {key: _row(space, p) for key, p in latest.items()}
    there = session.rows("passages_by_id", space=space, ids=listed(latest))
    changed = [row for row in there if row[1:] != rows[row[1]][1:]]
    unchanged = {row[1] for row in there} - {row[1] for row in changed}
    _remove(session, space, [(row[0], row[5]) for row in changed])
    _add(session, space, [row for key, row in sorted(rows.items()) if key not in unchanged])


def unindex_episodes(session: Session, space: int, episodes: str) -> None:
    """Remove all passages of a JSON list of episodes."""
    _remove(session, space, session.rows("passages_in_episodes", space=space, episodes=episodes))


def _row(space: int, indexed: IndexedPassage) -> Row:
    passage = indexed.passage
    span = (passage.id, passage.episode, passage.start, passage.end)
    # A vector of zeros says as little as none.
    vector = indexed.vector if any(indexed.vector) else b""
    return (space, *span, " ".join(indexed.terms), vector, passage.dated)


def _add(session: Session, space: int, rows: list[Row]) -> None:
    if not rows:
        return
    session.many("add_passage", rows)
    ids = listed(row[1] for row in rows)
    stored = session.rows("passages_by_id", space=space, ids=ids)
    words = {row[0]: row[5].split() for row in stored}
    keys = _count_terms(session, space, words.values(), 1)
    postings = sorted(
        (keys[term], passage, count, len(terms))
        for passage, terms in words.items()
        for term, count in Counter(terms).items()
    )
    session.many("add_posting", postings)
    length = sum(map(len, words.values()))
    session.run("add_to_namespace", space=space, passages=len(words), terms=length)


def _remove(session: Session, space: int, found: Sequence[Row]) -> None:
    if not found:
        return
    words = {key: terms.split() for key, terms in found}
    keys = _count_terms(session, space, words.values(), -1)
    postings = sorted((keys[t], key) for key, terms in words.items() for t in set(terms))
    session.many("drop_posting", postings)
    session.many("drop_passage", [(key,) for key in sorted(words)])
    session.run("drop_unused_terms", space=space, terms=listed(keys))
    length = sum(map(len, words.values()))
    session.run("add_to_namespace", space=space, passages=-len(words), terms=-length)
    session.run("stamp_shrunk", space=space)


def _count_terms(
    session: Session, space: int, texts: Iterable[list[str]], sign: int
) -> dict[str, int]:
    """Move the document frequencies by these texts, and return the keys of their terms."""
    frequency = Counter(term for text in texts for term in set(text))
    moves = [(space, term, sign * count) for term, count in sorted(frequency.items())]
    session.many("add_term", moves)
    found = session.rows("keys_of_terms", space=space, terms=listed(frequency))
    return {term: key for term, key, _ in found}
