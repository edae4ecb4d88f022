"""What the Operator read in a text, for a person to read."""

from collections.abc import Iterator, Mapping

from graphmem.cli.output import wrap
from graphmem.cli.show import show_time
from graphmem.cli.underline import underline
from graphmem.models.evidence import Episode
from graphmem.models.times import FIRST_MOMENT, LAST_MOMENT, Interval
from graphmem.models.workspace import ReadEntity, ReadEvent, Workspace

_CONTEXT = 60


def show_workspace(episode: Episode, workspace: Workspace) -> str:
    """Return the text with what was read in it, and a reading as sections without empty ones."""
    told = (episode.heading, episode.speaker, show_time(episode.occurred))
    title = ", ".join(part for part in told if part)
    shown = [*([title, ""] if title else []), underline(episode.text, workspace)]
    for title, lines in (
        ("Entities", _entities(workspace)),
        ("Events", _events(workspace)),
        ("Roles and states", _claims(workspace)),
        ("Times", _times(workspace)),
        ("Places in places", _containment(workspace)),
        ("Open questions", iter(f"{q.text}  ({q.asks})" for q in workspace.questions)),
    ):
        rows = [wrap(line, indent="      ", first=_indent(line)) for line in lines]
        if rows:
            shown += ["", title, *rows]
    return "\n".join(shown)


def show_dropped(dropped: Mapping[str, int]) -> str:
    """Return how much a language model told that the text does not hold."""
    counts = ", ".join(f"{count:,} of {sort}" for sort, count in sorted(dropped.items()))
    return f"Of what the model told the text does not hold, and it was dropped: {counts}"


def _entities(workspace: Workspace) -> Iterator[str]:
    for number, entity in enumerate(workspace.entities, 1):
        mentions = ", ".join(f"\u201c{m.text}\u201d" for m in entity.mentions)
        named = "" if entity.named else ", unnamed"
        yield f"{number} {_name(entity)}  ({entity.kind}{named})  {mentions}"


def _events(workspace: Workspace) -> Iterator[str]:
    """Yield occasions, each with its actions below it, then the actions of none."""
    events = workspace.events
    for number, event in enumerate(events):
        if event.level == "occasion":
            yield f"occasion {_event(event, workspace)}"
            for n, action in enumerate(events, 1):
                if action.occasion == number:
                    yield f"  e{n} {_event(action, workspace)}"
    for n, event in enumerate(events, 1):
        if event.level == "action" and event.occasion is None:
            yield f"e{n} {_event(event, workspace)}"


def _event(event: ReadEvent, workspace: Workspace) -> str:
    entities = workspace.entities
    parts = [f"{p.slot.lower()} {_name(entities[p.entity])}" for p in event.participants]
    parts += [f"at {_name(entities[p.entity])}{_inferred(p.inferred)}" for p in event.places]
    for dating in event.times:
        time = workspace.times[dating.time]
        when = show_time(time.interval) or f"\u201c{time.text}\u201d"
        parts.append(f"on {when}{_inferred(dating.inferred)}")
    if event.polarity == "negative":
        parts.append("did not happen")
    if event.modality != "actual":
        parts.append(event.modality)
    name = event.predicate or _clip(event.phrase, _CONTEXT)
    what = f"\u201c{name}\u201d" if name else ""
    return f"{what}: {'; '.join(parts)}".lstrip(": ") if parts else what


def _claims(workspace: Workspace) -> Iterator[str]:
    for claim in workspace.claims:
        name = f"not {claim.name}" if claim.polarity == "negative" else claim.name
        valid = f"  ({_show_validity(claim.valid)})" if claim.valid else ""
        yield f"{_name(workspace.entities[claim.entity])}: {name}{valid}  [{claim.sort}]"


def _show_validity(valid: Interval) -> str:
    """Return when something held, an end that is not known left out."""
    start, end = valid.start[:10], valid.end[:10]
    if valid.end == LAST_MOMENT:
        return f"since {start}"
    return f"until {end}" if valid.start == FIRST_MOMENT else show_time(valid)


def _times(workspace: Workspace) -> Iterator[str]:
    for number, time in enumerate(workspace.times, 1):
        yield f"t{number} \u201c{time.text}\u201d: {show_time(time.interval) or 'not resolved'}"


def _containment(workspace: Workspace) -> Iterator[str]:
    for pair in workspace.containment:
        part, whole = workspace.entities[pair.part], workspace.entities[pair.whole]
        yield f"{_name(part)} in {_name(whole)}"


def _indent(line: str) -> str:
    return "  " + " " * (len(line) - len(line.lstrip()))


def _name(entity: ReadEntity) -> str:
    return entity.name or entity.mentions[0].text


def _inferred(inferred: bool) -> str:  # noqa: FBT001
    return " (inferred)" if inferred else ""


def _clip(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}\u2026"
