"""From arguments to an exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from graphmem.cli.parser import build_parser
from graphmem.errors import GraphmemError, SpendingStopped

OK, NOTHING, USAGE, FAILED, STOPPED, INTERRUPTED = 0, 1, 2, 3, 4, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 done, 1 nothing known or found, 2 wrong usage, 3 an error that says what to do,
    4 stopped before more was spent than is allowed, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a letter that the terminal lacks is no reason to fail
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    args = parser.parse_args(argv)
    try:
        # only now: --help need not wait for the pipeline's libraries
        module = {"eval": "measure", "doctor": "doctor"}.get(args.command, "commands")
        code: int = import_module(f"graphmem.cli.{module}").run(args)
        sys.stdout.flush()
    except GraphmemError as error:
        print(f"graphmem: {error}", file=sys.stderr)
        return STOPPED if isinstance(error, SpendingStopped) else FAILED
    except KeyboardInterrupt as interrupt:
        print(f"\n{interrupt or 'Interrupted.'}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code
