# `make run` and `make test` do everything from a fresh clone; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .bench
QUICK := $(BENCH)/bin/python -m benchmarks.whole --results build/bench
FULL := $(BENCH)/bin/python -m benchmarks.whole

.PHONY: help install run test lint format docs bench bench-full clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,scale]'
	@touch $@

install: $(STAMP)  ## make .venv and install into it

run: $(STAMP)  ## run the nightly flow against the bundled sample sites
	$(BIN)/yuanjiang run --sample

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n 2

lint: $(STAMP)  ## ruff, mypy --strict and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## build the documentation site into site/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

$(BENCH)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --upgrade pip
	$(BENCH)/bin/python -m pip install --quiet -c constraints.txt -e '.[report,bench]'
	@touch $@

bench: $(BENCH)/.installed  ## quick benchmarks of the whole way, in build/bench
	$(QUICK) rivals --pages 84
	$(QUICK) night --new 200
	$(QUICK) scale --count 2000
	$(QUICK) cores --pages 1500

bench-full: $(BENCH)/.installed  ## all sizes (hours); recorded in benchmarks/results and docs
	$(FULL) rivals --pages 840
	$(FULL) night --new 1000
	$(FULL) cores
	$(FULL) scale --count 10000 100000 1000000
	$(BENCH)/bin/python -m benchmarks.page

clean:  ## remove the environment and the caches; data/ stays
	rm -rf $(VENV) $(BENCH) site .mypy_cache .ruff_cache .pytest_cache
