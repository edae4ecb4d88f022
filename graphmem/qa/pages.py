"""Nodes and relationships to pages: the happenings of each episode."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphmem.language.terms import terms
from graphmem.language.wordlists import read_words
from graphmem.models.evidence import Episode
from graphmem.models.graph import Node, Property, Relationship
from graphmem.models.times import Interval
from graphmem.qa.evidence import (
    Being,
    Claimed,
    Happening,
    Mentioned,
    Page,
    Part,
    Sentence,
    Timed,
)

SLOTS = frozenset(
    {"AGENT", "PATIENT", "RECIPIENT", "EXPERIENCER", "INSTRUMENT", "COMPANION", "TOPIC"}
)
NEEDED = (*sorted(SLOTS), "AT", "DURING", "PART_OF", "EVIDENCED_BY", "MENTIONED_IN")
_SENTENCE = re.compile(r"[^\n]+")
_ENDS = frozenset(".!?\u2026:;\"\u201d\u2019')]|")
_WIDE = 50  # characters of a line that may be broken to fit a page
_STOP = re.compile(r"[.!?\u2026]+[\"\u201d\u2019')\]]*\s+(?=[\"\u201c\u2018'(\[A-Z0-9])")
_LAST = re.compile(r"[A-Za-z]+$")
_SHORT = frozenset(read_words("graphmem.qa", "words.toml")["short"])


def read_pages(
    episodes: Sequence[Episode], nodes: Iterable[Node], relationships: Iterable[Relationship]
) -> list[Page]:
    """Return a page an episode, in their order, from what the graph holds of them."""
    by_id = {node.id: node for node in nodes}
    leaving: dict[str, list[Relationship]] = defaultdict(list)
    mentions: dict[str, list[Mentioned]] = defaultdict(list)
    for relationship in relationships:
        if relationship.type == "MENTIONED_IN":
            mentions[relationship.episode].append(_mention(relationship))
        else:
            leaving[relationship.source].append(relationship)
    happenings: dict[str, list[Happening]] = defaultdict(list)
    for node in by_id.values():
        if node.label == "Event":
            happening = _happening(node, leaving[node.id], by_id)
            happenings[happening.episode].append(happening)
    return [_page(episode, happenings[episode.id], mentions[episode.id]) for episode in episodes]


def is_chat(pages: Sequence[Page]) -> bool:
    """Return whether at least half of the pages are what somebody says in a chat."""
    turns = sum(page.episode.speaker is not None for page in pages)
    return turns > 0 and turns * 2 >= len(pages)


def read_being(node: Node) -> Being:
    """Return an entity node as a being."""
    return Being(
        node.id,
        str(node.properties.get("name") or ""),
        node.kind,
        tuple(node.texts("aliases")),
        bool(node.properties.get("named", True)),
    )


def _happening(node: Node, leaving: Sequence[Relationship], nodes: Mapping[str, Node]) -> Happening:
    get = node.properties.get
    occasion = [r.target for r in leaving if r.type == "PART_OF" and r.target in nodes]
    return Happening(
        id=node.id,
        episode=str(get("episode") or ""),
        level=str(get("level") or "action"),
        label=str(get("predicate") or ""),
        start=_whole(get("start")),
        end=_whole(get("end")),
        parts=tuple(sorted(map(_part, (r for r in leaving if r.type in SLOTS)), key=_rank)),
        places=tuple(sorted(map(_part, (r for r in leaving if r.type == "AT")), key=_rank)),
        times=tuple(_times(leaving, nodes)),
        occasion=occasion[0] if occasion else "",
        nominal=bool(get("nominal")),
        actual=get("polarity") != "negative" and get("modality") in (None, "actual"),
        denied=get("polarity") == "negative" and get("modality") in (None, "actual"),
        planned=get("polarity") != "negative" and get("modality") == "planned",
        phrase=str(get("phrase") or ""),
        ordinal=_whole(get("ordinal")),
    )


def read_claims(
    relationships: Iterable[Relationship], nodes: Mapping[str, Node]
) -> Iterator[Claimed]:
    """Yield the roles and states that relationships give."""
    for each in relationships:
        get, node = each.properties.get, nodes.get(each.target)
        if node is not None:
            span = _whole(get("start")), _whole(get("end"))
            name, positive = str(node.properties.get("name") or ""), get("polarity") != "negative"
            yield Claimed(each.source, name, each.episode, *span, positive)


def _part(relationship: Relationship) -> Part:
    get = relationship.properties.get
    return Part(
        relationship.type,
        relationship.target,
        _whole(get("rank")),
        _whole(get("start")),
        _whole(get("end")),
        _share(get("salience")),
        bool(get("inferred")),
    )


def _rank(part: Part) -> tuple[str, int, int, str]:
    return (part.slot, part.rank, part.start, part.entity)


def _times(leaving: Sequence[Relationship], nodes: Mapping[str, Node]) -> Iterator[Timed]:
    for relationship in leaving:
        node = nodes.get(relationship.target)
        if relationship.type != "DURING" or node is None:
            continue
        get = node.properties.get
        interval = Interval(str(get("from")), str(get("to")), str(get("grain") or "span"))
        span = relationship.properties
        at = _whole(span.get("start")), _whole(span.get("end"))
        yield Timed(interval, *at, bool(span.get("inferred")))


def _mention(relationship: Relationship) -> Mentioned:
    get = relationship.properties.get
    return Mentioned(_whole(get("start")), _whole(get("end")), relationship.source)


def _page(episode: Episode, happenings: Sequence[Happening], mentions: Sequence[Mentioned]) -> Page:
    ordered = sorted(happenings, key=lambda h: (h.start, h.end, h.id))
    spans = tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity)))
    first: dict[str, tuple[int, int]] = {}
    for each in spans:
        first.setdefault(each.entity, (each.start, each.end))
    return Page(
        episode,
        tuple(h for h in ordered if h.level == "occasion"),
        tuple(h for h in ordered if h.level != "occasion"),
        first,
        spans,
    )


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their stems; a line break ends one too.

    Not so a break in the midst of a line of a book, which goes on below.
    """
    return tuple(
        Sentence(start, end, frozenset(terms(text[start:end])))
        for start, end in _sentence_spans(text)
    )


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    for first, end in _lines(text):
        start = first
        for stop in _STOP.finditer(text, first, end):
            if _is_short(text, stop):
                continue
            yield start, stop.end() - (len(stop.group()) - len(stop.group().rstrip()))
            start = stop.end()
        if text[start:end].strip():
            yield start, end


def _is_short(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop only ends a word that is cut short: "Mr. Pym", "J. Pym"."""
    before = text[max(0, stop.start() - 9) : stop.start()]
    return stop.group().rstrip() == "." and _is_cut(before)


def _is_cut(text: str) -> bool:
    """Whether a text ends in a word that a full stop cuts short, or in an initial."""
    last = _LAST.search(text)
    word = last.group() if last is not None else ""
    return word.lower() in _SHORT or (len(word) == 1 and word.isupper() and word != "I")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines, as one those that are one and only broken to fit a page."""
    start = -1
    last: re.Match[str] | None = None
    for line in _SENTENCE.finditer(text):
        if last is not None and not _goes_on(last.group(), text[last.end() : line.end()]):
            yield start, last.end()
            start = -1
        start, last = (line.start() if start < 0 else start), line
    if last is not None:
        yield start, last.end()


def _goes_on(before: str, after: str) -> bool:
    """Whether a line goes on in the next: it stops nowhere, and either is wide or that is small."""
    last, following = before.rstrip(), after.lstrip()
    if last.endswith(".") and after.count("\n") == 1 and _is_cut(last[:-1]):
        return True
    if after.count("\n") > 1 or not last or last[-1] in _ENDS or not following[:1].isalnum():
        return False
    return len(last) >= _WIDE or following[0].islower()


def _share(value: Property) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(value: Property) -> int:
    return int(value) if isinstance(value, int | float) else 0
