# NeighbourHood: every command a developer needs. `make help` lists them.

SHELL := /bin/sh
# Node 24 comes from npm (node-<platform>@24), whatever Node the machine starts with.
NODE := node_modules/.bin/node
UP := $(NODE) tools/up/src/main.ts
# npm's own record of what is installed: older than the lock file means an install is due.
INSTALLED := node_modules/.package-lock.json

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

$(INSTALLED): package-lock.json
	@command -v npm >/dev/null 2>&1 || { echo "npm is missing: install Node.js 20 or newer with npm (https://nodejs.org), then try again" >&2; exit 1; }
	@echo "Installing npm packages"
	@npm install --no-save
	@touch $@

# --- Running the platform (tools/up) ---------------------------------------------------------

.PHONY: up
up: $(INSTALLED) ## Start everything; FOLLOW=1 stays attached, APPS=auth,gateway starts some, BROKER=, SECRETS=
	@$(UP) up $(if $(FOLLOW),--follow) $(if $(APPS),--apps=$(APPS)) $(if $(BROKER),--broker=$(BROKER)) $(if $(SECRETS),--secrets=$(SECRETS))

.PHONY: down
down: $(INSTALLED) ## Stop everything that make up started; data stays in .run/data
	@$(UP) down

.PHONY: status
status: $(INSTALLED) ## What runs where; JSON=1 for scripts
	@$(UP) status $(if $(JSON),--json)

.PHONY: logs
logs: $(INSTALLED) ## Follow the logs of all processes in one view
	@$(UP) logs --follow

.PHONY: install-tools
install-tools: $(INSTALLED) ## Install npm packages and build the Dapr runtime and what else make up needs
	@$(UP) install-tools

# --- Checks, tests, benchmarks ---------------------------------------------------------------
