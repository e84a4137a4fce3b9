# NeighbourHood: every command a developer needs. `make help` lists them.

SHELL := /bin/sh
# Node 24 comes from npm (node-<platform>@24), whatever Node the machine starts with.
NODE := node_modules/.bin/node
UP := $(NODE) tools/up/src/main.ts
# MTLS=0 is no.
on = $(filter-out 0 no off false,$(1))
# npm install, not ci: ci refuses a lock file whose packages for other platforms a registry does not serve.
# npm's own record of what is installed: older than the lock file means an install is due.
INSTALLED := node_modules/.package-lock.json

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

$(INSTALLED): package-lock.json
	@command -v npm >/dev/null 2>&1 || { echo "npm is missing: install Node.js 20 or newer with npm (https://nodejs.org), then try again" >&2; exit 1; }
	@echo "Installing npm packages"
	@npm install --no-save --loglevel=error
	@touch $@

# --- Running the platform (tools/up) ---------------------------------------------------------

.PHONY: up
up: $(INSTALLED) ## Start everything; FOLLOW=1 stays attached, APPS=auth,gateway starts some, BROKER= SECRETS= DISCOVERY= CONFIG= MTLS=1 TLS=1, EXTRA=<folder> an app of one's own
	@$(UP) up $(if $(call on,$(FOLLOW)),--follow) $(if $(APPS),--apps=$(APPS)) $(if $(BROKER),--broker=$(BROKER)) $(if $(SECRETS),--secrets=$(SECRETS)) \
		$(if $(DISCOVERY),--discovery=$(DISCOVERY)) $(if $(CONFIG),--config=$(CONFIG)) $(if $(call on,$(MTLS)),--mtls) $(if $(call on,$(TLS)),--tls) $(if $(EXTRA),--extra=$(EXTRA))

.PHONY: down
down: $(INSTALLED) ## Stop everything that make up started; data stays in .run/data
	@$(UP) down

.PHONY: status
status: $(INSTALLED) ## What runs where; JSON=1 for scripts
	@$(UP) status $(if $(call on,$(JSON)),--json)

.PHONY: logs
logs: $(INSTALLED) ## Follow the logs of all processes in one view
	@$(UP) logs --follow

.PHONY: k8s
k8s: $(INSTALLED) ## Write the cluster's Dapr resources anew from components/; CHECK=1 says what is out of date
	@$(NODE) tools/k8s/main.ts $(if $(CHECK),--check)

.PHONY: catalogue
catalogue: $(INSTALLED) ## Write what is made of the catalogue anew: its JSON Schema, docs/catalogue.md, the secrets that integration may read
	@$(NODE) tools/catalogue/main.ts
	@$(NODE) tools/k8s/main.ts

.PHONY: catalogue-check
catalogue-check: $(INSTALLED) ## Check every entry of the catalogue and its examples, and what is made of them
	@$(NODE) services/integration/test/catalogue/check.ts --quiet
	@$(NODE) tools/catalogue/main.ts --check

.PHONY: kube-local
kube-local: $(INSTALLED) ## The whole platform in the cluster of KUBECONFIG: stores, secrets, migrations, apps (docs/kubernetes.md); APPS=none without them, BROKER=rabbitmq
	@APPS='$(APPS)' BROKER='$(BROKER)' $(NODE) tools/k8s/local/main.ts

.PHONY: kube-proof
kube-proof: $(INSTALLED) ## Prove on the cluster of KUBECONFIG what docs/kubernetes.md says; ONLY=<part of a check's name>, BROKER=rabbitmq
	@BROKER='$(BROKER)' $(NODE) tools/k8s/proof/main.ts

.PHONY: kube-deploy
kube-deploy: $(INSTALLED) ## Roll a version out to the cluster of KUBECONFIG, migrations first: OVERLAY=k8s/overlays/prod TAG= REGISTRY= DIGESTS=<file>
	@OVERLAY='$(OVERLAY)' TAG='$(TAG)' REGISTRY='$(REGISTRY)' DIGESTS='$(DIGESTS)' $(NODE) tools/k8s/deploy/main.ts

.PHONY: import
import: $(INSTALLED) ## Import from a monolith: USERS= WORKSPACES= CONNECTIONS= CONSENTS=<file>, DRY_RUN=1, VERIFY=1, IDS=1, STOP_AFTER=<rejects>
	@$(NODE) tools/import/main.ts $(if $(USERS),--users=$(USERS)) $(if $(WORKSPACES),--workspaces=$(WORKSPACES)) $(if $(CONNECTIONS),--connections=$(CONNECTIONS)) $(if $(CONSENTS),--consents=$(CONSENTS)) $(if $(call on,$(DRY_RUN)),--dry-run) $(if $(call on,$(VERIFY)),--verify) $(if $(call on,$(IDS)),--ids) $(if $(STOP_AFTER),--stop-after=$(STOP_AFTER))

