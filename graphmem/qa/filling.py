"""The prompts of this package, with their slots filled."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SLOT = re.compile(r"\{\{(\w+)\}\}")


@cache
def _template(name: str) -> str:
    return files("graphmem.qa").joinpath(name).read_text("utf-8").strip()


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return a prompt of this package with its slots filled; what is put in is not filled again."""
    return _SLOT.sub(lambda slot: values[slot[1]], _template(name))
