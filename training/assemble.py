"""Put parser, lemmas and names together into the one pipeline that ships."""

import json
import shutil
from pathlib import Path

import spacy
from spacy.lang.en import English
from spacy.language import Language
from spacy.lookups import Lookups

NAME, VERSION = "graphmem", "1.0.0"
SYNTAX = ("tok2vec", "tagger", "morphologizer", "parser")


def assemble(syntax: Path, names: Path, lemmas: Lookups, out: Path, version: str = VERSION) -> None:
    """Write the pipeline to `out`; the name model keeps its own tok2vec, vectors are shared."""
    nlp = English()
    # names come first: after the parser, none could cross what it takes for a sentence's end
    for path, parts in ((names, ("ner",)), (syntax, SYNTAX)):
        source = spacy.load(path)
        nlp.vocab.vectors = source.vocab.vectors
        for part in parts:
            nlp.add_pipe(part, source=source)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemmas)
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
    """Keep only the strings that a part refers to: labels and features.

    Vectors are found by hash, so the words of the training text are not needed.
    """
    kept = set(English().vocab.strings)
    for name in nlp.pipe_names:
        kept |= {str(label) for label in getattr(nlp.get_pipe(name), "labels", ())}
    (folder / "vocab" / "strings.json").write_text(json.dumps(sorted(kept)), encoding="utf-8")


def replace(new: Path, old: Path) -> None:
    """Put a new folder in the place of an old one; readers see the one or the other."""
    gone = old.with_name(f".{old.name}.old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        old.rename(gone)
    new.rename(old)
    shutil.rmtree(gone, ignore_errors=True)
