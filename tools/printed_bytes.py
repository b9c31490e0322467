"""
Compare what riskctl prints with what another riskctl printed, to the byte.

    python -m tools.printed_bytes WATCH OUT.json
    python -m tools.printed_bytes WATCH OUT.json --pythonpath ../other/src
    python -m tools.printed_bytes WATCH NEW.json --against OUT.json

Runs the commands of `printed_commands.py` on a watch, each in a process of its own,
and writes the SHA-256 of everything that each of them said, by command and by mode.
The bytes themselves lie beside it, in `OUT.bytes/`, each file named by its digest.
A command that takes longer than `--limit` is left out of its mode.

The modes, of which `--modes` chooses some:

- filling: one cache for all commands, empty at first
- warm: all of them once more on that cache; needs `filling`
- cold: each command with an empty cache of its own
- off: with `RISKCTL_CACHE=off`
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from tools.printed_commands import commands, facts_of

MODES: Final = ("filling", "warm", "cold", "off")
_SHOWN_LINES: Final = 12
_TO_DIFF_BYTES: Final = 2_000_000
# By command, by mode: the digest of what was said.
Digests = dict[str, dict[str, str]]


def main() -> None:
    """Run the commands; with `--against`, fail where a byte differs."""
    options = _options()
    kept = options.out.with_suffix(".bytes")
    kept.mkdir(parents=True, exist_ok=True)
    digests: Digests = {}
    for command, mode, said in _runs(options):
        if said is not None:
            digest = sha256(said).hexdigest()
            (kept / digest).write_bytes(said)
            digests.setdefault(command, {})[mode] = digest
            # Each time anew: who stops a long run keeps what there is.
            text = json.dumps(digests, indent=1)
            options.out.write_text(f"{text}\n", encoding="utf-8")
    wrong = [*_unlike_each_other(digests, kept)]
    if options.against:
        before = json.loads(options.against.read_text(encoding="utf-8"))
        wrong += _unlike(before, digests, options.against.with_suffix(".bytes"), kept)
    count = sum(map(len, digests.values()))
    print(f"{len(digests)} commands, {count} runs, {len(wrong)} differences")
    if wrong:
        sys.exit("\n".join(wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.printed_bytes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("watch", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path, metavar="FILE")
    parser.add_argument("--python", default=sys.executable, metavar="INTERPRETER")
    parser.add_argument("--pythonpath", type=Path, metavar="DIR")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--limit", type=float, default=600.0, metavar="SECONDS")
    return parser.parse_args()


def _runs(options: argparse.Namespace) -> Iterator[tuple[str, str, bytes | None]]:
    """Yield each command, each mode, and what was said; None when it took too long."""
    facts = facts_of(options.watch)
    # Nothing printed depends on where the watch is: it is the working folder.
    start = (options.python, "-m", "riskctl", "--watch", ".")
    with TemporaryDirectory() as scratch:
        for mode in (it for it in MODES if it in options.modes):
            for number, words in enumerate(commands(facts)):
                name = f"cold-{number}" if mode == "cold" else "shared"
                cache = "off" if mode == "off" else str(Path(scratch, name))
                environment = _environment(
                    options.pythonpath,
                    RISKCTL_NOW=f"{facts.now:%Y-%m-%dT%H:%M:%SZ}",
                    RISKCTL_CACHE=cache,
                    XDG_CACHE_HOME=scratch,
                )
                began = monotonic()
                said = _said(
                    (*start, *words), options.watch, environment, options.limit
                )
                command = " ".join(words)
                took = f"{monotonic() - began:.2f} s"
                print(mode, command, took if said else "left out", sep="\t", flush=True)
                yield command, mode, said


def _environment(pythonpath: Path | None, **more: str) -> Mapping[str, str]:
    """Return this environment without what would change a printed byte."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RISKCTL_", "COVERAGE_", "NO_COLOR", "FORCE_COLOR"))
    }
    if pythonpath:
        kept["PYTHONPATH"] = str(pythonpath.resolve())
    return {**kept, "COLUMNS": "80", **more}


def _said(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str], limit: float
) -> bytes | None:
    """Return exit code, stdout and stderr of a command; None when it took too long."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return None
    return b"exit %d\n--- stdout\n%b--- stderr\n%b" % (
        done.returncode,
        done.stdout,
        done.stderr,
    )


def _unlike_each_other(digests: Digests, kept: Path) -> Iterator[str]:
    """Name each command that does not say the same in every mode."""
    for command, by_mode in digests.items():
        (mode, first), *others = by_mode.items()
        for other, digest in others:
            if digest != first:
                yield f"{command}: {other} differs from {mode}"
                yield _diff(kept / first, kept / digest)


def _unlike(before: Digests, after: Digests, old: Path, new: Path) -> Iterator[str]:
    """Name each command that does not say what it said before."""
    for command in before.keys() | after.keys():
        was, now = before.get(command, {}), after.get(command, {})
        if not was.keys() & now.keys():
            yield f"{command}: nothing to compare it with"
        for mode in sorted(was.keys() & now.keys()):
            if was[mode] != now[mode]:
                yield f"{command}: {mode} differs from before"
                yield _diff(old / was[mode], new / now[mode])


def _diff(before: Path, after: Path) -> str:
    """Return the first lines in which two files differ."""
    old, new = (
        it.read_bytes()[:_TO_DIFF_BYTES].decode(errors="replace").splitlines()
        for it in (before, after)
    )
    lines = [*difflib.unified_diff(old, new, before.name, after.name, "", "", 0, "")]
    return "\n".join(f"    {it}" for it in lines[2 : 2 + _SHOWN_LINES])


if __name__ == "__main__":
    main()
