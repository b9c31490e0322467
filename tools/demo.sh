#!/usr/bin/env bash
# Walk through riskctl in a minute: the three daily jobs, on a copy of the example.
#
# The copy lies in a folder of its own and stays behind to be looked at; nothing
# else on the machine is touched.
set -euo pipefail

folder=$(mktemp -d "${TMPDIR:-/tmp}/riskctl-demo-XXXXXX")
cd "$folder"
# Nothing of the user's own: no watch, no name, no clock that somebody fixed.
export XDG_DATA_HOME=$folder/.data XDG_CACHE_HOME=$folder/.cache
unset RISKCTL_WATCH RISKCTL_NOW RISKCTL_BY

say() { printf '\n# %s\n' "$*"; }

# Show a command as it would be typed, then run it.
run() {
    printf '$'
    local word
    for word in "$@"; do
        if [[ $word == *' '* ]]; then printf ' "%s"' "$word"; else printf ' %s' "$word"; fi
    done
    printf '\n'
    "$@"
}

say 'A watch is a folder of plain text: settings, a catalogue of indicators, a log.'
run riskctl init --example us-russia us-russia
cd us-russia

say 'The level on 28 February 2022, and why it was that.'
run riskctl level --as-of 2022-02-28
run riskctl explain nuclear-signalling --as-of 2022-02-28

say 'The level in the last week that the example covers, and every point of it.'
run riskctl level --as-of 2026-05-22
run riskctl explain --as-of 2026-05-22

say 'Log an event. This one is invented, and only in this throw-away copy.'
run riskctl log leader-contact call "INVENTED for the demo: the presidents speak" \
    --date yesterday --source https://example.org/invented --grade B2
run riskctl level --brief

say 'The weekly report, of the last week that the example covers and of this one.'
run riskctl report --week 2026-W21 --output 2026-W21.md
run riskctl report --week this --output this-week.txt
run head -n 26 this-week.txt

say 'Is everything in order?'
run riskctl check || (($? == 3)) # 3: it found something, and says what

cat <<END

# Done. The watch and both reports are in
#   $folder/us-russia
# Remove them with: rm -r $folder
END
