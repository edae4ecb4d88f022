"""What a batch moves in the graph, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphmem.models.graph import Sighting


@dataclass(frozen=True, slots=True)
class Plan:
    """`before` and `after` hold the known sightings by id, as they were and as they will be.

    `moved` are the ids that are new, gone, changed or resolved otherwise, `touched` the
    entities they leave or join, `episodes` the known episodes to project anew, `names` what a
    person calls entities among them.
    """

    before: Mapping[str, Sighting]
    after: Mapping[str, Sighting]
    moved: frozenset[str]
    touched: frozenset[str]
    episodes: frozenset[str]
    names: Mapping[str, str]
