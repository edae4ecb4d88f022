"""Which parts those named in a query play in what it asks about, and which part it asks for."""

from collections.abc import Sequence

from graphmem.language.parse import Parsed
from graphmem.models.recollection import CueName
from graphmem.retrieval.cue_names import token_span
from graphmem.retrieval.cue_words import is_one_of

_ASKING = frozenset("who whom what which".split())  # noqa: SIM905
_NOMINAL = ("NOUN", "PROPN", "PRON")
_HELPING = ("aux", "aux:pass", "cop")
_TO = frozenset({"to", "for"})
_SLOTS = {"nsubj": "AGENT", "nsubj:pass": "PATIENT", "obj": "PATIENT", "iobj": "RECIPIENT"}


def find_roles(
    parsed: Parsed,
    names: Sequence[CueName],
    predicate: str,
    above: frozenset[int] = frozenset(),
) -> tuple[tuple[str, str], ...]:
    """Return the slot of each name that has one, and under "" that of who or what is asked for.

    Told only of a single clause, whose verb may hang on one of those `above`: "going to visit".
    """
    verb = _verb(parsed, predicate)
    others = (t for t in parsed.tokens if t.i != verb)
    if verb < 0 or any(t.dep in ("advcl", "ccomp", "acl:relcl", "conj") for t in others):
        return ()
    hung = {verb, *(i for i in above if parsed.tokens[verb].head == i)}
    slots = {t.i: _slot(parsed, t.i, verb) for t in parsed.tokens if t.head in hung}
    if parsed.tokens[verb].pos != "VERB":
        slots = _around(parsed, names, verb)
    found: dict[str, str] = {}
    for name in names:
        slot = next((slots[i] for i in token_span(parsed, name) if slots.get(i)), "")
        if slot:
            found.setdefault(name.text, slot)
    asked = _asked(parsed, verb, slots)
    return (*found.items(), *([("", asked)] if asked else []))


def _verb(parsed: Parsed, predicate: str) -> int:
    said = [t for t in parsed.tokens if predicate in (t.lemma.lower(), t.text)]
    return next((t.i for t in said if t.pos == "VERB" or t.dep == "root"), -1)


def _around(parsed: Parsed, names: Sequence[CueName], verb: int) -> dict[int, str]:
    """Return the slots of names by their side of a verb that looks like a noun."""
    found = {}
    for name in names:
        span = token_span(parsed, name)
        if name.text[0].isupper() and verb not in span:
            found[span[-1]] = "AGENT" if span[-1] < verb else "PATIENT"
    return found


def _slot(parsed: Parsed, i: int, verb: int) -> str:
    token = parsed.tokens[i]
    asking = {token.text.lower(), *(parsed.tokens[c].text.lower() for c in parsed.children(i))}
    if asking & _ASKING:  # "what gift", "who"
        return ""
    if token.dep.startswith("obl"):
        before = [parsed.tokens[c].text.lower() for c in parsed.children(i)]
        if _TO & set(before):
            return "RECIPIENT"
        return "AGENT" if "by" in before and _is_passive(parsed, verb) else ""
    if token.dep == "nsubj" and _is_passive(parsed, verb):
        return "PATIENT"
    return _SLOTS.get(token.dep, "")


def _asked(parsed: Parsed, verb: int, slots: dict[int, str]) -> str:
    """Return the slot of the wh-word: the one that is free, or that a last "to" points at."""
    asking = [t for t in parsed.tokens[:3] if t.text.lower() in _ASKING]
    if parsed.tokens[verb].dep == "acl:relcl":  # "everyone who taught"
        asking = [t for t in parsed.tokens[:verb] if t.text.lower() in ("who", "that")][-1:]
    if not asking:
        return ""
    wh = asking[0]
    if wh.i and parsed.tokens[wh.i - 1].text.lower() in _TO:
        return "RECIPIENT"
    helper = next((t.i for t in parsed.tokens[wh.i + 1 : verb] if t.dep in _HELPING), verb)
    if not any(t.pos in (*_NOMINAL, "DET") for t in parsed.tokens[helper:verb]):
        return "PATIENT" if _is_passive(parsed, verb) else "AGENT"
    words = [t.text.lower() for t in parsed.tokens if t.text.isalpha()]
    if words[-1] in _TO:
        return "RECIPIENT"
    if wh.text.lower() in ("who", "whom") and "PATIENT" in slots.values():
        return "RECIPIENT"
    done_to = helper < verb and is_one_of(parsed.tokens[helper], frozenset({"do"}))
    return "PATIENT" if done_to or "AGENT" in slots.values() else ""


def _is_passive(parsed: Parsed, verb: int) -> bool:
    if any(parsed.tokens[c].dep == "aux:pass" for c in parsed.children(verb)):
        return True
    return parsed.tokens[verb].tag == "VBN" and any(
        is_one_of(parsed.tokens[c], frozenset({"be"})) for c in parsed.children(verb)
    )
