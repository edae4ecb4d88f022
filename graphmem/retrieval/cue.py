"""Read what a question gives, and what it asks for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from graphmem.errors import QueryError
from graphmem.language.parse import Parsed, Parser
from graphmem.language.quantize import quantize
from graphmem.language.terms import terms
from graphmem.language.times import TimeExpression, bounded, find_times, resolve
from graphmem.models.recollection import Cue, CueName, CueState
from graphmem.models.times import Interval
from graphmem.protocols import Embedder
from graphmem.retrieval.cue_asks import Focus, find_asks
from graphmem.retrieval.cue_kin import find_tie
from graphmem.retrieval.cue_manner import Manner, find_manner
from graphmem.retrieval.cue_names import find_names, token_span
from graphmem.retrieval.cue_order import find_order
from graphmem.retrieval.cue_predicate import find_predicate
from graphmem.retrieval.cue_roles import find_roles
from graphmem.retrieval.cue_scope import Scope, find_scope
from graphmem.retrieval.cue_state import asks_existence, asks_if_it_was, asks_whether, find_state
from graphmem.retrieval.cue_topics import find_topics
from graphmem.retrieval.cue_words import (
    EMPTY,
    EMPTY_VERBS,
    EVERYONE,
    LIGHT,
    PRESENT,
    WH,
    WITH_OBJECT,
    Meaning,
)
from graphmem.settings import LONGEST_QUERY

Roles = tuple[tuple[str, str], ...]
Bounds = tuple[str | None, str | None]


def read_cue(
    query: str,
    parser: Parser,
    embedder: Embedder,
    *,
    meaning: Meaning | None = None,
    now: datetime | None = None,
    years: Callable[[], Sequence[int]] = tuple,
) -> Cue:
    """Return the cue of a question in plain words; `meaning` may be kept from one to the next.

    "Last week" is seen from `now`; "in July" is the July of each of the `years`, where needed.
    """
    parsed = parser.parse_one(_checked(query))
    expressions, timed = _expressions(parsed)
    scope = find_scope(parsed)
    names = find_names(parsed, timed | scope.aside)
    sure, named = _sure(parsed, names)
    barred = named | timed | scope.aside | scope.excluded
    focus = find_asks(parsed, meaning or Meaning(embedder), barred)
    manner = find_manner(parsed)
    wanted, topics = _about(parsed, focus, barred | manner.words)
    predicate, roles = _clause(parsed, focus, names, named, manner)
    asks = _settled(focus, [*topics, wanted], (predicate, roles), scope, parsed, names)
    return Cue(
        query=query,
        asks=asks,
        counted=focus.counted,
        order=_order(parsed, focus, named | timed),
        names=tuple(names),
        times=tuple(_times(expressions, now, years)),
        topics=tuple(topics),
        terms=_terms(topics, sure),
        vector=_vector(topics, query, embedder),
        predicate=predicate,
        wanted=wanted,
        excluded=_excluded(parsed, scope, sure),
        everyone=_asks_presence(parsed, asks, predicate),
        manner=manner.kind,
        roles=roles,
        state=_state(parsed, asks, scope, timed),
        tie=find_tie(parsed) if asks in ("person", "value", "event") else None,
    )


def _expressions(parsed: Parsed) -> tuple[list[TimeExpression], frozenset[int]]:
    """Return the expressions of time, and the tokens of those that say when."""
    expressions = find_times(parsed.text)
    timed = [e for e in expressions if e.sort not in ("set", "duration")]
    return expressions, _covered(parsed, timed)


def _checked(query: str) -> str:
    if not query.strip():
        raise QueryError("the query is empty: ask something")
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"the query has {len(query):,} characters, more than {LONGEST_QUERY:,}: "
            "ask in fewer words"
        )
    if any("\ud800" <= char <= "\udfff" for char in query):
        raise QueryError("the query holds half of a surrogate pair: decode it as UTF-8 first")
    return query


def _clause(
    parsed: Parsed, focus: Focus, names: list[CueName], named: frozenset[int], manner: Manner
) -> tuple[str, Roles]:
    """Return the verb of what is asked, and the parts that names have in its clause."""
    opening = focus.asks in ("", "detail") and asks_whether(parsed)
    predicate = find_predicate(parsed, focus, named | manner.words, opening=opening)
    return predicate, find_roles(parsed, names, predicate, manner.words)


def _order(parsed: Parsed, focus: Focus, barred: frozenset[int]) -> str:
    """Return the order; where someone is, is where they were last."""
    now = {"is", "'s", "are"} & {t.text.lower().replace("\u2019", "'") for t in parsed.tokens[:2]}
    if focus.asks == "place" and now and find_predicate(parsed, focus) == "be":
        return "latest"
    return find_order(parsed, frozenset(range(len(parsed.tokens))) - barred)


def _sure(parsed: Parsed, names: list[CueName]) -> tuple[list[CueName], frozenset[int]]:
    """Return what is surely a name, and the tokens of those."""
    sure = [name for name in names if name.text[0].isupper() or name.text[0].isdigit()]
    return sure, frozenset(i for name in sure for i in token_span(parsed, name))


def _about(parsed: Parsed, focus: Focus, barred: frozenset[int]) -> tuple[str, list[str]]:
    """Return the sort of value that is wanted, and what else the query is about."""
    wanted = _wanted(parsed, focus)
    asked = focus.words | ({focus.noun} if wanted else set())
    return wanted, find_topics(parsed, barred | asked)


def _wanted(parsed: Parsed, focus: Focus) -> str:
    """Return the noun right after the wh-word that says what sort of value is wanted."""
    asking = [i for i in focus.words if parsed.tokens[i].text.lower() in ("what", "which")]
    if focus.asks != "value" or focus.noun < 0 or not asking:
        return ""
    between = parsed.tokens[asking[0] + 1 : focus.noun]
    return "" if any(t.pos in ("VERB", "AUX") for t in between) else parsed.tokens[focus.noun].text


def _excluded(parsed: Parsed, scope: Scope, names: list[CueName]) -> tuple[str, ...]:
    """Return the phrases and the names that stand in what is to be left out."""
    if not scope.excluded:
        return ()
    named = [n for n in names if scope.excluded.issuperset(token_span(parsed, n))]
    spans = frozenset(i for name in named for i in token_span(parsed, name))
    others = frozenset(range(len(parsed.tokens))) - scope.excluded
    return (*(name.text for name in named), *find_topics(parsed, others | spans))


def _state(parsed: Parsed, asks: str, scope: Scope, timed: frozenset[int]) -> CueState | None:
    """Return the state asked for; none where more is asked than whether somebody was there."""
    state = None if scope.excluded | scope.aside else find_state(parsed, timed)
    return None if state and state.sort == "there" and asks != "whether" else state


def _asks_presence(parsed: Parsed, asks: str, predicate: str) -> bool:
    """Whether the query asks who was there, not who did something: "were at", "did we see".

    "Everyone who taught" is no more than those who taught.
    """
    if asks != "person":
        return False
    words = [token.text.lower() for token in parsed.tokens]
    pairs = set(pairwise(words))
    there = {
        ("be", "at"),
        ("was", "at"),
        ("were", "at"),
        ("was", "in"),
        ("were", "in"),
        ("been", "at"),
        ("been", "to"),
    }
    told = PRESENT - EVERYONE if predicate not in ("", "be", *EMPTY_VERBS) else PRESENT
    return bool(pairs & there or set(words) & told)


def _settled(
    focus: Focus,
    topics: list[str],
    clause: tuple[str, Roles],
    scope: Scope,
    parsed: Parsed,
    names: list[CueName],
) -> str:
    """Return what is asked, seen with what else the query holds.

    "What have we got for July?" asks what happened, "what did Ana give to Tom" and "what did Ana
    sell" do not; people but for some named are the others.
    """
    asks, (predicate, roles) = focus.asks, clause
    if asks in ("", "detail", "event") and asks_existence(parsed):
        return "any"
    # A noun in a question of yes or no is not what it asks for: "was Ana a tall woman".
    plain = asks_whether(parsed) and (not asks or not _asks_or_tells(parsed))
    if plain or asks_if_it_was(parsed):
        return "whether"
    bare = asks == "value" or (asks == "event" and focus.noun < 0)
    bare = bare and not parsed.text.lower().startswith("how old ")
    if bare and not any(topics) and "RECIPIENT" not in dict(roles).values():
        told = asks == "value" and predicate and predicate not in EMPTY_VERBS | LIGHT
        return "value" if told or _says_what(predicate, roles) else "event"
    left_out = {i for name in names if name.text[0].isupper() for i in token_span(parsed, name)}
    return "others" if asks == "person" and left_out & scope.excluded else asks


def _asks_or_tells(parsed: Parsed) -> bool:
    """Whether a word of the query asks for more than a yes, or it goes on behind its verb."""
    return any(t.text.lower() in WH or t.text in (":", ",", ";") for t in parsed.tokens)


def _says_what(predicate: str, roles: Roles) -> bool:
    """Whether a query names who did it and a verb that has an object: "what did Ana sell"."""
    asked = dict(roles)
    others = [slot for name, slot in roles if name]
    told = predicate and (predicate not in (EMPTY | LIGHT) - WITH_OBJECT or len(others) > 1)
    return bool(told) and asked.get("") == "PATIENT" and "AGENT" in others


def _times(
    expressions: list[TimeExpression], now: datetime | None, years: Callable[[], Sequence[int]]
) -> list[Bounds]:
    """Return the ends of the expressions that stand on the calendar."""
    seen_from: list[Interval | None] = [_moment(now) if now is not None else None]
    placed = []
    for expression in expressions:
        known = years() if _recurs(expression) else ()
        anchors = [_moment(datetime(year, 7, 2)) for year in known] or seen_from
        found = [resolve(expression, anchor) for anchor in anchors]
        placed += [bounded(interval, expression.bound) for interval in found if interval]
    return list(dict.fromkeys(placed))


def _recurs(expression: TimeExpression) -> bool:
    """Whether it comes once a year on the same day: no year is told, and none is meant."""
    if expression.anchor != "narrative":
        return False
    found = [resolve(expression, _moment(datetime(year, 7, 2))) for year in (2021, 2022)]
    days = [interval.start[4:] for interval in found if interval]
    return len(days) > 1 and days[0] == days[1] and found[0] != found[1]


def _moment(now: datetime) -> Interval:
    second = now.replace(microsecond=0, tzinfo=None).isoformat()
    return Interval(second, second, "second")


def _covered(parsed: Parsed, expressions: list[TimeExpression]) -> frozenset[int]:
    return frozenset(
        token.i
        for token in parsed.tokens
        for expression in expressions
        if token.start < expression.end and expression.start < token.end
    )


def _terms(topics: list[str], names: list[CueName]) -> tuple[str, ...]:
    found = [stem for text in (*topics, *(name.text for name in names)) for stem in terms(text)]
    return tuple(dict.fromkeys(found))


def _vector(topics: list[str], query: str, embedder: Embedder) -> bytes:
    return quantize(embedder.embed([" ".join(topics) or query]))[0]
