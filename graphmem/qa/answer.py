"""Answer a question from the graph, with the words it rests on."""

from collections.abc import Sequence
from dataclasses import replace

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.models.recollection import Answer, Cue
from graphmem.qa.acts import HANDING, SAID_OF_ALL, Act, find_acts, find_doers, find_sure
from graphmem.qa.ages import tell_age
from graphmem.qa.choose import choose
from graphmem.qa.confirm import confirm, confirm_any
from graphmem.qa.deeds import tell_deed
from graphmem.qa.draw import draw
from graphmem.qa.draw_act import draw_act
from graphmem.qa.draw_state import NOTHING, draw_state
from graphmem.qa.evidence import Evidence, Known
from graphmem.qa.match import ALONE, Match, match
from graphmem.qa.speak import say
from graphmem.qa.ties import tell_tie
from graphmem.qa.values import Value, distinct, named_first, tokens_of
from graphmem.qa.when import tell_when
from graphmem.qa.who import tell_who
from graphmem.settings import AnswerSettings

_AGES = ("century", "decade", "year")  # of which an occasion tells nothing by being then
_OF_THINGS = ("has", "holder", "present")  # states of which no occasion as a whole tells


def answer(cue: Cue, evidence: Evidence, settings: AnswerSettings) -> Answer:
    """Return what is known: from occasions that satisfy the cue, or from single actions.

    Occasions that have a label tell of people, places and times as a whole. What someone did
    something to, and what is told without an occasion, comes from the action that says it; so does
    who did what in an occasion without a date, as prose is full of those.
    """
    dated = tell_when(cue, evidence) if cue.asks == "time" else None
    if dated is not None:
        return _answer(cue, evidence, [value.text for value in dated], dated, settings)
    cue = _of_people(cue, evidence)
    stands = _outright(cue, evidence)
    if stands is not None:
        return _answer(cue, evidence, _numbered(cue, stands), stands, settings)
    if cue.asks in ("whether", "any"):
        such = _labelled(match(cue, evidence)) if cue.asks == "any" else []
        drawn = confirm_any(such) or confirm(cue, evidence)
        return _answer(cue, evidence, [value.text for value in drawn[:1]], drawn, settings)
    values, drawn = _happened(cue, evidence)
    return _answer(cue, evidence, values, drawn, settings)


def _happened(cue: Cue, evidence: Evidence) -> tuple[list[str], list[Value]]:
    """Return what was done or went on, as it is told and with the words that it rests on."""
    told = [] if _alone(cue) else _told_of(cue, evidence, match(cue, evidence))
    deeds = tell_deed(cue, evidence)
    prose = _in_prose(cue, told, of_deed=deeds is not None)
    drawn = _surely(cue, evidence, prose=prose)
    if not drawn and not prose:
        drawn = [value for found in _ordered(told, cue) for value in draw(cue, found, evidence)]
        if drawn:
            return _counted(cue, drawn), drawn
    if drawn or (prose and deeds is not None):
        drawn = drawn or deeds or []
        return [value.text for value in drawn], drawn
    acts = find_acts(cue, evidence, evidence.pages)
    drawn = _from_acts(cue, acts, evidence)
    if drawn or prose or _alone(cue) or _untold(cue, acts):
        return [value.text for value in drawn], drawn
    loose = [m for m in match(cue, evidence) if not evidence.topics or m.score >= ALONE]
    drawn = [value for found in _ordered(loose, cue) for value in draw(cue, found, evidence)]
    return _counted(cue, drawn), drawn


def _alone(cue: Cue) -> bool:
    """Whether no occasion as a whole tells what is asked."""
    of_things = cue.state is not None and cue.state.sort in _OF_THINGS
    return cue.asks == "value" or cue.manner == "denied" or of_things


def _surely(cue: Cue, evidence: Evidence, *, prose: bool) -> list[Value]:
    """Return the values of the actions that say all, or else who did it, but for a story."""
    sure = find_sure(cue, evidence) or ([] if prose else find_doers(cue, evidence))
    acts = _last_of_one(cue, sure)
    drawn = distinct([value for act in acts for value in draw_act(cue, act, evidence)])
    return named_first(cue, drawn)


