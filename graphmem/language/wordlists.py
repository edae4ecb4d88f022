"""Word lists that lie in files beside the code that uses them."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def read_words(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of a TOML file of a package: each key holds words parted by white space."""
    text = files(package).joinpath(name).read_text("utf-8")
    return {key: tuple(words.split()) for key, words in tomllib.loads(text).items()}
