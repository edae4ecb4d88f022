"""Load the English pipeline: the one that ships, or another by name."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from thinc.api import use_ops

from graphmem.errors import LanguageError
from graphmem.language.common import common_words

SHIPPED = Path(__file__).parent / "data" / "english"
NEEDED = ("tagger", "parser", "ner", "lemmatizer")


def load_pipeline(name: str | None = None) -> Language:
    """Return the shipped pipeline, or the installed package or folder called `name`.

    Raises `LanguageError` where it is missing, or lacks a tagger, parser, ner or lemmatizer.
    """
    try:
        # NumPy's BLAS has fast kernels where that of blis falls back to plain loops
        with use_ops("numpy", use_blis=False):
            pipeline = spacy.load(SHIPPED if name is None else name)
    except (OSError, ValueError, ImportError) as error:
        wanted = "the English pipeline that ships" if name is None else f"the pipeline {name!r}"
        raise LanguageError(f"cannot load {wanted}: {error}") from error
    factories = [pipeline.get_pipe_meta(part).factory for part in pipeline.pipe_names]
    found = " ".join([*pipeline.pipe_names, *factories])
    lacking = [part for part in NEEDED if part not in found]
    if lacking:
        raise LanguageError(
            f"the pipeline {name or SHIPPED.name!r} lacks {', '.join(lacking)}; "
            f"it has {', '.join(pipeline.pipe_names)}"
        )
    for _, part in pipeline.pipeline:
        if isinstance(part, Lemmatizer):
            part.cache = _CommonForms()
    return pipeline


class _CommonForms(dict[Any, list[str]]):
    """The lemmas that a lemmatizer found, of common words alone: see `kept_if_common`."""

    def __setitem__(self, key: Any, forms: list[str]) -> None:
        if all(form.lower() in common_words() for form in forms):
            super().__setitem__(key, forms)
