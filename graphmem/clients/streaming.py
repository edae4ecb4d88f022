"""One prompt whose answer is read while it is written."""

from collections.abc import Iterator
from threading import Event
from typing import Any

from graphmem.clients.asking import Line, fitted, hold, most_of, unavailable, used
from graphmem.clients.refusals import Declined, Passing, Unfit
from graphmem.clients.request import build_request
from graphmem.clients.wire import Said
from graphmem.errors import ModelRefused, ModelUnavailable
from graphmem.models.chat import Prompt, Usage


def streamed(line: Line, model: str, prompt: Prompt) -> Iterator[str | Said]:
    """Yield the pieces of an answer, and last the whole of it.

    Until the first piece has come, a call that fails is tried again.

    Raises:
        ModelUnavailable: the endpoint failed at every attempt, or the answer broke off.
        ModelRefused: the endpoint takes none of this, or the prompt is too long for it.
        SpendingStopped: the call could go over what may be spent.
    """
    attempt, reason = 0, ""
    while attempt < line.attempts:
        line.gate.wait(_NEVER)
        try:
            yield from _called(line, model, prompt)
        except Passing as failure:
            reason = str(failure)
            hold(line, failure)
            attempt += 1
            if attempt < line.attempts:
                _NEVER.wait(line.gate.jitter(attempt - 1))
        except Unlearnt:
            continue
        else:
            return
    raise unavailable(line, model, reason)


_NEVER = Event()  # an interrupt ends a wait in the caller's own thread


class Unlearnt(Exception):
    """The request was not as the endpoint takes it; how it does is known now."""


def _request(line: Line, model: str, prompt: Prompt) -> dict[str, Any]:
    request = fitted(line, model, prompt, build_request(prompt, None))
    if line.manners.takes(model, "stream_options"):
        request["stream_options"] = {"include_usage": True}
    return request


def _called(line: Line, model: str, prompt: Prompt) -> Iterator[str | Said]:
    """Send a request once, and count what it took."""
    account, request = line.account, _request(line, model, prompt)
    most = most_of(account, prompt)
    account.set_aside(most)
    usage, lost = Usage(calls=1), True  # whoever hangs up in the middle may be billed
    began = False
    try:
        for piece in line.wire.stream(request):
            began = True
            if isinstance(piece, Said):
                usage, lost = used(account, prompt, piece), False
            yield piece
    except Passing as failure:
        lost, usage = failure.lost, Usage(calls=int(failure.sent))
        if began:
            raise _broken_off(line, model, failure) from None
        raise
    except (Unfit, Declined) as refusal:
        lost = False
        if line.manners.learn(model, request, str(refusal)):
            raise Unlearnt from None
        raise ModelRefused(f"{line.wire.shown} does not take it: {refusal}") from None
    except ModelRefused:
        lost = False
        raise
    finally:
        account.add(prompt, usage)
        account.release(most, lost=lost)


def _broken_off(line: Line, model: str, failure: Passing) -> ModelUnavailable:
    return ModelUnavailable(
        f"the answer of {model!r} at {line.wire.shown} broke off: {failure}. Ask again"
    )
