#!/usr/bin/env bash
# Show what riskctl does in a minute, in a folder that is gone afterwards.
set -euo pipefail

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export HOME=$scratch XDG_DATA_HOME=$scratch/data XDG_CACHE_HOME=$scratch/cache
unset RISKCTL_WATCH

# Show a command as it would be typed, then run it.
run() {
    printf '\n$'
    local word
    for word in "$@"; do
        if [[ $word == *' '* ]]; then printf ' "%s"' "$word"; else printf ' %s' "$word"; fi
    done
    printf '\n'
    "$@"
}

run riskctl init --example us-russia us-russia
cd us-russia
run riskctl level --as-of 2022-02-28
run riskctl explain force-posture --as-of 2022-02-28
run riskctl log leader-contact call "The presidents speak by telephone" \
    --date yesterday --source https://example.org/call --grade B2
run riskctl level --brief
run riskctl check || (($? == 3)) # 3: it found something, and says what
