"""The words questions are built from, and the sort of thing a noun names, by its meaning."""

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from graphmem.language.parse import Token
from graphmem.language.terms import terms
from graphmem.protocols import Embedder

# What a noun that heads what is asked for may name; a few examples of each span the meaning.
EXAMPLES = {
    "person": "person people man woman individual protagonist participant attendee guest "
    "character visitor folk name friend",
    "place": "place location venue site spot where area city country address building room",
    "time": "time date day year month week hour moment when season period calendar",
    "event": "event happening occasion activity incident occurrence happenings gathering "
    "experience episode",
    "detail": "detail details description account story report everything summary information "
    "facts thing",
}
# A noun is of a sort when the examples nearest to it are this near: the three best on the mean, or one.
ALIKE_THREE = 0.36
ALIKE_ONE = 0.6

# Nouns that stand for the one after "of".
TRANSPARENT = frozenset(
    "list set sort kind type name number total count series collection lot bunch group range "
    "variety selection sequence order rundown overview array pair couple couple one each all any "
    "some part instance example category form nature title term inventory record".split()
)
# Words that carry no content in a question: what asks, what points at the story itself.
EMPTY_VERBS = frozenset(
    "occur happen involve include relate concern mention describe observe feature attend "
    "participate partake engage associate connect exist present regard regarding concerning "
    "including involving related according like take took taken go went gone come came get got "
    "be have do make made put give gave given see saw seen know knew known appear seem show turn "
    "end start begin began begun bring brought hold held use find found meet met spend spent "
    "gather focus ask wonder want need let visit try record share deal dealt keep kept run ran "
    "say said tell told look".split()
)
EMPTY = EMPTY_VERBS | frozenset(
    "event happening occasion activity incident occurrence experience thing story narrative "
    "chronology timeline memory chapter instance detail information account description "
    "participation involvement appearance presence existence context respect unique distinct "
    "different various key main major specific particular certain entire complete full whole "
    "overall other else single separate respective relevant notable significant important "
    "available possible ever never always maybe perhaps please kindly just really "
    "actually exactly exact precisely apparently basically simply also too together so well ok "
    "okay hey hi hello thanks thank anyone anybody someone somebody everyone everybody "
    "anything something everything nothing anywhere somewhere everywhere kind sort way "
    "place meet there here then now today both either neither again still often "
    "yet already once twice time times bit lot able sure around about off up down out over part "
    "chronological chronologically order sequence recent recently late early latest earliest "
    "last first final finally initial initially previous next new newest old oldest aside apart "
    "participant attendee protagonist individual person people folk venue location spot site "
    "date day calendar".split()
)
SAY = frozenset(
    "list name tell give provide describe say show enumerate identify specify state report "
    "summarize summarise detail explain write share return output present supply mention "
    "itemize itemise find get indicate note count reveal outline produce compile work figure "
    "point remind".split()
)
THINK = frozenset(
    "consider recall reflect think remember imagine picture suppose focus look recollect ponder "
    "contemplate know wonder revisit review assume take regard examine explore".split()
)
HAPPEN = frozenset(
    "happen occur take took taken go going went transpire unfold befall arise come pass".split()
)
WH = frozenset("who whom whose where when what which how why".split())
LIGHT = frozenset("do be have get go come".split())
BE = frozenset("be is are was were been being 's 're".split())


def is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Return whether the token, its lemma or its stem is among the words."""
    lower = token.text.lower()
    if lower in words or token.lemma.lower() in words:
        return True
    return any(stem in _stems(words) for stem in terms(lower))


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in terms(word))


class Meaning:
    """Nouns typed by the nearest of a few examples, in the space of word vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._words, self._rows = _examples(embedder)
        self._embedder = embedder

    def sort(self, lemma: str, text: str = "") -> str:
        """Return person, place, time, event or detail; "" when the noun is none of these."""
        for word in (lemma, text.lower(), *terms(text)):
            if word in self._words:
                return self._words[word]
        likeness = self._rows @ self._embedder.embed([text or lemma])[0]
        sorts = np.array(list(self._words.values())[: len(self._rows)])
        nearest = {s: np.sort(likeness[sorts == s])[-3:] for s in EXAMPLES}
        best = max(nearest, key=lambda s: float(nearest[s].mean()))
        near = nearest[best].mean() >= ALIKE_THREE or nearest[best][-1] >= ALIKE_ONE
        return best if near else ""


@lru_cache(maxsize=4)
def _examples(embedder: Embedder) -> tuple[dict[str, str], npt.NDArray[np.float32]]:
    words: dict[str, str] = {}
    for sort, examples in EXAMPLES.items():
        for word in examples.split():
            words.setdefault(word, sort)
    rows = embedder.embed(list(words))
    for word, sort in list(words.items()):
        words.update(dict.fromkeys(terms(word), sort))
    return words, rows
