"""Ways in which a memory can be damaged, and what is said to each: (statements, findings)."""

# ruff: noqa: S608

Damage = tuple[tuple[str, ...], list[str]]


def of(source: str) -> str:
    return f"""episode = (SELECT e.id FROM episode AS e JOIN source AS s ON s.id = e.source
            WHERE s.uri = '{source}')"""


def first(label: str) -> str:
    return f"id = (SELECT min(id) FROM node WHERE label = '{label}')"


SIGHTING = "id = (SELECT min(id) FROM sighting WHERE named)"
# Of a person there may be a persona, which would lack an end too.
ENTITY = "(SELECT entity FROM sighting WHERE named AND kind = 'Place' ORDER BY id LIMIT 1)"
AGENT = "id = (SELECT min(id) FROM relationship WHERE type = 'AGENT')"
TERM = "(SELECT min(key) FROM term)"
CHAT = "(SELECT id FROM source WHERE uri = 'second chat')"
LETTERS = "(SELECT id FROM source WHERE uri = 'letters')"
ENDS = "(SELECT min(id) AS a, max(id) AS b FROM node WHERE label = 'Fact')"

NOT_FOUND = "passages that are not found by their words"
NEEDLESS = "words that are found where they do not stand"
FREQUENCIES = "words of which it is not known how many passages have them"
TOTALS = "wrong counts of passages and terms"
PASSAGES = "passages that are not as they were read"
SIGHTINGS = "sightings that are not as they were read"
BLOCKS = "sightings under other name blocks than their own"
NAMES = "entities found by other names than their own"
OTHER_BASE = "layers that rest on others than their evidence"
NO_END = "relationships that lack an end"
NO_WORDS = "relationships that rest on no words"
UNLINKED = "episodes not linked to their source or the next"
UNREADABLE = "readings that cannot be read"

