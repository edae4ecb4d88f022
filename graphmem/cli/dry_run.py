"""What a command would cost, before it is run."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from graphmem.cli.output import show_json, wrap
from graphmem.cli.show import show_estimate
from graphmem.errors import ModelError, ReadingError
from graphmem.memory import Memory
from graphmem.models.chat import Usage
from graphmem.settings import Settings, default_url, with_model
from graphmem.store import is_server, path_of


def dry_run(args: Namespace, namespace: str, settings: Settings) -> int:
    """Say what a command would take of the language model, and neither ask nor write."""
    model = with_model(settings).model
    if not model.name:
        raise ModelError(
            "without a language model it costs nothing: give --model NAME, or set GRAPHMEM_MODEL"
        )
    # Nothing is written, not even a file for a memory that is still to be made.
    url = args.db or default_url()
    is_new = not is_server(url) and not Path(path_of(url)).exists()
    with Memory(
        ":memory:" if is_new else url, namespace=namespace, settings=settings, read_only=True
    ) as memory:
        used = _estimated(memory, args)
    least = used.prompt_tokens * model.prompt_price / 1_000_000
    if args.json:
        show_json({**asdict(used), "least_cost": least})
    else:
        print(wrap(f"{args.command} would take of {model.name}: {show_estimate(used, least)}"))
    return 0


def _estimated(memory: Memory, args: Namespace) -> Usage:
    if args.command == "ask":
        return memory.estimate(query=args.query)
    if args.command == "consolidate":
        return memory.estimate()
    if "-" in args.path:
        raise ReadingError("a dry run reads no standard input: give files or folders")
    return sum((memory.estimate(path) for path in args.path), Usage())
