"""The JSON schema of a shape, as endpoints that hold a model to it take it."""

from typing import Any

from pydantic import BaseModel

# Endpoints refuse these, or differ in them; what they ask for is checked when the answer is read.
_DROPPED = frozenset(
    {"title", "default", "examples", "minLength", "maxLength", "uniqueItems", "discriminator"}
)


def strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a shape with all properties required and no others let in.

    Raises:
        TypeError: the shape has a mapping with keys of its own, which no strict schema can say.
    """
    whole = shape.model_json_schema()
    parts = whole.get("$defs", {})
    strict: dict[str, Any] = _strict({k: v for k, v in whole.items() if k != "$defs"}, parts)
    if parts:
        strict["$defs"] = {name: _strict(part, parts) for name, part in parts.items()}
    return strict


def _strict(schema: Any, parts: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_strict(each, parts) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema and len(schema) > 1:  # no reference may have anything beside it
        named = parts[schema["$ref"].rpartition("/")[2]]
        return _strict(named | {k: v for k, v in schema.items() if k != "$ref"}, parts)
    found = {_renamed(k): v for k, v in schema.items() if k not in _DROPPED}
    if "const" in found:
        found["enum"] = [found.pop("const")]
    properties = found.pop("properties", None)
    made = {k: v if k in ("enum", "required") else _strict(v, parts) for k, v in found.items()}
    if schema.get("type") == "object":
        if properties is None:
            raise TypeError("a shape cannot have a mapping: give it a list of items with a key")
        made["properties"] = {k: _strict(v, parts) for k, v in properties.items()}
        made |= {"required": list(properties), "additionalProperties": False}
    return made


def _renamed(key: str) -> str:
    return "anyOf" if key == "oneOf" else key