.PHONY: install-tools
install-tools: $(INSTALLED) ## Install npm packages and build the Dapr runtime and what else make up needs
	@$(UP) install-tools

.PHONY: config
config: $(INSTALLED) ## Dynamic configuration of the running platform; SET=gateway/limits.user.capacity=10, UNSET=key, APP=gateway
	@$(NODE) tools/up/src/config/main.ts $(if $(SET),--set='$(SET)') $(if $(UNSET),--unset='$(UNSET)') $(if $(APP),--app=$(APP)) $(if $(STORE),--store='$(STORE)')

.PHONY: rotate
rotate: $(INSTALLED) ## Exchange a secret of the running platform: SECRET=auth-database; DROP=1 removes keys before the one in use
	@$(NODE) tools/up/src/rotate/main.ts rotate $(SECRET) $(if $(call on,$(DROP)),--drop)

.PHONY: rotate-data-keys
rotate-data-keys: $(INSTALLED) ## A new data key for every workspace of the running platform: its credentials are sealed anew while calls go on
	@$(NODE) tools/import/rotate-data-keys.ts

.PHONY: secret
secret: $(INSTALLED) ## Add or replace a secret: NAME=provider-github FILE=path, or from standard input
	@$(NODE) tools/up/src/rotate/main.ts put $(NAME) $(if $(FILE),--file='$(FILE)')

# --- Checks, tests, benchmarks ---------------------------------------------------------------

ESLINT := $(NODE) node_modules/eslint/bin/eslint.js
PRETTIER := $(NODE) node_modules/prettier/bin/prettier.cjs
TSC := $(NODE) node_modules/typescript/bin/tsc
BUF := node_modules/.bin/buf
JEST := $(NODE) --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js

.PHONY: check
check: format-check lint types proto-lint catalogue-check ## Everything that needs no running server: format, lint, layers, types, protos, catalogue

.PHONY: lint
lint: $(INSTALLED) ## ESLint with type-aware rules; layer rules and import cycles are errors
	$(ESLINT) --max-warnings=0 .

.PHONY: types
types: $(INSTALLED) ## Type-check everything
	$(TSC) -p .

.PHONY: format
format: $(INSTALLED) ## Format everything with Prettier
	$(PRETTIER) --log-level warn --write .

.PHONY: format-check
format-check: $(INSTALLED)
	$(PRETTIER) --log-level warn --check .

.PHONY: proto-lint
proto-lint: $(INSTALLED) ## Lint the protos; generated types up to date; no breaking change against AGAINST, the last tag or main
	cd proto && ../$(BUF) lint && ../$(BUF) format --diff --exit-code
	@$(NODE) proto/generate.ts --check
	@$(NODE) proto/breaking.ts

.PHONY: test
test: install-tools ## Every test: unit, integration on real servers, end to end; fails below 80 % coverage
	@$(NODE) tools/jest/run.ts

.PHONY: test-unit
test-unit: $(INSTALLED) ## Unit tests alone; FILES=services/auth narrows them
	@$(JEST) $(FILES) $(if $(FILES),--forceExit) --selectProjects unit

.PHONY: test-integration
test-integration: install-tools ## Integration tests alone; FILES= narrows them
	@$(JEST) $(FILES) $(if $(FILES),--forceExit) --selectProjects integration

.PHONY: test-e2e
test-e2e: $(if $(BASE_URL),$(INSTALLED),install-tools) ## End-to-end suite; BASE_URL= tests a platform that runs already
	@$(JEST) $(FILES) --selectProjects e2e --runInBand

.PHONY: conformance
conformance: $(if $(BASE_URL),$(INSTALLED),install-tools) ## The DSL's conformance kit through REST: KIT=<folder of its .feature files>; BASE_URL= a platform that reaches this machine
	@CTK='$(abspath $(KIT))' $(JEST) test/e2e/conformance --selectProjects e2e --runInBand

.PHONY: record-histories
record-histories: install-tools ## Record histories of runs that have none: services/workflow/test/histories (those recorded never change)
	@$(NODE) services/workflow/test/histories/record.ts
	@$(NODE) tools/histories/record-engine.ts

.PHONY: smoke
smoke: $(INSTALLED) ## What must hold of the deployment at BASE_URL after a roll-out; reads only
	@$(JEST) test/e2e/smoke --selectProjects e2e

.PHONY: coverage
coverage: test ## Run the tests and say where the report is
	@echo "coverage/lcov-report/index.html"

.PHONY: build
build: $(INSTALLED) ## Compile to JavaScript, as the images run it
	@$(NODE) tools/build/build.ts

