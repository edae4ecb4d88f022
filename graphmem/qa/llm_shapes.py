"""The shapes of what a language model answers."""

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    """The base of all; what more a model says is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SentenceShape(_Shape):
    """One sentence and the numbers of the lines that say so."""

    text: str = Field(description="one sentence, without numbers of lines")
    lines: list[int] = Field(description="the numbers of the lines that say so")


class AnswerShape(_Shape):
    """An answer, or that the lines do not hold one."""

    known: bool = Field(description="whether the lines answer the question")
    sentences: list[SentenceShape]
    values: list[str] = Field(description="the answer in the fewest words, one value each")


class PointShape(_Shape):
    """One point that bears on a question about the whole."""

    text: str = Field(description="one sentence, without numbers of lines")
    lines: list[int] = Field(description="the numbers of the lines that say so")
    weight: int = Field(description="how much it tells of the whole, from 1 to 10")


class PointsShape(_Shape):
    """The points of one part of the memory."""

    points: list[PointShape]
