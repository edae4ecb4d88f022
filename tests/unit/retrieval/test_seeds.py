from passages import asked, counted, turn

from graphmem.retrieval.neighbours import in_reading_order, previous
from graphmem.retrieval.search import held_by
from graphmem.retrieval.seeds import Seed, find_seeds

CHAT = [
    turn(0, "Ana", "I took the ferry to the island yesterday."),
    turn(1, "Ben", "Lovely! What did you paint there?"),
    turn(2, "Ana", "The lighthouse, in oils."),
    turn(3, "Ben", "My sister bakes bread on Sundays."),
    turn(4, "Ana", "Bread is what I miss most.", "2024-05-10"),
    turn(5, "Ben", "We planted tomatoes.", "2024-05-10"),
    turn(6, "Ana", "Tomatoes need sun.", "2024-07-20"),
]


def order(seeds: tuple[Seed, ...]) -> list[int]:
    return [seed.candidate.episode.ordinal for seed in seeds]


def test_words_in_common_come_first():
    assert order(find_seeds(asked("Who planted tomatoes?"), CHAT, counted(CHAT)))[0] == 5


def test_the_one_named_speaks_for_themselves():
    seeds = find_seeds(asked("What did Ana say about bread?", "Ana"), CHAT, counted(CHAT))
    assert order(seeds)[0] == 4
    assert seeds[0].parts["speaker"] == 1.0


def test_an_answer_is_found_by_its_question():
    seeds = find_seeds(asked("What did Ana paint?", "Ana"), CHAT, counted(CHAT))
    assert 2 in order(seeds)[:2]
    assert next(s for s in seeds if order((s,)) == [2]).parts["reply"] > 0


def test_what_was_said_then_comes_before_what_was_said_later_and_earlier():
    may = asked("Anything?", times=(("2024-05-01T00:00:00", "2024-06-01T00:00:00"),))
    parts = {s.candidate.episode.ordinal: s.parts for s in find_seeds(may, CHAT, counted(CHAT))}
    assert parts[5]["time"] > parts[6]["time"] > 0
    assert "time" not in parts[0]


def test_asked_when_what_says_when_comes_first():
    seeds = find_seeds(asked("When was the ferry?", asks="time"), CHAT, counted(CHAT))
    assert "dated" in seeds[0].parts
    assert order(seeds)[0] == 0


def test_the_order_of_candidates_does_not_matter():
    cue = asked("What did Ana paint on the island?", "Ana")
    shuffled = [CHAT[i] for i in (4, 0, 6, 2, 5, 1, 3)]
    assert find_seeds(cue, shuffled, counted(CHAT)) == find_seeds(cue, CHAT, counted(CHAT))


def test_equal_scores_are_ordered_by_id():
    same = [turn(0, None, "rain", source=f"s{i}") for i in range(5)]
    seeds = find_seeds(asked("rain"), same, counted(same))
    ids = [seed.candidate.passage.id for seed in seeds]
    assert ids == sorted(ids)


def test_the_parts_make_the_score():
    for seed in find_seeds(asked("tomatoes on the island", "Ben"), CHAT, counted(CHAT)):
        assert abs(sum(seed.parts.values()) - seed.score) < 0.01


def test_no_candidates_no_seeds():
    assert find_seeds(asked("anything"), [], counted(CHAT)) == ()


def test_neighbours_are_of_one_sitting():
    assert previous(in_reading_order(CHAT)) == [-1, 0, 1, 2, -1, 4, -1]


def test_what_had_not_happened_yet_is_left_out():
    assert len(held_by(CHAT, "2024-05-10")) == 6
    assert len(held_by(CHAT, "2024-05-09")) == 4
    assert len(held_by(CHAT, None)) == 7
