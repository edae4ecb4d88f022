"""What a happening is called: its own label, or the best of those the memory has for its like."""

from graphmem.qa.evidence import Evidence, Happening, Page
from graphmem.qa.topics import score_topic

BORROWED = 0.6  # how well another happening's label must fit to be lent


def label_of(page: Page, happening: Happening | None, evidence: Evidence) -> str:
    """Return the label of a happening, "" when nothing in the memory says what it was."""
    own = happening.label if happening is not None else ""
    if own:
        return own
    scored = [(score_topic(label, page, happening), label.text) for label in evidence.labels]
    score, text = max(scored, default=(0.0, ""))
    return text if score >= BORROWED else ""
