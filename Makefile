# `make demo` and `make test` set up what they need in .venv, from the package registry alone.
# `make fuzz` feeds 100,000 odd inputs to all that reads; FUZZ="--rng-seed 1" feeds it others.
# `make bench DATA=FOLDER` adds the public benchmarks and the scale of novels, when you have them;
# SCALE="--sizes 1000 10000" leaves out the hundred thousand episodes, which take an hour.
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python

.PHONY: demo test check bench soak fuzz clean
.DEFAULT_GOAL := test

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --editable . --group dev
	touch $@

demo: .venv/ready
	$(PY) examples/demo.py

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(PY) -m pytest

bench: .venv/ready
	$(PY) tests/bench/figures.py $(if $(DATA),--data $(DATA))
	$(if $(DATA),$(PY) tests/bench/scale.py $(DATA)/booksort/full_text $(SCALE))

# Kills a writer at every point, and then KILLS times at random.
soak: .venv/ready
	$(PY) -m tests.faults.soak --kills $(or $(KILLS),100)

fuzz: .venv/ready
	$(PY) tests/fuzz/fuzz.py $(FUZZ)

clean:
	rm -rf .venv dist build
