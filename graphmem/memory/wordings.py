"""What a language model worded of a namespace, as far as that is recorded."""

from pydantic import ValidationError

from graphmem.errors import StoreError
from graphmem.ids import content_id
from graphmem.layers.matter import Matter
from graphmem.layers.worded import Wording, dress, read_wording
from graphmem.models.evidence import Decision
from graphmem.models.graph import Node
from graphmem.protocols import GraphStore

SORTS = ("scene", "persona")


class Wordings:
    """Gives nodes the words that a model found for just what there is to word of them."""

    def __init__(self, store: GraphStore, namespace: str) -> None:
        self._held = {d.id: d for d in store.decisions(namespace, sorts=SORTS)}

    def __bool__(self) -> bool:
        """Return whether any are recorded."""
        return bool(self._held)

    def of(self, matter: Matter) -> Decision | None:
        """Return what is recorded of a matter."""
        return self._held.get(wording_id(matter))

    def dress(self, node: Node, matter: Matter) -> Node:
        """Return a node in its words, or as it is where none are recorded for this matter.

        Raises:
            StoreError: what is recorded cannot be read.
        """
        held = self.of(matter)
        if held is None:
            return node
        return dress(node, _read(held), (*held.ones, *held.others), held.model)


def wording_id(matter: Matter) -> str:
    """Return the id of the decision in which a wording is recorded."""
    return content_id("de", matter.sort, matter.key)


def _read(held: Decision) -> Wording:
    try:
        return read_wording(held.said)
    except ValidationError as error:
        raise StoreError(f"the wording {held.id} cannot be read: {error}") from error
