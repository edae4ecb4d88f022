"""What stands around a wh-word, and what it tells of what is asked."""

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_words import DOUBT, SAY, THINK, is_one_of


def asks_company(parsed: Parsed, i: int, barred: frozenset[int]) -> bool:
    """Whether "who" asks for the others: "who else", "with whom", "who was with X"."""
    if word_at(parsed, i + 1) == "else" or word_at(parsed, i - 1) in (
        "with",
        "alongside",
        "beside",
    ):
        return True
    for j in range(i + 1, len(parsed.tokens)):
        word = word_at(parsed, j)
        if word in ("with", "alongside") and (
            j + 1 in barred or word_at(parsed, j + 1) in ("", "?", ".")
        ):
            return True
        if word in ".?!;":
            break
    return False


def aside(parsed: Parsed, i: int) -> bool:
    """Whether the wh-word asks for nothing: relative, or "in what order"."""
    return _relative(parsed, i) or word_at(parsed, i + 1) in ("order", "sequence")


def _relative(parsed: Parsed, i: int) -> bool:
    """Whether the wh-word hangs on a noun in front: "the day when", "the people who"."""
    if i == 0 or parsed.tokens[i].text.lower() == "how":
        return False
    before = parsed.tokens[i - 1]
    if before.pos == "ADP" and i > 1 and parsed.tokens[i].text.lower() in ("which", "whom"):
        before = parsed.tokens[i - 2]
    if before.text.lower() in ("those", "anyone", "everyone", "all", "people"):
        return True
    return (
        before.pos in ("NOUN",)
        and parsed.tokens[i].text.lower() != "what"
        and not is_one_of(before, SAY | DOUBT)
    )


def governor(parsed: Parsed, i: int) -> str:
    """Return say or think, whichever verb of the sentence in front is nearer, or ""."""
    for j in range(i - 1, -1, -1):
        token = parsed.tokens[j]
        if token.text in (".", "?", "!"):
            return ""
        if token.pos in ("VERB", "NOUN", "PROPN", "AUX"):
            if is_one_of(token, SAY):
                return "say"
            if is_one_of(token, THINK):
                return "think" if _bare(parsed, j) else "say"
    return ""


def _bare(parsed: Parsed, j: int) -> bool:
    """Whether the verb of thinking is a command ("think about …"), not "do you know …"."""
    return j == 0 or word_at(parsed, j - 1) in (
        ".",
        "?",
        "!",
        ",",
        "please",
        "and",
        "now",
        ";",
        ":",
    )


def word_at(parsed: Parsed, i: int) -> str:
    """Return a word in lower case, or "" beyond the ends."""
    return parsed.tokens[i].text.lower() if 0 <= i < len(parsed.tokens) else ""
