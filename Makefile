# make run     the dashboard on http://127.0.0.1:8501
# make test    all tests but the slow ones
# make check   format, lint, types, tests: what a change must pass
# Each does its own set-up on a bare Debian or Ubuntu with Python 3.11 or newer; a second call does it no more.

.PHONY: run demo test check check-all format bench screens font lock clean
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Debian's packages are installed as root, or by whoever may use sudo without being asked.
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo -n)
APT := $(AS_ROOT) env DEBIAN_FRONTEND=noninteractive apt-get
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile --require-hashes
# Leave nothing of the machine's own settings in the pinned files: no index, no local archive.
LOCK := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= $(BIN)/pip-compile --quiet --no-config \
	--generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --no-emit-options --newline lf

run: .venv/runtime.stamp
	@$(BIN)/python -m helgelandlegen.server

demo: .venv/runtime.stamp
	@$(BIN)/python -m helgelandlegen demo

# A browser with its server waits as much as it works: two at a time. Everything else runs in four processes.
test: .venv/browser.stamp
	$(BIN)/python -m pytest -n 4 -m "not slow and not browser" --durations 25
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "browser and not slow" --durations 15

# What says nothing of the other runs beside it; what each says comes whole.
check: .venv/browser.stamp
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint test

check-all: check .venv/browser.stamp
	$(BIN)/python -m pytest -m slow

.PHONY: lint
lint: .venv/dev.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: .venv/dev.stamp
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/browser.stamp
	@$(BIN)/python -m tests.bench.run

font: .venv/dev.stamp
	@$(BIN)/python -m tests.font

screens: .venv/browser.stamp
	@$(BIN)/python -m tests.screens

# `make lock` keeps what is pinned where it still fits; `make lock UPGRADE=--upgrade` takes the newest.
lock: .venv/dev.stamp
	$(LOCK) $(UPGRADE) --output-file requirements.txt requirements.in
	$(LOCK) $(UPGRADE) --output-file requirements-dev.txt requirements-dev.in

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .bench

.venv/python.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found." >&2; exit 1; }
	@echo "Setting up, once: a virtual environment in .venv with the pinned packages." >&2
	@rm -rf .venv
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
		version=$$($(PYTHON) -c 'import sys; print("python%d.%d" % sys.version_info[:2])'); \
		$(APT) update -qq && { $(APT) install -y -qq $$version-venv || $(APT) install -y -qq python3-venv; } >/dev/null; \
		$(PYTHON) -m venv .venv; }
	@touch $@

.venv/runtime.stamp: requirements.txt .venv/python.stamp
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/runtime.stamp
	@$(PIP) -r requirements-dev.txt
	@touch $@

# The browser of the browser tests, and the library that Playwright's own driver wants. Ubuntu's package of the
# browser's name is a stub, so there Playwright brings its own.
.venv/browser.stamp: .venv/dev.stamp
	@$(BIN)/playwright --version >/dev/null 2>&1 || { $(APT) update -qq && $(APT) install -y -qq libatomic1 >/dev/null; }
	@for name in "$${HELGELANDLEGEN_CHROMIUM-}" chromium chromium-browser google-chrome; do \
		"$${name:-false}" --version >/dev/null 2>&1 && touch $@ && exit 0; done; \
	if grep -qi '^ID=ubuntu' /etc/os-release; then \
		$(AS_ROOT) $(CURDIR)/$(BIN)/playwright install-deps chromium && $(BIN)/playwright install chromium; \
	else \
		$(APT) update -qq && $(APT) install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	fi
	@touch $@
