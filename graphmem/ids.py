"""Content ids and the normal form of names."""

import hashlib
import unicodedata

_UNHEARD = frozenset({"Mn", "Mc", "Me", "Cf"})


def content_id(prefix: str, *parts: object) -> str:
    """Return a stable id such as `ev_3f2a…` (20 hex digits of SHA-256) for the parts.

    Parts are joined by the unit separator, so that ("a", "bc") and ("ab", "c") differ.
    """
    if None in parts:
        parts = tuple("" if part is None else part for part in parts)
    joined = "\x1f".join(map(str, parts))
    return f"{prefix}_{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def normal_name(name: str) -> str:
    """Return the form in which names are compared: folded case, no accents, single spaces.

    Apostrophes vanish, and so do vowel signs and marks that cannot be seen; all other punctuation
    becomes a space; the possessive 's is dropped.
    """
    folded = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
    folded = folded.removesuffix("'s").replace("'", "")
    if not folded.isascii():
        folded = "".join(c for c in folded if unicodedata.category(c) not in _UNHEARD)
    kept = (c if c.isalnum() else " " for c in folded)
    return " ".join("".join(kept).split())
