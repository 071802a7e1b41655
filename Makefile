# A machine needs git, make, python3 (3.11 or newer) and python3-venv; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
TEACH := .venv-teach
BIN := $(VENV)/bin
PYTEST_ARGS ?=
FAULTS_ARGS ?=
BENCH_ARGS ?=

# uv is quicker, pip comes with Python; both read the same hashed lock.
ifneq ($(shell command -v uv 2>/dev/null),)
INSTALL := UV_PYTHON_DOWNLOADS=never uv pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help demo setup test faults check run bench lock teach

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | sort | expand -t 10

demo: setup ## Run the sample studio, with every server it needs
	@exec $(BIN)/orchestrator demo

run: setup ## Run the service with your configuration
	@exec $(BIN)/orchestrator run all

setup: $(VENV)/.installed ## Install the service into .venv

test: $(VENV)/.installed-dev ## Install what the tests need and run all of them
	@tools/test-servers.sh
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(PYTEST_ARGS)

faults: $(VENV)/.installed-dev ## Break it in every way we know, and count what is lost or doubled
	@tools/test-servers.sh
	@$(BIN)/python -m tests.faults $(FAULTS_ARGS)

check: $(VENV)/.installed-dev ## Lint, types and the import rules: what a change must pass first
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_layers.py

bench: $(VENV)/.installed-dev ## Measure how fast it is, and how often it is right
	@tools/test-servers.sh
	@tools/bench-peers.sh $(BIN)/python
	@$(BIN)/python -m bench $(BENCH_ARGS)

lock: ## Resolve the dependencies anew (needs uv)
	uv lock
	uv export --frozen --no-emit-project --no-annotate --no-header --no-default-groups \
		--group build > requirements.lock
	uv export --frozen --no-emit-project --no-annotate --no-header --no-default-groups \
		--group build --group dev > requirements-dev.lock
	uv export --frozen --no-emit-project --no-annotate --no-header --no-default-groups \
		--group build --group dev --group teach > requirements-teach.lock

teach: $(TEACH)/.installed ## Teach the models of moods anew; the encoder takes half an hour
	@OPENBLAS_NUM_THREADS=1 $(TEACH)/bin/python -m pytest bench/test_teaching.py
	@$(TEACH)/bin/orchestrator sentiment train --full --folder orchestrator/conversation/sentiment

# An environment of its own: see the group in pyproject.toml.
$(TEACH)/.installed: requirements-teach.lock
	@$(PYTHON) -m venv $(TEACH)
	@$(TEACH)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-teach.lock
	@$(TEACH)/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

# The stamp is newer than all it was made from, so a warm start installs nothing.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "setup: installing into $(VENV)" >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "setup: installing the tools of the tests into $(VENV)" >&2
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "setup: Python 3.11 or newer is needed, $(PYTHON) is" \
			"$$($(PYTHON) --version 2>&1); name another one with PYTHON=" >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "setup: Python's venv is missing: sudo apt-get install python3-venv" >&2; exit 3; }
	@trap 'rm -rf $(VENV); exit 130' INT TERM; $(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); exit 3; }
