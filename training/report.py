"""Print the figures of a pipeline as the tables of the model card.

python -m training.report --data FOLDER --model FOLDER
"""

import argparse
import time
from pathlib import Path

from spacy.language import Language

from graphmem.language.pipeline import load_pipeline
from training import evaluate, treebanks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    given = parser.parse_args()
    started = time.perf_counter()
    nlp = load_pipeline(str(given.model))
    print(f"loaded in {time.perf_counter() - started:.2f} s")
    for name, figures in evaluate.syntax_figures(nlp, given.data).items():
        print(name, *(f"{key} {value:.1f}" for key, value in figures.items()), sep=" | ")
    for name, figures in evaluate.name_figures(nlp, given.data).items():
        print(name, *(f"{key} {value:.1f}" for key, value in figures.items()), sep=" | ")
    print(
        "words a second in batches and one by one: {:.0f} and {:.0f}".format(
            *speed(nlp, given.data)
        )
    )


def speed(nlp: Language, data: Path) -> tuple[float, float]:
    """Return words a second of CPU time in batches and one turn at a time."""
    turns = [s.meta["text"] for s in treebanks.ewt(data, "dev")][:1000]
    rates = []
    for run in (lambda: list(nlp.pipe(turns)), lambda: [nlp(turn) for turn in turns]):
        started = time.process_time()
        docs = run()
        rates.append(sum(map(len, docs)) / (time.process_time() - started))
    return rates[0], rates[1]


if __name__ == "__main__":
    main()
