"""Closed classes of words: pronouns, titles, and the few verbs that grammar itself singles out."""

from __future__ import annotations

FIRST = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself".split())
MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
PLURAL = frozenset("they them their theirs themselves themself".split())
NEUTER = frozenset("it its itself".split())
PERSONAL = FIRST | FIRST_PLURAL | SECOND | MALE | FEMALE | PLURAL | NEUTER
RELATIVE = frozenset("who whom which that whose".split())

# Titles that tell a gender, those that tell a role as well, and mere honorifics.
TITLE_GENDER = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f",
    "madam": "f", "madame": "f", "mme": "f", "dame": "f", "lady": "f", "king": "m", "queen": "f",
    "prince": "m", "princess": "f", "duke": "m", "duchess": "f", "count": "m", "countess": "f",
    "uncle": "m", "aunt": "f", "father": "m", "mother": "f", "brother": "m", "sister": "f",
    "monsieur": "m", "herr": "m", "frau": "f", "señor": "m", "señora": "f", "don": "m",
}  # fmt: skip
TITLES = frozenset(TITLE_GENDER) | frozenset(
    "dr doctor prof professor captain capt colonel col major general gen lieutenant lt sergeant sgt"
    " inspector detective officer judge justice president senator mayor governor reverend rev"
    " chief commander admiral coach chef principal nurse master".split()
)

# Verbs of saying, thinking and feeling: what stands before them is somebody.
SAYING = frozenset(
    "say ask tell reply answer whisper shout murmur cry explain announce add call mutter exclaim"
    " observe remark insist advise suggest agree admit declare report repeat respond state warn"
    " promise protest demand continue begin yell scream sigh chirp joke conclude inquire interrupt"
    " concede maintain confide confess note propose swear snap boom chime hiss growl stammer"
    " reassure urge greet gasp breathe laugh recall wonder text write message chuckle quip".split()
)
FEELING = frozenset(
    "see hear feel know think believe like love hate fear want wish hope remember forget notice"
    " understand realise realize enjoy wonder suppose imagine doubt regret miss prefer trust need"
    " recognise recognize sense dread smell taste suspect expect dislike admire envy".split()
)
BODILY = frozenset(
    "nod smile grin frown laugh sigh shrug blink wink weep sob gasp sneeze cough wave glance stare"
    " gaze kneel bow breathe stumble grimace swallow yawn".split()
)
LOOKING = frozenset(
    "look stare gaze glance peer smile grin laugh nod wave shout point frown wink yell bark aim".split()
)
GIVING = frozenset(
    "give send show write offer sell lend hand bring pay tell say speak donate present teach report"
    " explain apologise apologize complain dedicate introduce recommend return".split()
)
BEING = frozenset("be stand sit lie stay wait live remain hang work meet gather arrive".split())
COMING = frozenset("reach enter arrive visit leave approach attend tour explore cross".split())
LIGHT = frozenset("have take make give do get hold pay run throw".split())
PLANNING = frozenset("plan intend want hope expect mean decide promise wish agree offer aim".split())
ORIGIN = frozenset("born bear bury hail emigrate descend raise".split())


def gender_of_pronoun(word: str) -> str:
    """Return m, f, p or n for a third-person pronoun, "" for any other word."""
    for words, gender in ((MALE, "m"), (FEMALE, "f"), (PLURAL, "p"), (NEUTER, "n")):
        if word in words:
            return gender
    return ""
