"""The SQL beside the store, by name."""

import re
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent
_HEADING = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def load_queries() -> dict[str, str]:
    """Return the statements of every file beside this one, by the name in their heading."""
    found: dict[str, str] = {}
    for path in sorted(_FOLDER.glob("*.sql")):
        for name, sql in _read(path):
            if name in found:
                raise KeyError(f"{path.name}: a second query is named {name}")
            found[name] = sql
    return found


def load_schema() -> str:
    """Return the script that makes the tables."""
    return (_FOLDER / "schema.sql").read_text(encoding="utf-8")


def _read(path: Path) -> Iterator[tuple[str, str]]:
    pieces = _HEADING.split(path.read_text(encoding="utf-8"))
    return zip(pieces[1::2], (sql.strip() for sql in pieces[2::2]), strict=True)


QUERIES = load_queries()
