"""Put parser, lemmatizer and names together into the one pipeline that ships."""

import json
import shutil
from pathlib import Path

import spacy
import srsly
from spacy.lang.en import English
from spacy.language import Language

NAME, VERSION = "graphmem", "1.0.0"
SYNTAX = ("tok2vec", "tagger", "morphologizer", "parser")


def assemble(syntax: Path, lemma: Path, names: Path, out: Path, version: str = VERSION) -> None:
    """Write the pipeline to `out`; the name model keeps its own tok2vec, vectors are shared."""
    nlp = English()
    sources = [(syntax, SYNTAX), (lemma, ("trainable_lemmatizer",)), (names, ("ner",))]
    for path, parts in sources:
        source = spacy.load(path)
        if len(source.vocab.vectors):
            nlp.vocab.vectors = source.vocab.vectors
        for part in parts:
            nlp.add_pipe(part, source=source)
    nlp.meta["name"], nlp.meta["version"] = NAME, version
    nlp.meta["description"] = "English syntax, lemmas and names for graphmem, from open data"
    nlp.meta["license"] = "CC BY-SA 4.0"
    nlp.meta["performance"] = {}
    beside = out.with_name(f".{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    nlp.to_disk(beside)
    prune_strings(nlp, beside)
    replace(beside, out)


def prune_strings(nlp: Language, folder: Path) -> None:
    """Keep only the strings that a part refers to: labels, features and pieces of lemmas.

    Vectors are found by hash, so the words of the training text are not needed.
    """
    kept = set(English().vocab.strings)
    for name in nlp.pipe_names:
        kept |= {str(label) for label in getattr(nlp.get_pipe(name), "labels", ())}
    kept |= _tree_strings(nlp)
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(kept)), encoding="utf-8")


def _tree_strings(nlp: Language) -> set[str]:
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]
    keys = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
    return {nlp.vocab.strings[key] for key in keys if key}


def replace(new: Path, old: Path) -> None:
    """Put a new folder in the place of an old one; readers see the one or the other."""
    gone = old.with_name(f".{old.name}.old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        old.rename(gone)
    new.rename(old)
    shutil.rmtree(gone, ignore_errors=True)
