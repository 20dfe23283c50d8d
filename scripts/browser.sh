#!/bin/sh
# Make sure that a Chromium is there for the tests of the website.
set -eu
for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    cd "$(dirname "$0")/.."
    sh scripts/step.sh "Reading the package lists" apt-get update
    DEBIAN_FRONTEND=noninteractive sh scripts/step.sh "Installing Chromium" apt-get install -y chromium
    exit 0
fi
echo "error: the tests need Chromium: install it (Debian: apt install chromium) or set CHROMIUM=/path/to/browser" >&2
exit 1
