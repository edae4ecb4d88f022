"""One tree of errors: catch `GraphmemError` for all of them.

* GraphmemError
  x ReadingError       a path, a file or a line that cannot be read
  x LanguageError      a pipeline or an embedder that is missing or lacks a part
  x WorkspaceError     a reading that does not fit its text
  x QueryError         a question, a budget or a time that cannot be used
  x StoreError         the database
    + NotOurDatabase   the file is another program's, or no database at all
    + NewerDatabase    written by a later version of graphmem
    + OtherPipeline    read with another pipeline or embedder: rebuild first
    + StoreBusy        another process holds the write lock
  x ModelError         a language model
    + ModelUnavailable it cannot be reached, or answers no more, whatever is tried
    + ModelRefused     the endpoint refuses the key, the model or the request
    + SpendingStopped  the most that may be spent is spent; the same command goes on from there
  x MissingExtra       a package that only an extra of graphmem brings is not there
  x ExportError        a format that is not known, or a target that cannot be written
  x ArchiveError       a file that is no archive, was cut off or was changed
    + NewerArchive     written by a later version of graphmem
"""


class GraphmemError(Exception):
    """Something graphmem was asked to do could not be done; nothing was lost."""


class ReadingError(GraphmemError):
    """A path, a file or a line cannot be read; the message says which and what to do."""


class LanguageError(GraphmemError):
    """A language pipeline or an embedder is missing, or lacks a part that is needed."""


class WorkspaceError(GraphmemError):
    """A workspace does not fit the text that it claims to read."""


class QueryError(GraphmemError):
    """A question, a budget or a time cannot be used as it stands."""


class StoreError(GraphmemError):
    """The database refused, failed or cannot be opened."""


class NotOurDatabase(StoreError):
    """The file is not a graphmem database."""


class NewerDatabase(StoreError):
    """The database was written by a later version of graphmem."""


class OtherPipeline(StoreError):
    """The memory was read with another pipeline or embedder; `rebuild` reads it anew."""


class StoreBusy(StoreError):
    """Another process is writing and did not finish in time; try again."""


class ModelError(GraphmemError):
    """A language model could not be asked; the message says what to do."""


class ModelUnavailable(ModelError):
    """The endpoint cannot be reached, or fails again and again; try again later."""


class ModelRefused(ModelError):
    """The endpoint refuses the key, the model or the request as such: asking again is no use."""


class SpendingStopped(ModelError):
    """The most cost or tokens that were allowed are spent; what was done until then is kept."""


class MissingExtra(GraphmemError, ImportError):
    """A package does not import; the message names the extra of graphmem that brings it."""


class ExportError(GraphmemError):
    """An export format is not known, or its target cannot be written."""


class ArchiveError(GraphmemError):
    """A file is no archive, was cut off or was changed; the message says at which line."""


class NewerArchive(ArchiveError):
    """The archive was written by a later version of graphmem."""
