"""Measure how well sentences are held against lines, without a model that says any.

Run with the folder of the data: `python -m tests.bench.vouched DATA`. The gold answer of each
question of the chats is held against the turns that hold it, where it should pass, and against
those of another question, where it should not. Gold answers are shorter than sentences, and some
follow from the turns without standing in them.
"""

from argparse import ArgumentParser
from pathlib import Path
from statistics import fmean

from graphmem.evaluation.chats import ADVERSARIAL, CATEGORIES, Chat, ChatQuestion, read_chats
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.models.evidence import Episode, Source
from graphmem.qa.given import Given
from graphmem.qa.vouch import Witness
from graphmem.reading import read_when
from graphmem.retrieval.line import line_of

PARSER = Parser(load_pipeline(None))
APART = 7  # the other question is so many further on

Asked = tuple[ChatQuestion, list[Given]]


def asked_of(chat: Chat) -> list[Asked]:
    """Return the questions that have an answer, each with the turns that hold it."""
    source = Source("src_chat", "chat")
    found = []
    for question in chat.questions:
        if question.category == ADVERSARIAL or not question.answer:
            continue
        lines = []
        for number, place in enumerate(sorted(question.gold), 1):
            turn = chat.turns[place]
            when = read_when(turn.time)
            episode = Episode(f"ep_{place}", source.id, place, turn.text, "", turn.speaker, when)
            lines.append(Given(number, line_of(episode, source, 0, len(turn.text))))
        found.append((question, lines))
    return found


def passes(question: ChatQuestion, lines: list[Given]) -> bool:
    return Witness(lines, PARSER).vouches(question.answer, question.text)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    every = [a for c in read_chats(args.data / "locomo" / "locomo5.json") for a in asked_of(c)]
    right = [(question.category, passes(question, lines)) for question, lines in every]
    wrong = [passes(q, every[(i + APART) % len(every)][1]) for i, (q, _) in enumerate(every)]
    print(f"{len(every):,} gold answers pass on their own turns: {fmean(p for _, p in right):.3f}")
    for number, name in CATEGORIES.items():
        some = [passed for category, passed in right if category == number]
        print(f"  {name}: {fmean(some):.3f} of {len(some):,}")
    print(f"on the turns of another question: {fmean(wrong):.3f}")
