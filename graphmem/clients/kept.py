"""What the model said before, by what it was asked."""

from hashlib import sha512
from json import dumps

from graphmem.clients.parse import Misfit, parse_value
from graphmem.clients.schema import strict_schema
from graphmem.models.chat import Prompt, Reply, Usage
from graphmem.protocols import ReplyCache


class Kept:
    """The replies of a namespace, or nothing where none are kept.

    What rests on no episode is not kept: nothing would ever erase it.
    """

    def __init__(self, replies: ReplyCache | None, namespace: str, url: str) -> None:
        self._replies = replies
        self._namespace = namespace
        self._url = url

    def find(self, model: str, prompt: Prompt) -> Reply | None:
        """Return what the model said to just this prompt, if it is known and still fits."""
        if self._replies is None or not prompt.episodes:
            return None
        text = self._replies.get(self._namespace, self._key(model, prompt))
        if text is None:
            return None
        try:
            value = parse_value(text, prompt.shape) if prompt.shape else None
        except Misfit:  # the shape asks for more than it did then
            return None
        return Reply(text, value, Usage(cached=1))

    def keep(self, model: str, prompt: Prompt, reply: Reply) -> None:
        """Keep a reply whose form was right."""
        if self._replies is None or not prompt.episodes or reply.fault:
            return
        key = self._key(model, prompt)
        self._replies.put(self._namespace, key, reply.text, episodes=prompt.episodes)

    def _key(self, model: str, prompt: Prompt) -> bytes:
        schema = dumps(strict_schema(prompt.shape), sort_keys=True) if prompt.shape else ""
        parts = (model, self._url, prompt.system, prompt.user, schema, str(prompt.longest))
        return sha512(dumps(parts).encode()).digest()
