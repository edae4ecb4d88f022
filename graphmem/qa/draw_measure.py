"""Why, how long and how much: what an action's sentence says of that, in its own words."""

import re
from collections.abc import Callable, Iterator

from graphmem.ids import normal_name
from graphmem.language.times import find_times
from graphmem.models.recollection import Cue
from graphmem.qa.acts import Act
from graphmem.qa.evidence import Evidence
from graphmem.qa.values import Value, sentence_at

Drawer = Callable[[Cue, Act, Evidence], Iterator[Value]]
_WHY = re.compile(r"\bwhy\b|\bwhat\b.*\breason\b", re.IGNORECASE)
_LONG = re.compile(r"\bhow long\b", re.IGNORECASE)
_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(?:because(?: of)?|due to|in order to|so that)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.;!?]|, (?:and|but|so) ")
_COUNT = (
    r"(?:\d[\d.,]*\d|\d|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundred|thousand|million)"
)
_MONEY = r"(?:pounds?|euros?|dollars?|cents?|pence|francs?|crowns?|shillings?|guineas?|marks?)"
_AMOUNT = re.compile(
    rf"[$\u20ac\u00a3]\s?\d[\d.,]*\b|\b{_COUNT}(?:[ -]{_COUNT})* {_MONEY}\b", re.IGNORECASE
)


def measured(cue: Cue) -> Drawer | None:
    """Return what draws the reason, the time it took or the amount, where one is asked for."""
    asked = ((_WHY, _reasons), (_LONG, _lengths), (_MUCH, _amounts))
    return next((drawer for words, drawer in asked if words.search(cue.query)), None)


def _reasons(_: Cue, act: Act, __: Evidence) -> Iterator[Value]:
    """Yield what stands behind "because" in the sentence."""
    start, end = sentence_at(act.page, act.action.start)
    text = act.page.episode.text
    if found := _BECAUSE.search(text, start, end):
        stop = _ENDS.search(text, found.end(), end)
        yield _value(act, found.start(), stop.start() if stop else end)


def _lengths(_: Cue, act: Act, __: Evidence) -> Iterator[Value]:
    """Yield the time that the sentence says it took."""
    start, end = sentence_at(act.page, act.action.start)
    for told in find_times(act.page.episode.text[start:end]):
        if told.sort == "duration":
            yield _value(act, start + told.start, start + told.end)
            return


def _amounts(_: Cue, act: Act, __: Evidence) -> Iterator[Value]:
    """Yield the sum of money in the clause, or else in the sentence."""
    text, action = act.page.episode.text, act.action
    for start, end in ((action.start, action.end), sentence_at(act.page, action.start)):
        if found := _AMOUNT.search(text, start, end):
            yield _value(act, found.start(), found.end())
            return


def _value(act: Act, start: int, end: int) -> Value:
    text = " ".join(act.page.episode.text[start:end].split())
    return Value(text, normal_name(text), act.page, start, end)
