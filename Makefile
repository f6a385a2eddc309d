# make help lists what there is. `make run` and `make test` set everything up themselves.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SYSTEM := $(VENV)/.system

SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help run test lint eval bench clean lock system schema

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml hatch_build.py $(wildcard checker/*/_*.pyx)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本（当前：$$($(PYTHON) --version 2>&1)）。可用 make PYTHON=/路径/python3.11 指定。" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "不能建立虚拟环境：Debian/Ubuntu 请先安装 python3-venv。" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'import checker.match._native, checker.match._likeness, checker.assess._native' 2>/dev/null || echo "没有编译出机器码（没有 C 编译器？）：结果相同，匹配约慢三十多倍。Debian/Ubuntu 可装 gcc 和 python3-dev，再 make clean。" >&2
	@touch $@

# What the tests and the eyes need of the system: a browser, LibreOffice, Chinese fonts. Only where root and apt are at hand.
$(SYSTEM): system-packages.txt | $(READY)
	@missing=""; while read -r package program; do case "$$package" in ''|'#'*) continue;; esac; \
	  command -v "$$program" >/dev/null 2>&1 || { [ -e "$$program" ] || missing="$$missing $$package"; }; done < system-packages.txt; \
	if [ -z "$$missing" ]; then touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "安装系统软件包：$$missing"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } >$(VENV)/apt.log 2>&1 \
	    && touch $@ || echo "系统软件包没有装好（见 $(VENV)/apt.log）：用到它们的测试会跳过。" >&2; \
	else echo "缺少系统软件包：$$missing。用到它们的测试会跳过；有管理员权限时可用：apt-get install$$missing" >&2; fi

system: $(SYSTEM) ## install the system packages that tests use (root and apt)

run: $(READY) ## set up, check the example reports, print the matrix, say where the files are
	$(BIN)/checker run examples/formats --out checker-output/formats --workspace checker-workspace/formats
	$(BIN)/checker run examples/reports --out checker-output --workspace checker-workspace

test: $(READY) $(SYSTEM) ## set up and run all tests
	$(BIN)/python -m pytest

lint: $(READY) ## formatting, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(READY) ## accuracy on the annotated reports, peers beside us, floors that only go up
	$(BIN)/python -m tests.evaluation.quality --shared $(SHARED)

bench: $(READY) ## speed, as ratios taken in one run
	$(BIN)/python -m tests.bench.speed --shared $(SHARED)

schema: $(READY) ## write the JSON Schemas of the catalog format and of findings.json from the models
	$(BIN)/python -m tests.schemas --write

lock: ## resolve the newest versions into requirements.lock (needs pip-tools)
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --output-file requirements.lock pyproject.toml

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) dist build checker-output checker-workspace .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
