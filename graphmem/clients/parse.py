"""What a model wrote, as a value of the shape that was asked for."""

import json
import re

from pydantic import BaseModel, ValidationError

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n?\s*```", re.DOTALL)
_SHAPELESS = {"json_invalid", "missing", "model_type"}
_MOST_TOLD = 8  # errors that are told when an answer is to be mended


class Misfit(ValueError):
    """An answer does not fit its shape; the message says where.

    `shapeless` says whether it is not even JSON with the right keys, to which an endpoint that
    takes a schema would have held the model.
    """

    def __init__(self, message: str, *, shapeless: bool) -> None:
        super().__init__(message)
        self.shapeless = shapeless


def parse_value(text: str, shape: type[BaseModel]) -> BaseModel:
    """Return the value that a text holds, whatever stands around it.

    Raises:
        Misfit: there is none, or it does not fit.
    """
    found = without_thought(text)
    misfit = None
    for part in (found, *_parts(found)):
        try:
            return _value(part, shape)
        except Misfit as error:
            misfit = error
    raise misfit or Misfit("there is no answer", shapeless=True)


def _value(text: str, shape: type[BaseModel]) -> BaseModel:
    try:
        value = shape.model_validate_json(text)
    except ValidationError as error:
        kinds = {each["type"] for each in error.errors(include_url=False, include_input=False)}
        raise Misfit(_told(error), shapeless=bool(kinds & _SHAPELESS)) from None
    # A shape that forgives what is left out would take anything for an answer that says nothing.
    if shape.model_fields and not value.model_fields_set and json.loads(text):
        raise Misfit("it has none of the keys that were asked for", shapeless=True)
    return value


def without_thought(text: str) -> str:
    """Return a text without the thoughts that some models write down before they answer."""
    return _THOUGHT.sub("", text).strip()


def _parts(text: str) -> list[str]:
    """Return what may be the JSON in a text: what is fenced, and the first object that ends."""
    parts = [match[1] for match in _FENCE.finditer(text)]
    start = text.find("{")
    if start >= 0:
        try:
            _, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            return parts
        parts.append(text[start:end])
    return parts


def _told(error: ValidationError) -> str:
    lines = []
    for each in error.errors(include_url=False, include_input=False)[:_MOST_TOLD]:
        where = ".".join(str(part) for part in each["loc"])
        lines.append(f"{where}: {each['msg']}" if where else each["msg"])
    return "\n".join(lines)
