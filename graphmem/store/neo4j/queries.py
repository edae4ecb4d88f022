"""The Cypher of the store, by the name of its file, and the schema."""

from pathlib import Path

_HERE = Path(__file__).resolve()
_PACKAGE, _CHECKOUT = _HERE.parents[2], _HERE.parents[3]


def load_queries() -> dict[str, str]:
    """Return the queries that the store runs, one a file, by the file's name."""
    return {
        path.stem: path.read_text("utf-8") for path in sorted(_folder("cypher").glob("engine/*"))
    }


def load_schema() -> list[str]:
    """Return the statements that make constraints and indexes, in their order."""
    scripts = (path.read_text("utf-8") for path in sorted(_folder("schema").glob("*.cypher")))
    return [statement.strip() for script in scripts for statement in script.split(";\n")[:-1]]


def _folder(name: str) -> Path:
    """Return a folder of the distribution: it lies in the package, or beside it in a checkout."""
    shipped = _PACKAGE / f"_{name}"
    return shipped if shipped.is_dir() else _CHECKOUT / name


QUERIES = load_queries()
