"""Who is it? The roles that the text gives somebody: "who is Annie" asks for no other person."""

from graphmem.ids import normal_name
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence
from graphmem.qa.values import Value

# What says no more than that it is somebody.
_PLAIN = [
    [word] for word in ("man", "woman", "boy", "girl", "person", "lady", "gentleman", "child")
]
_BE = ("is", "was", "are", "were")


def asks_who_it_is(cue: Cue) -> bool:
    """Return whether a query asks of one name who that is, and no more."""
    words = normal_name(cue.query.strip(" ?.!")).split()
    if len(words) < 3 or words[0] != "who" or words[1] not in _BE:
        return False
    rest = " ".join(words[2:])
    sure = (name for name in cue.names if name.text[0].isupper())
    return any(normal_name(name.text) in (rest, rest.removeprefix("the ")) for name in sure)


def tell_who(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return the roles of whom such a query names, in the order in which they are told.

    None where it asks something else. Where no role is told nothing is: another person is none.
    """
    if not asks_who_it_is(cue):
        return None
    pages = {page.episode.id: page for page in evidence.pages}
    told = [c for c in evidence.claims if c.positive and c.episode in pages]
    told.sort(key=lambda c: (pages[c.episode].episode.ordinal, c.start, c.name))
    told = [c for c in told if c.name.split()[-1:] not in _PLAIN] or told
    return [Value(c.name, normal_name(c.name), pages[c.episode], c.start, c.end) for c in told]
