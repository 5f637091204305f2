# make run   opens the window        make test  runs every test, offscreen
# Both first install the system libraries that Qt needs where they are missing (Debian, Ubuntu), then the locked
# environment in .venv, or where VENV= says.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.maeari-installed
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# The system libraries come before the environment, which needs one of them.
.NOTPARALLEL:
.PHONY: translations run test lint env system demo screenshots bench-gui bench-train bench-quality bench-scale bench-complete bench-spam bench-import lock sample-models fuzz soak package test-package clean

run: system env
	@$(BIN)/maeari

test: system env
	$(OFFSCREEN) $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	sh packaging/validate.sh

demo: env
	@$(BIN)/maeari demo

screenshots: system env
	$(OFFSCREEN) $(BIN)/python tests/screenshots.py build/screenshots

bench-gui: system env
	$(OFFSCREEN) $(BIN)/python tests/bench_gui.py

# Beside stock Keras and PyTorch, which only this needs.
bench-train: env $(VENV)/.maeari-bench
	$(BIN)/python tests/bench_train.py

bench-quality: env
	$(BIN)/python tests/bench_quality.py

# Beside scikit-learn, and bogofilter where it is installed; PARTS="sms-test mails-cv" chooses, QUICK=1 is shorter.
bench-spam: env $(VENV)/.maeari-bench-spam
	$(BIN)/python tests/bench_spam.py $(if $(QUICK),--quick) $(if $(PARTS),--only $(PARTS))

bench-complete: env
	$(BIN)/python tests/bench_complete.py

# Takes some ten minutes and 3 GB of disk where temporary files are; SIZES="1 10" (in MB) is shorter.
bench-scale: env
	$(BIN)/python tests/bench_scale.py $(SIZES)

# Takes some minutes and half a GB of disk where temporary files are; QUICK=1 is shorter.
bench-import: env
	$(BIN)/python tests/bench_import.py $(if $(QUICK),--quick)

$(VENV)/.maeari-bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@touch $@

$(VENV)/.maeari-bench-spam: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'scikit-learn>=1.6'
	@touch $@

env: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import ensurepip' || { echo "Python's venv is missing: run make system."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

system:
	@PYTHON=$(PYTHON) sh resources/install-system-libraries.sh

# Needs uv; universal, with hashes, without addresses.
lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev \
		--output-file requirements.lock pyproject.toml

# Collects the words of the window and of the engine, and compiles what is translated.
translations: env
	$(BIN)/python resources/update_translations.py

# Mutated mails into the mail parser; needs atheris. SECONDS=600 is longer.
fuzz: env $(VENV)/.maeari-fuzz
	$(BIN)/python tests/fuzz_mail.py --seconds $(or $(SECONDS),120)

$(VENV)/.maeari-fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=2.3'
	@touch $@

# Trains the small models that come with the program, from the sample texts; about two minutes. ONLY=spam is one of them.
sample-models: env
	$(BIN)/python -m resources.build_sample_models $(ONLY)

# The window driven for half an hour: what grows, what is left behind; MINUTES=3 is shorter.
soak: system env
	$(OFFSCREEN) $(BIN)/python tests/soak.py $(or $(MINUTES),30)

# A wheel, a self-contained folder and a .deb of it in dist/; about ten minutes and 5 GB of disk.
package: system env $(VENV)/.maeari-package
	$(BIN)/python packaging/build.py

# Installs the .deb in a clean root made of this system's packages (Debian, Ubuntu) and uses it there.
test-package:
	$(PYTHON) packaging/test_package.py

$(VENV)/.maeari-package: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pyinstaller>=6.16,<7'
	@touch $@

clean:
	rm -rf $(VENV) build dist
