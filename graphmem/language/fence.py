"""Text that was read, as data for a model: it can neither end its fence nor pass for a line."""

import re

from graphmem.ids import content_id

# What only a machine sees: control signs, and those that turn or hide text.
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]+"
)
_NUMBER = re.compile(r"\[(\s*\d+(?:\s*[,;-]\s*\d+)*\s*)\]")


def fenced(kind: str, text: str) -> str:
    """Return a text between marks that come from its content, so that it cannot hold them."""
    mark = content_id(kind, text).replace("_", "-")
    return f"<{mark}>\n{text}\n</{mark}>"


def seen(text: str) -> str:
    """Return a text on one line, without the signs that only a machine sees."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def plain(text: str) -> str:
    """Return a text on one line that holds no citation, tag or fence: `[7]` is written `(7)`."""
    unnumbered = _NUMBER.sub(r"(\1)", seen(text))
    return unnumbered.replace("<", "\u2039").replace(">", "\u203a").replace("```", "'''")
