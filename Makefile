# One place for the commands of README.md; everything goes into .venv and var, nothing else is touched.
PYTHON ?= python3
PORT ?= 8000
export PYTHONPATH := src:.

RUN := .venv/bin/python
DEMO := THIDUA_DEMO=1 THIDUA_TODAY=2018-07-10 THIDUA_DATA=var/demo

# Make the package and its command known to the environment without a build step: .venv/bin/thidua.
LINK := .venv/bin/python -c 'import pathlib, site, sys; \
	pathlib.Path(site.getsitepackages()[0], "thidua.pth").write_text("$(CURDIR)/src\n"); \
	command = pathlib.Path(".venv/bin/thidua"); \
	command.write_text("\#!" + sys.executable + "\nimport sys\nfrom thidua.cli import main\nsys.exit(main())\n"); \
	command.chmod(0o755)'

# What needs no server of its own.
QUICK := not browser and not office and not server
# What asks no database need not run again on another one.
NO_DATABASE := --ignore=tests/core --ignore=tests/law --ignore=tests/documents

.PHONY: demo test test-postgresql test-server test-browser test-office bench lint format types screens messages clean

demo: .venv/installed
	@$(DEMO) $(RUN) -m thidua demo load $(if $(RESET),--reset)
	@$(DEMO) exec $(RUN) -m thidua serve --port $(PORT)

test: .venv/installed-dev
	@$(RUN) -m pytest -q -n 2 --dist worksteal -m "$(QUICK)"

# THIDUA_DATABASE_URL=postgresql://postgres@127.0.0.1/postgres make test-postgresql
test-postgresql: .venv/installed-dev
	@test -n "$(THIDUA_DATABASE_URL)" || { echo "Hãy đặt THIDUA_DATABASE_URL=postgresql://…"; exit 2; }
	@$(RUN) -m pytest -q -n 2 --dist worksteal -m "$(QUICK)" $(NO_DATABASE)

test-server: .venv/installed-dev
	@$(RUN) -m pytest -q -m server

test-browser: .venv/installed-dev
	@$(RUN) -m pytest -q -n 2 --dist loadfile -m browser

test-office: .venv/installed-dev
	@$(RUN) -m pytest -q -m office

bench: .venv/installed-dev
	@$(RUN) -m tools.bench $(ARGS)

lint: .venv/installed-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet src

format: .venv/installed-dev
	.venv/bin/ruff check --fix -q .
	.venv/bin/ruff format -q .

types: .venv/installed-dev
	.venv/bin/mypy

# Renew the pictures of docs/screens from the demonstration.
screens: .venv/installed-dev
	$(RUN) -m tools.screens

# Gather the texts to translate (needs GNU gettext) and compile them.
messages: .venv/installed-dev
	$(RUN) -m tools.messages

clean:
	rm -rf .venv var

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên, máy này có " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Cài đặt lần đầu, mất khoảng một phút…"
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(LINK)
	@touch $@

.venv/installed-dev: requirements-dev.txt
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(LINK)
	@touch $@
