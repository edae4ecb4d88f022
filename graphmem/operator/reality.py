"""Whether what a verb tells is so, where the words that say it stand at another verb."""

from __future__ import annotations

from graphmem.language.parse import Parsed
from graphmem.models.workspace import Modality
from graphmem.operator.grammar import children
from graphmem.operator.words import IMAGINING, INCLINED, INTENTIONS, ORDERING, REFUSING

_WOULD = ("would", "'d", "\u2019d")


def sharing(parsed: Parsed, verb: int) -> list[int]:
    """Return the verbs before this one whose helping words hold for it too ("will wash and go").

    It must have the same form and no subject or helping word of its own, and stand in no contrast.
    """
    found = []
    at = verb
    while parsed.tokens[at].dep == "conj" and parsed.tokens[at].head != at:
        head = parsed.tokens[at].head
        same = parsed.tokens[at].tag == parsed.tokens[head].tag
        own = children(parsed, at, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark")
        joined = {parsed.tokens[c].lemma for c in children(parsed, at, "cc")}
        if own or not same or "but" in joined:
            break
        found.append(head)
        at = head
    return found


def unreal(parsed: Parsed, verb: int) -> Modality | None:
    """Return what a verb is where the one above tells of a wish, an order or a thought."""
    token = parsed.tokens[verb]
    head = parsed.tokens[token.head]
    if token.head == verb:
        return None
    infinitive = token.tag == "VB" and bool(children(parsed, verb, "mark"))
    if token.dep == "acl" and infinitive:
        return "planned" if head.lemma in INTENTIONS else "possible"
    if token.dep in ("xcomp", "advcl", "ccomp") and infinitive and head.pos == "ADJ":
        too = any(parsed.tokens[c].lemma == "too" for c in parsed.children(head.i))
        return "possible" if too or head.lemma in INCLINED else None
    if token.dep == "xcomp" and infinitive:
        return _towards(parsed, head.i)
    if token.dep in ("ccomp", "xcomp") and head.lemma in IMAGINING:
        return "possible"
    return None


def _towards(parsed: Parsed, head: int) -> Modality | None:
    """Return what an infinitive is below a verb that no more than points to it."""
    token = parsed.tokens[head]
    helpers = {parsed.tokens[c].text.lower() for c in children(parsed, head, "aux")}
    present = token.tag in ("VB", "VBP", "VBZ")
    if token.lemma in ORDERING:
        return "ordered"
    if helpers.intersection(_WOULD) and token.lemma in ("like", "love", "prefer", "hate"):
        return "planned"
    if token.lemma == "need" or (token.lemma == "have" and present):
        return "planned"
    return "possible" if token.lemma in IMAGINING else None


def is_refused(parsed: Parsed, verb: int) -> bool:
    """Return whether the verb above says that this one does not happen ("refused to sing")."""
    token = parsed.tokens[verb]
    if token.head == verb or token.dep not in ("xcomp", "ccomp"):
        return False
    lemma = parsed.tokens[token.head].lemma
    if lemma == "unable":
        return True
    return lemma in REFUSING or (lemma == "forget" and token.dep == "xcomp" and token.tag == "VB")


def is_without(parsed: Parsed, verb: int) -> bool:
    """Return whether a clause tells what is left undone ("without paying", "rather than pay")."""
    if parsed.tokens[verb].dep != "advcl":
        return False
    opening = children(parsed, verb, "mark", "case", "cc")
    return any(parsed.tokens[c].lemma in ("without", "instead", "rather") for c in opening)
