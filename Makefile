# `make serve` and `make test` do all their own set-up; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Tests build the model once and keep it here.
TEST_DATA := build/test-data

# Asked only where it is used: whether the extra `baselines` is installed.
HAS_LIBRARIES = $(shell $(BIN)/python -c 'import haystack, langchain_core, llama_index.core' 2>/dev/null && echo yes)

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help install serve lint test page screenshots format docs bench eval clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

install: $(INSTALLED) ## make the virtual environment, if anything changed

serve: $(INSTALLED) ## serve the API and the pages on http://127.0.0.1:8000 (SUMMIT_HOST, SUMMIT_PORT, SUMMIT_DATA_DIR)
	@exec $(BIN)/summit serve

lint: $(INSTALLED) ## check format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint ## do what `lint` does, then run every test
	@$(BIN)/python -m tests.e2e.browser
	SUMMIT_DATA_DIR="$(CURDIR)/$(TEST_DATA)" $(BIN)/pytest

page: ## build the page again from api/page (needs Node.js)
	cd api/page && npm ci && npm run check && npm test && npm run build

screenshots: $(INSTALLED) ## make the pictures in docs/screenshots again
	SUMMIT_DATA_DIR="$(CURDIR)/$(TEST_DATA)" PAGE_SCREENSHOTS="$(CURDIR)/docs/screenshots" \
	  $(BIN)/pytest tests/e2e/test_page_pictures.py

format: $(INSTALLED) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(INSTALLED) ## write the generated parts of docs/ again
	$(BIN)/python -m api.reference docs

bench: $(INSTALLED) ## measure speed and memory
	@$(BIN)/summit bench

eval: $(INSTALLED) ## measure how far the answers can be trusted; with PACKS=folder, on the public packs too
	$(BIN)/summit eval run --cases dev --anew --out build/eval/dev $(if $(HAS_LIBRARIES),--baselines)
	$(BIN)/summit eval run --cases test --anew --out build/eval/test $(if $(HAS_LIBRARIES),--baselines)
	$(BIN)/summit eval validate
	$(BIN)/summit eval gate
	$(BIN)/summit eval answers
	$(BIN)/summit eval faults
	$(BIN)/summit eval checks
	$(BIN)/summit eval poisoned
	$(if $(SUMMIT_LLM_MODEL),$(BIN)/summit eval poisoned --mode written)
	$(if $(HAS_LIBRARIES),$(BIN)/summit eval baselines --out eval/RESULTS.md)
	$(if $(PACKS),$(BIN)/summit eval judge --packs "$(PACKS)")
	$(if $(PACKS),$(BIN)/summit eval retrieval --packs "$(PACKS)" --out eval/RESULTS.md $(if $(HAS_LIBRARIES),--libraries))
	$(if $(PACKS),$(BIN)/summit eval packs --packs "$(PACKS)" --out eval/RESULTS.md)
	$(if $(PACKS),$(if $(SUMMIT_LLM_MODEL),$(BIN)/summit eval packs --packs "$(PACKS)" --mode written --out eval/RESULTS.md))

clean: ## remove the virtual environment and what tests and builds left; keeps data/
	rm -rf $(VENV) build dist api/page/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo 'Making $(VENV) …'; $(PYTHON) -m venv --clear $(VENV); }
	@echo 'Installing (about a minute, 2 GB, the first time) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(INSTALLED)
	@echo 'Installed.'
