"""What is asked of a model that answers."""

from collections.abc import Iterable
from math import ceil

from graphmem.language.fence import fenced, plain
from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt
from graphmem.qa.filling import filled
from graphmem.qa.given import Brief, Change, Given, Stand
from graphmem.qa.llm_shapes import AnswerShape

LONGEST = 800  # tokens of an answer
_MORE = 1.25  # how many more tokens a model may count for words than we do
_AROUND = 300  # tokens of the form, and around messages
_NONE = "none"


def answer_prompt(brief: Brief, *, streaming: bool = False) -> Prompt:
    """Return the prompt that asks for an answer: in a shape, or as text for streaming."""
    return Prompt(
        stage="answer",
        system=filled("answer.md", {"form": form(streaming=streaming)}),
        user=_asking(brief),
        shape=None if streaming else AnswerShape,
        episodes=brief.episodes,
        longest=LONGEST,
    )


def fitting(brief: Brief, window: int) -> Brief:
    """Return a brief without the last lines that a model with such a window cannot take."""
    while len(brief.given) > 1:
        prompt = answer_prompt(brief)
        if room(window, prompt.system, prompt.user) >= 0:
            break
        brief = brief.without_last()
    return brief


def at_most(text: str) -> int:
    """Return how many tokens a text takes at most: no tokenizer makes more than there are bytes."""
    beyond = len(text.encode("utf-8", "surrogatepass")) - len(text)
    return ceil(_MORE * count_tokens(text)) + beyond


def room(window: int, *texts: str) -> int:
    """Return the tokens that are left of a window beside these texts and the answer."""
    return window - LONGEST - _AROUND - sum(map(at_most, texts))


def numbered(given: Iterable[Given]) -> str:
    """Return lines as a model is shown them: `[3] [2024-05-03 · Ana] I moved to Porto.`."""
    return "\n".join(f"[{each.number}] {plain(_dated(each))}" for each in given)


def form(*, streaming: bool) -> str:
    """Return how an answer is to be written: in a shape, or as text to be shown as it comes."""
    return filled("answer_plain.md" if streaming else "answer_shape.md", {})


def changes_told(changes: Iterable[Change]) -> str:
    """Return what changed or is in conflict, a line each."""
    return "\n".join(map(_told, changes)) or _NONE


def _asking(brief: Brief) -> str:
    return filled(
        "answer_user.md",
        {
            "query": fenced("question", plain(brief.query)),
            "lines": fenced("lines", numbered(brief.given) or _NONE),
            "changes": fenced("changes", changes_told(brief.changes)),
            "hints": fenced("hints", "\n".join(_hint(*hint) for hint in brief.hints) or _NONE),
        },
    )


def _dated(given: Given) -> str:
    """Return a line's text; the day it tells of in front, where it does not say so itself."""
    line = given.line
    days = {time.start[:10] for time in given.times}
    if line.time is not None or len(days) != 1:
        return line.text
    return f"{days.pop()}: {line.text}"


def _told(change: Change) -> str:
    if change.conflict:
        return f"- {_stand(change.before)} CONTRADICTS {_stand(change.after)}"
    return f"- {_stand(change.before)} WAS FOLLOWED BY {_stand(change.after)}"


def _stand(stand: Stand) -> str:
    dates = [f"from {stand.begun[:10]}"] if stand.begun else []
    dates += [f"until {stand.ended[:10]}"] if stand.ended else []
    marks = f"[{', '.join(map(str, stand.numbers))}]"
    return f"{marks} {plain(stand.text)} ({', '.join(dates) or 'no dates'})"


def _hint(value: str, numbers: tuple[int, ...]) -> str:
    marks = f"[{', '.join(map(str, numbers))}] " if numbers else ""
    return f"- {marks}{plain(value)}"
