#!/bin/bash
# Everything the check scripts need, from Debian and npm by their ordinary clients. Run once in CI (about 1 minute).
set -euo pipefail
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive
missing=()
for package in chromium spamassassin fonts-liberation fonts-noto-color-emoji php-cli php-xml php-mbstring default-jre-headless \
  hunspell hunspell-de-de hunspell-en-us bc; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q >/dev/null
  "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi
npm ci --no-audit --no-fund --ignore-scripts --silent        # --ignore-scripts: puppeteer must not fetch a browser
