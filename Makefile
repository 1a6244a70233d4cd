# The usual commands in front of CMake. Each works alone on a fresh machine; `make help` lists them.

JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)
PREFIX ?= /usr/local
# What `make bench` measures besides the SQL it makes itself, for example BENCH_ARGS=path/to/folder.
BENCH_ARGS ?=

# How long `make fuzz` runs, and what else libFuzzer is told, for example FUZZ_ARGS=-jobs=4.
SECONDS ?= 60
FUZZ_ARGS ?=

ctest = ctest --preset $(1) --parallel $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help setup build demo test check docs format tidy bench asan pg17 fuzz install package clean

help: ## show these commands
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 9

setup: ## get compiler, tools and libraries (once; afterwards instant)
	@tools/setup

build: setup ## build the optimised program: build/release/pglint
	@tools/build release pglint

demo: build ## lint a small shop schema
	@build/release/pglint fixtures/demo/shop.sql; status=$$?; [ $$status -le 1 ] || exit $$status

test: setup ## build with assertions and run every test
	@tools/build dev
	@$(call ctest,dev)

check: setup ## what CI runs: format, warnings, clang-tidy, tests, documentation
	@tools/format --check
	@tools/build dev
	@tools/build pg17
	@tools/tidy
	@$(call ctest,dev)

docs: setup ## rewrite the pages that are made from the rules, and the outputs in all others
	@tools/build dev pglint_docgen pglint
	@build/dev/pglint_docgen .
	@tools/doc-commands --update

format: setup ## rewrite our C++ in the house format
	@tools/format

tidy: setup ## clang-tidy over everything, and whether each file includes what it uses
	@tools/tidy
	@tools/includes

bench: setup ## measure the speed against PostgreSQL's parser alone
	@tools/build release
	@build/release/pglint_bench $(BENCH_ARGS)

asan: setup ## every test under the address and undefined-behaviour sanitizers
	@tools/build asan
	@$(call ctest,asan)

pg17: setup ## every test with PostgreSQL 17's grammar
	@tools/build pg17
	@$(call ctest,pg17)

fuzz: ## feed made-up files to everything for SECONDS (60)
	@tools/setup fuzz
	@tools/build fuzz pglint_fuzz
	@tools/fuzz -max_total_time=$(SECONDS) $(FUZZ_ARGS)

install: build ## install under PREFIX (default /usr/local)
	@cmake --install build/release --prefix $(PREFIX)

package: setup ## what a release consists of, in build/packages
	@tools/package build/packages

clean: ## remove what building made; .deps/ stays
	@rm -rf build
