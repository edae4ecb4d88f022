"""Words for nationalities, peoples, religions and political groups, with and without plural s."""

from training.wordlists import words

_STEMS = words("groups")
GROUPS = frozenset(_STEMS) | {f"{stem}s" for stem in _STEMS}


def is_group(name: list[str]) -> bool:
    """Tell whether one word names a nationality, a people, a religion or a political group."""
    return len(name) == 1 and name[0] in GROUPS
