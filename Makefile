# make run   opens the window        make test  runs every test, offscreen
# Both first install the system libraries that Qt needs where they are missing (Debian, Ubuntu), then the locked
# environment in .venv, or where VENV= says.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.maeari-installed
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: run test lint env system demo screenshots bench-gui lock clean

run: env
	@$(BIN)/maeari

test: env
	$(OFFSCREEN) $(BIN)/python -m pytest

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

demo: env
	@$(BIN)/maeari demo

screenshots: env
	$(OFFSCREEN) $(BIN)/python tests/screenshots.py docs

bench-gui: env
	$(OFFSCREEN) $(BIN)/python tests/bench_gui.py

env: system $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

system:
	@sh resources/install-system-libraries.sh

# Needs uv; universal, with hashes, without addresses.
lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist
