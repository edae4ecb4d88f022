"""Where the pipeline is unsure of what it read, and reading deeper is worth a model's time.

A passage has points for each thing in it that the pipeline left open or is known to get wrong. What
counts is their density: points a hundred characters, as characters are what reading costs. All
of it is told by the episode and its workspace alone, so that the same passages are chosen however
episodes are batched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from graphmem.models.evidence import Episode
from graphmem.models.workspace import Mention, ReadEntity, ReadEvent, Workspace
from graphmem.operator.ground import Span
from graphmem.operator.words import FIRST, FIRST_PLURAL, SECOND

_OPEN_PRONOUN = 1.0  # "we", "you", "I" of whom nobody knows
_GUESSED = 1.0  # times how unsure a pronoun's reading is
_DESCRIBED = 0.7  # "the old man", who may be somebody that has a name
_MISTAKEN = 0.7  # "White", "the Saint": a single name that was read as a thing
_UNPLACED = 0.7  # a time that was not resolved
_NOBODY = 0.6  # an action without anybody or anything
_UNTOLD = 1.5  # words in which nothing was read to happen
_UNLABELLED = 1.0  # an occasion that it tells alone, and of which the kind is not known
_REPORTED = 0.7  # "according to Ana", which is not read

_SPOKEN = FIRST | FIRST_PLURAL | SECOND
_WORD = re.compile(r"[^\W\d_]+")
_SOURCES = re.compile(
    r"\b(?:according to|allegedly|reportedly|claims? that|rumou?r)", re.IGNORECASE
)
_THINGS = ("Object", "Concept", "Work")
_WORDS_TOLD = 8  # from so many on, words should tell something
_LEAST = 1.0  # points below which a passage is sure
_OFFSET = 60  # characters, so that a word or two is not the densest of all
_MEAN = 0.24  # of the densities of a chat's turns; see `level`


def unsure_passages(episode: Episode, workspace: Workspace, share: float) -> tuple[Span, ...]:
    """Return the passages to read deeper, the densest, in order: at most `share` of the text.

    Where the densest alone is more than that, as in a chat, whose turns are one passage each, it is
    taken where it reaches the level that a text reaches as often as would keep to the share.
    """
    dense = {span: density(episode, workspace, span) for span in workspace.passages}
    ranked = sorted((s for s in dense if dense[s]), key=lambda s: (-dense[s], s))
    left = share * len(episode.text)
    taken: list[Span] = []
    for span in ranked:
        if span[1] - span[0] <= left:
            taken.append(span)
            left -= span[1] - span[0]
    if ranked and not taken:
        start, end = ranked[0]
        if dense[ranked[0]] >= level(share * len(episode.text) / (end - start)):
            taken = [ranked[0]]
    return tuple(sorted(taken))


def level(share: float) -> float:
    """Return the density that about that share of a chat reaches.

    Densities of turns fall off as an exponential does: share = exp(-density / mean).
    """
    return -log(min(max(share, 1e-9), 1.0)) * _MEAN


def density(episode: Episode, workspace: Workspace, span: Span) -> float:
    """Return the points a hundred characters of a passage, 0 when it has next to none.

    A turn of a chat has none in which nobody tells of anything that was or will be done.
    """
    told = any(_is_told(e) and _inside(e.start, span) for e in workspace.events)
    if episode.speaker and not told:
        return 0.0
    points = sum(_points(episode.text, workspace, span))
    if not episode.speaker:
        points += sum(_of_events(episode.text, workspace, span))
    if points < _LEAST:
        return 0.0
    return round(100 * points / (span[1] - span[0] + _OFFSET), 4)


def _points(text: str, workspace: Workspace, span: Span) -> Iterator[float]:
    yield from _of_people(text, workspace, span)
    for event in workspace.events:
        nameless = event.level == "occasion" and not event.predicate
        if nameless and span[0] <= event.start and event.end <= span[1]:
            yield _UNLABELLED
    for time in workspace.times:
        if _inside(time.start, span) and time.interval is None:
            yield _UNPLACED
    for _ in _SOURCES.finditer(text, *span):
        yield _REPORTED


def _of_people(text: str, workspace: Workspace, span: Span) -> Iterator[float]:
    """Yield points for whom words stand, of pronouns only where they tell what was or will be done.

    Who is greeted, asked or bidden is not worth a question.
    """
    told = [(e.start, e.end) for e in workspace.events if _is_told(e)]
    known = set()
    for entity in workspace.entities:
        for mention in entity.mentions:
            if _inside(mention.start, span):
                known.add(mention.start)
                pronoun = mention.form == "pronoun"
                if not pronoun or any(_inside(mention.start, s) for s in told):
                    yield _of_mention(entity, mention)
    for word in _WORD.finditer(text, *span):
        open_one = word[0].lower() in _SPOKEN and word.start() not in known
        if open_one and any(_inside(word.start(), s) for s in told):
            yield _OPEN_PRONOUN


def _is_told(event: ReadEvent) -> bool:
    return event.level == "action" and event.modality in ("actual", "planned")


def _of_mention(entity: ReadEntity, mention: Mention) -> float:
    if mention.form == "pronoun":
        return _GUESSED * (1 - mention.score)
    if mention.form == "nominal":
        return _DESCRIBED if entity.kind == "Person" and not entity.named else 0.0
    return _MISTAKEN if entity.kind in _THINGS and " " not in entity.name else 0.0


def _of_events(text: str, workspace: Workspace, span: Span) -> Iterator[float]:
    """Yield points for what is done by nobody, and for words in which nothing is done."""
    here = [e for e in workspace.events if e.level == "action" and _inside(e.start, span)]
    for event in here:
        if not event.participants:
            yield _NOBODY
    if not here and len(_WORD.findall(text, *span)) >= _WORDS_TOLD:
        yield _UNTOLD


def _inside(start: int, span: Span) -> bool:
    return span[0] <= start < span[1]
