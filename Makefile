# Common commands for CMake. Each works on a fresh machine; `make help` lists them.

JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)
PREFIX ?= /usr/local
# What `make bench` measures besides generated SQL, for example BENCH_ARGS=path/to/folder.
BENCH_ARGS ?=

# Duration of `make fuzz`, and other options of libFuzzer, for example FUZZ_ARGS=-jobs=4.
SECONDS ?= 60
FUZZ_ARGS ?=

ctest = ctest --preset $(1) --parallel $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help setup build demo test check docs format tidy bench asan pg17 asan17 locks scaling fuzz install package clean

help: ## show these commands
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 9

setup: ## install compiler, tools and libraries (if missing)
	@tools/setup

build: setup ## build the optimized program: build/release/pglint
	@tools/build release pglint

demo: build ## lint a small shop schema
	@build/release/pglint fixtures/demo/shop.sql; status=$$?; [ $$status -le 1 ] || exit $$status

test: setup ## build with assertions and run all tests
	@tools/build dev
	@$(call ctest,dev)

check: setup ## check format, warnings, clang-tidy, tests and documentation, as CI does
	@tools/format --check
	@tools/build dev
	@tools/tidy
	@$(call ctest,dev)

docs: setup ## update the generated pages, and the command output shown in others
	@tools/build dev pglint_docgen pglint
	@build/dev/pglint_docgen .
	@tools/doc-commands --update

format: setup ## format the C++ code
	@tools/format

tidy: setup ## run clang-tidy on all files, and check their includes
	@tools/tidy
	@tools/includes

bench: setup ## measure the speed relative to PostgreSQL's parser
	@tools/build release
	@build/release/pglint_bench $(BENCH_ARGS)

asan: setup ## run the tests with the address and undefined-behavior sanitizers
	@tools/build asan
	@$(call ctest,asan)

pg17: setup ## run the tests with PostgreSQL 17's grammar
	@tools/build pg17
	@$(call ctest,pg17)

asan17: setup ## run the tests with both the sanitizers and PostgreSQL 17's grammar, as CI does
	@tools/build asan17
	@$(call ctest,asan17)

locks: ## compare the tables of locks and of functions with servers of PostgreSQL 10 to 18
	@tools/setup servers
	@tools/build dev pglint_tests pglint
	@$(call ctest,dev) -R '^(lock modes|locks|volatility):'
	@build/dev/pglint_tests '[steps]'

scaling: setup ## check that work grows in proportion to the input, up to 1 MB
	@tools/build scaling pglint
	@tests/scaling/scaling_test.py --scale 4

fuzz: ## lint random files for SECONDS (60)
	@tools/setup fuzz
	@tools/build fuzz pglint_fuzz
	@tools/fuzz -max_total_time=$(SECONDS) $(FUZZ_ARGS)

install: build ## install under PREFIX (default /usr/local)
	@cmake --install build/release --prefix $(PREFIX)

package: setup ## make the files of a release in build/packages
	@tools/package build/packages

clean: ## remove build/ (not .deps/)
	@rm -rf build
