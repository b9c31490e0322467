#!/usr/bin/env bash
# Build the wheel in one new environment, install it in another, and use it there.
#
# The development environment has packages that users lack: only an empty one shows
# a forgotten dependency or a file that did not make it into the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
most_distributions=17 # docs/decisions/0002-core-dependencies.md

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/home"

say() { printf 'wheel-check: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
install() { "$1/bin/python" -m pip install --quiet --disable-pip-version-check "${@:2}"; }

# Run a command as a user would who has the wheel and nothing of ours.
as_user() {
    env -i PATH="$scratch/user/bin:$PATH" HOME="$scratch/home" LANG=C.UTF-8 NO_COLOR=1 \
        "$@"
}

version=$(sed -n 's/^__version__.*"\(.*\)"$/\1/p' src/riskctl/__init__.py)

say 'building, the wheel from the source distribution'
"$python" -m venv "$scratch/builder"
grep -E '^(build|hatchling)==' requirements/dev.txt >"$scratch/builder.txt"
install "$scratch/builder" --requirement "$scratch/builder.txt"
"$scratch/builder/bin/python" -m build --no-isolation --outdir "$scratch/dist" . \
    >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log" >&2; fail 'the build failed'; }
wheel=$scratch/dist/riskctl-$version-py3-none-any.whl
[[ -f $wheel ]] || fail "no $(basename "$wheel"), but: $(ls "$scratch/dist")"

say 'installing it into an empty environment'
"$python" -m venv "$scratch/user"
install "$scratch/user" "$wheel"
installed=$("$scratch/user/bin/python" -m pip list --format=freeze --disable-pip-version-check |
    grep -viE '^(pip|setuptools)==')
count=$(wc -l <<<"$installed")
((count <= most_distributions)) ||
    fail "$count distributions, at most $most_distributions:"$'\n'"$installed"

# Where one may not write beside the modules, each start would compile them anew.
say 'looking for its bytecode'
uncompiled=$("$scratch/user/bin/python" -I - <<'END'
from importlib.util import cache_from_source, find_spec
from pathlib import Path

(package,) = map(Path, find_spec("riskctl").submodule_search_locations)
modules = sorted(package.rglob("*.py"))
assert len(modules) > 100, package
for module in modules:
    if not Path(cache_from_source(module)).is_file():
        print(module.relative_to(package))
END
)
[[ -z $uncompiled ]] ||
    fail "no bytecode beside $(wc -l <<<"$uncompiled") modules:"$'\n'"$(head -5 <<<"$uncompiled")"

say "using it ($count distributions)"
cd "$scratch"
shown=$(as_user riskctl --version)
[[ $shown == *"$version"* ]] || fail "--version says \`$shown\`, not $version"
as_user riskctl init --example us-russia w
as_user riskctl --watch w level --as-of 2022-02-28
as_user riskctl --watch w import --template gdelt2
manual=$(as_user riskctl docs tutorial)
[[ $manual == *'riskctl init --example us-russia'* ]] || fail 'no manual in the wheel'
pages=$(find "$scratch/user/share/man/man1" -name 'riskctl*.1' | wc -l)
((pages == $(find "$OLDPWD/docs/man" -name '*.1' | wc -l))) ||
    fail "$pages manual pages in share/man/man1"

say 'using it unpacked from nothing: straight from the archive'
"$scratch/user/bin/python" -m pip uninstall --quiet --yes riskctl
as_user env PYTHONPATH="$wheel" python -m riskctl init --example us-russia zipped
cd zipped
as_user env PYTHONPATH="$wheel" python -m riskctl indicators >/dev/null

say "$(basename "$wheel") works"
