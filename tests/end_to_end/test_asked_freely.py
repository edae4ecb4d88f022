"""Questions as people put them, over a village paper and the notes of a laboratory."""

import pytest

from graphmem import Memory

PAPER = """Ashby Gazette, 3 May 2024

Mayor Helen Trask opened the new library in Ashby on Friday. The mayor of Ashby thanked the
builders. Ned Corder, a carpenter called Old Ned by his friends, built the shelves, and Sylvia Amos
painted the walls. Peter Ruddock is the librarian.

On Saturday Jasper Coyle taught fencing in the hall. Rosa Blom and Ivo Marek watched. Ivo Marek
will teach fencing in June. Rosa Blom sold her bicycle to a neighbour named Tilda Vance.

In July Sylvia Amos moved from Ashby to Corfield. Peter Ruddock is going to visit her in August.
The council did not buy the old mill.
"""
NOTES = """Notes of the Fenwick group

2 June 2025

Amina Yusuf calibrated the spectrometer. Jonas Lind cleaned the glassware and broke two beakers.

5 June 2025

Jonas Lind ordered six new beakers from Halden Supplies. Petra Novak joined the group. She will
share the office with Jonas Lind.

12 June 2025

Petra Novak repeated the measurement of the second sample. Amina Yusuf wrote the report. The
pump failed because the hose was cracked. The outage lasted for forty minutes.

16 June 2025

A technician called Owen Bright mended the centrifuge.
"""
DIARY = """Diary of Nora Whitcombe

March 9, 2025

I drove to Whitby with Tobias and Lena.

March 17, 2025

I bought a scarf at Harper's.

March 21, 2025

I went to Whitby again, alone this time.
"""
JOURNAL = """2025-03-03
Saw Ruth at the Copper Kettle. Her sister Miriam is moving to Leeds in April. I still have to return
Ruth's drill.

2025-03-07
Drove to Whitby with Tom and the children. Rain all day, so we went to the Cook museum. Nora lost
her red scarf there.

2025-03-09
Returned the drill to Ruth. She made soup.

2025-03-20
Birthday. Tom gave me a camera. Ruth and Miriam came for dinner; Miriam starts at the library on
April 1.
"""
CHAT = """[12/05/2025, 18:03:11] Mia: are you coming on saturday?
[12/05/2025, 18:04:40] Ben: yes! I am bringing Leo, he is back from Oslo
"""
ASKED = {
    "journal": (
        ("Did I return the drill?", "yes"),
        ("When did I return the drill?", "March 9, 2025"),
        ("Where was the scarf lost?", "Cook museum"),
        ("What did Tom give me for my birthday?", "a camera"),
        ("When did Miriam start at the library?", "April 1, 2025"),
        ("Who drove to Whitby?", "the narrator"),
        ("When did the children sing?", ""),
    ),
    "paper": (
        ("Name everyone who taught fencing", "Jasper Coyle"),
        ("any idea who painted the walls", "Sylvia Amos"),
        ("the one who built the shelves?", "Ned Corder"),
        ("Who will teach fencing in June?", "Ivo Marek"),
        ("Who is Peter Ruddock going to visit?", "Sylvia Amos"),
        ("Who did not buy the mill?", "The council"),
        ("To whom did Rosa Blom sell her bicycle?", "Tilda Vance"),
        ("Who is the mayor of Ashby?", "Helen Trask"),
        ("Who is the librarian?", "Peter Ruddock"),
        ("Who is the doctor?", ""),
        ("Who is the king of Ashby?", ""),
        ("Was it Sylvia Amos, Ned Corder or Peter Ruddock who built the shelves?", "Ned Corder"),
        ("Which of them built the shelves: Sylvia Amos or Ned Corder?", "Ned Corder"),
        ("Did Sylvia Amos paint the shelves or the walls?", "walls"),
        ("Is Peter Ruddock a carpenter or a librarian?", "librarian"),
        ("Did Sylvia Amos move to Ashby or Corfield?", "Corfield"),
        ("Was the library opened by Rosa Blom or by Helen Trask?", "Helen Trask"),
        ("Was it Ned Corder who built the shelves?", "yes"),
        ("when did sylvia amos move", "July 2024"),
    ),
    "notes": (
        ("who broke the beakers", "Jonas Lind"),
        ("Did Amina Yusuf or Petra Novak write the report?", "Amina Yusuf"),
        ("What did Jonas Lindt order?", "six new beakers"),
        ("How many beakers did Jonas order?", "6"),
        ("Who's going to share an office with Jonas?", "Petra Novak"),
        ("Why did the pump fail?", "because the hose was cracked"),
        ("how long did the outage last?", "forty minutes"),
        ("Is Owen Bright a technician?", "yes"),
        ("Who mended the centrifuge?", "Owen Bright"),
    ),
    "diary": (
        ("last time Nora went to Whitby?", "March 21, 2025"),
        ("What did Nora buy?", "a scarf"),
        ("Where did Nora go in March 2025?", "Whitby"),
        ("How many times did Nora go to Whitby?", "2"),
    ),
}


@pytest.fixture(scope="module")
def memories():
    found = {}
    texts = {"paper": PAPER, "notes": NOTES, "diary": DIARY, "journal": JOURNAL}
    for name, text in texts.items():
        found[name] = Memory(":memory:")
        found[name].remember(text, source=name)
    found["journal"].remember(CHAT, source="chat")  # a chat beside it changes nothing
    yield found
    for memory in found.values():
        memory.close()


@pytest.mark.parametrize(
    ("text", "query", "value"), [(text, *pair) for text, pairs in ASKED.items() for pair in pairs]
)
def test_the_value_and_no_other_is_told(memories, text, query, value):
    assert memories[text].ask(query).values == ((value,) if value else ())


def test_a_misspelt_name_is_told_to_be_read_as_another(memories):
    why = memories["notes"].ask("What did Jonas Lindt order?").why
    assert "Jonas Lindt: read as Jonas Lind" in why


def test_the_name_of_another_is_no_misspelling(memories):
    assert not memories["notes"].ask("What did Jonah Lind order?").values
