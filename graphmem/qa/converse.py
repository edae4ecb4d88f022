"""Have a model answer a brief, check what it says, and fall back to what is known without it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from graphmem.language.parse import Parser
from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt, Reply
from graphmem.models.recollection import Answer
from graphmem.protocols import ChatModel
from graphmem.qa.given import Brief
from graphmem.qa.inline import Inline, Said
from graphmem.qa.llm_shapes import AnswerShape
from graphmem.qa.prompts import answer_prompt, numbered
from graphmem.qa.speak import NOTHING
from graphmem.qa.telling import Telling

Shown = Callable[[str], None]

_FORMED = ("{", "[{", "```")  # how JSON begins, which is not read as sentences


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a model ended with: the values it offered, whether it knew, and what went wrong."""

    values: tuple[str, ...] = ()
    unknown: bool = False
    fault: str = ""


def converse(
    model: ChatModel, parser: Parser, brief: Brief, first: Answer, show: Shown | None = None
) -> Answer:
    """Return what a model answers, as far as the lines it cites contain it.

    With `show` each sentence is handed out when it has passed. `first` is the answer without a
    model: it stands where none of its sentences passes, or where its answer has no form.

    Raises:
        ModelError: the model could not be asked; what was shown until then had passed.
    """
    prompt = answer_prompt(brief, streaming=show is not None)
    return tell(model, parser, brief, first, prompt, show)


def tell(
    model: ChatModel,
    parser: Parser,
    brief: Brief,
    first: Answer,
    prompt: Prompt,
    show: Shown | None,
) -> Answer:
    """Return what a model says to a prompt that asks for an answer in either form."""
    telling = Telling(brief, parser)
    show = show or _nowhere
    if prompt.shape is None:
        spoken = _streamed(model, prompt, telling, show)
    else:
        spoken = _shaped(next(iter(model.complete([prompt]))), telling, show)
    for sentence in telling.close():
        show(sentence)
    answer = _answer(brief, telling, spoken, first, model.name)
    if not telling:
        show(answer.text)
    return answer


def _streamed(model: ChatModel, prompt: Prompt, telling: Telling, show: Shown) -> Spoken:
    inline, whole, held = Inline(), "", ""
    for piece in model.stream(prompt):
        whole += piece
        held += piece
        if not _may_be_formed(whole):
            _take(telling, inline.feed(held), show)
            held = ""
    if _may_be_formed(whole):
        return _formed(whole, telling, show)
    _take(telling, inline.finish(), show)
    return Spoken(inline.values, inline.unknown)


def _may_be_formed(text: str) -> bool:
    """Return whether a text begins as JSON does, as far as it has come."""
    bare = text.lstrip()
    return any(bare.startswith(sign[: len(bare)]) for sign in _FORMED)


def _take(telling: Telling, sentences: Iterable[Said], show: Shown) -> None:
    for said in sentences:
        if sentence := telling.take(said.text, said.numbers):
            show(sentence)


def _formed(text: str, telling: Telling, show: Shown) -> Spoken:
    """Take in an answer in the shape where text was asked for: some models know nothing else."""
    start, end = text.find("{"), text.rfind("}")
    try:
        value = AnswerShape.model_validate_json(text[start : end + 1])
    except ValidationError:
        return Spoken(fault="no answer in the form that was asked for")
    return _shaped(Reply(text, value), telling, show)


def _shaped(reply: Reply, telling: Telling, show: Shown) -> Spoken:
    if isinstance(reply.value, AnswerShape):
        if not reply.value.known:
            return Spoken(unknown=True)
        said = (Said(each.text, tuple(each.lines)) for each in reply.value.sentences)
        _take(telling, said, show)
        return Spoken(tuple(reply.value.values))
    inline = Inline()
    if not _may_be_formed(reply.text):  # it may have written plain text
        _take(telling, (*inline.feed(reply.text), *inline.finish()), show)
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
