"""Files, chats and streams to episodes: text in, values out, no store."""

from graphmem.reading.assemble import Reading, episode_id, source_id
from graphmem.reading.read_path import Listing, list_files, read_path, source_uri
from graphmem.reading.read_stream import read_stream
from graphmem.reading.read_text import read_text
from graphmem.reading.sound import check_name, check_text
from graphmem.reading.when import read_when

__all__ = [
    "Listing",
    "Reading",
    "check_name",
    "check_text",
    "episode_id",
    "list_files",
    "read_path",
    "read_stream",
    "read_text",
    "read_when",
    "source_id",
    "source_uri",
]
