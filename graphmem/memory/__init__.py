"""`Memory`, the shell: the only package that knows all stages and holds the store."""

from graphmem.memory.memory import Memory

__all__ = ["Memory"]
