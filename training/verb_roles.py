"""Learn what the subject, object and prepositions of a verb bring in, and write it as a table.

    python -m training.verb_roles DATA graphmem/operator/verbs.toml

From the training part of PropBank on the English Web Treebank: which slot (`propbank` says how
roles become slots) the word in each place of each verb has. A verb goes into the list of a place
and slot when most of its words there have that slot. What a verb does too seldom
there, its frames tell: all its senses must agree.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

from training.conllu import Word
from training.propbank import NOMINAL, Frames, heads_of, read_rows

_SECOND = "indirect object"
# Name of the list: the place that a word has at the verb, and the slot.
LISTS = {
    "experiencing": ("subject", "EXPERIENCER"),
    "befalling": ("lone subject", "PATIENT"),
    "stirring": ("object", "EXPERIENCER"),
    "addressing": ("object", "RECIPIENT"),
    "discussing": ("object", "TOPIC"),
    "meeting": ("object", "COMPANION"),
    "reaching": ("object", "PLACE"),
    "urging": (_SECOND, "PATIENT"),
    "told": ("passive subject", "RECIPIENT"),
}
PREPOSITIONS = {
    "RECIPIENT": ("to", "for", "with", "on"),
    "PATIENT": ("to", "for", "with", "on", "at", "of", "in", "about", "from", "into", "against"),
    "TOPIC": ("for", "of", "on"),
    "COMPANION": ("to", "from"),
    "PLACE": ("to", "in", "on", "at", "from", "into", "onto", "off", "out", "through", "over",
              "under", "around", "across", "along", "behind", "near"),
}  # fmt: skip
_LEAST, _SHARE = 3, 0.6
_CLAUSES = ("ccomp", "obj", "xcomp")
# What a frame alone may tell: a list, and the number of the role that stands there.
_BY_FRAMES = {"experiencing": "0", "befalling": "1", "stirring": "1", "discussing": "1"}

# In classes of thinking and perceiving, but done on purpose.
_DELIBERATE = frozenset(
    ("plan", "propose", "pray", "study", "support", "examine", "inspect", "investigate", "survey",
     "scrutinize", "affirm", "reaffirm")
)  # fmt: skip
_RARE = ("experiencing", "stirring")  # told of verbs too that were never seen

Counts = dict[tuple[str, str], Counter[str]]


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    frames = Frames(data / "language/propbank_frames")
    counts = count(data, frames)
    lists = {
        name: learnt(counts, place, slot) | by_frames(frames, counts, name)
        for name, (place, slot) in LISTS.items()
    }
    for slot, prepositions in PREPOSITIONS.items():
        for preposition in prepositions:
            if verbs := learnt(counts, f"+{preposition}", slot):
                lists[f"{slot.lower()}_{preposition}"] = verbs
    lists["experiencing"] -= _DELIBERATE
    lists["addressing"] |= {v for v in lists["discussing"] if counts[_SECOND, v]["RECIPIENT"]}
    lists["addressing"] |= {
        verb for verb, sets in frames.verbs() if sum(map(frames.addresses, sets)) > len(sets) / 2
    }
    lists["undergoing"] = {v for v in lists["befalling"] if frames.undergoes(v)}
    lists["objectless"] = objectless(counts)
    lists["acts"] = {noun for noun, times in counts["acts", ""].items() if times > 1}
    out.write_text(_HEAD + "".join(_entry(name, verbs) for name, verbs in lists.items()), "utf-8")


def count(data: Path, frames: Frames) -> Counts:
    """Return how often a word in a place of a verb, or the verb as it stands, has each slot."""
    counts: Counts = defaultdict(Counter)
    for sentence, rows in read_rows(data, "train"):
        words = sentence.words
        for row in rows:
            verb, roleset = row["pred"], row["roleset"]
            if words[verb].upos != "VERB" or frames.is_helper(roleset):
                continue
            if roleset.endswith(".LV"):
                nouns = (
                    words[heads_of(words, low, end)[0]]
                    for label, low, end in row["args"]
                    if label == "ARGM-PRR"
                )
                counts["acts", ""].update(w.lemma.lower() for w in nouns if w.upos == "NOUN")
                continue
            slots = {
                heads_of(words, low, end)[0]: frames.slot_of(roleset, label)
                for label, low, end in row["args"]
                if not label.startswith(("R-", "C-"))
            }
            _count_verb(words, verb, slots, counts)
    return counts


def _count_verb(words: list[Word], verb: int, slots: dict[int, str], counts: Counts) -> None:
    below = [i for i, word in enumerate(words) if word.head - 1 == verb]
    particles = [words[i].lemma for i in below if words[i].rel == "compound:prt"]
    lemma = " ".join([words[verb].lemma.lower(), *particles[:1]])
    rels = {words[i].rel for i in below}
    lone = not rels & set(_CLAUSES)
    if "nsubj" in rels:
        counts["verb", lemma]["objectless" if lone else "object"] += 1
    for i in below:
        place = _place(words, i)
        if not place or words[i].upos not in NOMINAL or words[i].xpos in ("WDT", "WP"):
            continue
        counts[place, lemma][slots.get(i, "")] += 1
        if place == "subject" and lone:
            counts["lone subject", lemma][slots.get(i, "")] += 1


def _place(words: list[Word], i: int) -> str:
    rel = words[i].rel
    if rel.partition(":")[0] == "obl":
        cases = [w.form.lower() for w in words if w.head - 1 == i and w.rel == "case"]
        return f"+{cases[0]}" if cases else ""
    return {"nsubj": "subject", "nsubj:pass": "passive subject", "obj": "object",
            "iobj": _SECOND}.get(rel, "")  # fmt: skip


def learnt(counts: Counts, place: str, slot: str) -> set[str]:
    """Return the verbs whose words in a place mostly have a slot."""
    return {
        lemma
        for (at, lemma), found in counts.items()
        if at == place and found[slot] >= max(_LEAST, _SHARE * found.total())
    }


def by_frames(frames: Frames, counts: Counts, name: str) -> set[str]:
    """Return the verbs seldom seen in the place of a list whose frames all put them in it."""
    number = _BY_FRAMES.get(name)
    place, slot = LISTS[name]
    if number is None:
        return set()
    found = set()
    for lemma, rolesets in frames.verbs():
        told = [s for s in (frames.slots(r) for r in rolesets) if s]
        seen = counts["verb", lemma].total() or name in _RARE
        if not told or not seen or counts[place, lemma].total() >= _LEAST:
            continue
        first = name != "befalling" or all("0" not in slots for slots in told)
        if first and all(slots.get(number) == slot for slots in told):
            found.add(lemma)
    return found


def objectless(counts: Counts) -> set[str]:
    """Return the verbs that hardly ever have an object."""
    return {
        lemma
        for (at, lemma), found in counts.items()
        if at == "verb" and found["objectless"] >= max(_LEAST, 0.9 * found.total())
    }


_HEAD = """\
# What stands in a place of a verb, where that is not what stands there with most verbs. Made by
# `training/verb_roles.py` from PropBank (annotations and frames, CC BY-SA 4.0) on the English Web
# Treebank (CC BY-SA 4.0); this file carries that licence.
"""


def _entry(name: str, verbs: Iterable[str]) -> str:
    words = " ".join(sorted(verb.replace(" ", "_") for verb in verbs))
    wrapped = fill(words, width=99, break_long_words=False, break_on_hyphens=False)
    return f'{name} = """\n{wrapped}\n"""\n'


if __name__ == "__main__":
    main()