.PHONY: proto
proto: $(INSTALLED) ## Generate the TypeScript types of proto/ (committed in proto/gen)
	@$(NODE) proto/generate.ts

# --- Images (tools/images, docs/docker.md) ---------------------------------------------------

IMAGE_TOOL := $(NODE) tools/images/main.ts

.PHONY: images
images: $(INSTALLED) ## Build the images; APPS=auth,gateway some, TAG=, REGISTRY=, PLATFORMS=linux/amd64,linux/arm64 with PUSH=1, BUILD_IMAGE=, RUN_IMAGE=, GO_IMAGE=
	@$(IMAGE_TOOL) build --apps=$(APPS) --tag=$(TAG) --registry=$(REGISTRY) --platforms=$(PLATFORMS) $(if $(PUSH),--push) --build-image=$(BUILD_IMAGE) --run-image=$(RUN_IMAGE) --go-image=$(GO_IMAGE)

.PHONY: images-local
images-local: install-tools ## The same on bases made here, with stand-ins for the servers, where no registry can be reached; APPS=auth one of them alone
	@$(IMAGE_TOOL) local $(if $(APPS),--apps=$(APPS) --apps-only)

.PHONY: images-verify
images-verify: $(INSTALLED) ## Build images twice from nothing and compare all layers; APPS=auth some, BUILD_IMAGE=, RUN_IMAGE=, GO_IMAGE=
	@$(IMAGE_TOOL) verify --apps=$(APPS) --build-image=$(BUILD_IMAGE) --run-image=$(RUN_IMAGE) --go-image=$(GO_IMAGE)

.PHONY: compose-identity
compose-identity: $(INSTALLED) ## What docker compose with mTLS needs: tokens and Sentry's certificates, in .run/compose-identity; SENTRY_IMAGE=
	@$(NODE) tools/compose/src/identity.ts

.PHONY: compose-elsewhere
compose-elsewhere: $(INSTALLED) ## Stores, broker and Vault with TLS, for trying docker-compose.prod.yml (docs/docker.md); as root
	@$(NODE) tools/compose/elsewhere/prepare.ts
	@docker compose -f tools/compose/elsewhere/compose.yml up -d

.PHONY: sbom
sbom: $(INSTALLED) ## What each app is made of, as SPDX and CycloneDX: build/sbom
	@$(IMAGE_TOOL) sbom

EXAMPLES := docs/examples/python docs/examples/go
.PHONY: examples
examples: $(INSTALLED) ## Run the apps of docs/examples, in Python and Go, beside the platform
	@for folder in $(EXAMPLES); do $(MAKE) -s -C $$folder install || exit 1; done
	@$(UP) up --extra=docs/examples/python,docs/examples/go
	@echo "What they do is in .run/logs/welcome-*.log; give a consent, as make demo does"

# Where containers find the demo's listener, and where it listens: on Linux the bridge of the engine is both.
LISTENER_URL ?= http://$(if $(filter Linux,$(shell uname -s)),172.17.0.1,192.168.65.254):8099
LISTENER_HOST ?= $(if $(filter Linux,$(shell uname -s)),172.17.0.1,127.0.0.1)

.PHONY: demo
demo: $(INSTALLED) ## The whole journey through REST against the running platform; TLS=1 as make up, COMPOSE=1 as docker compose up
	@$(if $(call on,$(COMPOSE)),DEMO_LISTENER_URL=$(LISTENER_URL) DEMO_LISTENER_HOST=$(LISTENER_HOST)) $(if $(call on,$(TLS)),NODE_EXTRA_CA_CERTS=.run/tls/ca.crt BASE_URL=$(or $(BASE_URL),https://127.0.0.1:8080)) $(NODE) test/journey/main.ts

.PHONY: bench
bench: install-tools ## Start time, memory and latency of this machine, printed, never asserted; JSON=1, QUICK=1; BROKERS=1: the brokers; RUNS=1: workflow runs, TIMERS=1 with 10,000 timers; INTEGRATION=1: actions; IMAGES=1: the start of each, after docker compose up; EXPRESSIONS=1: jq and scripts
	@$(NODE) bench/$(if $(call on,$(BROKERS)),brokers,$(if $(call on,$(IMAGES)),images,$(if $(call on,$(EXPRESSIONS)),expressions,$(if $(call on,$(RUNS)),runs,$(if $(call on,$(INTEGRATION)),integration,main))))).ts $(if $(call on,$(JSON)),--json) $(if $(call on,$(QUICK)),--quick) $(if $(call on,$(TIMERS)),--timers)

.PHONY: clean
clean: ## Remove build output and reports; .run/data and node_modules stay
	@rm -rf build coverage services/*/dist gateway/dist shared/dist tools/*/dist
