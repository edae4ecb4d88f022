"""What went wrong with a call, as what to do about it."""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from graphmem.errors import ModelRefused

_TOO_LONG = re.compile(
    r"context.{0,12}(length|window|size)|maximum context|prompt is too long|too many tokens", re.I
)
_FILTERED = re.compile(r"content.?(filter|policy|management)|safety system", re.I)
_UNFIT = re.compile(
    r"response_format|json_schema|json_object|structured|tool|function|grammar|schema", re.I
)
_LATER = (408, 409, 425, 429)
_ODD = (400, 422, 501)
_NO_CREDIT = "insufficient_quota"
_NOT_SENT = {"ConnectError", "ConnectTimeout", "UnsupportedProtocol", "LocalProtocolError"}


class Passing(Exception):
    """A call failed, and may do better another time.

    `wait` is how many seconds the endpoint asks for; `sent` is whether it got the call, `lost`
    whether it may have billed it.
    """

    def __init__(
        self, reason: str, *, wait: float | None = None, sent: bool = True, lost: bool = False
    ) -> None:
        super().__init__(reason)
        self.wait = wait
        self.sent = sent
        self.lost = lost


class Unfit(Exception):
    """The endpoint does not take the request as it stands; another form of it may do."""


class Declined(Exception):
    """This one prompt is not answered: it is too long, or of what the endpoint filters out."""


@contextmanager
def understood(place: "Place") -> Iterator[None]:
    """Raise what openai raises inside as one of ours; none of it tells the key.

    Raises:
        Passing, Unfit, Declined: see there.
        ModelRefused: the key, the model or the credit is refused.
    """
    import openai  # noqa: PLC0415  half a second, which nobody waits for who asks no model

    try:
        yield
    except openai.APITimeoutError as error:
        raise _unreached(error, f"no answer within {place.timeout:g} seconds") from None
    except openai.APIStatusError as error:
        raise _by_status(error, place) from None
    except openai.APIConnectionError as error:
        raise _unreached(error, "it cannot be reached, or the connection was cut") from None
    except openai.APIError as error:  # an error in the middle of a stream
        raise Passing(place.clean(error.message), lost=True) from None
    except ValueError:
        raise Passing("the answer is no JSON, or was cut off", lost=True) from None
    except _transport_errors():
        raise Passing("the connection was cut", lost=True) from None


class Place:
    """An endpoint and a model of it, and how to speak of them."""

    def __init__(self, url: str, key: str, timeout: float) -> None:
        self.url = re.sub(r"//[^/@]*@", "//", url).split("?")[0]
        self.timeout = timeout
        self._key = key

    def clean(self, text: str) -> str:
        """Return what an endpoint says, short and without the key."""
        said = text.replace(self._key, "…") if self._key else text
        said = " ".join(said.split())
        return said if len(said) <= 300 else f"{said[:300]}…"


def _unreached(error: Exception, reason: str) -> Passing:
    sent = type(error.__cause__).__name__ not in _NOT_SENT
    return Passing(reason, sent=sent, lost=sent)


def _by_status(error: Any, place: Place) -> Exception:
    status, said, code = error.status_code, place.clean(_said(error)), _code(error)
    failing = status >= 500 and status != 501 and not _UNFIT.search(said)
    if failing or (status in _LATER and code != _NO_CREDIT):
        return Passing(f"it answers {status} ({said})", wait=_wait(error.response.headers))
    return _of_the_prompt(status, said, code) or _refused(status, said, place)


def _of_the_prompt(status: int, said: str, code: str) -> Exception | None:
    """Return what is wrong with this one prompt, or the form in which it is asked."""
    told = f"{code} {said}"
    if status in (400, 403) and _FILTERED.search(told):
        return Declined(f"the endpoint filters this prompt out: {said}")
    if status == 413 or (status in _ODD and _TOO_LONG.search(told)):
        return Declined(f"the prompt is too long for the model: {said}; set a smaller `window`")
    if status in _ODD or (status in (404, 500) and _UNFIT.search(said)):
        return Unfit(said)
    return None


def _refused(status: int, said: str, place: Place) -> ModelRefused:
    reasons = {
        401: "refuses the key ({}): set OPENAI_API_KEY to one that it knows",
        402: "gives no more credit ({}): see your account there",
        403: "does not let this key use the model ({})",
        404: "has no such model, or is no base URL ({}): see that the name of the model is one of "
        "the endpoint's, and that the URL ends as it says, most often in /v1",
        429: "gives no more credit ({}): see your account there",
    }
    reason = reasons.get(status, f"refuses the request with {status} ({{}})")
    return ModelRefused(f"{place.url} {reason.replace('{}', said)}")


def _said(error: Any) -> str:
    body = error.body
    if isinstance(body, Mapping):
        told = body.get("message") or body.get("detail") or body.get("error")
        if told:
            return str(told)
    return str(body or error.message)


def _code(error: Any) -> str:
    return str(getattr(error, "code", None) or getattr(error, "type", None) or "")


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return for how many seconds an endpoint asks to wait, by its own clock."""
    told = headers.get("retry-after-ms")
    try:
        if told is not None:
            return max(0.0, float(told) / 1000)
        told = headers.get("retry-after")
        if told is None:
            return None
        if re.fullmatch(r"\s*\d+(\.\d+)?\s*", told):
            return float(told)
        now = headers.get("date")
        here = parsedate_to_datetime(now) if now else datetime.now(UTC)
        return max(0.0, (parsedate_to_datetime(told) - here).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _transport_errors() -> tuple[type[BaseException], ...]:
    # What openai speaks HTTP with is its own affair, and another from version to version.
    known = (sys.modules.get(name) for name in ("httpx2", "httpx"))
    return tuple(module.TransportError for module in known if module is not None)
