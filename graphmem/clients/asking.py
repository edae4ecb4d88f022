"""One prompt, asked until there is an answer or no use in asking."""

from dataclasses import dataclass
from threading import Event
from typing import Any

from pydantic import BaseModel

from graphmem.clients.account import Account
from graphmem.clients.gate import Gate
from graphmem.clients.parse import Misfit, parse_value, without_thought
from graphmem.clients.refusals import Declined, Passing, Unfit
from graphmem.clients.request import FORMS, Manners, Turn, build_request
from graphmem.clients.sizes import at_most
from graphmem.clients.wire import Said, Wire
from graphmem.errors import ModelRefused, ModelUnavailable
from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt, Reply, Usage

LONGEST_WAIT = 300.0  # seconds for which an endpoint may ask; one that asks for more is left alone


class Stopped(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Line:
    """What all prompts of one memory have in common."""

    wire: Wire
    account: Account
    gate: Gate
    manners: Manners
    attempts: int


class Talk:
    """Asks one prompt of one model; it is used once.

    Raises:
        ModelUnavailable: the endpoint failed at every attempt.
        ModelRefused: the endpoint takes none of this.
        SpendingStopped: another call could go over what may be spent.
    """

    def __init__(self, line: Line, model: str, prompt: Prompt, most: Usage) -> None:
        self._line = line
        self._model = model
        self._prompt = prompt
        self._most: Usage | None = most  # set aside already, for the first call
        self._stop = Event()
        self.used = Usage()

    def answer(self, stop: Event) -> Reply:
        """Return the reply, after one chance to mend an answer that does not fit."""
        self._stop = stop
        try:
            return self._replied()
        except Declined as refusal:
            return self._reply("", fault=str(refusal))
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Give back what was set aside for a call that is not sent."""
        if self._most is not None:
            self._line.account.release(self._most)
            self._most = None

    def _replied(self) -> Reply:
        said = self._said(())
        shape = self._prompt.shape
        if fault := _fault(said):
            return self._reply(said.text, fault=fault)
        if shape is None:
            text = without_thought(said.text)
            return self._reply(text, fault="" if text else "it said nothing")
        manners = self._line.manners
        try:
            value = parse_value(said.text, shape)
        except Misfit as misfit:
            manners.strike(self._model, shape.__name__, heeded=not misfit.shapeless)
            turn = Turn(said.text, str(misfit))
        else:
            manners.strike(self._model, shape.__name__, heeded=True)
            return self._reply(said.text, value)
        mended = self._said((turn,))
        if fault := _fault(mended):
            return self._reply(mended.text, fault=fault)
        try:
            return self._reply(mended.text, parse_value(mended.text, shape))
        except Misfit as misfit:
            return self._reply(mended.text, fault=f"its answer does not fit: {misfit}")

    def _reply(self, text: str, value: BaseModel | None = None, *, fault: str = "") -> Reply:
        return Reply(text, value, self.used, fault)

    def _said(self, turns: tuple[Turn, ...]) -> Said:
        """Ask in the best form that the endpoint takes."""
        manners, shape = self._line.manners, self._prompt.shape
        name = shape.__name__ if shape else ""
        form = manners.form(self._model, name)
        while True:
            asked = FORMS[form] if shape else None
            request = self._request(build_request(self._prompt, asked, turns))
            try:
                said = self._sent(request, turns)
            except Unfit as refusal:
                if manners.learn(self._model, request, str(refusal)):
                    continue
                if shape is None or form + 1 == len(FORMS):
                    raise self._refused(refusal) from None
                form += 1
            else:
                if shape is not None:
                    manners.settle(self._model, name, form)
                return said

    def _request(self, built: dict[str, Any]) -> dict[str, Any]:
        return fitted(self._line, self._model, self._prompt, built)

    def _refused(self, refusal: Unfit) -> ModelRefused:
        return ModelRefused(
            f"{self._line.wire.shown} refuses what is asked of {self._model!r}: {refusal}"
        )

    def _sent(self, request: dict[str, Any], turns: tuple[Turn, ...]) -> Said:
        """Send a request, again and again where that may help."""
        line, reason = self._line, ""
        for attempt in range(line.attempts):
            if not line.gate.wait(self._stop):
                raise Stopped
            try:
                return self._call(request, turns)
            except Passing as failure:
                reason = str(failure)
                hold(line, failure)
                if attempt + 1 < line.attempts:
                    self._stop.wait(line.gate.jitter(attempt))
        raise unavailable(line, self._model, reason)

    def _call(self, request: dict[str, Any], turns: tuple[Turn, ...]) -> Said:
        """Send a request once, and count what it took."""
        account = self._line.account
        most = self._most or most_of(account, self._prompt, turns)
        if self._most is None:
            account.set_aside(most)
        self._most = None
        lost = False
        try:
            said = self._line.wire.ask(request)
        except Passing as failure:
            lost = failure.lost
            if failure.sent:
                self._count(Usage(calls=1))
            raise
        except (Unfit, Declined, ModelRefused):
            self._count(Usage(calls=1))
            raise
        else:
            self._count(used(account, self._prompt, said))
            return said
        finally:
            account.release(most, lost=lost)

    def _count(self, usage: Usage) -> None:
        self.used += usage
        self._line.account.add(self._prompt, usage)


def most_of(account: Account, prompt: Prompt, turns: tuple[Turn, ...] = ()) -> Usage:
    """Return the most that a call can take."""
    return account.priced(calls=1, sent=at_most(prompt, turns), received=prompt.longest)


def used(account: Account, prompt: Prompt, said: Said) -> Usage:
    """Return what an answer took; where the endpoint does not tell, by our own count."""
    sent = count_tokens(prompt.system + prompt.user) if said.sent is None else said.sent
    received = count_tokens(said.text) if said.received is None else said.received
    return account.priced(calls=1, sent=sent, received=received)


def fitted(line: Line, model: str, prompt: Prompt, built: dict[str, Any]) -> dict[str, Any]:
    """Return a request with all else that it needs, as the endpoint takes it."""
    length = line.manners.length(model, line.wire.host)
    whole = {"model": model, **built, length: prompt.longest}
    if line.manners.takes(model, "temperature"):
        whole["temperature"] = 0
    return whole


def hold(line: Line, failure: Passing) -> None:
    """Have all wait where an endpoint asks for it, unless it asks for too much."""
    if failure.wait is None:
        return
    if failure.wait > LONGEST_WAIT:
        raise ModelUnavailable(
            f"{line.wire.shown} asks to wait for {failure.wait:,.0f} seconds ({failure}): what was "
            "done is kept, and the same command goes on from there later"
        )
    line.gate.hold(failure.wait)


def unavailable(line: Line, model: str, reason: str) -> ModelUnavailable:
    """Return the error of an endpoint that failed at every attempt."""
    tried = "once" if line.attempts == 1 else f"{line.attempts} times"
    return ModelUnavailable(
        f"{model!r} at {line.wire.shown} was asked {tried} and gave no answer: {reason}. What was "
        "done is kept: see that the endpoint runs, and the same command goes on from there"
    )


def _fault(said: Said) -> str:
    if said.refusal:
        return f"it refused: {said.refusal}"
    return "its answer was cut off at the most tokens it may have" if said.cut_off else ""
