# Every target is a line that a person could type. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
PYTHON313 ?= $(shell python3.13 -c 'import sys; print(sys.executable)' 2>/dev/null || ls -d $(HOME)/.pyenv/versions/3.13*/bin/python3.13 2>/dev/null | tail -n 1)
BIN := .venv/bin
LOCK := .venv-uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --upgrade
CATALOGUE := layers/account_health/account_health/text/locales
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# sam, cfn-lint and our own command are started dozens of times by the tests: nobody wants them compiled dozens of times.
unexport PYTHONDONTWRITEBYTECODE

# requirements/set_up.py makes an environment, says in a sentence what is missing, and does nothing a second time.
# Without PYTHON= on the command line or in the shell's environment, what is there keeps the Python that it was made with.
KEEP_PYTHON := $(if $(filter file default undefined,$(origin PYTHON)),--keep-python)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

.PHONY: asked needs-python needs-python313
asked: # what depends on it is looked at each time: set_up.py says whether anything is to be done
needs-python:
	@command -v "$(PYTHON)" > /dev/null || { echo "Python is needed, and $(PYTHON) is not on the PATH. README.md says what else is." >&2; exit 1; }
needs-python313:
	@test -n "$(PYTHON313)" || { echo "Python 3.13 is needed, and there is no python3.13 on the PATH. Name it: make PYTHON313=/path/to/python3.13 ..." >&2; exit 1; }

.venv-uv/ready: needs-python
	@"$(PYTHON)" requirements/set_up.py $(KEEP_PYTHON) --with-pip .venv-uv requirements/uv.txt

.venv/ready: asked .venv-uv/ready
	@"$(PYTHON)" requirements/set_up.py $(KEEP_PYTHON) --editable .venv requirements/dev.txt

.venv-floor/ready: asked .venv-uv/ready
	@"$(PYTHON)" requirements/set_up.py $(KEEP_PYTHON) .venv-floor requirements/floor.txt

.venv-sam/ready: needs-python313 .venv-uv/ready # with the pip that `sam build` calls
	@"$(PYTHON313)" requirements/set_up.py --with-pip .venv-sam requirements/sam.txt

.venv-runtime/ready: needs-python313 .venv-uv/ready
	@"$(PYTHON313)" requirements/set_up.py .venv-runtime requirements/runtime.txt

.venv-313/ready: needs-python313 .venv/ready # after it: both write the same folder of metadata
	@"$(PYTHON313)" requirements/set_up.py --editable .venv-313 requirements/dev.txt

tests/node/node_modules: tests/node/package-lock.json
	npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --silent

.PHONY: setup sam-setup runtime-setup node-setup tools
setup: .venv/ready ## make .venv with the command account-health
sam-setup: .venv-sam/ready ## an environment of its own for sam and cfn-lint (Python 3.13)
runtime-setup: .venv-runtime/ready ## Lambda's runtime client, to run what was built without Docker (Python 3.13)
node-setup: tests/node/node_modules ## the checkers of state machines and of pages (Node 20 or later)
tools: sam-setup runtime-setup node-setup ## all three

.PHONY: dist test-dist
dist: .venv-uv/ready ## a wheel in dist/ that pip, pipx and uv install, checked
	rm -rf dist
	.venv-uv/bin/uv build --quiet --out-dir dist .
	.venv-uv/bin/uv tool run --quiet --from twine twine check --strict dist/*.whl dist/*.tar.gz
	.venv-uv/bin/uv tool run --quiet --from check-wheel-contents check-wheel-contents dist/*.whl
test-dist: setup dist ## the wheel in an empty environment of each Python that is here: does it audit an address?
	ACCOUNT_HEALTH_WHEEL=$$(ls $(CURDIR)/dist/*.whl) $(BIN)/pytest -q -n 0 tests/integration/test_wheel.py

.PHONY: demo
demo: setup ## audit example companies against simulated sites and say where the reports lie
	$(BIN)/python -m tests.simulator.demo

.PHONY: local local-aws
local: setup ## the whole stack here, with an AWS of its own: REGISTRY=FOLDER for your companies, in containers too where Docker runs
	$(BIN)/python -m tests.local reports/local $(if $(REGISTRY),--registry "$(REGISTRY)")
local-aws: setup ## an AWS and the demo's sites for `sam local`, until Ctrl-C
	$(BIN)/python -m tests.local --stand

.PHONY: test interleavings lint types
test: setup ## all tests; those that need sam, node, Chromium or Python 3.13 say so when they skip
	$(BIN)/pytest -n auto --dist worksteal
interleavings: setup ## 10,000 random interleavings of runs, SES, its events and crashes, for one mail
	ACCOUNT_HEALTH_INTERLEAVINGS=10000 $(BIN)/pytest -q -n 0 tests/unit/ledger/test_interleavings.py
lint: setup ## style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
types: setup ## types, strictly
	$(BIN)/mypy

tests/mail_checks/node_modules: tests/mail_checks/package-lock.json tests/mail_checks/install_checks.sh
	bash tests/mail_checks/install_checks.sh
	touch $@

.PHONY: mail-setup test-mail test-mail-all
mail-setup: tests/mail_checks/node_modules ## the outside checkers of the mail, from Debian and npm
test-mail: setup mail-setup ## outside checkers on the main forms of the mail, and on themselves
	$(BIN)/python -m tests.check_mails
test-mail-all: setup mail-setup ## the same on every form
	$(BIN)/python -m tests.check_mails --all

.PHONY: test-containers
test-containers: ARCH := $(shell uname -m)
test-containers: setup build ## the whole machine and every other function in Lambda's containers (needs Docker)
	CONTAINERS=1 $(BIN)/pytest -n 0 tests/integration/test_containers.py

.PHONY: floor-setup test-floor setup-313 test-313
setup-313: .venv-313/ready ## an environment of its own with Python 3.13
floor-setup: .venv-floor/ready ## an environment of its own with the oldest botocore that is supported
test-313: setup-313 ## the core, with Lambda's own Python 3.13; what no version of Python changes is left to `make test`
	.venv-313/bin/pytest -q -n auto --dist worksteal -m "not once" tests/unit
test-floor: floor-setup ## what talks to AWS, with the oldest botocore that is supported
	PYTHONPATH=layers/account_health .venv-floor/bin/pytest tests/unit/storage

.PHONY: build validate
ARCH ?= arm64
PROCESSOR = $(subst aarch64,arm64,$(ARCH))
BUILT := .aws-sam/build/template.yaml
build: sam-setup ## what `sam deploy` uploads, in .aws-sam, for arm64; ARCH=x86_64 for the other processor
	PATH="$(CURDIR)/.venv-sam/bin:$(PATH)" ARCH=$(PROCESSOR) .venv-sam/bin/sam build --parameter-overrides Architecture=$(PROCESSOR)
	@# What was built for one processor can neither be deployed nor run as if it were for the other.
	@sed -i.bak -e '/^  Architecture:$$/,/^  [A-Z].*Service:$$/{s/^    Default: .*/    Default: $(PROCESSOR)/;/^    - /{/ $(PROCESSOR)$$/!d;};}' $(BUILT) && rm $(BUILT).bak
