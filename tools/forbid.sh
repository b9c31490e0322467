#!/usr/bin/env bash
# Fail if the tree holds a leftover, a package registry's host or a machine's path.
#
# One bracket in each word keeps the patterns from matching this file.
set -euo pipefail
cd "$(dirname "$0")/.."

verdict=0

# forbid WHAT PATTERN: show every line of the tree that matches, and remember it.
# The tree is what git tracks or would track.
forbid() {
    local lines status=0
    lines=$(git grep --untracked -nIE -e "$2" -- .) || status=$?
    if ((status > 1)); then
        exit "$status"
    elif ((status == 0)); then
        printf 'forbid: %s\n%s\n\n' "$1" "$lines" >&2
        verdict=1
    fi
}

forbid 'a leftover: do it, or open an issue' '\b(TO[D]O|FIX[M]E|XX[X])\b'
forbid "a package registry's host" \
    '(py[p]i|python[h]osted|npm[j]s|deb[i]an|cra[t]es|ruby[g]ems)\.(org|com|io)'
forbid 'a path of one machine' '(^|[^A-Za-z0-9_.~-])/(w[o]rk|r[o]ot|h[o]me|f[a]rm|U[s]ers)/'

exit "$verdict"
