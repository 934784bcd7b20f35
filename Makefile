# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2

# PYTHON is only used to make .venv; everything else runs inside it.
PYTHON ?= python3
BIN := .venv/bin
# Hundreds of processes are started by the tests; each would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format types test-sqlite test-postgres lock messages wheel

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with everything that is needed, and Chromium for the browser tests
	@PYTHON="$(PYTHON)" scripts/setup dev
	@$(BIN)/python scripts/messages.py compile
	@scripts/chromium

demo: ## start a municipality to try, in a folder of its own
	@PYTHON="$(PYTHON)" scripts/setup dev
	@$(BIN)/python scripts/messages.py compile
	$(BIN)/ledtrad demo

test: setup lint test-sqlite test-postgres ## everything: lint, types, borders, and the tests on both databases

lint: types ## what can be found without running the product
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $$(git ls-files --cached --others --exclude-standard '*.html')
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python scripts/messages.py check

types:
	$(BIN)/mypy

format: ## let ruff and djade set the form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade $$(git ls-files --cached --others --exclude-standard '*.html')

# The core and the repository's own rules are the same whatever the database; the command line's
# tests have data folders of their own; and what only a browser shows has been seen once.
WITHOUT_DATABASE := $(addprefix --ignore=tests/,cli plandoc test_architecture.py test_docs.py \
  test_messages.py test_repository.py) -m 'not browser'

# What a test may skip, it skips loudly; with CI=true nothing may be skipped.
test-sqlite: ## the tests on the embedded database
	$(BIN)/python -m pytest -n 2 $(PYTEST)

test-postgres: ## the tests that touch a database, on PostgreSQL
	$(BIN)/python scripts/with_postgres.py $(BIN)/python -m pytest -n 2 $(WITHOUT_DATABASE) $(PYTEST)

lock: ## write requirements/*.txt anew from pyproject.toml
	PYTHON="$(PYTHON)" scripts/lock

messages: ## bring the Swedish catalogue up to date with the source, and compile it
	$(BIN)/python scripts/messages.py update
	$(BIN)/python scripts/messages.py compile

wheel: ## build the package to install elsewhere, in dist/
	$(BIN)/python scripts/messages.py compile
	$(BIN)/hatchling build -t wheel
