#!/usr/bin/env bash
# Run tests in another environment, and compare what the two print, to the byte.
#
#   tools/test_python.sh other     the newest other Python of this machine, or $OTHER
#   tools/test_python.sh lowest    the lowest version of every library
#
# Further words are pytest's, in the place of the usual tests.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=$1
shift
here=${VENV:-.venv}/bin/python
python=${PYTHON:-python3}
say() { printf 'test-%s: %s\n' "$kind" "$*"; }

if [[ $kind == other ]]; then
    python=${OTHER:-$(bash tools/other_python.sh "$python")}
    if [[ -z $python ]]; then
        say 'this machine has no other Python that riskctl supports'
        exit
    fi
    venv=.venv-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    constraints=/dev/null
    tests=(tests/model tests/analysis tests/storage tests/reporting tests/errors)
else
    venv=.venv-lowest
    constraints=$venv/constraints.txt
    tests=(tests/cli/test_log.py tests/cli/test_amend.py tests/cli/test_help.py
        tests/cli/test_settings.py tests/cli/test_watches.py)
fi

[[ -x $venv/bin/python ]] || "$python" -m venv "$venv"
[[ $kind == other ]] || "$here" tools/lowest.py >"$constraints"
say "$("$venv/bin/python" --version), in $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --editable . --requirement requirements/test.txt --constraint "$constraints"

if (($#)); then tests=(); fi
RISKCTL_LAW_EXAMPLES=${RISKCTL_LAW_EXAMPLES-10} "$venv/bin/python" -m pytest -q \
    -m 'not slow and not browser' -n "${WORKERS:-2}" -p no:cacheprovider "${tests[@]}" "$@"

say 'the same bytes?'
RISKCTL_OTHER_PYTHON=$PWD/$venv/bin/python "$here" -m pytest -q -n 0 \
    -p no:cacheprovider tests/determinism/test_other_python.py
