#!/usr/bin/env bash
# Print the newest Python of this machine that riskctl supports, other than the given.
set -euo pipefail

given=$("${1:-python3}" -c 'import sys; print("3.%d" % sys.version_info[1])')
for version in 3.14 3.13 3.12 3.11; do
    [[ $version != "$given" ]] || continue
    candidates=("python$version")
    if command -v pyenv >/dev/null; then
        candidates+=("$(pyenv root)/versions/$version"*"/bin/python$version")
    fi
    for python in "${candidates[@]}"; do
        if "$python" -c 'import ensurepip, sqlite3' 2>/dev/null; then
            echo "$python"
            exit
        fi
    done
done
