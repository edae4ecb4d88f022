"""Which model is asked by which stage, and where."""

from graphmem.models.chat import Stage
from graphmem.settings import ModelSettings

OPENAI = "https://api.openai.com/v1"


def model_of(settings: ModelSettings, stage: Stage) -> str:
    """Return the name of the model that a stage asks."""
    names = dict(settings.names)
    # Parts of an answer are the answer's, unless they have a model of their own.
    part = names.get("answer", "") if stage in ("map", "reduce") else ""
    return names.get(stage) or part or settings.name


def url_of(settings: ModelSettings) -> str:
    """Return the base URL of the endpoint."""
    return settings.base_url or OPENAI
