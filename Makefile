# Everything a newcomer or CI runs. `make` alone lists the commands.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO   := .demo

.PHONY: help demo serve test check lint types imports format bench lock clean

help:
	@echo "make demo    set up, then run the main job on the example story"
	@echo "make serve   set up, then open the reading room"
	@echo "make test    set up, then run the tests"
	@echo "make check   lint, formatting, types, import rules"
	@echo "make format  put the code into its form"
	@echo "make bench   quality figures (needs ../shared) and speed"
	@echo "make lock    resolve the pinned requirements anew"

demo: $(VENV)/.runtime
	@mkdir -p $(DEMO)
	$(BIN)/twosource check examples/harbour-fire --html $(DEMO)/dossier.html --json $(DEMO)/dossier.json
	@echo
	@echo "The same as a page that opens in any browser: $(DEMO)/dossier.html"

serve: $(VENV)/.runtime
	$(BIN)/twosource serve

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile

check: lint types imports

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python bench/quality.py
	$(BIN)/python bench/speed.py

# Pinned with hashes; --no-deps --no-build-isolation so that nothing unpinned slips in with the package itself.
$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "twosource needs Python 3.11, 3.12 or 3.13; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

UV := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet --upgrade
lock:
	$(UV) pyproject.toml --extra models --extra web -o requirements/runtime.txt
	$(UV) requirements/build.in -c requirements/runtime.txt -o requirements/build.txt
	$(UV) --group dev -c requirements/runtime.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis
