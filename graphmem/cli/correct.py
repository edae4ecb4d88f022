"""The commands that forget, and by which a person says who is who."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from graphmem.cli.output import say, show_json, wrap
from graphmem.memory import Memory
from graphmem.models.evidence import Correction, Decision
from graphmem.models.recollection import Entity, Report
from graphmem.reading import source_uri

_DONE = {"merge": "merged", "split": "split off", "rename": "renamed"}


def forget(memory: Memory, args: Namespace) -> int:
    """Erase episodes, or say how many would be."""
    reports = [_forget(memory, args, source) for source in args.source or [None]]
    if args.json:
        removed, kept = (
            sum(getattr(r, f"episodes_{what}") for r in reports) for what in ("removed", "kept")
        )
        total = Report(
            episodes_removed=removed, episodes_kept=kept, seconds=sum(r.seconds for r in reports)
        )
        show_json(asdict(total))
    return 0 if any(report.episodes_removed for report in reports) else 1


def entities(memory: Memory, args: Namespace) -> int:
    """Print who and what is known, or is called so."""
    found = memory.entities(args.name)
    if args.json:
        show_json({"entities": [asdict(entity) for entity in found]})
    elif found:
        print("\n".join(map(_entity, found)))
    else:
        say(args, "Nobody and nothing is called so." if args.name else "Nothing is known.")
    return 0 if found else 1


def merge(memory: Memory, args: Namespace) -> int:
    """Say that two are one."""
    return _corrected(memory.merge(args.one, args.other), args)


def split(memory: Memory, args: Namespace) -> int:
    """Say that some mentions are another's."""
    made = memory.split(args.entity, source=_known(memory, args.source), episodes=args.episode)
    return _corrected(made, args)


def rename(memory: Memory, args: Namespace) -> int:
    """Say what someone is called."""
    return _corrected(memory.rename(args.entity, args.name), args)


def corrections(memory: Memory, args: Namespace) -> int:
    """Print what was corrected and holds."""
    found = memory.corrections()
    if args.json:
        show_json({"corrections": [asdict(correction) for correction in found]})
    elif found:
        print("\n".join(map(_correction, found)))
    else:
        say(args, "Nothing was corrected.")
    return 0 if found else 1


def decisions(memory: Memory, args: Namespace) -> int:
    """Print what a language model decided or worded."""
    found = memory.decisions()
    if args.json:
        show_json({"decisions": [asdict(decision) for decision in found]})
    elif found:
        print("\n".join(map(_decision, found)))
    else:
        say(args, "Nothing was decided.")
    return 0 if found else 1


def revert(memory: Memory, args: Namespace) -> int:
    """Take a correction or a decision back."""
    said = memory.revert(args.correction)
    if args.json:
        show_json(asdict(said))
    else:
        told = _correction(said) if isinstance(said, Correction) else _decision(said)
        say(args, f"taken back: {told}")
    return 0


CORRECTING: dict[str, Callable[[Memory, Namespace], int]] = {
    "corrections": corrections,
    "decisions": decisions,
    "entities": entities,
    "forget": forget,
    "merge": merge,
    "rename": rename,
    "revert": revert,
    "split": split,
}


def _forget(memory: Memory, args: Namespace, source: str | None) -> Report:
    report = memory.forget(
        source=_known(memory, source),
        episode=args.episode,
        between=(args.since, args.until),
        person=args.person,
        preview=args.dry_run,
    )
    count = report.episodes_removed
    done = "would be erased" if args.dry_run else "erased"
    told = f"{count:,} episode{'' if count == 1 else 's'} {done}"
    if source is not None and not count and not memory.episodes(_known(memory, source)):
        told = "not known"
    if report.episodes_kept:
        told += f"; {report.episodes_kept:,} without a time stay"
    if not args.json:
        say(args, told if source is None else f"{source}: {told}")
    return report


def _known(memory: Memory, source: str | None) -> str | None:
    """Return a source by its name, or else as the file that it names."""
    if source is None or memory.episodes(source):
        return source
    return source_uri(source)


def _corrected(correction: Correction, args: Namespace) -> int:
    if args.json:
        show_json(asdict(correction))
    else:
        say(args, _correction(correction))
        say(args, "Run `graphmem consolidate` to build facts, scenes and personas anew.")
    return 0


def _correction(correction: Correction) -> str:
    ones, others = len(correction.ones), len(correction.others)
    about = {
        "merge": f"{ones:,} and {others:,} mentions are one's",
        "split": f"{ones:,} mentions are another's, {others:,} stay",
        "rename": f"{ones:,} mentions are of {correction.name!r}",
    }
    when = correction.recorded_at[:16].replace("T", " ")
    return f"{correction.id}  {when}  {_DONE[correction.kind]}: {about[correction.kind]}"


def _decision(decision: Decision) -> str:
    ones, others = len(decision.ones), len(decision.others)
    about = {
        "same": f"same: {ones:,} and {others:,} mentions are one's",
        "different": f"different: {ones:,} mentions are another's than {others:,}",
        "unsure": f"unsure of {ones:,} and {others:,} mentions",
    }
    when = decision.recorded_at[:16].replace("T", " ")
    told = about.get(decision.sort, f"{decision.sort}: {decision.said}")
    why = f"; {decision.reason}" if decision.reason else ""
    line = f"{decision.id}  {when}  {told} ({decision.model}{why})"
    return wrap(line, indent="    ", first="")


def _entity(entity: Entity) -> str:
    times = f"{entity.mentions:,} mention{'' if entity.mentions == 1 else 's'}"
    also = f"; also {', '.join(entity.aliases)}" if entity.aliases else ""
    where = ", ".join(entity.sources[:3]) + (", …" if len(entity.sources) > 3 else "")
    line = f"{entity.id}  {entity.name} ({entity.kind}, {times} in {where}{also})"
    return wrap(line, indent="    ", first="")
