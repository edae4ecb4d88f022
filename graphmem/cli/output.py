"""Where words and JSON go."""

import json
import shutil
import sys
import textwrap
from argparse import Namespace
from typing import Any

_WIDTH = 100


def say(args: Namespace, text: str) -> None:
    """Print a remark, unless it is to be quiet."""
    if not args.quiet:
        print(text)


def show_json(value: Any) -> None:
    """Print one JSON object; letters that the terminal lacks are escaped."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    print(json.dumps(value, ensure_ascii=not unicode, indent=2))


def columns() -> int:
    """Return how wide lines may be: 100 columns, less on a narrow terminal."""
    return max(40, min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns))


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Return a text as lines of at most 100 columns, less on a narrow terminal."""
    return textwrap.fill(
        " ".join(text.split()),
        width=columns(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
