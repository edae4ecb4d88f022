"""Who is it? The roles that the text gives somebody: "who is Annie" asks for no other person."""

import re

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence
from graphmem.qa.match import in_time
from graphmem.qa.values import Value, distinct

_HAS = re.compile(
    r"\bwho(?:['\u2019]s| is| was| are| were) (?:(?:the|a|an|our|their) )?(?P<what>[^?.!,]+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" (?:of|in|at|for|on|from|during|to|there|here|now)\b")
_LONGEST = 3  # words of a role
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


def role_asked(cue: Cue) -> str:
    """Return the role or state that a query asks who has: "who is the mayor of Ashby"."""
    found = _HAS.search(cue.query)
    role = normal_name(_BEHIND.split(f" {found['what']}")[0]) if found else ""
    named = (normal_name(name.text) for name in cue.names if name.text[0].isupper())
    return "" if len(role.split()) > _LONGEST or any(name in role for name in named) else role


def tell_holders(cue: Cue, evidence: Evidence) -> list[Value] | None:
    """Return those who have the role that such a query asks for; None where it asks for more.

    Where nobody has it nothing is known: who else was there is no answer.
    """
    if not role_asked(cue) or evidence.unknown:
        return None
    pages = {page.episode.id: page for page in evidence.pages}
    found = []
    for claim in evidence.claims:
        page, being = pages.get(claim.episode), evidence.beings.get(claim.entity)
        if not claim.positive or page is None or being is None or not being.named:
            continue
        if not cue.times or any(in_time(o.times, cue) for o in page.occasions):
            found.append(Value(being.name, being.id, page, claim.start, claim.end))
    about = {stem for topic in evidence.topics for stem in topic.terms}
    bare = cue.asks == "person" and cue.predicate == "be" and about == set(terms(role_asked(cue)))
    return distinct(found) or ([] if bare and about else None)


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
