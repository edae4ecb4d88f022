"""Answer a question from the graph, with the words it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.models.recollection import Answer, Cue
from graphmem.qa.acts import HANDING, SAID_OF_ALL, Act, find_acts, find_deeds, find_sure
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
from graphmem.qa.who import tell_holders, tell_who
from graphmem.qa.wide import asks_deed
from graphmem.settings import AnswerSettings

Said = tuple[list[str], list[Value]]  # what is said, and what it rests on
_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){1,3}")  # the words right behind a number
_AGES = ("century", "decade", "year")  # of which an occasion tells nothing by being then
_OF_THINGS = ("has", "holder", "present")  # states of which no occasion as a whole tells


@dataclass(frozen=True)
class _Asked:
    """A question with what bears on it; the occasions that fit are looked for once."""

    cue: Cue
    evidence: Evidence

    @cached_property
    def found(self) -> list[Match]:
        """The occasions that satisfy all that the question gives."""
        return match(self.cue, self.evidence)

    @cached_property
    def acts(self) -> list[Act]:
        """The actions that say all that is asked about."""
        return find_acts(self.cue, self.evidence, self.evidence.pages)

    @cached_property
    def told(self) -> list[Match]:
        """Those of them that may tell what is asked."""
        return [] if _alone(self.cue) else _told_of(self.cue, self.evidence, self.found)

    @cached_property
    def in_prose(self) -> bool:
        """Whether occasions are only stretches of a story: they do not answer for what is in them.

        Nor do they then say what somebody was doing, but for an entry of a diary.
        """
        deed, doing = asks_deed(self.cue), self.cue.asks == "event" and bool(self.cue.names)
        if not (deed or doing):
            return False
        if deed or not self.told:
            return deed and not any(map(_is_dated, self.told))
        entries = any(found.page.episode.occurred is not None for found in self.told)
        return not entries and not any(map(_is_dated, self.told))


def answer(cue: Cue, evidence: Evidence, settings: AnswerSettings) -> Answer:
    """Return what is known: from occasions that satisfy the cue, or from single actions.

    Occasions that have a label tell of people, places and times as a whole. What someone did
    something to, and what is told without an occasion, comes from the action that says it; so does
    who did what in an occasion without a date, as prose is full of those.
    """
    told = _dated(cue, evidence)
    if told is None:
        cue = _of_people(cue, evidence)
        asked = _Asked(cue, evidence)
        steps = (_stands, _truth, _sure, _numbers, _deed, _occasions)
        told = next((found for step in steps if (found := step(asked)) is not None), None)
        told = told or _loose(asked)
    values, drawn = told
    return _answer(cue, evidence, values, drawn, settings)


def _dated(cue: Cue, evidence: Evidence) -> Said | None:
    dated = tell_when(cue, evidence) if cue.asks == "time" else None
    return None if dated is None else ([value.text for value in dated], dated)


def _stands(asked: _Asked) -> Said | None:
    """Return how things stand: which of some it is, who that is, who or what is where."""
    steps = (choose, tell_who, tell_tie, tell_age, tell_holders, draw_state)
    told = (step(asked.cue, asked.evidence) for step in steps)
    found = next((values for values in told if values is not None), None)
    return None if found is None else (_numbered(asked.cue, found), found)


def _truth(asked: _Asked) -> Said | None:
    """Return yes or no, or nothing, where that is asked."""
    if asked.cue.asks not in ("whether", "any"):
        return None
    such = _labelled(asked.found) if asked.cue.asks == "any" else []
    drawn = confirm_any(such) or confirm(asked.cue, asked.evidence)
    return [value.text for value in drawn[:1]], drawn


def _sure(asked: _Asked) -> Said | None:
    """Return what the actions tell that vouch for the question, or at least for its verb."""
    cue, evidence = asked.cue, asked.evidence
    sure = find_sure(cue, evidence)
    if not sure and not asked.in_prose:
        sure = find_deeds(cue, evidence)
    acts = _last_of_one(cue, sure)
    drawn = distinct([value for act in acts for value in draw_act(cue, act, evidence)])
    drawn = named_first(cue, drawn)
    return ([value.text for value in drawn], drawn) if drawn else None


def _numbers(asked: _Asked) -> Said | None:
    """Return the number that an action gives of what is counted: "six new beakers"."""
    if asked.cue.counted != "value":
        return None
    counted = {stem for topic in asked.evidence.topics for stem in topic.terms}
    drawn = [
        value
        for act in asked.acts
        for value in draw_act(asked.cue, act, asked.evidence)
        if (behind := _BEHIND.match(value.page.episode.text, value.end))
        and counted.intersection(terms(behind.group()))
    ]
    return ([value.text for value in drawn[:1]], drawn) if drawn else None


def _deed(asked: _Asked) -> Said | None:
    """Return what a story tells of the deed that is asked about, if it is one."""
    if not asks_deed(asked.cue) or not asked.in_prose:
        return None
    drawn = tell_deed(asked.cue, asked.evidence) or []
    return [value.text for value in drawn], drawn


def _occasions(asked: _Asked) -> Said | None:
    """Return what the occasions tell that fit, where one is asked for that they can tell."""
    cue, evidence = asked.cue, asked.evidence
    if _is_said(cue, evidence) or _is_deed(cue, evidence) or asked.in_prose:
        return None
    drawn = [v for found in _ordered(asked.told, cue) for v in draw(cue, found, evidence)]
    return (_counted(cue, drawn), drawn) if drawn else None


def _loose(asked: _Asked) -> Said:
    """Return what single actions tell, or else occasions that nobody gave a label."""
    cue, evidence, acts = asked.cue, asked.evidence, asked.acts
    drawn = _from_acts(cue, acts, evidence)
    if drawn or _alone(cue) or _untold(cue, acts) or _is_deed(cue, evidence):
        return [value.text for value in drawn], drawn
    if asked.in_prose:
        return [], []
    loose = [m for m in asked.found if not evidence.topics or m.score >= ALONE]
    drawn = [value for found in _ordered(loose, cue) for value in draw(cue, found, evidence)]
    return _counted(cue, drawn), drawn


def _is_deed(cue: Cue, evidence: Evidence) -> bool:
    """Whether who did something is asked: those of an occasion may only have been there."""
    people = cue.asks in ("person", "others") and not cue.everyone and cue.order == "all"
    if not people or evidence.known or cue.predicate in SAID_OF_ALL:
        return False
    return not any(topic.labelled for topic in evidence.topics)


def _is_said(cue: Cue, evidence: Evidence) -> bool:
    """Whether what somebody did is asked, and turns of a chat or steps of a log tell it."""
    doing = cue.asks == "event" and bool(cue.names)
    return doing and all(page.episode.speaker for page in evidence.pages)


def _alone(cue: Cue) -> bool:
    """Whether only a single action can tell what is asked."""
    things = cue.state is not None and cue.state.sort in _OF_THINGS
    return cue.asks == "value" or cue.manner == "denied" or things


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
