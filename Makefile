# Every target is one line that a person could type. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

.venv/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt && $(BIN)/pip install --quiet --no-deps --no-build-isolation -e . && touch $@

.PHONY: setup
setup: .venv/ready ## make .venv with the command account-health
