# Genomslag. `make run` opens the dashboard, `make test` checks everything; both set up what they need.

PYTHON ?= python3
PORT ?= 8501

PY := .venv/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run test check thorough bench demo texts format lint types contracts chromium
.SILENT:
.NOTPARALLEL:

help:  ## show this list
	awk -F ':.*##' '/^[a-z]+:.*##/ { printf "  make %-8s%s\n", $$1, $$2 }' Makefile
	echo "  GENOMSLAG_STORE=<folder> opens another store than the demo; PORT= another port than 8501."

run: .venv/run  ## open the dashboard on this machine, with the demo store
	STREAMLIT_SERVER_SHOW_EMAIL_PROMPT=false \
	    $(PY) -m streamlit run server.py --server.address 127.0.0.1 --server.port $(PORT)

test: .venv/dev chromium lint types contracts  ## lint, types, import contracts and all tests
	$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

check: .venv/dev lint types contracts  ## the same without the browser, for while you work
	$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal --ignore=tests/browser

thorough: .venv/dev  ## ten times as many invented examples as every time
	GENOMSLAG_THOROUGH=10 $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal --ignore=tests/browser

bench: .venv/dev chromium  ## measure what is fast, beside a naive page and an empty one
	$(PY) -m benchmarks

demo: .venv/run  ## make the demo data again: the same seed gives the same bytes
	$(PY) -m data.demo

texts: .venv/dev  ## gather the texts of the interface for translation
	$(PY) -m locales

format: .venv/dev  ## set the code as the formatter likes it
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lint: .venv/dev
	$(PY) -m ruff check --quiet --output-format concise .
	$(PY) -m ruff format --quiet --check . || { echo "Some files are not formatted: make format"; exit 1; }

types: .venv/dev
	$(PY) -m mypy

contracts: .venv/dev
	$(PY) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())" > .venv/contracts.txt \
	    || { cat .venv/contracts.txt; exit 1; }

chromium: .venv/dev
	$(PY) -m scripts.chromium --install > /dev/null

# The environment. A stamp is older than its list only when the list has changed.
$(PY):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	    echo "Genomslag needs Python 3.11 or newer as $(PYTHON)."; \
	    echo "Name another one: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { \
	    echo "$(PYTHON) cannot make virtual environments."; \
	    echo "On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/run: requirements.txt | $(PY)
	echo "Installing what Genomslag runs on (once; a minute or two) …"
	$(PY) -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(PIP) -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/run | $(PY)
	echo "Installing what the tests need (once) …"
	$(PIP) -r requirements-dev.txt
	touch $@
