"""Which language model helps a memory, and what keeps what it said."""

from collections.abc import Collection
from contextlib import closing
from copy import copy
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Self

from graphmem.clients.estimate import Estimate
from graphmem.clients.openai_chat import OpenAIChat
from graphmem.models.chat import Stage, Usage
from graphmem.protocols import ChatModel, ReplyCache
from graphmem.settings import ModelSettings
from graphmem.store import is_server, path_of
from graphmem.store.sqlite.replies import SqliteReplies

_BESIDE_A_SERVER = "graphmem.replies"  # in the current folder


class Speech:
    """The model of one memory, if any; nothing is opened or loaded before it is asked.

    What is `read_only` keeps no replies.
    """

    def __init__(
        self, settings: ModelSettings, url: str, namespace: str, *, read_only: bool = False
    ) -> None:
        self._settings = settings
        self._namespace = namespace
        self._path = _replies_path(settings, url)
        self._read_only = read_only
        self._is_silent = False
        self._made: OpenAIChat | Estimate | None = None
        self._guard = Lock()

    @property
    def model(self) -> OpenAIChat | Estimate | None:
        """The model that is set, or None."""
        if not self._settings.name:
            return None
        with self._guard:  # two threads must not each have an account
            if self._made is None:
                make = Estimate if self._is_silent else OpenAIChat
                replies = self._replies if self._path else None
                self._made = make(self._settings, replies=replies, namespace=self._namespace)
            return self._made

    def silent(self) -> Self:
        """Return a speech with one in place of the model that only counts what it is asked."""
        other = copy(self)
        other._made = None  # noqa: SLF001  its own copy
        if self._path:
            other.__dict__["_replies"] = self._replies
        other._is_silent = True  # noqa: SLF001  its own copy
        return other

    def of_stage(self, stage: Stage) -> ChatModel | None:
        """Return the model under the name of the one that a stage has."""
        return None if self.model is None else self.model.of_stage(stage)

    def spent(self) -> Usage:
        """Return what the model took since the memory was opened."""
        return Usage() if self.model is None else self.model.spent()

    def forget(self, episodes: Collection[str] | None) -> None:
        """Erase what was said of these episodes, or of all, whether a model is set now or not."""
        if not self._path or episodes == () or self._read_only or self._is_silent:
            return
        if self._made is not None:
            self._replies.erase(self._namespace, episodes)
            return
        with closing(SqliteReplies(self._path)) as replies:
            replies.erase(self._namespace, episodes)

    def close(self) -> None:
        """Hang up, and let go of the file."""
        if self._made is not None:
            self._made.close()
        if "_replies" in self.__dict__:
            self._replies.close()

    @cached_property
    def _replies(self) -> ReplyCache:
        return SqliteReplies(self._path, read_only=self._read_only)


def _replies_path(settings: ModelSettings, url: str) -> str:
    """Return the file that keeps replies: beside the database, or "" for nowhere."""
    if settings.replies is not None:
        return settings.replies
    if is_server(url):
        return _BESIDE_A_SERVER
    path = path_of(url)
    return path if path == ":memory:" else f"{Path(path).expanduser()}.replies"
