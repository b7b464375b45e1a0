# Everything one does here, by name. `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help bootstrap build test test-asan test-tsan torture torture-crashes torture-kills fuzz
.PHONY: lint format demo check bench bench-import bench-peers quality peers scale sample clean
.PHONY: test-browser test-openapi test-served docs bench-serve install uninstall deb load

# Swift is taken from PATH, else from where the toolchain's packages usually put it.
SWIFT ?= $(shell command -v swift || { test -x /opt/swift/usr/bin/swift && echo /opt/swift/usr/bin/swift; })
SWIFT_MIN := 6.2
# The index store serves editors; leaving it out saves time. Tests need it: they are found through it.
SWIFT_FLAGS ?= --disable-index-store
PREFIX ?= /usr/local

FILINGS := .build/release/filings
SAMPLE := Index/Sample
LINTED := Sources Tests Benchmarks Package.swift

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

bootstrap: swift-present ## Install the system libraries that are missing (Debian, Ubuntu)
	@.ci/bootstrap

build: bootstrap ## Build the release program into .build/release
	"$(SWIFT)" build -c release --product filings $(SWIFT_FLAGS)

test: bootstrap ## Build and run all tests
	"$(SWIFT)" build --build-tests
	"$(SWIFT)" test --skip-build

test-browser: build ## Drive a real browser over the pages (Chromium; playwright and axe from PyPI)
	PATH="$$(Tests/Served/environment.sh .build/served):$$PATH" Tests/Served/browse.py $(FILINGS)

test-openapi: build ## Hold the server against its OpenAPI document (schemathesis from PyPI)
	PATH="$$(Tests/Served/environment.sh .build/served):$$PATH" Tests/Served/openapi.sh $(FILINGS)

# The program that the tests build; what cannot be installed is skipped loudly.
test-served: ## Both of these against the debug program that `make test` builds
	Tests/Served/run.sh .build/debug/filings

# Memory that is never given back is that of libraries that keep tables for good.
test-asan: bootstrap ## Build and run the tests with the address sanitizer
	"$(SWIFT)" build --build-tests --sanitize=address --scratch-path .build-asan
	ASAN_OPTIONS=detect_leaks=0 "$(SWIFT)" test --skip-build --sanitize=address --scratch-path .build-asan --disable-xctest

test-tsan: bootstrap ## Build and run the tests with the thread sanitizer
	"$(SWIFT)" build --build-tests --sanitize=thread --scratch-path .build-tsan
	"$(SWIFT)" test --skip-build --sanitize=thread --scratch-path .build-tsan --disable-xctest

torture: torture-kills torture-crashes ## Run the tests that take minutes

torture-kills: build ## Kill the program 200 times while it writes, with readers asking (Tests/Torture)
	Tests/Torture/kills.py --program $(FILINGS) --kills 200

# How many times as many lives of an index the crash simulator goes through.
TIMES ?= 20

torture-crashes: bootstrap ## Simulate crashes TIMES times as long as the tests do (20)
	"$(SWIFT)" build --build-tests
	FILINGS_TORTURE=$(TIMES) "$(SWIFT)" test --skip-build --filter CrashTests

fuzz: bootstrap ## Fuzz each target for TIME seconds (60), or TARGET alone
	SWIFT="$(SWIFT)" Tests/Fuzz/run.sh

docs: bootstrap ## Write the library's documentation as HTML into .build-docs/html
	SWIFT="$(SWIFT)" Documentation/build.sh .build-docs

lint: swift-present ## Check layout and doc comments (swift format, strict)
	"$(SWIFT)" format lint -r -s -p $(LINTED)

format: swift-present ## Put the layout right
	"$(SWIFT)" format format -i -r -p $(LINTED)

demo: build ## Index the sample filings and find a misspelt name
	$(FILINGS) rebuild $(SAMPLE)/filings --index Index/Data
	$(FILINGS) person "robert panorra" --index Index/Data

check: ## Everything that must hold before a change goes in, as .ci/run
	.ci/run

bench: bootstrap ## Measure speed (Benchmarks/README.md)
	Benchmarks/run.sh

bench-peers: bootstrap ## Compare searches with other programs in one run (Benchmarks/README.md)
	Benchmarks/search-peers.sh

bench-import: bootstrap ## Compare reading and importing with other programs in one run (Benchmarks/README.md)
	Benchmarks/import.sh

bench-serve: build ## Measure the server on loopback (wrk; Benchmarks/README.md)
	Benchmarks/serve.sh $(FILINGS) "$(INDEX)"

load: bootstrap ## Ask for names with eight readers while COUNT filings are added (1,000,000; Benchmarks/README.md)
	Benchmarks/load.sh $(COUNT)

quality: bootstrap ## Measure how well names are found, fail below the floors (Benchmarks/README.md)
	Benchmarks/quality.sh

peers: bootstrap ## Compare name search with other programs in one run (Benchmarks/README.md)
	Benchmarks/names-peers.sh

scale: bootstrap ## Measure name search as the number of names grows (Benchmarks/README.md)
	Benchmarks/names-scale.sh

sample: build ## Write the committed sample index again
	rm -rf $(SAMPLE)/index
	$(FILINGS) rebuild $(SAMPLE)/filings --index $(SAMPLE)/index
	rm -f $(SAMPLE)/index/LOCK

install: build ## Install program, man pages and completions (PREFIX=/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(FILINGS) "$(DESTDIR)$(PREFIX)/bin/filings"
	Packaging/share.sh $(FILINGS) "$(DESTDIR)$(PREFIX)/share"

uninstall: ## Remove what install installed (PREFIX=/usr/local)
	rm -f "$(DESTDIR)$(PREFIX)/bin/filings" "$(DESTDIR)$(PREFIX)"/share/man/man1/filings.1 \
	  "$(DESTDIR)$(PREFIX)"/share/man/man1/filings-*.1 "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/filings" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_filings" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/filings.fish"

# The package's program holds Swift's own libraries: the machine it goes to need not have them.
deb: bootstrap ## Make a Debian package in .build-deb, and check it if lintian is here
	"$(SWIFT)" build -c release --product filings $(SWIFT_FLAGS) --static-swift-stdlib \
	  --disable-local-rpath --scratch-path .build-deb
	Packaging/deb.sh .build-deb/release/filings .build-deb
	! command -v lintian > /dev/null || lintian --tag-display-limit 0 .build-deb/filings_*.deb

clean: ## Remove what was built, and Index/Data
	rm -rf .build Index/Data

.PHONY: swift-present
swift-present:
	@if [ -z "$(SWIFT)" ] || ! command -v "$(SWIFT)" > /dev/null; then \
	  echo "filings needs Swift $(SWIFT_MIN) or newer; there is none on PATH or in /opt/swift/usr/bin." \
	    "See https://www.swift.org/install/" >&2; \
	  exit 1; \
	fi; \
	found=$$("$(SWIFT)" --version 2> /dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1); \
	if [ "$$(printf '%s\n' $(SWIFT_MIN) "$${found:-0}" | sort -V | head -n 1)" != "$(SWIFT_MIN)" ]; then \
	  echo "filings needs Swift $(SWIFT_MIN) or newer; $(SWIFT) is $${found:-of unknown version}." \
	    "See https://www.swift.org/install/" >&2; \
	  exit 1; \
	fi