def _outright(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return who somebody is, who is what to whom, how old or where; None where none is asked."""
    for tell in (choose, tell_who, tell_tie, tell_age, draw_state):
        stands = tell(cue, evidence)
        if stands is not None:
            return stands
    return None


def _of_people(cue: Cue, evidence: Evidence) -> Cue:
    """Return the cue as one for a person where it is to be one of some: "which of them, A or B"."""
    offered = {entity for known in evidence.known if known.choice for entity in known.entities}
    kinds = {evidence.beings[entity].kind for entity in offered if entity in evidence.beings}
    return replace(cue, asks="person") if cue.asks == "value" and kinds == {"Person"} else cue


def _numbered(cue: Cue, stands: Sequence[Value]) -> list[str]:
    """Return what is so, or how much of it where that is asked."""
    if cue.asks != "count":
        return [value.text for value in distinct(stands)]
    return [str(sum(value.text != NOTHING for value in distinct(stands)))]


def _told_of(cue: Cue, evidence: Evidence, found: Sequence[Match]) -> list[Match]:
    """Return the occasions that have a label.

    Where and when somebody was all others tell too, if nothing more is asked.
    """
    labelled = _labelled(found)
    plain = cue.asks in ("place", "time") and evidence.known and not evidence.topics
    if not (labelled and plain and cue.predicate in SAID_OF_ALL):
        return labelled
    return [m for m in found if m.happening is not None]


def _labelled(found: Sequence[Match]) -> list[Match]:
    return [m for m in found if m.happening is not None and m.happening.label]


def _in_prose(cue: Cue, told: Sequence[Match], *, of_deed: bool) -> bool:
    """Whether occasions are only stretches of a story: then they do not answer for what is in them.

    Nor do they then say what somebody was doing, but for an entry of a diary.
    """
    if any(map(_is_dated, told)):
        return False
    if not told:
        return of_deed
    entries = any(found.page.episode.occurred is not None for found in told)
    return of_deed or (cue.asks == "event" and bool(cue.names) and not entries)


def _is_dated(found: Match) -> bool:
    """Whether an occasion is told with its time, as those are that answer as a whole."""
    times = found.happening.times if found.happening else ()
    return any(t.interval.grain not in _AGES and not t.inferred for t in times)


def _counted(cue: Cue, drawn: Sequence[Value]) -> list[str]:
    if cue.asks == "count":
        return [str(len(distinct(drawn)))] if drawn else []
    return [value.text for value in distinct(drawn)]


def _untold(cue: Cue, acts: Sequence[Act]) -> bool:
    """Whether it is told that it was done, but not by whom: who else was there did not do it."""
    if cue.asks != "person" or cue.predicate in SAID_OF_ALL:
        return False
    return any(cue.predicate in act.action.label.split()[:1] for act in acts)


def _from_acts(cue: Cue, acts: Sequence[Act], evidence: Evidence) -> list[Value]:
    """Return the values of the best actions: of the last one where the cue asks how things are."""
    if cue.order in ("latest", "first"):
        acts = sorted(acts, key=_moment, reverse=cue.order == "latest")
        acts = [act for act in acts if any(draw_act(cue, act, evidence))][:1]
    elif _of_one_thing(cue):
        acts = list(_last_of_one(cue, acts))
    elif cue.order == "chronological" or cue.asks == "event":  # a story is told from its start
        acts = sorted(acts, key=_moment)
    return distinct([value for act in acts for value in draw_act(cue, act, evidence)])


def _last_of_one(cue: Cue, acts: Sequence[Act]) -> Sequence[Act]:
    """Return only the last of the actions that hand one thing from one to the next."""
    return sorted(acts, key=_moment)[-1:] if _of_one_thing(cue) else acts


def _of_one_thing(cue: Cue) -> bool:
    """Whether one thing that goes from hand to hand is asked about: "who was given the key"."""
    if cue.asks != "person" or cue.predicate not in HANDING:
        return False
    things = [name for name, slot in cue.roles if slot == "PATIENT" and name]
    before = [cue.query[: cue.query.find(name)].lower().split()[-1:] for name in things]
    return any(word in (["the"], ["his"], ["her"], ["their"]) for word in before)


def _moment(act: Act) -> tuple[str, int, int]:
    occurred = act.page.episode.occurred
    start = act.action.times[0].interval.start if act.action.times else ""
    told = start or (occurred.start if occurred else "")
    return told, act.page.episode.ordinal, act.action.start


def _answer(
    cue: Cue,
    evidence: Evidence,
    values: Sequence[str],
    drawn: Sequence[Value],
    settings: AnswerSettings,
) -> Answer:
    if cue.asks in ("person", "others"):
        drawn = [value for value in drawn if not _echoes(cue, value)]
        values = [text for text in values if any(text == value.text for value in drawn)]
    cited = distinct(drawn)
    kept = tuple(values[: settings.max_values])
    return Answer(
        query=cue.query,
        text=say(cue.asks, kept),
        values=kept,
        citations=tuple(value.citation for value in cited[: settings.max_values]),
        asks=cue.asks,
        tokens=tokens_of(cited),
        why=_why(evidence),
    )


def _ordered(found: Sequence[Match], cue: Cue) -> list[Match]:
    """Return them in the order of the calendar where the cue wants one, else as they stand."""
    if cue.order == "all":
        return list(found)
    dated = sorted((m for m in found if m.times), key=_when)
    if not dated:
        return list(found)
    if cue.order == "latest":
        return [m for m in dated if _when(m) == _when(dated[-1])]
    if cue.order == "first":
        return [m for m in dated if _when(m) == _when(dated[0])]
    return [*dated, *(m for m in found if not m.times)]


def _when(found: Match) -> str:
    return found.times[0].interval.start


def _echoes(cue: Cue, value: Value) -> bool:
    """Whether it only says again what was asked: "who is the mayor" is not "the mayor"."""
    said = frozenset(terms(value.text))
    named = (normal_name(name.text) for name in cue.names if name.text[0].isupper())
    if " or " in cue.query or any(value.key in name for name in named):
        return False
    return bool(said) and said <= frozenset(terms(cue.query))


def _known_by(known: Known) -> str:
    return f"read as {known.meant}" if known.meant else f"known by {known.way}"


def _why(evidence: Evidence) -> tuple[str, ...]:
    known = [f"{k.name.text}: {_known_by(k)}" for k in evidence.known]
    unknown = [f"{name.text}: not known" for name in evidence.unknown]
    return (*known, *unknown, *(f"about: {topic.text}" for topic in evidence.topics))
