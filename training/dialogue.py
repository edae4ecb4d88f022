"""Made sentences of dialogue with their trees: vocatives, and the subjects that look like them.

A template is words with `tag/relation/head`, heads counted from one. `{P}` is a person's name.
Treebanks hold few named vocatives; vocatives alone would break "X and I had a blast".
"""

import random
from collections.abc import Iterator

from training.conllu import Sentence, Word
from training.names import NameMaker
from training.wordlists import lines

TAGS = {
    "NN": ("NOUN", "Number=Sing"), "NNS": ("NOUN", "Number=Plur"), "NNP": ("PROPN", "Number=Sing"),
    "DT": ("DET", "Definite=Def|PronType=Art"), "DTA": ("DET", "Definite=Ind|PronType=Art"),
    "DTD": ("PRON", "Number=Sing|PronType=Dem"), "IN": ("ADP", "_"), "UH": ("INTJ", "_"),
    "RB": ("ADV", "_"), "JJ": ("ADJ", "Degree=Pos"), "CC": ("CCONJ", "_"), ".": ("PUNCT", "_"),
    ",": ("PUNCT", "_"), "TO": ("PART", "_"), "MD": ("AUX", "VerbForm=Fin"),
    "VB": ("VERB", "VerbForm=Inf"), "VBI": ("VERB", "Mood=Imp|VerbForm=Fin"),
    "VBD": ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"),
    "VBP": ("VERB", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"),
    "VBZ": ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "VBG": ("VERB", "Tense=Pres|VerbForm=Part"), "VBN": ("VERB", "Tense=Past|VerbForm=Part"),
    "BEZ": ("AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    "BEP": ("AUX", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"),
    "BED": ("AUX", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"),
    "PRP": ("PRON", "PronType=Prs"), "PRP$": ("PRON", "Poss=Yes|PronType=Prs"),
    "WP": ("PRON", "PronType=Int"), "WRB": ("ADV", "PronType=Int"), "CD": ("NUM", "NumType=Card"),
}  # fmt: skip
XPOS = {"DTA": "DT", "DTD": "DT", "VBI": "VB", "BEZ": "VBZ", "BEP": "VBP", "BED": "VBD"}
PRONOUNS = {
    "i": "Case=Nom|Number=Sing|Person=1|PronType=Prs",
    "you": "Case=Nom|Person=2|PronType=Prs",
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "me": "Case=Acc|Number=Sing|Person=1|PronType=Prs",
    "us": "Case=Acc|Number=Plur|Person=1|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "my": "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs",
    "your": "Case=Gen|Person=2|Poss=Yes|PronType=Prs",
}
GREETINGS = {
    "thanks": ("NOUN", "NN", "Number=Sing"), "congrats": ("NOUN", "NNS", "Number=Plur"),
    "sorry": ("ADJ", "JJ", "Degree=Pos"),
}  # fmt: skip
SLOTS = {line[0]: line[2:].split() for line in lines("dialogue_words")}
LEMMAS = dict(line.split() for line in lines("dialogue_lemmas"))
EXTRA = {
    "BEN": ("AUX", "VBN", "Tense=Past|VerbForm=Part"), "RBN": ("PART", "RB", "Polarity=Neg"),
    "POS": ("PART", "POS", "_"),
    "PRPU": ("PRON", "PRP", "Case=Acc|Number=Plur|Person=1|PronType=Prs"),
    "VBZA": ("AUX", "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
}  # fmt: skip


def dialogue(maker: NameMaker, rng: random.Random, count: int) -> Iterator[Sentence]:
    """Yield made sentences, one in eight in lower case."""
    templates = lines("dialogue_trees")
    for _ in range(count):
        yield _sentence(rng.choice(templates), maker, rng, lower=rng.random() < 0.12)


def _sentence(template: str, maker: NameMaker, rng: random.Random, *, lower: bool) -> Sentence:
    sentence = Sentence("")
    for number, cell in enumerate(template.split()):
        form, tag, rel, head = _cells(cell)
        if form in ("{P}", "{L}", "{T}"):
            form = _name(form, maker)
        elif form.startswith("{"):
            form = rng.choice(SLOTS[form[1]])
        if number == 0:
            form = form[0].upper() + form[1:]
        sentence.words.append(_word(form.lower() if lower else form, tag, rel, int(head)))
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        glued = after.form in (".", ",", "!", "?") or after.form.lower() in ("'s", "n't")
        word.space = not glued
    return sentence


def _name(slot: str, maker: NameMaker) -> str:
    if slot == "{T}":
        return next(town[0] for town in iter(maker.town, None) if len(town) == 1)
    return maker.person()[slot == "{L}"][0]


def _cells(cell: str) -> tuple[str, str, str, str]:
    if cell.startswith("././"):
        return ".", ".", *cell[4:].split("/")  # type: ignore[return-value]
    form, tag, rel, head = cell.split("/")
    return form, tag, rel, head


def _word(form: str, tag: str, rel: str, head: int) -> Word:
    if tag in EXTRA:
        upos, xpos, feats = EXTRA[tag]
    else:
        (upos, feats), xpos = TAGS[tag], XPOS.get(tag, tag)
    low = form.lower()
    if tag == "UH" and low in GREETINGS:
        upos, xpos, feats = GREETINGS[low]
    if tag in ("PRP", "PRP$"):
        feats = PRONOUNS.get(low, feats)
    lemma = form if tag == "NNP" else ("I" if low == "i" else LEMMAS.get(low, low))
    if tag == "PRPU":
        lemma = "we"
    if tag == "POS":
        lemma = "'s"
    return Word(form, lemma, upos, xpos, feats, head, rel, "_", space=True)
