"""What the command line understands, and what it says of itself."""

import argparse
from importlib.metadata import version
from typing import Any

from graphmem.cli.parse_correct import add_correcting, add_forget
from graphmem.cli.parse_model import add_model

_ABOUT = """\
An episodic memory: it reads text, writes down who did what to whom, where and when,
and answers from that with the words it rests on. It needs no network and no language model;
with one that you name, it reads deeper and answers in sentences."""

_EXAMPLES = """\
a first session:
  graphmem remember notes/ chat.txt      read a folder and a chat into ./graphmem.db
  graphmem consolidate                   build facts, scenes and personas
  graphmem ask "Where was Ana last seen?"
  graphmem recall "the fire at the mill" --budget 300 --explain
  graphmem forget --source chat.txt      erase what came from a file

exit codes:
  0 done    1 nothing known or found    2 wrong usage    3 an error
  4 stopped before more was spent than --max-cost or --max-tokens allow    130 interrupted

The memory is the file graphmem.db in the current folder, or what --db, GRAPHMEM_URL or NEO4J_URI
names: a file, or the URL of a Neo4j server, which NEO4J_USERNAME, NEO4J_PASSWORD and
NEO4J_DATABASE let you into."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="graphmem",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    _add_common(parser, unset=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_remember(commands)
    _add_consolidate(commands)
    _add_recall(commands)
    _add_ask(commands)
    add_forget(commands, _add)
    add_correcting(commands, _add)
    _add_inspect(commands)
    _add_stats(commands)
    _add_export(commands)
    _add_import(commands)
    _add_backup(commands)
    _add_copy(commands)
    _add_rebuild(commands)
    _add_doctor(commands)
    _add_eval(commands)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, unset: Any) -> None:
    """Add what every command takes; before or after its name is the same."""
    group = parser.add_argument_group("common options")
    group.add_argument(
        "--db",
        metavar="URL",
        default=unset,
        help="the memory: a file, made when it is missing, or neo4j://host:7687 "
        "(default: $GRAPHMEM_URL, $NEO4J_URI or graphmem.db)",
    )
    group.add_argument(
        "--namespace",
        metavar="NAME",
        default=unset,
        help="whose memory it is; none sees another's (default: default)",
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=unset or False,
        help="print one JSON object instead of text",
    )
    group.add_argument(
        "--quiet",
        action="store_true",
        default=unset or False,
        help="say only what was asked for: no progress, no remarks",
    )


def _add(commands: Any, name: str, about: str, examples: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about[0].lower() + about[1 : about.index(".")],
        description=about,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_common(command, unset=argparse.SUPPRESS)
    return command


def _add_remember(commands: Any) -> None:
    command = _add(
        commands,
        "remember",
        "Read texts into the memory.\n\n"
        "Plain text, Markdown, books in chapters, diaries, chat transcripts, JSON and JSON lines.\n"
        "A file that was read before is replaced by what it says now.",
        "  graphmem remember diary.md chats/ book.jsonl\n"
        "  graphmem remember chats/ --model gpt-4o-mini --price 0.15/0.60 --dry-run\n"
        "  echo 'Ana moved today.' | graphmem remember - --source notes --occurred-at 2025-06-25",
    )
    paths = "a file, a folder, or - for standard input"
    command.add_argument("path", nargs="+", metavar="PATH", help=paths)
    command.add_argument("--source", help="name of what is read from -")
    command.add_argument("--occurred-at", metavar="TIME", help="time of what is read from -")
    command.add_argument("--speaker", metavar="NAME", help="who says what is read from -")
    add_model(command, reads=True)


def _add_consolidate(commands: Any) -> None:
    command = _add(
        commands,
        "consolidate",
        "Build the layers: facts, scenes and personas. Run it after remembering or forgetting: "
        "only what\nchanged since the last time is computed.",
        "  graphmem consolidate",
    )
    command.add_argument("--anew", action="store_true", help="compute all of it")
    add_model(command)


def _add_recall(commands: Any) -> None:
    command = _add(
        commands,
        "recall",
        "Show the lines that bear on a query, best first. They fit a budget of tokens.",
        "  graphmem recall 'what happened at the harbour'\n"
        "  graphmem recall pottery --budget 200 --explain\n"
        "  graphmem recall 'where does Ana live' --as-of 2024-01-31",
    )
    command.add_argument("query", metavar="QUERY")
    command.add_argument("--budget", type=_positive, metavar="TOKENS", help="how much to show")
    command.add_argument("--as-of", metavar="TIME", help="only what the memory knew by then")
    command.add_argument("--explain", action="store_true", help="say why each line is there")


def _add_ask(commands: Any) -> None:
    command = _add(
        commands,
        "ask",
        "Answer a question, with the words that the answer rests on.",
        "  graphmem ask 'Who was at the harbour on 3 May 2024?'\n"
        "  graphmem ask 'Where was Ana last seen?' --json\n"
        "  graphmem ask 'What are the main themes?' --broad --stream",
    )
    command.add_argument("query", metavar="QUERY")
    command.add_argument(
        "--broad",
        action="store_true",
        help="answer from the scenes of the whole memory (with a model, plain cases are seen)",
    )
    command.add_argument(
        "--stream", action="store_true", help="print each sentence as soon as it is checked"
    )
    command.add_argument("--explain", action="store_true", help="say how the answer was found")
    add_model(command)


def _add_inspect(commands: Any) -> None:
    command = _add(
        commands,
        "inspect",
        "Show how a file, a folder or a text is read, without keeping it.\n\n"
        "Below each line of text stands what was read in it: who is mentioned, what happens, and "
        "who takes which part in it, where and when.",
        "  graphmem inspect chapter.txt\n"
        "  graphmem inspect 'Ana met Tom in Leeds yesterday.' --occurred-at 2025-06-25",
    )
    command.add_argument("what", metavar="FILE or TEXT", help="a text has spaces, or is no file")
    command.add_argument("--occurred-at", metavar="TIME", help="when a text was said or written")
    command.add_argument("--speaker", metavar="NAME", help="who says a text")
    add_model(command, reads=True, dry=False)


def _add_stats(commands: Any) -> None:
    _add(commands, "stats", "Count what the memory holds.", "  graphmem stats --json")


def _add_export(commands: Any) -> None:
    command = _add(
        commands,
        "export",
        "Write the whole graph in a format that other programs read, or all of a memory as an "
        "archive.\n\n"
        "An archive holds texts, corrections and layers, and import brings it back as it was.",
        "  graphmem export --format graphml -o memory.graphml\n"
        "  graphmem export --format jsonl | head\n"
        "  graphmem export --format archive -o memory.archive.jsonl",
    )
    formats = ("json", "jsonl", "graphml", "archive")
    command.add_argument("--format", choices=formats, default="json", help="default: json")
    command.add_argument("-o", "--output", metavar="FILE", help="default: standard output")


def _add_import(commands: Any) -> None:
    command = _add(
        commands,
        "import",
        "Fill an empty memory with an archive. All of it comes in or, on any error, nothing.",
        "  graphmem --db other.db import memory.archive.jsonl\n"
        "  graphmem import memory.archive.jsonl --namespace ana\n"
        "  graphmem export --format archive | graphmem --db other.db import -",
    )
    command.add_argument("path", metavar="PATH", help="an archive, or - for standard input")


def _add_backup(commands: Any) -> None:
    command = _add(
        commands,
        "backup",
        "Copy the whole database file, all namespaces, while others use it.\n\n"
        "The copy is a memory: --db opens it. What is forgotten later lives on in it until you\n"
        "delete it. What is on a server is copied by its own tools, or by copy.",
        "  graphmem backup copies/monday.db",
    )
    command.add_argument("target", metavar="TARGET", help="the file to write")
    command.add_argument("--force", action="store_true", help="overwrite a file that is there")


def _add_copy(commands: Any) -> None:
    command = _add(
        commands,
        "copy",
        "Copy a memory from one database into another, which may be a file or a server.\n\n"
        "It is the same memory there. All of it comes there or, on any error, nothing does.",
        "  graphmem copy family.db neo4j://localhost:7687\n"
        "  graphmem copy neo4j://localhost:7687 family.db --namespace ana\n"
        "  graphmem copy old.db new.db --all --replace",
    )
    command.add_argument("origin", metavar="FROM", help="the database that holds it")
    command.add_argument("target", metavar="TO", help="the database to copy it into")
    command.add_argument("--all", action="store_true", help="all namespaces, not only one")
    command.add_argument(
        "--replace", action="store_true", help="erase what the target holds in them first"
    )


def _add_rebuild(commands: Any) -> None:
    command = _add(
        commands,
        "rebuild",
        "Compute the graph anew from the texts it remembers. Needed after an upgrade that says so.",
        "  graphmem rebuild",
    )
    command.add_argument(
        "--again", action="store_true", help="read each text again too, not only what was read"
    )
    add_model(command, reads=True, dry=False)


def _add_doctor(commands: Any) -> None:
    command = _add(
        commands,
        "doctor",
        "Look whether a memory is as it must be. It changes nothing, and says for each thing that\n"
        "it finds how to mend it; exit code 1 says that something is wrong.\n\n"
        "Without --namespace it looks at all of them.",
        "  graphmem doctor\n  graphmem doctor --deep --namespace ana",
    )
    command.add_argument(
        "--deep", action="store_true", help="compute everything anew too, in memory, and compare"
    )


def _add_eval(commands: Any) -> None:
    command = _add(
        commands,
        "eval",
        "Measure on a benchmark, in a memory of its own, beside a baseline.",
        "  graphmem eval epbench data/epbench/short\n  graphmem eval locomo data/locomo10.json",
    )
    command.add_argument("benchmark", choices=("epbench", "locomo"))
    command.add_argument("path", metavar="PATH", help="folder of epbench, file of locomo")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"graphmem {version('graphmem')}")
        parser.exit()


def _positive(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 999,999,999")
    return int(text)
