"""What a model worded of a node, as it is kept and as the node then tells it."""

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from graphmem.layers.cited import Cited
from graphmem.models.graph import Node, Property


@dataclass(frozen=True, slots=True)
class Wording:
    """A title, sentences and traits, each with its spans; and how often what was dropped."""

    title: Cited | None = None
    sentences: tuple[Cited, ...] = ()
    traits: tuple[Cited, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything is left of it."""
        return bool(self.title or self.sentences or self.traits)

    def written(self) -> str:
        """Return it as it is recorded, in JSON."""
        return _KEPT.dump_json(self).decode()


def read_wording(said: str) -> Wording:
    """Return what a wording was written as."""
    return _KEPT.validate_json(said)


def dress(node: Node, wording: Wording, spans: tuple[str, ...], model: str) -> Node:
    """Return a node in the words of a model; what these lack stays as it is.

    `summary_sentences` and `summary_cites` go side by side, as `traits` and `trait_cites` do: each
    cites spans, with spaces between them. Its evidence then holds all `spans` that the words rest
    on; those that are not its own are also listed as `beside`.
    """
    if not wording:
        return node
    told: dict[str, Property] = {**node.properties, "worded_by": model}
    if wording.title:
        told |= {"title": wording.title.text, "title_cites": list(wording.title.spans)}
    if wording.sentences:
        told["summary"] = " ".join(each.text for each in wording.sentences)
        told["summary_sentences"] = [each.text for each in wording.sentences]
        told["summary_cites"] = [" ".join(each.spans) for each in wording.sentences]
    if wording.traits:
        told["traits"] = [each.text for each in wording.traits]
        told["trait_cites"] = [" ".join(each.spans) for each in wording.traits]
    own = node.texts("evidence")
    if beside := sorted(set(spans) - set(own)):
        told |= {"evidence": [*own, *beside], "beside": beside}
    return replace(node, properties=told)


_KEPT = TypeAdapter(Wording)
