"""What the text itself leaves open: slots that nobody fills and that it says nobody fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.models.workspace import Asks
from graphmem.operator.actions import Action
from graphmem.operator.figures import Cast
from graphmem.operator.grammar import children
from graphmem.operator.page import Page
from graphmem.operator.words import KNOWING, SOMEBODY, WONDERING

_ASKS: Mapping[str, Asks] = {
    "who": "who", "whom": "whom", "where": "where", "when": "when", "why": "why", "what": "what",
    "how": "how",
}  # fmt: skip
_SLOTS = {
    "who": "AGENT", "whom": "PATIENT", "where": "AT", "when": "DURING", "what": "PATIENT",
    "why": "CAUSE", "how": "MANNER",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """An open slot of an action (its number), as a question with the words that leave it open."""

    action: int
    asks: Asks
    slot: str
    text: str
    start: int
    end: int


def find_questions(page: Page, cast: Cast, actions: Sequence[Action]) -> list[Asked]:
    """Return the open questions, in order."""
    found = []
    for number, action in enumerate(actions):
        if action.negative or action.modality not in ("actual", "planned"):
            continue
        asked = _somebody(page, number, action) or _unknown(page, number, action)
        asked = asked or _nameless(page, cast, number, action)
        if asked is not None:
            found.append(asked)
    return found


def _somebody(page: Page, number: int, action: Action) -> Asked | None:
    """Read "someone broke the window"."""
    parsed = page.parsed
    for subject in children(parsed, action.verb, "nsubj"):
        token = parsed.tokens[subject]
        if token.text.lower() in SOMEBODY and page.quote[subject] < 0:
            rest = parsed.text[token.end : action.end].strip()
            return Asked(number, "who", "AGENT", f"Who {rest}?", token.start, action.end)
    return None


def _unknown(page: Page, number: int, action: Action) -> Asked | None:
    """Read "nobody knew who had done it", "she wondered where he was"."""
    parsed = page.parsed
    token = parsed.tokens[action.verb]
    if token.dep not in ("ccomp", "advcl", "xcomp", "csubj") or token.head == token.i:
        return None
    governor = parsed.tokens[token.head]
    wondering = governor.lemma in WONDERING
    if not wondering and not (governor.lemma in KNOWING and _denied(parsed, governor.i)):
        return None
    for c in parsed.children(action.verb):
        word = parsed.tokens[c].text.lower()
        if word in _ASKS and c < action.verb:
            text = parsed.text[parsed.tokens[c].start : action.end]
            asks = _ASKS[word]
            slot = "PATIENT" if word == "who" and parsed.tokens[c].dep == "obj" else _SLOTS[word]
            return Asked(
                number, asks, slot, text[0].upper() + text[1:] + "?",
                parsed.tokens[c].start, action.end,
            )  # fmt: skip
    return None


def _denied(parsed: Parsed, i: int) -> bool:
    words = {parsed.tokens[c].text.lower() for c in parsed.children(i)}
    return bool(words & {"not", "n't", "n\u2019t", "never", "nobody", "none", "no"}) or any(
        parsed.tokens[c].dep == "nsubj"
        and "no" in {parsed.tokens[d].text.lower() for d in parsed.children(c)}
        for c in parsed.children(i)
    )


def _nameless(page: Page, cast: Cast, number: int, action: Action) -> Asked | None:
    """Read "a man was arrested": somebody unnamed, told of once, to whom something was done."""
    parsed = page.parsed
    if action.modality != "actual" or page.speaker:
        return None
    for subject in children(parsed, action.verb, "nsubj:pass"):
        token = parsed.tokens[subject]
        first = parsed.tokens[parsed.subtree(subject)[0]]
        figure = cast.of(subject)
        person = figure is not None and cast.figures[figure].kind == "Person"
        new = first.text.lower() in ("a", "an") or first.pos == "NUM"
        if person and figure is not None and new and len(cast.figures[figure].mentions) == 1:
            rest = parsed.text[token.end : action.end].strip()
            return Asked(number, "who", "PATIENT", f"Who {rest}?", first.start, action.end)
    return None
