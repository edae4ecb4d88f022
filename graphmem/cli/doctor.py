"""`graphmem doctor`: what was looked at, what was found, and how to mend it."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from shlex import quote

from graphmem.cli.output import show_json, wrap
from graphmem.cli.progress import Progress
from graphmem.memory import Memory
from graphmem.models.checkup import Checkup, Finding


def run(args: Namespace) -> int:
    """Look at a namespace, or without one at all of the database, which stays as it is."""
    everywhere = args.namespace is None
    namespace = "default" if everywhere else args.namespace
    with (
        Memory(args.db, namespace=namespace, read_only=True) as memory,
        Progress(quiet=args.quiet) as progress,
    ):
        checkup = memory.check(deep=args.deep, everywhere=everywhere, progress=progress)
    if args.db is not None:
        checkup = replace(checkup, findings=tuple(_at(args.db, f) for f in checkup.findings))
    if args.json:
        show_json({"well": checkup.well, **asdict(checkup)})
    else:
        print(show_checkup(checkup))
    return 0 if checkup.well else 1


def show_checkup(checkup: Checkup) -> str:
    """Return what a look at a memory found, the harm first."""
    looked_at = f"checked {'; '.join(checkup.checked)} ({checkup.seconds:.1f} s)"
    shown = [wrap(looked_at, indent="  ", first="")]
    harm = [f for f in checkup.findings if f.harm]
    rest = [f for f in checkup.findings if not f.harm]
    shown += ["", "found:", *_listed(harm)] if harm else []
    shown += ["", "good to know:", *_listed(rest)] if rest else []
    return "\n".join([*shown, *([] if harm else ["", "All is well."])])


def _at(database: str, finding: Finding) -> Finding:
    """Return a finding with commands that go to the database that was looked at."""
    where = f" --db {quote(database)}"
    return replace(
        finding,
        mend=tuple(f"{m}{where}" if m.startswith("graphmem ") else m for m in finding.mend),
    )


def _listed(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        where = "" if finding.namespace is None else f"{finding.namespace}, "
        some = ", ".join(finding.examples) + (
            ", …" if finding.count > len(finding.examples) else ""
        )
        what = f"{where}{finding.about}: {finding.what}: {finding.count:,} ({some})"
        yield wrap(what, indent="    ", first="- ")
        for number, step in enumerate(finding.mend):
            yield wrap(step, indent="          ", first="    then: " if number else "    mend: ")
