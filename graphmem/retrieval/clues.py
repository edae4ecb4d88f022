"""What else speaks for a passage: who says it, when, in what form, and what stands before it."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from graphmem.ids import normal_name
from graphmem.models.recollection import Candidate, Cue
from graphmem.retrieval.matching import Values, standard
from graphmem.retrieval.neighbours import sittings

FADING_DAYS = 10.0  # what happened is told of for some days after
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|myself|ourselves)\b")


def find_clues(
    cue: Cue, ordered: Sequence[Candidate], before: Sequence[int], hybrid: Values
) -> Mapping[str, Values]:
    """Return the parts of a score that are no match of words or meaning.

    `hybrid` is how well each passage itself matches. `sitting` is the best of that in the same
    sitting, as z-scores; `reply` the match of the question that a passage answers; the others are
    1 where the clue is there, and `time` less where the passage is of some days later.
    """
    texts = [c.episode.text[c.passage.start : c.passage.end] for c in ordered]
    asks = np.array([text.rstrip().endswith("?") for text in texts], dtype=float)
    own = [
        c.episode.speaker is not None and bool(_FIRST_PERSON.search(text))
        for c, text in zip(ordered, texts, strict=True)
    ]
    return {
        "sitting": _best_of_sitting(ordered, hybrid),
        "reply": _reply(asks, before, hybrid),
        "speaker": _speaker(cue, ordered),
        "first person": np.array(own, dtype=float),
        "question": asks,
        "length": standard(np.log1p([len(c.terms) for c in ordered])),
        "time": _time(cue, ordered),
        "dated": _dated(cue, ordered),
    }


def _best_of_sitting(ordered: Sequence[Candidate], hybrid: Values) -> Values:
    numbers = np.array(sittings(ordered), dtype=np.intp)
    best = np.full(numbers.max(initial=0) + 1, -np.inf)
    np.maximum.at(best, numbers, hybrid)
    return standard(best[numbers])


def _reply(asks: Values, before: Sequence[int], hybrid: Values) -> Values:
    reply = np.zeros(len(before))
    for i, b in enumerate(before):
        if b >= 0 and asks[b]:
            reply[i] = max(0.0, hybrid[b])
    return reply


def _speaker(cue: Cue, ordered: Sequence[Candidate]) -> Values:
    """Return 1 for what is said by the one participant whom the cue names, if it names one."""
    speakers = sorted({c.episode.speaker for c in ordered if c.episode.speaker})
    named = [s for s in speakers if any(_is_named(s, name.normal) for name in cue.names)]
    if len(named) != 1:
        return np.zeros(len(ordered))
    return np.array([c.episode.speaker == named[0] for c in ordered], dtype=float)


def _is_named(speaker: str, name: str) -> bool:
    """Return whether the name, or a short form of three letters and more, is the speaker's."""
    full = normal_name(speaker)
    return name == full or any(len(name) >= 3 and part.startswith(name) for part in full.split())


def _time(cue: Cue, ordered: Sequence[Candidate]) -> Values:
    return np.array(
        [max((_nearness(c, *asked) for asked in cue.times), default=0.0) for c in ordered]
    )


def _nearness(candidate: Candidate, start: str | None, end: str | None) -> float:
    """Return 1 for a passage of the time or about it, fading for later ones, 0 for earlier."""
    if "time" in candidate.found_by:
        return 1.0
    occurred = candidate.episode.occurred
    if occurred is None or (start is not None and occurred.end <= start):
        return 0.0
    if end is None or occurred.start < end:
        return 1.0
    late = datetime.fromisoformat(occurred.start) - datetime.fromisoformat(end)
    return math.exp(-late.total_seconds() / 86400 / FADING_DAYS)


def _dated(cue: Cue, ordered: Sequence[Candidate]) -> Values:
    """Return 1 for a passage that says when, if that is what is asked."""
    asked = cue.asks == "time"
    return np.array([asked and c.passage.dated for c in ordered], dtype=float)