validate: sam-setup ## the template, linted
	AWS_DEFAULT_REGION=eu-central-1 SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam validate --lint

.PHONY: benchmark
fleet-on-moto: setup ## the whole machine with 300 companies and every trouble at once; takes minutes
	ACCOUNT_HEALTH_FLEET=300 $(BIN)/pytest -q -n 0 tests/integration/test_fleet.py -k many_companies
.PHONY: fleet fleet-on-moto costs memory thousands
costs: setup ## renew docs/costs.md, counted from weeks that run on moto; takes minutes
	mkdir -p build && $(BIN)/python -m benchmarks.costs --page > build/costs.md && mv build/costs.md docs/costs.md
memory: ARCH := $(shell uname -m)
memory: setup build ## what each function's process holds in Lambda's containers (needs Docker)
	$(BIN)/python -m benchmarks.memory
thousands: setup ## planning and closing a run over 1,000, 10,000 and 100,000 companies: seconds and memory
	$(BIN)/python -m benchmarks.thousands
fleet: setup ## a simulation of the lines, with the product's own constants, beside the machine of 0.1
	$(BIN)/python -m benchmarks.fleet
benchmark: setup $(if $(PYTHON313),sam-setup) ## requests, ratios, CPU, import time and size, measured
	$(BIN)/python -m benchmarks.blogs && $(BIN)/python -m benchmarks.layer && $(BIN)/python -m benchmarks.tone && $(BIN)/python -m benchmarks.google && $(BIN)/python -m benchmarks.graph && $(BIN)/python -m benchmarks.x && $(BIN)/python -m benchmarks.judging && $(BIN)/python -m benchmarks.mail

.venv/mutation: .venv/ready requirements/mutation.txt
	.venv-uv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/mutation.txt
	touch $@

.PHONY: mutation
MUTANTS ?= "account_health.*"
mutation: .venv/mutation ## changes in the judgement that no test notices; MUTANTS="account_health.checks.access*" for one module
	rm -rf build/mutation && mkdir -p build/mutation
	cp -r layers/account_health build/mutation/src && cp -r tests pyproject.toml build/mutation/
	cd build/mutation && PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 ../../$(BIN)/mutmut run --max-children 2 $(MUTANTS)
	$(BIN)/python -m benchmarks.mutants build/mutation

.PHONY: map
map: setup ## rooms of the package and the arrows between them, from its imports
	$(BIN)/python -m tests.house

.PHONY: translations catalogue versions golden pictures lock
translations: setup ## renew the .po files from the sources and the .mo files from them
	$(BIN)/python -m tests.translations
.PHONY: check-pages registry-page
registry-page: setup ## renew docs/registry.md
	$(BIN)/python -c 'from account_health.registry.page import registry_page; print(registry_page(), end="")' > docs/registry.md
check-pages: translations catalogue ## renew everything that follows from the table of checks
	$(BIN)/python -m tests.judgement.words
catalogue: setup ## renew docs/checks.md
	$(BIN)/account-health checks --format md > docs/checks.md
versions: setup ## renew docs/versions.md
	$(BIN)/python -m tests.versions
golden: setup ## renew the golden reports, words and year; look at the difference before you commit it
	$(BIN)/python -m tests.report_golden && $(BIN)/python -m tests.verdicts && $(BIN)/python -m tests.cases && $(BIN)/python -m tests.judgement.words && $(BIN)/python -m tests.year
pictures: setup ## renew the screenshots of docs/ (needs Chromium)
	$(BIN)/python -m tests.pictures
lock: setup ## renew the pinned dependencies, with hashes and without any index address
	$(LOCK) --python-version 3.11 pyproject.toml -o requirements/layer.txt
	$(LOCK) --python-version 3.11 pyproject.toml --extra aws --group dev -o requirements/dev.txt
	$(LOCK) --python-version 3.11 pyproject.toml --group floor -o requirements/floor.txt
	$(LOCK) --python-version 3.13 --group sam -o requirements/sam.txt
	$(LOCK) --python-version 3.13 --group runtime -o requirements/runtime.txt
	$(LOCK) --python-version 3.11 --group plain -o requirements/plain.txt
	$(LOCK) --python-version 3.11 --group mutation -o requirements/mutation.txt
	$(LOCK) --python-version 3.11 --group uv -o requirements/uv.txt
