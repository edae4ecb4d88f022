"""A broad question is answered from worded scenes with the lines that their sentences cite."""

from scripted_words import Scripted
from test_worded_layers import TEXTS, dressed, told, with_model, worded

from graphmem.memory.broad import MOST_LINES, Surveying
from tests.end_to_end.conftest import Opener


def test_each_digest_has_the_lines_that_its_summary_cites(opened: Opener):
    memory = with_model(worded(opened, Scripted()), None)
    survey = Surveying(memory._store, "default", memory._senses.embedder)
    whole = survey.survey("What happened?", ())
    given = {g.number: g for g in whole.brief.given}
    cited = {str(n.properties["summary"]): n.texts("summary_cites") for n in dressed(memory)}
    looked = 0
    for digest in whole.digests:
        for cites in cited.get(digest.summary, [])[:1]:
            episode, start, end = cites.split()[0].rsplit(":", 2)
            lines = [given[number] for number in digest.numbers[:MOST_LINES]]
            assert any(line.covers(episode, int(start), int(end)) for line in lines)
            looked += 1
    assert looked


def test_the_answer_tells_the_words_that_the_model_found(opened: Opener):
    memory = with_model(worded(opened, Scripted()), None)
    answer = memory.ask("What happened?", broad=True)
    assert "In short: " in answer.text
    assert answer.citations
    plain = told(opened("plain.db"), TEXTS)
    plain.consolidate()
    assert "In short: " not in plain.ask("What happened?", broad=True).text
