"""Roles that somebody comes into, has or leaves, with the time for which they hold."""

import pytest

from graphmem.models.times import FIRST_MOMENT, LAST_MOMENT


def told(read, text):
    workspace = read(text)
    return [
        (workspace.entities[c.entity].name, c.name, c.valid and (c.valid.start, c.valid.end))
        for c in workspace.claims
        if c.sort == "role" and c.polarity == "positive"
    ]


@pytest.mark.parametrize(
    ("text", "who", "role", "start", "end"),
    [
        ("Greta Holm was appointed mayor of Skerra in 2019.", "Greta Holm", "mayor", "2019", ""),
        ("Petra Lund became a nurse in 1990.", "Petra Lund", "nurse", "1990", ""),
        ("Nils Aaberg has worked as a pilot since 2001.", "Nils Aaberg", "pilot", "2001", ""),
        ("Ida Brandt served as clerk from 1990 to 1995.", "Ida Brandt", "clerk", "1990", "1996"),
        ("Jonas Weber retired as judge on 3 May 2010.", "Jonas Weber", "judge", "", "2010-05-04"),
    ],
)  # fmt: skip
def test_a_role_holds_from_when_and_until_when_the_text_says(read, text, who, role, start, end):
    ((name, said, valid),) = told(read, text)
    assert (name, said) == (who, role)
    assert valid[0] == FIRST_MOMENT if not start else valid[0].startswith(start)
    assert valid[1] == LAST_MOMENT if not end else valid[1].startswith(end)


def test_without_a_time_a_role_is_told_and_not_when(read):
    assert told(read, "They elected Tom Hale president.") == [("Tom Hale", "president", None)]
    assert told(read, "Eva Moss resigned as treasurer.") == [("Eva Moss", "treasurer", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hale was not elected mayor.",
        "Eva Moss hopes to become a doctor in 2030.",
        "The boat was named Harpa in 1990.",
        "Eva Moss served dinner as a treat.",
    ],
)
def test_what_is_denied_hoped_or_no_role_is_none(read, text):
    assert told(read, text) == []
