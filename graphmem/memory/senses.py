"""What reads: the pipeline, the vectors and the Operator, loaded when first needed."""

from collections.abc import Collection
from functools import cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from graphmem.errors import OtherPipeline
from graphmem.export import recorded_of
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.vectors import StaticEmbedder
from graphmem.memory.speaking import Speech
from graphmem.models.chat import Stage, Usage
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.protocols import ChatModel, Embedder, GraphStore, Operator
from graphmem.retrieval.cue_words import Meaning
from graphmem.settings import Settings

if TYPE_CHECKING:
    from graphmem.operator.llm_operator import LlmOperator

# Threads that all want a pipeline first must not each load one.
_LOADING = Lock()


class Senses:
    """The parser, embedder and Operator of a memory; a database is opened without them."""

    def __init__(self, settings: Settings, speech: Speech | None = None) -> None:
        self._settings = settings
        self._speech = speech

    @property
    def model(self) -> ChatModel | None:
        """The language model, or None where none is set."""
        return None if self._speech is None else self._speech.model

    def model_of(self, stage: Stage) -> ChatModel | None:
        """Return the language model under the name that it has for a stage, or None."""
        return None if self._speech is None else self._speech.of_stage(stage)

    def spent(self) -> Usage:
        """Return what the language model took so far."""
        return Usage() if self._speech is None else self._speech.spent()

    def forget(self, episodes: Collection[str] | None) -> None:
        """Erase what the language model said of these episodes, or of all."""
        if self._speech is not None:
            self._speech.forget(episodes)

    @cached_property
    def parser(self) -> Parser:
        """The spaCy pipeline behind plain values."""
        with _LOADING:
            return _parser(self._settings.language.pipeline)

    @cached_property
    def embedder(self) -> Embedder:
        """The word vectors."""
        with _LOADING:
            return _embedder(self._settings.language.vectors)

    @cached_property
    def pipeline(self) -> Operator:
        """What reads an episode without a language model; its name is the memory's reader."""
        return SpacyOperator(self.parser, self._settings.operator, self.embedder)

    @cached_property
    def operator(self) -> Operator:
        """What turns an episode into a workspace: the pipeline, and a model that reads deeper."""
        return self._deeper or self.pipeline

    @cached_property
    def _deeper(self) -> "LlmOperator | None":
        model = self.model_of("operator")
        if model is None or self._settings.model.reading == "none":
            return None
        # Who has no model need not wait for what reads with one.
        from graphmem.operator.llm_operator import LlmOperator  # noqa: PLC0415

        return LlmOperator(self.pipeline, model, self._settings.model)

    def fallbacks(self) -> int:
        """Return how many episodes a model was asked about and gave no usable answer to, so far."""
        deeper: LlmOperator | None = self.__dict__.get("_deeper")  # not loaded for this
        return 0 if deeper is None else deeper.fallbacks

    def dropped(self) -> dict[str, int]:
        """Return how much a model told so far that the texts do not hold, by sort."""
        deeper: LlmOperator | None = self.__dict__.get("_deeper")
        return {} if deeper is None else dict(deeper.dropped)

    @cached_property
    def meaning(self) -> Meaning:
        """What tells the nouns of a query apart."""
        return Meaning(self.embedder)

    def names(self) -> dict[str, str]:
        """Return what is recorded in a memory about who read it.

        A language model is not: what was read with one can be asked without, and the other way.
        """
        return {"reader": self.pipeline.reader, "embedder": self.embedder.name}

    def check(self, store: GraphStore, namespace: str) -> None:
        """Raise where another pipeline or embedder has read, or not all is there yet.

        Raises:
            OtherPipeline: another has read.
            StoreError: a copy or an import fills the namespace, or never came to its end.
        """
        recorded = recorded_of(store, namespace)
        for part, name in self.names().items():
            if recorded.get(part, name) != name:
                raise OtherPipeline(
                    f"this memory was read with the {part} {recorded[part]!r} and {name!r} is set "
                    "now: `rebuild` reads it anew, or set the former in the settings"
                )

    def record(self, store: GraphStore, namespace: str) -> None:
        """Check, and record who reads where nobody has read yet."""
        self.check(store, namespace)
        names = self.names()
        if not names.keys() <= store.metadata(namespace).keys():
            store.set_metadata(namespace, names)


@lru_cache(maxsize=2)
def _parser(name: str | None) -> Parser:
    """Load a pipeline once a process: it takes a second, and memories share it."""
    return Parser(load_pipeline(name))


@lru_cache(maxsize=2)
def _embedder(name: str | None) -> Embedder:
    return StaticEmbedder(name)
