"""One frozen `Settings` with a section a stage; the only reader of the environment."""

import os
from contextlib import suppress
from math import isfinite
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from graphmem.errors import ModelError, StoreError


class Section(BaseModel):
    """The frozen base of all settings; an unknown name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LanguageSettings(Section):
    """Which spaCy pipeline and which word vectors read; None is what ships."""

    pipeline: str | None = None
    vectors: str | None = None
    day_first: bool = False


LONGEST_EPISODE = 100_000  # characters; a pipeline holds a whole episode in memory
LONGEST_QUERY = 4_000


class ReadingSettings(Section):
    """How text is cut into episodes; lengths in characters."""

    episode_chars: int = Field(default=8000, ge=200, le=LONGEST_EPISODE)


class OperatorSettings(Section):
    """How an episode is read: `window` episodes before it are seen; passages in words."""

    window: int = Field(default=2, ge=0)
    passage_words: int = Field(default=60, ge=10)


class LayerSettings(Section):
    """How facts gather into scenes and personas."""

    granularity: float = Field(default=1.0, gt=0)
    rng_seed: int = 0
    persona_mentions: int = Field(default=3, ge=1)


class RetrievalSettings(Section):
    """How activation starts, spreads and is packed; `budget` in tokens."""

    candidates: int = Field(default=40, ge=10)
    seeds: int = Field(default=12, ge=1)
    hops: int = Field(default=2, ge=0)
    decay: float = Field(default=0.5, ge=0, lt=1)
    subgraph_nodes: int = Field(default=120, ge=10)
    budget: int = Field(default=1024, ge=1)


class AnswerSettings(Section):
    """How an answer is drawn from the graph."""

    max_values: int = Field(default=200, ge=1)


class KeepingSettings(Section):
    """How a memory is kept in order: `step` changed episodes are consolidated in a transaction."""

    step: int = Field(default=8192, ge=1)


class ModelSettings(Section):
    """Which language model helps, at what, and what that may take; without a `name` none does.

    `reading` says what it reads: nothing, what the pipeline is unsure of (at most `share` of the
    episodes' characters), or everything. `names` gives a stage (operator, judge, scenes, personas,
    answer) a model of its own. `judge`, `wording` and `answers` switch those stages; at most
    `pairs` pairs are judged at a time. `window` is in
    tokens, `timeout` in seconds, `concurrency` in requests. Prices are in US dollars a million
    tokens, 0 where not known; `most_cost` and `most_tokens` are of one memory while it is open.
    `replies` is the file that keeps what the model said, None beside the database, "" for nowhere.
    """

    name: str = ""
    names: tuple[tuple[str, str], ...] = ()
    base_url: str = ""
    api_key: SecretStr = SecretStr("")
    reading: Literal["none", "hybrid", "full"] = "hybrid"
    share: float = Field(default=0.25, gt=0, le=1)
    judge: bool = True
    pairs: int = Field(default=200, ge=0)
    wording: bool = True
    answers: bool = True
    window: int = Field(default=16_000, ge=2_000)
    concurrency: int = Field(default=4, ge=1, le=64)
    attempts: int = Field(default=6, ge=1)
    timeout: float = Field(default=120.0, gt=0)
    prompt_price: float = Field(default=0.0, ge=0)
    completion_price: float = Field(default=0.0, ge=0)
    most_cost: float | None = Field(default=None, ge=0)
    most_tokens: int | None = Field(default=None, ge=0)
    replies: str | None = None


class ServerSettings(Section):
    """How to enter a Neo4j server; an empty name stands for its default.

    `timeout` is how many seconds a connection may take to come about, `longest` how many a
    transaction may take, with waiting for other writers; 0 for as long as the server lets it.
    """

    username: str = ""
    password: SecretStr = SecretStr("")
    database: str = ""
    timeout: float = Field(default=30.0, gt=0)
    longest: float = Field(default=0.0, ge=0)


class Settings(Section):
    """All settings. `Settings()` is the default; sections are replaced, never edited."""

    language: LanguageSettings = LanguageSettings()
    reading: ReadingSettings = ReadingSettings()
    operator: OperatorSettings = OperatorSettings()
    layers: LayerSettings = LayerSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    keeping: KeepingSettings = KeepingSettings()
    model: ModelSettings = ModelSettings()


def default_url() -> str:
    """Return `GRAPHMEM_URL` or `NEO4J_URI`, or the database file in the current folder."""
    return os.environ.get("GRAPHMEM_URL") or os.environ.get("NEO4J_URI") or "graphmem.db"


def default_server() -> ServerSettings:
    """Return what `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` say."""
    return ServerSettings(
        username=os.environ.get("NEO4J_USERNAME", ""),
        password=SecretStr(os.environ.get("NEO4J_PASSWORD", "")),
        database=os.environ.get("NEO4J_DATABASE", ""),
        longest=_seconds("GRAPHMEM_TRANSACTION_TIMEOUT"),
    )


def with_model(settings: Settings) -> Settings:
    """Return settings with the language model of the environment, where they tell of none."""
    told = settings.model if "model" in settings.model_fields_set else None
    return settings.model_copy(update={"model": default_model(told)})


def default_model(told: ModelSettings | None = None) -> ModelSettings:
    """Return which language model helps: what is told, or what the environment says.

    Without settings it is `GRAPHMEM_MODEL`. To any model come, where its settings leave them out,
    `OPENAI_API_KEY`, `OPENAI_BASE_URL` and `GRAPHMEM_MODEL_PRICE`, as in "0.15/0.60".
    """
    name = os.environ.get("GRAPHMEM_MODEL", "").strip() if told is None else told.name
    if not name:
        return told or ModelSettings()
    given = told or ModelSettings()
    found: dict[str, object] = {"name": name}
    if not given.api_key.get_secret_value():
        found["api_key"] = SecretStr(os.environ.get("OPENAI_API_KEY", "").strip())
    if not given.base_url:
        found["base_url"] = os.environ.get("OPENAI_BASE_URL", "").strip()
    price = os.environ.get("GRAPHMEM_MODEL_PRICE", "").strip()
    if price and not (given.prompt_price or given.completion_price):
        found |= read_price(price, "GRAPHMEM_MODEL_PRICE")
    return given.model_copy(update=found)


def read_price(told: str, what: str) -> dict[str, float]:
    """Return the prices of a million tokens sent and received, as settings, from "0.15/0.60"."""
    with suppress(ValueError):
        sent, received = (float(part) for part in told.split("/"))
        if min(sent, received) >= 0 and isfinite(sent + received):
            return {"prompt_price": sent, "completion_price": received}
    raise ModelError(
        f"{what} is {told!r}: give what a million tokens sent and received cost in US dollars, as "
        "in 0.15/0.60"
    )


def _seconds(name: str) -> float:
    told = os.environ.get(name, "0")
    with suppress(ValueError):
        if isfinite(seconds := float(told)):
            return max(0.0, seconds)
    raise StoreError(f"{name} is {told!r}: give a number of seconds")
