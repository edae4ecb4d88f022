"""What the memory gives, for a person to read."""

from collections.abc import Iterator, Mapping

from graphmem.cli.output import wrap
from graphmem.language.times import part_named
from graphmem.models.chat import Usage
from graphmem.models.recollection import Answer, Context, Report
from graphmem.models.times import Interval

_LABELS = (
    *("Source", "Episode", "Entity", "Event", "Time", "Role", "State", "Question"),
    *("Fact", "Scene", "Persona"),
)
# field of a report, and what one and several of it are called
_COUNTS = (
    ("episodes_added", "episode added", "episodes added"),
    ("episodes_kept", "unchanged", "unchanged"),
    ("episodes_removed", "removed", "removed"),
    ("words", "word", "words"),
    (
        "not_english",
        "not English (kept and found by its words, not read)",
        "not English (kept and found by their words, not read)",
    ),
    ("entities", "entity", "entities"),
    ("events", "event", "events"),
    ("facts", "fact", "facts"),
    ("scenes", "scene", "scenes"),
    ("personas", "persona", "personas"),
    (
        "unread_by_model",
        "of them read without the model, which gave no usable answer",
        "of them read without the model, which gave no usable answers",
    ),
)
_CLOCK = {"second": 19, "minute": 16, "hour": 16, "day": 10, "month": 7, "year": 4}


def show_report(name: str, report: Report) -> str:
    """Return what a verb did, on one line."""
    counts = [
        f"{count:,} {one if count == 1 else many}"
        for key, one, many in _COUNTS
        if (count := getattr(report, key))
    ]
    used = Usage(report.calls, 0, report.prompt_tokens, report.completion_tokens, report.cost)
    counts += [show_usage(used)] if used.calls else []
    done = ", ".join(counts) or "nothing to read"
    return wrap(f"{name}: {done} ({report.seconds:.1f} s)", indent="  ", first="")


def show_usage(used: Usage) -> str:
    """Return what a language model took: calls, tokens and, where prices are known, dollars."""
    calls = "1 call" if used.calls == 1 else f"{used.calls:,} calls"
    cost = f", ${used.cost:,.4f}" if used.cost else ""
    return f"{calls}, {used.tokens:,} tokens{cost}"


def show_estimate(used: Usage, least: float) -> str:
    """Return what a language model would take, at most, and at least what sending costs."""
    if not used.calls:
        return "no calls" + (f": {used.cached:,} answers are kept" if used.cached else "")
    calls = "1 call" if used.calls == 1 else f"{used.calls:,} calls"
    parts = [
        f"{calls}, about {used.prompt_tokens:,} tokens sent",
        f"at most {used.completion_tokens:,} received",
    ]
    if used.cost:
        parts.append(f"${least:,.4f} to ${used.cost:,.4f}")
    if used.cached:
        parts.append(f"{used.cached:,} answers are kept already")
    return ", ".join(parts)


def show_context(context: Context) -> str:
    """Return the lines of a context, each with its source and, when explained, its reasons."""
    shown = []
    for line in context.lines:
        shown.append(wrap(line.text, indent="    ", first="- "))
        shown.append(f"    [{line.source}]")
        shown += [wrap(reason, indent="        ", first="      · ") for reason in line.why]
    shown.append(f"\n{context.tokens:,} of {context.budget:,} tokens")
    return "\n".join(shown)


def show_answer(answer: Answer, *, explain: bool = False) -> str:
    """Return an answer, then its evidence: time, source and quote."""
    shown = [wrap(line) for line in answer.text.splitlines()]
    return "\n".join([*shown, *_evidence(answer, explain=explain)])


def show_evidence(answer: Answer, *, explain: bool = False) -> str:
    """Return what follows an answer whose text was shown already, "" where nothing does."""
    return "\n".join(_evidence(answer, explain=explain))


def _evidence(answer: Answer, *, explain: bool) -> Iterator[str]:
    if answer.citations:
        yield ""
    for number, citation in enumerate(answer.citations, 1):
        mark = f"[{number}]" if answer.model else ""
        where = "  ".join(filter(None, (mark, show_time(citation.time), citation.source)))
        yield f"  {where}"
        yield wrap(f"\u201c{citation.quote}\u201d", indent="    ")
    yield from _left_out(answer)
    if explain and answer.why:
        yield from ("", *(wrap(reason, indent="    ", first="  · ") for reason in answer.why))


def _left_out(answer: Answer) -> Iterator[str]:
    """Yield how much was not told, where any was not."""
    notes = []
    if answer.dropped:
        many = "sentence" if answer.dropped == 1 else "sentences"
        notes.append(f"{answer.dropped:,} {many} left out: what they cite does not say so")
    if answer.left_out:
        many = "scene or persona" if answer.left_out == 1 else "scenes and personas"
        notes.append(f"{answer.left_out:,} {many} not looked at")
    if notes:
        yield from ("", *(wrap(note, indent="  ") for note in notes))


def show_counts(counts: Mapping[str, int]) -> str:
    """Return the counts in two columns: nodes as the layers lie, relationships, all else."""
    nodes = [key for key in _LABELS if key in counts]
    types = sorted(key for key in counts if key.isupper())
    rest = sorted(counts.keys() - {*nodes, *types})
    width = max(map(len, counts), default=0)
    groups = (
        "\n".join(f"{key:<{width}}  {counts[key]:>12,}" for key in keys)
        for keys in (nodes, types, rest)
    )
    return "\n\n".join(filter(None, groups)) or "Nothing is remembered yet."


def show_time(when: Interval | None) -> str:
    """Return an interval as exactly as it was told: a day, a morning, from one day to another."""
    if when is None:
        return ""
    length = _CLOCK.get(when.grain)
    if length:
        return when.start[:length].replace("T", " ")
    if when.grain == "part" and (named := part_named(when)):
        return f"{when.start[:10]}, {named}"
    if "T00:00:00" not in when.start or when.end[10:19] not in ("T00:00:00", "T23:59:59"):
        start, end = (at[:16].replace("T", " ") for at in (when.start, when.end))
        return f"{start} to {end[11:] if start[:10] == end[:10] else end}"
    return f"{when.start[:10]} to {when.end[:10]}"