DAMAGES: dict[str, Damage] = {
    # the file
    "rows of no namespace": (
        (
            "INSERT INTO metadata VALUES (999, 'a', 'b')",
            "INSERT INTO node VALUES (999, 'ev_x', 'Event', '', '{}', NULL, NULL, NULL)",
            "INSERT INTO posting VALUES (99999, 1, 1, 1)",
        ),
        ["rows that belong to no namespace"],
    ),
    "no log": (("PRAGMA journal_mode = DELETE",), ["a write-ahead log that is turned off"]),
    # rows
    "nodes of broken JSON": (
        (
            f"UPDATE node SET properties = '{{' WHERE {first('Event')}",
            f"UPDATE node SET properties = 'x' WHERE {first('Fact')}",
            f"UPDATE node SET properties = '[]' WHERE {first('Time')}",
        ),
        ["nodes that cannot be read"],
    ),
    "a relationship of broken JSON": (
        (f"UPDATE relationship SET properties = '' WHERE {AGENT}",),
        ["relationships that cannot be read"],
    ),
    "a sighting of broken JSON": (
        (f"UPDATE sighting SET blocks = '[' WHERE {SIGHTING}",),
        ["sightings that cannot be read"],
    ),
    "readings cut off or of another kind": (
        (
            f"UPDATE workspace SET reading = substr(reading, 1, 40) WHERE {of('letters')}",
            f"UPDATE workspace SET reading = '{{\"a\": 1}}' WHERE {of('diary')}",
        ),
        [UNREADABLE],
    ),
    # evidence
    "a source renamed": (
        ("UPDATE source SET uri = 'dairy' WHERE uri = 'diary'",),
        ["sources under another name"],
    ),
    "an empty source": (
        ("INSERT INTO source VALUES (1, 'src_x', 'empty', '')",),
        ["sources without an episode"],
    ),
    "a reading gone": (
        (f"DELETE FROM workspace WHERE {of('letters')}",),
        ["episodes that were not read"],
    ),
    "an episode gone": (
        (f"DELETE FROM episode WHERE source = {CHAT} AND ordinal = 1",),
        [
            "readings of episodes that are gone",
            "sightings in episodes that are gone",
            "passages of episodes that are gone",
        ],
    ),
    "a text changed": (
        (f"UPDATE episode SET text = replace(text, 'Bergen', 'Oslo') WHERE source = {LETTERS}",),
        ["episodes with other words than were read"],
    ),
    "two in one place": (
        (f"UPDATE episode SET ordinal = 0 WHERE source = {CHAT}",),
        ["episodes in the place of another"],
    ),
    "time backward": (
        (f"UPDATE episode SET occurred_to = '1900-01-01T00:00:00' WHERE source = {CHAT}",),
        ["episodes that end before they begin"],
    ),
    # readings
    "readings of others": (
        (
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.episode', 'x') WHERE {of("diary")}""",
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.reader', 'x') WHERE {of("letters")}""",
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.window', 'x') WHERE {of("news")}""",
        ),
        [
            "readings of another episode",
            "readings by another reader than the memory's",
            "readings that saw other episodes before their own",
        ],
    ),
    "readings that do not fit": (
        (
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.events[0].participants[0].entity', 99) WHERE {of("diary")}""",
            f"""UPDATE workspace SET reading =
            replace(reading, '"text":"Bergen"', '"text":"Bargen"') WHERE {of("letters")}""",
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.events[0].end', 9999) WHERE {of("news")}""",
        ),
        ["readings that point to what they do not hold", "readings that do not fit their text"],
    ),
    "text in no passage": (
        (
            f"""UPDATE workspace SET reading =
            json_set(reading, '$.passages', json('[]')) WHERE {of("letters")}""",
        ),
        ["stretches of text in no passage"],
    ),
    "a correction of a text that is gone": (
        ("""INSERT INTO correction VALUES (1, 'c', 'rename', 0, '["e:0:4"]', '[]', 'Bo', '')""",),
        ["corrections of words that are not there"],
    ),
    "a decision on a text that is gone": (
        ("""INSERT INTO decision VALUES (1, 'd', '', '', '["e:0:4"]', '[]', '', '', '', '')""",),
        ["decisions that rest on texts that are not there"],
    ),
    "nobody recorded": (("DELETE FROM metadata",), ["parts that read, but are not recorded"]),
    # indexes
    "postings gone or miscounted": (
        (
            f"DELETE FROM posting WHERE term = {TERM}",
            "UPDATE posting SET count = 9 WHERE term = (SELECT max(key) FROM term)",
        ),
        [NOT_FOUND],
    ),
    "frequencies": (
        (
            f"UPDATE term SET frequency = 99 WHERE key = {TERM}",
            "INSERT INTO term VALUES (9999, 1, 'x', 0)",
        ),
        [FREQUENCIES],
    ),
    "blocks gone and too many": (
        (
            """DELETE FROM sighting_block
            WHERE sighting = (SELECT min(sighting) FROM sighting_block)""",
            "INSERT INTO sighting_block VALUES (1, '=x', 'mn_x')",
        ),
        [BLOCKS],
    ),
    "names gone and too many": (
        (
            f"DELETE FROM name WHERE entity = {ENTITY}",
            "INSERT INTO name VALUES (1, 'zork', 'en_none', 1)",
        ),
        [NAMES],
    ),
    "a posting too many": (
        (
            """INSERT INTO posting SELECT t.key, p.key, 1, 9 FROM term AS t, passage AS p
            WHERE NOT EXISTS (SELECT 1 FROM posting AS o
                              WHERE o.term = t.key AND o.passage = p.key) LIMIT 1""",
        ),
        [NEEDLESS],
    ),
    "the totals": (("UPDATE namespace SET terms = terms + 1",), [TOTALS]),
    "a passage gone": (
        ("DELETE FROM passage WHERE key = 1",),
        [NEEDLESS, FREQUENCIES, TOTALS, PASSAGES],
    ),
    "a passage moved": (("UPDATE passage SET start = start + 1 WHERE key = 1",), [PASSAGES]),
    "a passage too many": (
        (
            """INSERT INTO passage (namespace, id, episode, start, "end", terms, vector, dated)
            SELECT namespace, 'pa_x', episode, start + 1, "end", '', vector, 0
            FROM passage WHERE key = 1""",
        ),
        [TOTALS, PASSAGES],
    ),
    "a vector cut off": (
        ("UPDATE passage SET vector = substr(vector, 1, 5) WHERE key = 1",),
        ["vectors of another length"],
    ),
    "a node under another time": (
        (f"UPDATE node SET occurred_from = '1900' WHERE {first('Time')}",),
        ["nodes found by other times or words than their own"],
    ),
    "a sighting changed": ((f"UPDATE sighting SET name = 'X' WHERE {SIGHTING}",), [SIGHTINGS]),
    "a sighting gone": ((f"DELETE FROM sighting WHERE {SIGHTING}",), [BLOCKS, SIGHTINGS]),
    # the projection
    "an entity gone": (
        (f"DELETE FROM node WHERE id = {ENTITY}",),
        [NAMES, NO_END, "sightings of entities that are gone"],
    ),
    "an event gone": ((f"DELETE FROM node WHERE {first('Event')}",), [NO_END]),
    "a time gone": ((f"DELETE FROM node WHERE {first('Time')}",), [NO_END]),
    "a question gone": ((f"DELETE FROM node WHERE {first('Question')}",), [NO_END]),
    "an unknown label": (
        (f"UPDATE node SET label = 'Thing' WHERE {first('Role')}",),
        ["nodes with a label that is not known"],
    ),
    "an event without evidence": (
        ("DELETE FROM relationship WHERE type = 'EVIDENCED_BY'",),
        ["nodes labelled Event that no words evidence"],
    ),
    "an entity without mention": (
        (f"DELETE FROM relationship WHERE type = 'MENTIONED_IN' AND source = {ENTITY}",),
        ["nodes labelled Entity that no words evidence"],
    ),
    "a relationship to nothing": (
        (f"UPDATE relationship SET target = 'en_none' WHERE {AGENT}",),
        [NO_END],
    ),
    "a relationship beyond the text": (
        (
            f"""UPDATE relationship SET properties =
            json_set(properties, '$.end', 9999) WHERE {AGENT}""",
        ),
        [NO_WORDS],
    ),
    "a relationship of no episode": (
        (f"UPDATE relationship SET episode = '' WHERE {AGENT}",),
        [NO_WORDS],
    ),
    "an event beyond the text": (
        (
            f"""UPDATE node SET properties =
            json_set(properties, '$.end', 9999) WHERE {first("Event")}""",
        ),
        ["events whose words are not there"],
    ),
    "a sighting of nobody": (
        (f"UPDATE sighting SET entity = 'en_none' WHERE {SIGHTING}",),
        ["sightings of entities that are gone"],
    ),
    "links gone": (("DELETE FROM relationship WHERE type IN ('NEXT', 'FROM')",), [UNLINKED]),
    "links turned round": (
        ("UPDATE relationship SET source = target, target = source WHERE type = 'NEXT'",),
        [UNLINKED, "links between episodes out of order"],
    ),
    # the layers
    "a fact gone": ((f"DELETE FROM node WHERE {first('Fact')}",), [OTHER_BASE, NO_END]),
    "facts unsupported": (
        ("DELETE FROM relationship WHERE type = 'SUPPORTS'",),
        ["facts that no event supports"],
    ),
    "a scene of other evidence": (
        (
            f"""UPDATE node SET properties =
            json_set(properties, '$.evidence[0]', 'ep_x:0:5') WHERE {first("Scene")}""",
        ),
        [OTHER_BASE, "nodes whose evidence is not there"],
    ),
    "a fact that ends before it begins": (
        (
            f"""UPDATE node SET properties = json_set(properties,
            '$.valid_from', '2030', '$.valid_to', '2020') WHERE {first("Fact")}""",
        ),
        ["nodes that end before they begin"],
    ),
    "facts in each other's place": (
        (
            f"""INSERT INTO relationship
            SELECT 1, 're_a', 'SUPERSEDES', a, b, '', '{{}}' FROM {ENDS}""",
            f"""INSERT INTO relationship
            SELECT 1, 're_b', 'SUPERSEDES', b, a, '', '{{}}' FROM {ENDS}""",
        ),
        ["facts that take each other's place"],
    ),
    "empty scenes": (
        ("DELETE FROM relationship WHERE type = 'IN_SCENE'",),
        ["scenes without a fact"],
    ),
}

