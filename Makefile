# The commands of the project: `make demo` to see it, `make test` to check it, `make run` to start it for real.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo run test check quality readme bench bench-search fuzz format lock clean

demo: $(VENV)/.running
	@$(BIN)/dossier demo

run: $(VENV)/.running
	@$(BIN)/dossier run

test: check

check: $(VENV)/.developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q

# How well facts are found in the annotated documents; RAISE=1 also raises the floors.
quality: $(VENV)/.developing
	@$(BIN)/python -m tests.quality $(if $(RAISE),--raise)

# Speed and growth of the extraction, beside a peer.
bench: $(VENV)/.benching
	$(BIN)/python -m tests.benchmarks.extraction

# Speed and growth of finding companies, beside other ways, and of answers; SIZES="10000 100000" leaves the million out.
bench-search: $(VENV)/.developing
	$(BIN)/python -m tests.benchmarks.search $(SIZES)
	$(BIN)/python -m tests.benchmarks.answers $(SIZES)

# Many more random names than the tests try.
fuzz: $(VENV)/.developing
	DOSSIER_FUZZED=100000 $(BIN)/python -m pytest -q tests/store/test_matching.py -k random

# Write the outputs that the README shows anew.
readme: $(VENV)/.developing
	$(BIN)/python -m tests.readme

format: $(VENV)/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Requirements first, each with its hash, then the project itself, which has none.
$(VENV)/.running: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developing: requirements-dev.txt $(VENV)/.running
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.benching: requirements-bench.txt $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dossier needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

# Resolve the newest allowed versions anew (needs uv: https://docs.astral.sh/uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
	    --extra build pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
	    --extra build --extra dev pyproject.toml --constraint requirements.txt --output-file requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
	    --extra bench pyproject.toml --constraint requirements.txt --output-file requirements-bench.txt

clean:
	rm -rf $(VENV) .data .mypy_cache .ruff_cache .hypothesis *.egg-info
