"""Named entities in text as the data sets give them, and the one convention they are brought to."""

from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS

from training.wordlists import words

Span = tuple[int, int, str]

LABELS = ("PERSON", "ORG", "PLACE", "WORK", "EVENT", "PRODUCT", "GROUP", "MISC")
TITLES = frozenset(words("titles"))
ARTICLES = frozenset(("the", "a", "an"))
EDGES = frozenset("\"'`.,;:!?()[]\u201c\u201d\u2018\u2019-\u2013\u2014*/#@_") | {"``", "''", "--"}

NEVER_NAMES = STOP_WORDS | frozenset(words("never_names"))


@dataclass(slots=True)
class Passage:
    """Words, the spaces after them, the names, and the words of which nothing is known."""

    words: list[str]
    spaces: list[bool]
    spans: list[Span] = field(default_factory=list)
    unknown: set[int] = field(default_factory=set)
    doc: str = ""


def normal(passage: Passage) -> Passage:
    """Trim every name, drop what is left empty, and keep the longest where names overlap."""
    trimmed = [trim(passage.words, span) for span in passage.spans]
    found = [span for span in trimmed if span[0] < span[1]]
    taken: set[int] = set()
    passage.spans = []
    for start, end, label in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            passage.spans.append((start, end, label))
    passage.spans.sort()
    passage.unknown -= taken
    return passage


def trim(words: list[str], span: Span) -> Span:
    """Strip a leading article, titles before a person, and punctuation or 's at the edges."""
    start, end, label = span
    while start < end:
        first = words[start].lower()
        article = first in ARTICLES and not (label == "WORK" and words[start][0].isupper())
        title = label == "PERSON" and first in TITLES
        if not (article or title or words[start] in EDGES):
            break
        start += 1
    while start < end and (words[end - 1] in EDGES or words[end - 1].lower() in ("'s", "\u2019s")):
        if (
            words[end - 1] in ("!", "?", ".")
            and label in ("WORK", "ORG", "PERSON")
            and end - start > 1
        ):
            break
        end -= 1
    return start, end, label


def from_bio(tags: list[str]) -> list[Span]:
    """Read IOB tags, of either kind, as spans."""
    spans: list[Span] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        if label and (kind != "I" or name != label):
            spans.append((start, i, label))
            label = ""
        if kind in ("B", "I") and not label:
            start, label = i, name
    return spans


def capital(word: str) -> bool:
    """Tell whether a word is written with a capital, and is not just "I"."""
    return word[:1].isupper() and word not in ("I", "I'm", "I'll", "I'd", "I've")


def hide_capitals(passage: Passage, *, first: bool = True) -> None:
    """Mark words with a capital outside names as unknown; they may be names left unmarked."""
    named = {i for start, end, _ in passage.spans for i in range(start, end)}
    for i, word in enumerate(passage.words):
        opens = i == 0 or passage.words[i - 1] in (".", "!", "?", '"', "``", "\u201c")
        plain = word.lower() in NEVER_NAMES and (word[1:].islower() or len(word) == 1)
        if capital(word) and not plain and i not in named and (first or not opens):
            passage.unknown.add(i)


def spacing(words: list[str]) -> list[bool]:
    """Guess where spaces stood in text of which only the tokens are left."""
    spaces = [True] * len(words)
    quotes = 0
    for i, word in enumerate(words):
        glued = word in (
            ",",
            ".",
            ";",
            ":",
            "!",
            "?",
            ")",
            "]",
            "%",
            "...",
            "''",
            "\u201d",
            "\u2019",
        )
        glued = glued or word.lower() in (
            "'s",
            "n't",
            "'re",
            "'ve",
            "'ll",
            "'d",
            "'m",
            "\u2019s",
            "'",
        )
        if word == '"':
            quotes += 1
            glued = quotes % 2 == 0
            spaces[i] = quotes % 2 == 0
        if i and glued:
            spaces[i - 1] = False
        if word in ("(", "[", "``", "\u201c", "$", "£", "#", "@", "\u2018"):
            spaces[i] = False
    return spaces


def spaces_in(words: list[str], text: str) -> list[bool]:
    """Find where spaces stood from the text itself."""
    spaces, at = [], 0
    for word in words:
        found = text.find(word, at)
        at = (found if found >= 0 else at) + len(word)
        spaces.append(at >= len(text) or text[at].isspace())
    return spaces
