# `make demo` and `make test` set up what they need in .venv, from the package registry alone.
# `make fuzz` feeds 100,000 odd inputs to all that reads; FUZZ="--rng-seed 1" feeds it others.
# `make bench DATA=FOLDER` adds the public benchmarks and the scale of novels, when you have them;
# SCALE="--sizes 1000 10000" leaves out the hundred thousand episodes, which take an hour.
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python

.PHONY: demo test check bench bench-neo4j bench-reading soak fuzz neo4j test-neo4j-current clean
.DEFAULT_GOAL := test

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --editable . --group dev
	touch $@

# What graphmem/pipelines is checked and tested with; a demo needs none of it.
.venv/pipelines: .venv/ready
	$(PY) -m pip install --quiet --editable ".[graphrag,langchain,llamaindex]"
	touch $@

demo: .venv/ready
	$(PY) examples/demo.py

check: .venv/pipelines
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The files of the tests are shared out among WORKERS, each with a server of its own; on the one of
# NEO4J_URI, which they empty, they run one after the other.
test: check
	$(PY) -m pytest $(if $(NEO4J_URI),,-n $(or $(WORKERS),2) --dist loadfile)

bench: .venv/ready
	$(PY) tests/bench/figures.py $(if $(DATA),--data $(DATA))
	$(if $(DATA),$(PY) tests/bench/scale.py $(DATA)/booksort/full_text $(SCALE))

# A Neo4j server with up to FACTS="10000 100000 1000000", made of the novels in DATA; takes hours.
bench-neo4j: .venv/ready
	$(PY) -m pip install --quiet --editable ".[fast]"
	PYTHONPATH=. $(PY) tests/bench/neo4j_scale.py $(DATA)/booksort/full_text \
		$(if $(FACTS),--facts $(FACTS)) $(if $(NEO4J_URI),--uri $(NEO4J_URI))

# How well texts are read, beside baselines, on the annotated texts in DATA; READING="--only times".
bench-reading: .venv/ready
	PYTHONPATH=. $(PY) -m tests.bench.gold $(DATA) $(READING)

# Kills a writer at every point, and then KILLS times at random.
soak: .venv/ready
	$(PY) -m tests.faults.soak --kills $(or $(KILLS),100)

fuzz: .venv/ready
	$(PY) tests/fuzz/fuzz.py $(FUZZ)

# A Neo4j server from Maven Central, without Docker: needs Java 17 and Maven, keeps data in .neo4j/.
neo4j: .venv/ready
	$(PY) -m tests.neo4j_server .neo4j $(NEO4J)

# The store on the current release; needs Java 21 or newer, of JAVA_HOME when the PATH has none.
test-neo4j-current: .venv/ready
	env -u NEO4J_URI GRAPHMEM_NEO4J_VERSION=2026.08.1 \
		$(PY) -m pytest -m neo4j tests/store tests/neo4j_server

clean:
	rm -rf .venv dist build
