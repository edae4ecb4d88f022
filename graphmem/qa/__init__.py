"""From the graph to an answer: gather what bears on a question, and say what it gives."""

from graphmem.qa.answer import answer
from graphmem.qa.gather import gather
from graphmem.qa.shelf import Shelf

__all__ = ["Shelf", "answer", "gather"]
