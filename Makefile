# One list of gates: people, hooks and CI call the same targets.

PYTHON ?= python3
VENV ?= .venv
DEMO_VENV ?= .venv-demo
WORKERS ?= 2
# The inner loop: what is beneath the command line, and its errors.
QUICK ?= tests/model tests/analysis tests/storage tests/reporting tests/errors

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MUTATE_VENV := .venv-mutate
MUTATE_STAMP := $(MUTATE_VENV)/.installed
# How many changes of the code to try.
MUTANTS ?= 600
DEMO_STAMP := $(DEMO_VENV)/.installed
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check

PYTEST := $(BIN)/pytest -n $(WORKERS)
# A part without any test, which is what 5 means, is no failure.
NOTED := { failed=$$?; [ $$failed -eq 5 ] || status=$$failed; }

COG := $(BIN)/cog -P -I . -p "from docs import example_figures as figures, reference_pages as reference; from docs.cog_helpers import Desk, console, help_of"
COG_PAGES = $(shell grep -rlF --include='*.md' '[[[cog' README.md docs)

.DEFAULT_GOAL := help

.PHONY: help
help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: venv
venv: $(STAMP)  ## Make or refresh the development environment

$(STAMP): pyproject.toml requirements/dev.txt requirements/test.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP_INSTALL) --editable . --requirement requirements/dev.txt
	@touch $@

.PHONY: demo
demo: $(DEMO_STAMP)  ## Show what riskctl does, in a throw-away folder
	@PATH="$(abspath $(DEMO_VENV)/bin):$$PATH" bash tools/demo.sh

$(DEMO_STAMP): pyproject.toml
	@echo 'demo: installing riskctl and its dependencies into $(DEMO_VENV)'
	@$(PYTHON) -m venv $(DEMO_VENV)
	@$(DEMO_VENV)/bin/python $(PIP_INSTALL) --editable .
	@touch $@

.PHONY: test
test: venv  ## Run every test, measuring what the quick ones cover
	@status=0; \
	$(PYTEST) -m 'not slow' --cov --cov-report= --cov-fail-under=0 $(ARGS) || $(NOTED); \
	$(PYTEST) -m slow $(ARGS) || $(NOTED); \
	exit $$status

.PHONY: quick
quick: venv  ## Run the tests of the inner rooms, stopping at the first failure; QUICK=tests/cli for another
	RISKCTL_LAW_EXAMPLES=10 $(BIN)/pytest -x -q -m "not slow" -n $(WORKERS) $(QUICK) $(ARGS)

.PHONY: check
check: format lint forbid types imports deps docs-check test-cov test-python test-lowest wheel-check  ## Run every gate, fastest first

.PHONY: format
format: venv  ## Gate: code is formatted
	$(BIN)/ruff format --check

.PHONY: lint
lint: venv  ## Gate: no lint
	$(BIN)/ruff check

.PHONY: forbid
forbid:  ## Gate: no leftovers, registry hosts or machine paths in the tree
	bash tools/forbid.sh

.PHONY: types
types: venv  ## Gate: types agree, in src and tests
	$(BIN)/mypy

.PHONY: imports
imports: venv  ## Gate: modules import only what their layer may
	$(BIN)/lint-imports --no-logo

.PHONY: deps
deps: venv  ## Gate: declared dependencies are the used ones
	$(BIN)/deptry --no-ansi src

.PHONY: docs-check
docs-check: venv  ## Gate: the output shown in the docs is what riskctl prints
	@$(BIN)/python -m docs.man_pages --check
	@$(BIN)/python -m docs.option_words --check
	@$(if $(COG_PAGES),printf '%s\n' $(COG_PAGES) | xargs -n 4 -P $(WORKERS) $(COG) --check --diff --check-fail-msg='run `make docs` and read the result',echo 'no page has output to check')

.PHONY: test-cov
test-cov: test  ## Gate: tests pass and cover enough
	$(BIN)/coverage report

.PHONY: test-python
test-python: venv  ## Gate: another Python passes the quick tests and prints the same; OTHER=python3.13
	@VENV=$(VENV) PYTHON=$(PYTHON) OTHER=$(OTHER) WORKERS=$(WORKERS) bash tools/test_python.sh other $(ARGS)

.PHONY: test-lowest
test-lowest: venv  ## Gate: the lowest version of every library does, too
	@VENV=$(VENV) PYTHON=$(PYTHON) WORKERS=$(WORKERS) bash tools/test_python.sh lowest $(ARGS)

.PHONY: trust
trust: venv  ## Try every promise as often as it says, and write the trust page; LONG=1 for a release
	$(BIN)/python -m tools.trust $(if $(LONG),long,push) -n $(WORKERS) $(ARGS)

.PHONY: mutate
mutate: $(MUTATE_STAMP)  ## Gate of a release: the tests notice 9 of 10 changes of the code; MUTANTS=all
	$(MUTATE_VENV)/bin/python -m tools.mutate $(MUTANTS)

$(MUTATE_STAMP): pyproject.toml requirements/test.txt requirements/mutate.txt
	$(PYTHON) -m venv $(MUTATE_VENV)
	$(MUTATE_VENV)/bin/python $(PIP_INSTALL) --editable . --requirement requirements/test.txt --requirement requirements/mutate.txt
	@touch $@

.PHONY: wheel-check
wheel-check:  ## Gate: the wheel works in a new environment
	PYTHON=$(PYTHON) bash tools/wheel_check.sh

.PHONY: fix
fix: venv  ## Mend what format and lint can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: docs
docs: venv  ## Write riskctl's real output into the docs
	@$(BIN)/python -m docs.man_pages
	@$(BIN)/python -m docs.option_words
	@$(if $(COG_PAGES),$(COG) -r $(COG_PAGES),echo 'no page has output to write')

.PHONY: bench
bench: venv  ## Time riskctl and its peers; BENCH_SIZES="1000 10000" BENCH_ROUNDS=3 is quick
	$(BIN)/python -m benchmarks.run

.PHONY: bench-sweep
bench-sweep: venv  ## Time a sweep of invented events; SWEEP_EVENTS=20000000 SWEEP_PAIRS=40000 is the whole
	$(BIN)/python -m benchmarks.sweep.run

.PHONY: clean
clean:  ## Remove what the targets made, environments included
	rm -rf $(VENV) $(DEMO_VENV)  .venv-* mutants build dist .coverage .coverage.* htmlcov \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
