# make help lists the targets
.DEFAULT_GOAL := help
.PHONY: help setup course exercises site serve sample test lint student-bundle instructor discrimination bench clean

PY := .venv/bin/python
STEP := sh scripts/step.sh
export PATH := $(CURDIR)/.venv/bin:$(PATH)

CPP := $(wildcard rmsnorm_lib/kernels/*.cpp rmsnorm_lib/kernels/*.h)
LIBRARY := $(shell find rmsnorm_lib -name '*.py')
COURSEWORK := nbgrader_config.py $(shell find coursework -name '*.py')
SOLUTIONS := $(shell find solutions -type f)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

course: exercises site sample ## set up everything, build the website and the exercises, grade a sample class
	@echo
	@$(PY) -m coursework report

setup: .venv/ready ## create .venv with all packages

.venv/ready: constraints.txt pyproject.toml setup.py $(CPP) package-lock.json scripts/setup.sh
	@sh scripts/setup.sh

.venv/ready-for-tests: .venv/ready
	@$(STEP) "Installing the tests' packages" $(PY) -m pip install -c constraints.txt --no-build-isolation -e '.[course,test]'
	@touch $@

exercises: _course/released ## regenerate exercises/ from solutions/

_course/released: .venv/ready $(COURSEWORK) $(SOLUTIONS)
	@$(STEP) "Generating exercises/ from solutions/" $(PY) -m coursework release
	@touch $@

site: .venv/ready ## build the website into _build/html
	@$(STEP) "Building the website" jupyter-book build . -n -W --keep-going

serve: site ## build the website and serve it on http://127.0.0.1:8000
	@echo "Serving on http://127.0.0.1:8000 (Ctrl-C ends it)"
	@$(PY) -m http.server --bind 127.0.0.1 --directory _build/html 8000

sample: _course/graded ## grade a sample class

_course/graded: _course/released $(LIBRARY)
	@echo "Grading the sample class"
	@$(PY) -m coursework sample
	@touch $@

lint: .venv/ready-for-tests ## check the style of the code
	@ruff check .
	@ruff format --check .

test: .venv/ready-for-tests lint site ## set up everything and run all tests
	@sh scripts/browser.sh
	@$(PY) -m pytest --numprocesses 2 --dist loadfile

student-bundle: .venv/ready ## write the zip file for students: exercises, library, requirements
	@$(PY) -m coursework bundle

instructor: .venv/ready ## build the book with solutions, rubrics and teaching notes
	@$(STEP) "Building the instructor edition" $(PY) -m coursework instructor
	@echo "Open _build/instructor/_build/html/index.html"

discrimination: .venv/ready ## measure how well the graded cells tell wrong answers from right ones
	@$(PY) -m coursework discrimination --write

bench: .venv/ready ## measure speed, as ratios
	@$(PY) -m benchmarks

clean: ## remove everything that was produced, .venv excepted
	rm -rf _build _course .pytest_cache .hypothesis .ruff_cache
