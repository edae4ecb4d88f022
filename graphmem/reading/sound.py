"""Text that can be kept: neither binary nor half of a character."""

from graphmem.errors import ReadingError

LONGEST_NAME = 500  # characters: titles and speakers stand in front of each line that recall shows


def check_name(name: str, what: str) -> str:
    """Return the name of a speaker as it is, if it is one."""
    if len(name) > LONGEST_NAME:
        raise ReadingError(
            f"{what} has {len(name):,} characters: give a name of at most {LONGEST_NAME}"
        )
    return check_text(name, what)


def check_text(text: str, what: str) -> str:
    """Return a text as it is; `what` says in errors which it was.

    Raises:
        ReadingError: it holds NUL, or half of a surrogate pair, which no encoding can write.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"{what} holds half of a surrogate pair at {error.start}: decode it as UTF-8 first"
        ) from error
    if "\0" in text:
        raise ReadingError(
            f"{what} holds a NUL character at {text.index(chr(0))}: it is binary, not text"
        )
    return text
