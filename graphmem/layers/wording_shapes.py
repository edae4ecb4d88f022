"""The shapes in which a model words scenes and personas."""

from pydantic import BaseModel, ConfigDict, Field


class CitedText(BaseModel):
    """Some words, and the numbers of the lines that say so."""

    model_config = ConfigDict(frozen=True)

    text: str = Field(description="plain words, without any line number in them")
    lines: list[int] = Field(description="the numbers of all lines that these words rest on")


class SceneShape(BaseModel):
    """A name for what happened, and what happened."""

    model_config = ConfigDict(frozen=True)

    title: CitedText = Field(description="three to eight words that name what happened")
    sentences: list[CitedText] = Field(description="two to four sentences, in order of time")


class PersonaShape(BaseModel):
    """Who somebody is and was, and what they are like."""

    model_config = ConfigDict(frozen=True)

    sentences: list[CitedText] = Field(description="three to six sentences, what is now first")
    traits: list[CitedText] = Field(description="at most five traits, of one to four words each")
