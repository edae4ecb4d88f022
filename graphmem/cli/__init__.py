"""The command line: `graphmem --help`."""

from graphmem.cli.main import main

__all__ = ["main"]
