"""Content ids and the normal form of names."""

import hashlib
import unicodedata

_UNHEARD = frozenset({"Mn", "Mc", "Me", "Cf"})
_SPACED = {mark: " " for mark in range(128) if not chr(mark).isalnum()}


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
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name.replace("\u2019", "'"))
    folded = plain.casefold().removesuffix("'s").replace("'", "")
    if folded.isascii():  # as nearly all are: in one go
        return " ".join(folded.translate(_SPACED).split())
    heard = (c for c in folded if unicodedata.category(c) not in _UNHEARD)
    return " ".join("".join(c if c.isalnum() else " " for c in heard).split())
