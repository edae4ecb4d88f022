"""The commands that bring a memory out of its database, and in again."""

import sys
from argparse import Namespace
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path

from graphmem.cli.output import say, show_json
from graphmem.cli.progress import Progress
from graphmem.cli.show import show_report
from graphmem.memory import Memory


def export(memory: Memory, args: Namespace) -> int:
    """Write the memory to a file or to standard output."""
    if args.output is None:
        if isinstance(sys.stdout, TextIOWrapper):  # the bytes are those of a file
            sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
        memory.export(args.format, sys.stdout)
        return 0
    memory.export(args.format, args.output)
    if args.json:
        show_json({"format": args.format, "output": args.output})
    else:
        say(args, f"{args.output}: written as {args.format}")
    return 0


def import_archive(memory: Memory, args: Namespace) -> int:
    """Fill an empty memory with what an archive holds."""
    with Progress(quiet=args.quiet) as progress:
        source = sys.stdin.buffer if args.path == "-" else args.path
        report = memory.import_archive(source, progress=progress)
    if args.json:
        show_json(asdict(report))
    else:
        say(args, show_report(f"{args.path} imported", report))
    return 0


def backup(memory: Memory, args: Namespace) -> int:
    """Copy the database."""
    memory.backup(args.target, overwrite=args.force)
    size = Path(args.target).expanduser().stat().st_size
    if args.json:
        show_json({"target": args.target, "bytes": size})
    else:
        say(args, f"{args.target}: a copy of all namespaces, {size:,} bytes")
    return 0


def copy(memory: Memory, args: Namespace) -> int:
    """Copy the memory into another database."""
    with Progress(quiet=args.quiet) as progress:
        report = memory.copy_to(
            args.target, everywhere=args.all, overwrite=args.replace, progress=progress
        )
    if args.json:
        show_json(asdict(report))
    else:
        say(args, show_report(f"{args.origin} copied to {args.target}", report))
    return 0
