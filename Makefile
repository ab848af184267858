# Two commands do all the set-up: `make report` runs the main job on the fixtures, `make test` runs the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= build/report

.PHONY: report test lint

report: $(VENV)/core
	@$(BIN)/quotecheck report fixtures/corpus --mirror fixtures/web --library fixtures/library --offline -o $(OUT) || \
	  test $$? -eq 1  # 1 means that the report complains of a quotation, and the fixtures show every complaint

test: $(VENV)/dev
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The core alone runs the report; the tests and linters come with the dev extra.
$(VENV)/core: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
