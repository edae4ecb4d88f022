"""The verb of what a query asks about: in the clause of its wh-word, or of "who" behind a noun."""

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_around import word_at
from graphmem.retrieval.cue_asks import Focus
from graphmem.retrieval.cue_words import AUXILIARY, BE, EMPTY_VERBS, WH, is_one_of

_DO = frozenset({"did", "does", "do"})
_MET = frozenset({"find", "found", "see", "seen", "meet", "met", "spot", "spotted"})
_MAY = frozenset({"can", "could", "may", "might", "to"})
_LIKE_NOUNS = ("NOUN", "PROPN", "ADJ", "VERB")
_RELATIVE = frozenset({"who", "that"})


def find_predicate(
    parsed: Parsed, focus: Focus, named: frozenset[int] = frozenset(), *, opening: bool = False
) -> str:
    """Return the lemma of the verb in the clause of the wh-word; "be" when there is only that.

    With `opening` that of a question that begins with its verb: "did Ana sell the house". The
    tokens of names are `named`: "Lapping" is no verb. Where people are asked for without a
    wh-word it is what they are told by: "everyone who taught fencing".
    """
    asking = [i for i in sorted(focus.words) if parsed.tokens[i].text.lower() in WH]
    if not asking and not opening:
        verb = _verb_behind(parsed, focus.noun + 1, named) if _tells_who(parsed, focus) else ""
        return "" if verb in EMPTY_VERBS | BE else verb
    return _verb_behind(parsed, asking[0] + 1 if asking else 0, focus.words | named)


def _tells_who(parsed: Parsed, focus: Focus) -> bool:
    """Whether a clause says which people are asked for."""
    people = focus.asks == "person" or focus.counted == "person"
    return people and focus.noun >= 0 and word_at(parsed, focus.noun + 1) in _RELATIVE


def _verb_behind(parsed: Parsed, start: int, skipped: frozenset[int]) -> str:
    helper = ""
    for token in parsed.tokens[start:]:
        if token.text in (".", "?", "!", ";", ","):
            break
        if token.i in skipped or token.pos not in ("VERB", "AUX") or _is_called(parsed, token.i):
            continue
        if token.lemma.lower() == "get" and _is_participle(parsed, token.i + 1):
            continue  # "got married"
        if not is_one_of(token, AUXILIARY | _DO):
            return "be" if _is_to_be_found(parsed, token.i) else token.lemma.lower()
        helper = helper or ("be" if is_one_of(token, BE) else "")
    return helper or _mistagged(parsed, skipped)


def _mistagged(parsed: Parsed, barred: frozenset[int]) -> str:
    """Return the verb of a query with "did" that looks like a noun: "what did the cook drop".

    It stands last of the words that follow, up to a mark or a preposition, behind who did it.
    """
    helped = [t.i for t in parsed.tokens if t.text.lower() in _DO]
    run: list[int] = []
    for token in parsed.tokens[helped[0] + 1 :] if helped else ():
        if token.pos in ("PUNCT", "ADP", "SCONJ") or (run and token.pos in ("DET", "PRON")):
            break
        run.append(token.i)
    if len(run) < 2 or run[-1] in barred or not parsed.tokens[run[-1]].text.islower():
        return ""
    return parsed.tokens[run[-1]].text if parsed.tokens[run[-1]].pos in _LIKE_NOUNS else ""


def _is_called(parsed: Parsed, i: int) -> bool:
    """Whether a word behind an article is a noun, whatever it was tagged as: "the cook"."""
    return i > 0 and parsed.tokens[i - 1].text.lower() in ("the", "a", "an")


def _is_participle(parsed: Parsed, i: int) -> bool:
    return i < len(parsed.tokens) and parsed.tokens[i].tag == "VBN"


def _is_to_be_found(parsed: Parsed, i: int) -> bool:
    """Whether a verb says no more than that somebody is there: "could Ana be found"."""
    before = [token.text.lower() for token in parsed.tokens[:i]]
    may = bool(_MAY.intersection(before)) and before[-1:] == ["be"]
    return may and is_one_of(parsed.tokens[i], _MET)
