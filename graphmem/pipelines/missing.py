"""What is said when the package that a pipeline needs is not there."""

from graphmem.errors import MissingExtra


def missing(package: str, extra: str, cause: ImportError) -> MissingExtra:
    """Return the error that names the extra which brings the package."""
    return MissingExtra(
        f"{package} cannot be imported ({cause}): pip install 'graphmem[{extra}]' brings it"
    )
