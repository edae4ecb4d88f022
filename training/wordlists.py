"""Word lists from which names and sentences are made up; written for this purpose."""

from pathlib import Path

FOLDER = Path(__file__).parent / "lists"


def lines(name: str) -> list[str]:
    """Return the lines of a list."""
    return (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


def words(name: str) -> list[str]:
    """Return a list's entries: parted by semicolons, or else by spaces."""
    text = " ".join(lines(name))
    entries = text.split(";") if ";" in text else text.split(" ")
    return [entry.strip() for entry in entries if entry.strip()]
