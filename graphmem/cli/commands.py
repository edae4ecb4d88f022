"""One function a command: call the memory, print what it gave, return the exit code."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from graphmem.cli.correct import CORRECTING
from graphmem.cli.dry_run import dry_run
from graphmem.cli.keep import backup, copy, export, import_archive
from graphmem.cli.output import say, show_json, wrap
from graphmem.cli.parse_model import settings_of
from graphmem.cli.progress import Progress
from graphmem.cli.show import show_answer, show_context, show_counts, show_evidence, show_report
from graphmem.cli.show_workspace import show_dropped, show_workspace
from graphmem.cli.underline import LEGEND
from graphmem.errors import ReadingError, SpendingStopped
from graphmem.memory import Memory
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Report
from graphmem.models.workspace import Workspace
from graphmem.reading import list_files
from graphmem.reading.encoding import decode
from graphmem.settings import Settings, default_url
from graphmem.store import is_server


def run(args: Namespace) -> int:
    """Run the command that was asked for."""
    namespace = "default" if args.namespace is None else args.namespace
    # A slip in the name must not make a memory, of which the copy would hold nothing.
    read_only = args.command in ("backup", "copy")
    url = args.origin if args.command == "copy" else args.db
    settings = settings_of(args)
    if args.command != "forget" and getattr(args, "dry_run", False):
        return dry_run(args, namespace, settings or Settings())
    with Memory(url, namespace=namespace, settings=settings, read_only=read_only) as memory:
        return COMMANDS[args.command](memory, args)


def remember(memory: Memory, args: Namespace) -> int:
    """Read paths, and standard input for `-`."""
    total = Report()
    try:
        for path in args.path:
            with Progress(quiet=args.quiet, spent=memory.spent) as progress:
                report = _remember(memory, path, args, progress)
            total = _add(total, report)
            if not args.json:
                say(args, show_report(path, report))
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(
            f"Interrupted: what was read so far is kept ({_kept(memory, args)}). "
            "The same command goes on from there."
        ) from interrupt
    except SpendingStopped as stop:
        raise SpendingStopped(f"{stop}. {_kept(memory, args)} are kept") from stop
    if args.json:
        show_json(asdict(total))
    elif len(args.path) > 1:
        say(args, show_report("in all", total))
    return 0


def consolidate(memory: Memory, args: Namespace) -> int:
    """Build facts, scenes and personas."""
    with Progress(quiet=args.quiet, spent=memory.spent) as progress:
        report = memory.consolidate(anew=args.anew, progress=progress)
    return _done(args, "consolidated", report)


def rebuild(memory: Memory, args: Namespace) -> int:
    """Project the graph anew."""
    with Progress(quiet=args.quiet, spent=memory.spent) as progress:
        report = memory.rebuild(again=args.again, progress=progress)
    return _done(args, "rebuilt", report)


def recall(memory: Memory, args: Namespace) -> int:
    """Print the lines that bear on a query."""
    context = memory.recall(args.query, budget=args.budget, as_of=args.as_of, explain=args.explain)
    if args.json:
        show_json({**asdict(context), "text": context.text})
    elif context.lines:
        print(show_context(context))
        if context.path_query and is_server(args.db or default_url()):
            print(f"\nDrawn in Neo4j Browser:\n\n{context.path_query}")
    else:
        say(args, "Nothing found.")
    return 0 if context.lines else 1


def ask(memory: Memory, args: Namespace) -> int:
    """Print an answer and its evidence."""
    streaming = args.stream and not args.json
    answer = memory.ask(
        args.query, broad=args.broad or None, stream=_show_sentence if streaming else None
    )
    if args.json:
        show_json(asdict(answer))
    elif streaming:
        if evidence := show_evidence(answer, explain=args.explain):
            print(evidence)
    else:
        print(show_answer(answer, explain=args.explain))
    return 0 if answer else 1


def inspect(memory: Memory, args: Namespace) -> int:
    """Print how a text, or each episode of files, is read."""
    readings = _inspect(memory, args)
    if args.json:
        show_json(
            {
                "readings": [
                    {
                        "heading": e.heading,
                        "speaker": e.speaker,
                        "text": e.text,
                        **w.model_dump(mode="json"),
                    }
                    for e, w in readings
                ],
                **({"dropped": dropped} if (dropped := memory.dropped()) else {}),
            }
        )
        return 0
    for episode, workspace in readings:
        print(show_workspace(episode, workspace), end="\n\n")
    if dropped := memory.dropped():
        print(wrap(show_dropped(dropped)), end="\n\n")
    say(args, wrap(LEGEND))
    return 0


def stats(memory: Memory, args: Namespace) -> int:
    """Print what the memory holds."""
    counts = memory.stats()
    if args.json:
        show_json(counts)
    else:
        print(show_counts(counts))
    return 0


COMMANDS: dict[str, Callable[[Memory, Namespace], int]] = {
    "ask": ask,
    "backup": backup,
    "consolidate": consolidate,
    "copy": copy,
    "export": export,
    "import": import_archive,
    "inspect": inspect,
    "rebuild": rebuild,
    "recall": recall,
    "remember": remember,
    "stats": stats,
    **CORRECTING,
}


def _show_sentence(text: str) -> None:
    """Print a sentence at once, also where nobody reads line by line."""
    print("\n".join(wrap(line) for line in text.splitlines()), flush=True)


def _remember(memory: Memory, path: str, args: Namespace, progress: Progress) -> Report:
    if path == "-":
        return memory.remember(
            decode(sys.stdin.buffer.read(), "standard input"),
            source=args.source,
            occurred_at=args.occurred_at,
            speaker=args.speaker,
        )
    passed_over = [str(file) for file in list_files(path).passed_over]
    if passed_over and not args.quiet:
        some = ", ".join(passed_over[:3]) + (", …" if len(passed_over) > 3 else "")
        print(f"passed over {len(passed_over):,} other files: {some}", file=sys.stderr)
    return memory.remember_path(path, progress=progress)


def _inspect(memory: Memory, args: Namespace) -> Iterator[tuple[Episode, Workspace]]:
    path = Path(args.what)
    if _is_meant(path):
        if args.occurred_at is not None or args.speaker is not None:
            raise ReadingError(f"{path} says itself when and by whom: give these of a text only")
        yield from memory.inspect_path(path)
        return
    read = memory.inspect(args.what, occurred_at=args.occurred_at, speaker=args.speaker)
    yield Episode("", "", 0, args.what, speaker=args.speaker), read


def _kept(memory: Memory, args: Namespace) -> str:
    return f"{memory.stats().get('Episode', 0):,} episodes in {args.db or default_url()}"


def _is_meant(path: Path) -> bool:
    """Return whether a path is there; or is one word, more likely a name mistyped than a text."""
    try:
        return path.exists() or not any(map(str.isspace, str(path)))
    except (OSError, ValueError):  # no name of a file: too long, or with a null
        return False


def _done(args: Namespace, what: str, report: Report) -> int:
    if args.json:
        show_json(asdict(report))
    else:
        say(args, show_report(what, report))
    return 0


def _add(one: Report, other: Report) -> Report:
    """Return the sums; entities and events are what the reports counted, each for itself."""
    second = asdict(other)
    return Report(**{key: value + second[key] for key, value in asdict(one).items()})
