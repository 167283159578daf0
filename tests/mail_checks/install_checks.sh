#!/bin/bash
# Everything the check scripts need, from Debian and npm by their ordinary clients. Run once in CI (about 1 minute).
# Only root installs packages here; everybody else is told which command does.
set -euo pipefail
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive
missing=()
for package in chromium spamassassin fonts-liberation fonts-noto-color-emoji php-cli php-xml php-mbstring default-jre-headless \
  hunspell hunspell-de-de hunspell-en-us bc; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install --no-install-recommends ${missing[*]}"
  [ "$(id -u)" = 0 ] || { echo "The mail's checkers need packages that are not here. Install them, then try again: sudo $install" >&2; exit 1; }
  apt-get update -q >/dev/null
  $install -y -q >/dev/null
fi
command -v npm >/dev/null || { echo "The mail's checkers need Node 20 or later, with npm." >&2; exit 1; }
npm ci --no-audit --no-fund --ignore-scripts --silent        # --ignore-scripts: puppeteer must not fetch a browser
