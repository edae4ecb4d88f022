"""Have a model answer a brief, check what it says, and fall back to what is known without it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt, Reply
from graphmem.models.recollection import Answer
from graphmem.protocols import ChatModel
from graphmem.qa.given import Brief
from graphmem.qa.inline import Inline
from graphmem.qa.llm_shapes import AnswerShape
from graphmem.qa.prompts import answer_prompt, numbered
from graphmem.qa.speak import NOTHING
from graphmem.qa.telling import Telling

Shown = Callable[[str], None]

_BROKEN = ("{", "[", "```")  # JSON that does not fit is no text


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a model ended with: the values it offered, whether it knew, and what went wrong."""

    values: tuple[str, ...] = ()
    unknown: bool = False
    fault: str = ""


def converse(model: ChatModel, brief: Brief, first: Answer, show: Shown | None = None) -> Answer:
    """Return what a model answers, as far as the lines it cites contain it.

    With `show` each sentence is handed out when it has passed. `first` is the answer without a
    model: it stands where none of its sentences passes, or where its answer has no form.

    Raises:
        ModelError: the model could not be asked; what was shown until then had passed.
    """
    prompt = answer_prompt(brief, streaming=show is not None)
    return tell(model, brief, first, prompt, show)


def tell(
    model: ChatModel, brief: Brief, first: Answer, prompt: Prompt, show: Shown | None
) -> Answer:
    """Return what a model says to a prompt that asks for an answer in either form."""
    telling = Telling(brief)
    show = show or _nowhere
    if prompt.shape is None:
        spoken = _streamed(model, prompt, telling, show)
    else:
        spoken = _shaped(next(iter(model.complete([prompt]))), telling)
    for sentence in telling.close():
        show(sentence)
    answer = _answer(brief, telling, spoken, first, model.name)
    if not telling:
        show(answer.text)
    return answer


def _streamed(model: ChatModel, prompt: Prompt, telling: Telling, show: Shown) -> Spoken:
    inline = Inline()
    for piece in model.stream(prompt):
        for said in inline.feed(piece):
            _take(telling, said.text, said.numbers, show)
    for said in inline.finish():
        _take(telling, said.text, said.numbers, show)
    return Spoken(inline.values, inline.unknown)


def _take(telling: Telling, text: str, numbers: Sequence[int], show: Shown) -> None:
    if sentence := telling.take(text, numbers):
        show(sentence)


def _shaped(reply: Reply, telling: Telling) -> Spoken:
    if isinstance(reply.value, AnswerShape):
        if not reply.value.known:
            return Spoken(unknown=True)
        for sentence in reply.value.sentences:
            telling.take(sentence.text, sentence.lines)
        return Spoken(tuple(reply.value.values))
    inline = Inline()
    if not reply.text.lstrip().startswith(_BROKEN):  # it may have written plain text
        for said in (*inline.feed(reply.text), *inline.finish()):
            telling.take(said.text, said.numbers)
    return Spoken(inline.values, fault=reply.fault or "no answer in the form that was asked for")


def _answer(brief: Brief, telling: Telling, spoken: Spoken, first: Answer, name: str) -> Answer:
    tokens = count_tokens(numbered(brief.given))
    if telling:
        return replace(
            first,
            text=telling.text,
            values=telling.values(spoken.values),
            citations=tuple(given.citation for given in telling.cited),
            tokens=tokens,
            model=name,
            dropped=telling.dropped,
        )
    if spoken.unknown:
        return replace(
            first,
            text=NOTHING,
            values=(),
            citations=(),
            tokens=tokens,
            model=name,
            dropped=telling.dropped,
        )
    why = spoken.fault or "nothing that it said stands in the lines that it cites"
    return replace(
        first, dropped=telling.dropped, why=(*first.why, f"{name} was not followed: {why}")
    )


def _nowhere(_: str) -> None:
    """Show nothing."""