BEYOND_MENDING: dict[str, tuple[tuple[str, ...], str]] = {
    "a source gone": (
        ("DELETE FROM source WHERE uri = 'diary'",),
        "episodes whose source is gone",
    ),
    "a page that nothing uses": (
        ("PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'node_time'"),
        "faults that SQLite finds",
    ),
    "an index dropped": (
        ("DROP INDEX relationship_type",),
        "tables and indexes that are missing",
    ),
    "a table dropped": (("DROP TABLE name",), "tables and indexes that are missing"),
    "another layout": (("PRAGMA user_version = 0",), "another layout than this version's"),
    "a correction of broken JSON": (
        ("INSERT INTO correction VALUES (1, 'co_x', 'merge', 0, '[', '[]', '', '2025')",),
        "corrections that cannot be read",
    ),
    "a correction without a place": (
        ("""INSERT INTO correction VALUES (1, 'co_x', 'rename', 0, '["ep_x"]', '[]', 'B', '2')""",),
        "corrections that cannot be read",
    ),
}

SEEN_DEEP: dict[str, Damage] = {
    "an entity changed": (
        (
            f"""UPDATE node SET properties =
            json_set(properties, '$.gender', 'x') WHERE id = {ENTITY}""",
        ),
        ["things that differ from the evidence"],
    ),
    "a vector changed": (
        ("UPDATE passage SET vector = zeroblob(length(vector)) WHERE key = 1",),
        ["passages found by other words than theirs"],
    ),
    "a role gone from the graph": (
        (
            f"DELETE FROM relationship WHERE target = (SELECT id FROM node WHERE {first('State')})",
            f"DELETE FROM node WHERE {first('State')}",
        ),
        ["things in the evidence and not in the graph"],
    ),
    "a fact changed": (
        (
            f"""UPDATE node SET properties =
            json_set(properties, '$.value', 'x') WHERE {first("Fact")}""",
        ),
        ["things that consolidating would change"],
    ),
}
