from passages import asked, counted, graph, node, tie, turn

from graphmem.language.tokens import count_tokens
from graphmem.models.evidence import Source
from graphmem.models.graph import Subgraph
from graphmem.retrieval.paths import trace
from graphmem.retrieval.rank import rank
from graphmem.retrieval.seeds import find_seeds
from graphmem.retrieval.select import Notes, select
from graphmem.retrieval.spread import spread
from graphmem.retrieval.start import named_nodes, places, reached, start, trust
from graphmem.retrieval.superseded import superseded
from graphmem.settings import RetrievalSettings

SETTINGS = RetrievalSettings(hops=3)
LIBRARY = [
    turn(0, None, "Tilda Marsh directed The Long Tide.", source="a"),
    turn(0, None, "Marsh was born in Ostrava in 1951.", source="b"),
    turn(0, None, "The Long Road is a film by Omar Lund.", source="c"),
    turn(0, None, "Where films are born: a tide of directors.", source="d"),
    turn(0, None, "Rain fell on the harbour.", source="e"),
]
CUE = asked("Where was the director of The Long Tide born?", "The Long Tide")


def library() -> Subgraph:
    words = [c.episode.text for c in LIBRARY]
    episodes = [c.episode.id for c in LIBRARY]
    said = [("tide", 0, "The Long Tide"), ("marsh", 0, "Tilda Marsh"), ("marsh", 1, "Marsh")]
    said += [("road", 2, "The Long Road"), ("lund", 2, "Omar Lund")]
    names = {"tide": "The Long Tide", "marsh": "Tilda Marsh", "road": "The Long Road"}
    return graph(
        [
            *(node(e, "Episode") for e in episodes),
            *(
                node(n, name=names.get(n, "Omar Lund"), named=True)
                for n in ("tide", "marsh", "road", "lund")
            ),
        ],
        [
            tie(
                "MENTIONED_IN",
                who,
                episodes[i],
                episodes[i],
                start=words[i].index(form),
                end=words[i].index(form) + len(form),
            )
            for who, i, form in said
        ],
    )


def test_a_second_step_comes_in_by_the_graph():
    seeds = find_seeds(CUE, LIBRARY, counted(LIBRARY))
    assert [s.candidate.episode.source for s in seeds[:2]] != ["a", "b"]
    began = start(named_nodes(CUE, library()), seeds, SETTINGS)
    assert began == {"tide": 1.0}
    lit = spread(library(), began, SETTINGS)
    ranked = rank(seeds, library(), lit, trust(named_nodes(CUE, library()), len(LIBRARY)))
    matched = [s.candidate.episode.source for s in seeds]
    lit_too = [r.candidate.episode.source for r in ranked]
    assert lit_too[0] == "a"
    assert lit_too.index("b") < matched.index("b")


def test_what_activation_reached_is_fetched():
    seeds = find_seeds(CUE, [c for c in LIBRARY if c.episode.source != "b"], counted(LIBRARY))
    lit = spread(library(), start(named_nodes(CUE, library()), seeds, SETTINGS), SETTINGS)
    assert reached(lit, library(), seeds, SETTINGS) == ("ep_b_000",)
    assert set(places(seeds, SETTINGS)) == {f"ep_{s}_000" for s in "acde"}


def test_a_query_that_names_nothing_starts_from_its_best_matches():
    cue = asked("Where does rain fall?")
    seeds = find_seeds(cue, LIBRARY, counted(LIBRARY))
    began = start(named_nodes(cue, library()), seeds, SETTINGS)
    assert max(began, key=lambda k: began[k]) == "ep_e_000"
    assert abs(sum(began.values()) - 1) < 1e-9
    assert trust(named_nodes(cue, library()), len(LIBRARY)) == 0


def test_a_name_that_stands_everywhere_is_not_trusted():
    everywhere = graph([node("tide", name="The Long Tide", named=True, episodes=5)], [])
    assert trust(named_nodes(CUE, everywhere), 5) == 0
    assert trust(named_nodes(CUE, library()), 5) == 1


def packed(budget: int, notes: Notes | None = None):
    seeds = find_seeds(CUE, LIBRARY, counted(LIBRARY))
    return select(CUE.query, rank(seeds, library(), {}, 0.0), budget, notes or Notes())


def test_lines_fit_in_the_budget():
    for budget in (1, 12, 30, 60, 500):
        context = packed(budget)
        assert context.tokens == sum(count_tokens(line.text) for line in context.lines) <= budget
    assert len(packed(500).lines) == len(LIBRARY)
    assert packed(1).lines == ()


def test_each_line_is_words_of_its_episode():
    texts = {c.episode.id: c.episode.text for c in LIBRARY}
    for line in packed(500).lines:
        assert texts[line.episode_ids[0]][line.start : line.end] == line.quote


def test_a_line_says_when_and_whence():
    notes = Notes(sources={"a": Source("a", "films.txt", "Films")})
    line = next(x for x in packed(500, notes).lines if x.episode_ids == ("ep_a_000",))
    assert line.text == "[2024-03-01 · Films] Tilda Marsh directed The Long Tide."
    assert line.source == "films.txt"
    assert line.why == ()


def test_a_line_says_why_it_is_there():
    began = {"tide": 1.0}
    lit = spread(library(), began, SETTINGS)
    seeds = find_seeds(CUE, LIBRARY, counted(LIBRARY))
    steps = trace(library(), began, lit)
    notes = Notes(steps=steps, nodes={n.id: n for n in library().nodes})
    context = select(CUE.query, rank(seeds, library(), lit, 1.0), 500, notes)
    why = next(x.why for x in context.lines if x.episode_ids == ("ep_b_000",))
    assert any(part.startswith("activation +") for part in why)
    assert why[-1].startswith("The Long Tide - MENTIONED_IN")


def test_what_was_superseded_is_not_shown_as_current():
    text = LIBRARY[0].episode.text
    facts = graph(
        [
            node("old", "Fact", valid_to="2024-06-01", evidence=[f"ep_a_000:0:{len(text)}"]),
            node("new", "Fact", valid_from="2024-06-01"),
        ],
        [tie("SUPERSEDES", "new", "old")],
    )
    line = next(
        x
        for x in packed(500, Notes(overtaken=superseded(facts))).lines
        if x.episode_ids == ("ep_a_000",)
    )
    assert line.text.startswith("[2024-03-01 · superseded 2024-06-01] ")
    assert superseded(facts, as_of="2024-05-01") == {}
