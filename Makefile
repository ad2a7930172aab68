# `make run` and `make test` set everything up by themselves; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
LINT_INSTALLED := $(VENV)/.lint-installed

.PHONY: run test lint bench bench-corpus damage fuzz clean help

help: ## what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# reinstalled only when pyproject.toml changed
$(INSTALLED): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(LINT_INSTALLED): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

run: $(INSTALLED) ## read samples/ into outputs/
	$(BIN)/zapisnik run samples -o outputs

test: $(INSTALLED) ## run the tests
	$(BIN)/python -m pytest

lint: $(LINT_INSTALLED) ## style, types, and who imports whom
	$(BIN)/ruff check pipeline tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED) ## speed and memory; BENCH_RUNS=1 BENCH_DOCUMENTS=200 BENCH_MEMORY_DOCUMENTS=0 for a quick look
	$(BIN)/python -m benchmarks.throughput

bench-corpus: $(INSTALLED) ## speed of the corpus: indexing and searching; BENCH_RECORDS=5000 for a quick look
	$(BIN)/python -m benchmarks.corpus

GOLD ?= references
damage: $(INSTALLED) ## what damaged letters cost, on the references in GOLD
	$(BIN)/python -m benchmarks.damage $(GOLD)

INPUTS ?= 100000
fuzz: $(INSTALLED) ## read damaged documents of every format
	PYTHONPATH=. $(BIN)/python tests/reading/fuzzing.py $(INPUTS)

clean: ## remove the environment
	rm -rf $(VENV)
