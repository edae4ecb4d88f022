"""What the states that an evidence leads to give for the one that a query asks for."""

from collections.abc import Sequence

from graphmem.ids import normal_name
from graphmem.models.recollection import Cue, CueState
from graphmem.qa.confirm import NO, YES
from graphmem.qa.evidence import Evidence, Happening, Page, Part
from graphmem.qa.match import in_time
from graphmem.qa.states import Holding, States, Stay, fold
from graphmem.qa.values import Value, sentence_at

NOTHING = "nothing"
_ANY = frozenset({"a", "an", "any", "some"})


def draw_state(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return the values of the state that is asked for; None where nothing is told of it.

    A query that gives a time is answered here only if it asks whether someone was at a place, or
    what was next to being there then.
    """
    asked = cue.state
    timed = asked is not None and (asked.sort == "there" or bool(asked.side))
    if asked is None or not evidence.followed or (cue.times and not timed):
        return None
    states = fold(evidence.followed, evidence.beings)
    drawn: list[Value] | None = None
    if asked.sort == "where":
        drawn = _where(cue, asked, states, evidence)
    elif asked.sort == "there":
        drawn = _there(cue, asked, states, evidence)
    elif asked.sort == "present":
        drawn = _present(cue, asked, states, evidence)
    elif asked.sort == "has":
        drawn = _has(asked, states, evidence)
    elif asked.sort == "holder":
        drawn = _holder(asked, states)
    return drawn


def _where(cue: Cue, asked: CueState, states: States, evidence: Evidence) -> list[Value] | None:
    """Return where someone or something is in the end, or was before or after being at a place."""
    found: list[Value] = []
    keys = _keys(asked.subject, states, evidence)
    if not any(states.stays.get(key) for key in keys):
        return None
    for key in keys:
        stays = states.stays.get(key, [])
        stay = stays[-1] if stays and not asked.side else None
        if asked.side:
            places = _keys(asked.place, states, evidence)
            stay = _beside(cue, stays, places, evidence)
        if stay is not None and stay.place:
            found.append(_placed(stay))
    return found


def _beside(
    cue: Cue, stays: Sequence[Stay], places: Sequence[str], evidence: Evidence
) -> Stay | None:
    """Return the stay before or after the last one at a place that has such a stay beside it."""
    known = [stay for stay in stays if stay.place]
    step = -1 if cue.state is not None and cue.state.side == "before" else 1
    for i in reversed(range(len(known))):
        there = _is_at(known[i], places, evidence) and in_time(known[i].action.times, cue)
        if there and 0 <= i + step < len(known):
            return known[i + step]
    return None


def _there(cue: Cue, asked: CueState, states: States, evidence: Evidence) -> list[Value] | None:
    """Say whether someone or something is at a place, or ever was; no only if seen elsewhere."""
    places = _keys(asked.place, states, evidence)
    for key in _keys(asked.subject, states, evidence):
        being = states.beings.get(key)
        if being is not None and being.kind == "Place":  # it goes nowhere
            continue
        stays = [s for s in states.stays.get(key, ()) if s.place or asked.side != "ever"]
        stays = [s for s in stays if in_time(s.action.times, cue)] if cue.times else stays
        if asked.side != "ever":
            stays = stays[-1:]
        at = [stay for stay in stays if stay.place and _is_at(stay, places, evidence)]
        if at:
            return [_said(YES, stay.page, stay.action, stay.part) for stay in at[-1:]]
        if stays and stays[-1].place and (places or asked.side != "ever"):
            return [_said(NO, stay.page, stay.action, stay.part) for stay in stays[-1:]]
    return None


def _present(cue: Cue, asked: CueState, states: States, evidence: Evidence) -> list[Value] | None:
    """Return who is at a place in the end, or what is there and not with anybody."""
    places = _keys(asked.place, states, evidence)
    last = {key: stays[-1] for key, stays in states.stays.items() if key and stays}
    if not any(_is_at(stay, places, evidence) for held in states.stays.values() for stay in held):
        return None
    living = cue.asks == "person"
    wanted = [
        k for k in last if (k in states.living) == living and (living or not states.holder(k))
    ]
    here = [(key, last[key]) for key in wanted if _is_at(last[key], places, evidence)]
    return [_said(states.name(key), stay.page, stay.action, None) for key, stay in here]


def _has(asked: CueState, states: States, evidence: Evidence) -> list[Value] | None:
    """Return what someone has in the end, how many things, or whether one of these is among it."""
    for who in _keys(asked.subject, states, evidence):
        if asked.thing:
            return _has_it(who, asked.thing, states)
        ever = [h for held in states.holdings.values() for h in held if h.who == who]
        if held := states.held_by(who):
            return [_thing(holding) for holding in held]
        if ever:
            gone = states.holdings[ever[-1].thing][-1]
            return [_said(NOTHING, gone.page, gone.action, gone.part)]
    return None


def _has_it(who: str, thing: str, states: States) -> list[Value] | None:
    """Say whether someone has a thing; no only of one that is known to be elsewhere.

    That another has a lamp says nothing of whether she has one, nor that "he" has it who "he" is.
    """
    last = [states.holdings[key][-1] for key in states.keys_of(thing) if states.holdings.get(key)]
    if found := [h for h in last if h.who == who]:
        return [_said(YES, h.page, h.action, h.part) for h in found[:1]]
    if thing.lower().split()[0] in _ANY:
        return None
    other = [h for h in last if not h.who or states.is_known(h.who)]
    return [_said(NO, h.page, h.action, h.part) for h in other[:1]] or None


def _holder(asked: CueState, states: States) -> list[Value] | None:
    """Return who has a thing in the end; none where it was put down, or is with nobody known."""
    told = [states.holdings[key] for key in states.keys_of(asked.thing) if states.holdings.get(key)]
    last = [held[-1] for held in told if states.is_known(held[-1].who)]
    found = [_said(states.name(held.who), held.page, held.action, None) for held in last]
    return found if told else None


def _keys(phrase: str, states: States, evidence: Evidence) -> list[str]:
    """Return what stands for a phrase of the query in the states: entities by name, or things."""
    named = [
        entity
        for known in evidence.known
        if known.name.text in phrase and known.name.text[0].isupper()
        for entity in sorted(known.entities)
        if normal_name(known.name.text) in (normal_name(phrase), " ".join(_bare(phrase)))
    ]
    return named or states.keys_of(phrase)


def _bare(phrase: str) -> list[str]:
    return [word for word in normal_name(phrase).split() if word not in ("the", "a", "an")]


def _is_at(stay: Stay, places: Sequence[str], evidence: Evidence) -> bool:
    return bool({stay.place, *evidence.wholes.get(stay.place, ())} & set(places))


def _placed(stay: Stay) -> Value:
    return _said(stay.name, stay.page, stay.action, stay.part)


def _thing(holding: Holding) -> Value:
    return _said(holding.name, holding.page, holding.action, holding.part)


def _said(text: str, page: Page, action: Happening, part: Part | None) -> Value:
    """Return a value that rests on words of an action, or on the sentence that tells of it."""
    start, end = (part.start, part.end) if part is not None else (action.start, action.end)
    if end <= start:
        start, end = sentence_at(page, action.start)
    return Value(text, normal_name(text), page, start, end)
