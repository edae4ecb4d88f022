"""Tables for spaCy's rule lemmatizer, from the treebanks and two short lists.

What a table says of a form and its part of speech comes first, then rules for endings; a rule's
result that is a known word is preferred.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups

from training.conllu import Sentence
from training.wordlists import words

DOUBLED = "bdgklmnprtvz"
SILENT = ("at", "iz", "is", "ut", "v", "uc", "nc", "rg", "dg", "bl", "tl")
VERB_RULES = [
    *(["ies", "y"], ["sses", "ss"], ["shes", "sh"], ["ches", "ch"], ["xes", "x"], ["zes", "ze"]),
    *([f"{end}ing", f"{end}e"] for end in SILENT),
    *([f"{end}ed", f"{end}e"] for end in SILENT),
    *([f"{c}{c}ing", c] for c in DOUBLED if c not in "lz"),
    *([f"{c}{c}ed", c] for c in DOUBLED if c not in "lz"),
    *(["ied", "y"], ["ing", ""], ["ed", ""], ["ing", "e"], ["ed", "e"], ["es", "e"], ["es", ""]),
    ["s", ""],
]  # fmt: skip
NOUN_RULES = [
    *(["ies", "y"], ["sses", "ss"], ["shes", "sh"], ["ches", "ch"], ["xes", "x"], ["men", "man"]),
    *(["ss", "ss"], ["us", "us"], ["s", ""]),
]  # fmt: skip
DEGREE_RULES = [
    *(["iest", "y"], ["ier", "y"]),
    *([f"{c}{c}{end}", c] for c in "dgmnt" for end in ("er", "est")),
    *(["est", ""], ["er", ""], ["est", "e"], ["er", "e"]),
]
RULES = {"verb": VERB_RULES, "noun": NOUN_RULES, "adj": DEGREE_RULES, "adv": DEGREE_RULES}


def lemma_tables(sentences: Iterable[Sentence], known: Iterable[str]) -> Lookups:
    """Return the three tables of the rule lemmatizer."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    index: dict[str, Counter[str]] = defaultdict(Counter)
    for word in (word for sentence in sentences for word in sentence.words):
        kind = word.upos.lower()
        if kind != "propn" and word.lemma != "_":
            seen[kind, word.form.lower()][word.lemma] += 1
            index[kind][word.lemma] += 1
    tables: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (kind, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        # one sighting of an open class may be a slip, and the rules know those words
        if kind not in RULES or count > 1 or (lemma != form and form.startswith(lemma[:2])):
            tables[kind][form] = [lemma]
    _add_lists(tables, index["verb"], known)
    lookups = Lookups()
    lookups.add_table("lemma_exc", dict(tables))
    lookups.add_table(
        "lemma_rules", {kind: list(map(list, rules)) for kind, rules in RULES.items()}
    )
    lookups.add_table("lemma_index", {kind: _words(index[kind], set(known)) for kind in RULES})
    return lookups


def _add_lists(
    tables: dict[str, dict[str, list[str]]], verbs: Counter[str], known: Iterable[str]
) -> None:
    for kind, name in (("verb", "irregular_verbs"), ("noun", "irregular_nouns")):
        for form, lemma in (entry.split() for entry in words(name)):
            tables[kind].setdefault(form, [lemma])
    for form in known:
        if lemma := _inflected(form, verbs):
            tables["verb"].setdefault(form, [lemma])


def _inflected(form: str, verbs: Counter[str]) -> str:
    """Return the commonest known verb of which this could be a form in -ed or -ing."""
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            options = [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                options.append(stem[:-1])
            best = max(options, key=lambda option: verbs[option])
            return best if verbs[best] else ""
    return ""


def _words(lemmas: Counter[str], known: set[str]) -> list[str]:
    """Return the lemmas that are no slip: seen twice, or words that the encoder knows."""
    return sorted(w for w, n in lemmas.items() if w.isalpha() and (n > 1 or w in known))
