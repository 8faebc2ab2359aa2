# Two commands do everything: `make demo` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Debian builds its own Python for speed; another in the path may be half as fast again.
PYTHON ?= $(or $(wildcard /usr/bin/python3.11),python3)
PORT ?= 8000
HOST ?= 127.0.0.1
JOBS ?= 2

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TEMPLATES := templates backstage_qa/templates careers/templates
APT := apt-get install --yes --quiet --no-install-recommends
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo --non-interactive)

.NOTPARALLEL:
export PORT HOST
export BASE_URL = http://localhost:$(PORT)
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where Python is told to write no bytecode, each of the many processes would compile all anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- Setting up --------------------------------------------------------------

# uv comes into .venv when the machine has none; it is in the lock, so that a
# later `uv sync` keeps it.
.venv/.synced: pyproject.toml uv.lock
	@deploy/bootstrap $(PYTHON)
	@touch $@

.PHONY: setup
setup: .venv/.synced ## Install everything into .venv

.PHONY: chromium
chromium: setup
	@[ -x /usr/bin/chromium-headless-shell ] \
		|| { $(SUDO) apt-get update --quiet && $(SUDO) $(APT) chromium-headless-shell; } \
		|| [ -x /usr/bin/chromium ] || $(BIN)/playwright install chromium

# What prepares the films of meetings. The demonstration runs without it, the tests do not.
.PHONY: ffmpeg
ffmpeg:
	@{ command -v ffmpeg && command -v ffprobe; } >/dev/null \
		|| { $(SUDO) apt-get update --quiet && $(SUDO) $(APT) ffmpeg; }

# --- Running -----------------------------------------------------------------

demo demo-data run: export DJANGO_SETTINGS_MODULE ?= careers.settings.dev

.PHONY: demo-data
demo-data: setup ## Prepare the database and load the demonstration, once
	@$(MANAGE) load_demo --prepare

.PHONY: demo
demo: port demo-data run ## Set up everything, load the demonstration and serve it on http://localhost:$PORT

.PHONY: run
run: port setup ## Serve web, task worker and tick together, until Ctrl-C
	@echo "Backstage: $(BASE_URL)/   Editors: $(BASE_URL)/admin/   Mail: $(BASE_URL)/demo/mail/"
	@exec $(BIN)/honcho start --procfile Procfile

.PHONY: port
port:
	@$(PYTHON) deploy/port_is_free.py $(HOST) $(PORT)

# --- Trying ------------------------------------------------------------------

.PHONY: format
format: setup ## Put the code into its one form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

.PHONY: lint
lint: setup ## Style, templates and types
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/djhtml --check --tabwidth 2 $(TEMPLATES)
	$(BIN)/djlint --lint --quiet $(TEMPLATES)
	$(BIN)/mypy

.PHONY: audit
audit: setup chromium audit/node_modules ## Lighthouse on four pages, and the Nu checker on all
	$(BIN)/python deploy/audit.py

# The lock names no registry: npm asks the one it is set up for.
audit/node_modules: audit/package-lock.json
	npm ci --prefix audit --ignore-scripts --no-audit --no-fund
	@touch $@

# The tests check HTML where Java and npm are at hand, and pass it by elsewhere.
.PHONY: html-checker
html-checker:
	@if command -v java npm >/dev/null; then \
		$(MAKE) --no-print-directory audit/node_modules || echo "No HTML checker: its tests are skipped."; \
	fi

.PHONY: check
check: setup ffmpeg
	DJANGO_SETTINGS_MODULE=careers.settings.test $(MANAGE) makemigrations --check --dry-run
	deploy/check

.PHONY: try-varnish
try-varnish: setup ## Try deploy/varnish/backstage.vcl on the demonstration, in some minutes
	@command -v varnishd >/dev/null || { $(SUDO) apt-get update --quiet && $(SUDO) $(APT) varnish; }
	$(BIN)/python -m deploy.varnish

.PHONY: bench
bench: setup ## Measure the site under load (BENCH="--quick" takes some minutes)
	@command -v wrk >/dev/null || { $(SUDO) apt-get update --quiet && $(SUDO) $(APT) wrk; }
	$(BIN)/python -m benchmarks $(BENCH)

.PHONY: test
test: setup ## Run every test: style, types, SQLite, PostgreSQL, Chromium
	@# While one core looks at style and types, the other prepares, and begins with the tests.
	@$(MAKE) --no-print-directory lint & lint=$$!; \
		$(MAKE) --no-print-directory chromium check html-checker test-on-postgresql; \
		tests=$$?; wait $$lint && exit $$tests
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

.PHONY: test-on-postgresql
test-on-postgresql: setup
	$(BIN)/python -m tests.postgresql \
		$(BIN)/pytest --quiet -n $(JOBS) --dist loadgroup -m "not browser and not house and not packaging"
