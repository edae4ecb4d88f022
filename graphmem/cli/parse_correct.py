"""What the command line understands of forgetting and correcting."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

Adder = Callable[[Any, str, str, str], ArgumentParser]

_WHOM = "an id or a name that nobody else bears; see `graphmem entities`"


def add_forget(commands: Any, add: Adder) -> None:
    """Add `forget`."""
    command = add(
        commands,
        "forget",
        "Erase episodes and all that was read in them. It cannot be undone.\n\n"
        "What is given narrows each other; --dry-run shows how many it would be.",
        "  graphmem forget --source chats/2023.txt\n"
        "  graphmem forget --person 'Ana Ruiz' --dry-run\n"
        "  graphmem forget --source diary.md --from 2024-05 --to 2024-06-15",
    )
    command.add_argument(
        "--source",
        action="append",
        metavar="PATH",
        help="a file as it was given to remember, or the name of a source; may be repeated",
    )
    command.add_argument("--episode", metavar="ID", help="one episode")
    command.add_argument(
        "--from", dest="since", metavar="TIME", help="what has a time, from the beginning of this"
    )
    command.add_argument(
        "--to", dest="until", metavar="TIME", help="what has a time, to the end of this"
    )
    command.add_argument(
        "--person", metavar="WHOM", help=f"all that mentions them or that they say: {_WHOM}"
    )
    command.add_argument("--dry-run", action="store_true", help="count, and erase nothing")


def add_correcting(commands: Any, add: Adder) -> None:
    """Add the commands by which a person says who is who."""
    command = add(
        commands,
        "entities",
        "List who and what is known, those mentioned most first.",
        "  graphmem entities\n  graphmem entities 'Ana'",
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="only those with it in a name")
    add(
        commands,
        "corrections",
        "List what was corrected and holds.",
        "  graphmem corrections --json",
    )
    add(
        commands,
        "decisions",
        "List what a language model decided or worded, and why.\n\n"
        "`merge` and `split` have the last word over it, and `revert` takes it back.",
        "  graphmem decisions --json",
    )
    command = add(
        commands,
        "revert",
        "Take a correction or a decision back, as if it had never been made.",
        "  graphmem revert co_3f2a9c0b1d4e5f607182",
    )
    command.add_argument(
        "correction", metavar="ID", help="see `graphmem corrections` and `graphmem decisions`"
    )
    _add_corrections(commands, add)


def _add_corrections(commands: Any, add: Adder) -> None:
    command = add(
        commands,
        "merge",
        "Say that two are one. Later texts follow it; `revert` takes it back.",
        "  graphmem merge 'Ana Ruiz' 'Anna R.'",
    )
    command.add_argument("one", metavar="ONE", help=_WHOM)
    command.add_argument("other", metavar="OTHER", help=_WHOM)
    command = add(
        commands,
        "split",
        "Say that who is mentioned in a source or an episode is another. `revert` takes it back.",
        "  graphmem split 'Tom Hall' --source news.txt",
    )
    command.add_argument("entity", metavar="WHOM", help=_WHOM)
    command.add_argument("--source", metavar="PATH", help="where it is another")
    command.add_argument(
        "--episode", action="append", metavar="ID", help="where it is another; may be repeated"
    )
    command = add(
        commands,
        "rename",
        "Say what someone or something is called. The names in the texts still find it.",
        "  graphmem rename 'the captain' 'Mara Lindqvist'",
    )
    command.add_argument("entity", metavar="WHOM", help=_WHOM)
    command.add_argument("name", metavar="NAME")
