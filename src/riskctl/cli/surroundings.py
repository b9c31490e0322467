"""What riskctl runs in: the program and its libraries, the language, the terminal."""

import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Final
from unicodedata import unidata_version

from riskctl import __version__
from riskctl.cli import clock
from riskctl.cli.editor import editor_command
from riskctl.cli.terminal import output
from riskctl.cli.terminal.encoding import is_narrow
from riskctl.cli.terminal.pager import pager_command
from riskctl.errors import RiskctlError, UsageError
from riskctl.model.examined import Examined
from riskctl.reporting.weekly.pdf import missing_characters

_REQUIREMENT: Final = re.compile(r"([\w.-]+?)\s*((?:[<>=!~]=?[\w.*]+,?)*)\s*(;.*)?")
_BOUND: Final = re.compile(r"(>=|<)([\w.]+)")
_LEAST_COLUMNS: Final = 60
# What every report draws; and a letter of each script that titles may be in.
_DRAWN: Final = "aé→✓█"
_SCRIPTS: Final = {
    "Arabic": "ع",
    "Chinese": "中",
    "Cyrillic": "я",
    "Devanagari": "ह",
    "Hebrew": "א",
    "Japanese": "日",
    "Korean": "한",
    "Thai": "ไ",
}
_FONTS: Final = "fonts-noto-core and fonts-noto-cjk"


def examine_program() -> Iterator[Examined]:
    """Say which riskctl, Python and libraries are at work."""
    yield Examined("program", "riskctl", __version__)
    python = f"{sys.version.split()[0]} (Unicode {unidata_version}), {sys.executable}"
    yield Examined("program", "Python", python)
    fine = []
    for name, bounds in _libraries():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = ""
        if not installed or not is_within(installed, bounds):
            found = f"{name} {installed or 'is not installed'}"
            yield Examined("program", "library", found, f"pip install '{name}{bounds}'")
        else:
            fine.append(f"{name} {installed}")
    yield Examined("program", "libraries", ", ".join(fine))
    yield _pdf()


def examine_terminal() -> Iterator[Examined]:
    """Say what language, clock and terminal riskctl was given."""
    yield _encoding()
    yield _clock()
    yield _screen()
    yield Examined("terminal", "colour", "on" if output.coloured() else "off")
    yield Examined("terminal", "pager", " ".join(pager_command()) or "none")
    yield _editor()


def is_within(installed: str, bounds: str) -> bool:
    """
    Say whether a version keeps to its bounds.

    >>> is_within("0.27.1", ">=0.26.1,<0.29"), is_within("0.29.0", ">=0.26.1,<0.29")
    (True, False)
    >>> is_within("0.26.0", ">=0.26.1,<0.29"), is_within("3.0", ">=3.0.0")
    (False, True)
    """
    at = _numbers(installed)
    return all(
        at >= _numbers(bound) if sign == ">=" else at < _numbers(bound)
        for sign, bound in _BOUND.findall(bounds)
    )


def _numbers(spelled: str) -> tuple[int, ...]:
    """Return a version's numbers, as many in each, so that 3.0 is 3.0.0."""
    found = [int(it) for it in re.findall(r"\d+", spelled)][:6]
    return tuple(found + [0] * (6 - len(found)))


def _libraries() -> Iterator[tuple[str, str]]:
    """Yield what riskctl is built on, each with the versions that it may have."""
    try:
        declared = requires("riskctl") or []
    except PackageNotFoundError:  # it runs from its sources
        return
    for it in declared:
        if found := _REQUIREMENT.fullmatch(it):
            name, bounds, marker = found.groups()
            if "extra" not in (marker or ""):
                yield name, ",".join(sorted(bounds.split(","), reverse=True))


def _pdf() -> Examined:
    """Draw a specimen: the only way to know what the machine's fonts have."""
    try:
        missing = missing_characters(_DRAWN + "".join(_SCRIPTS.values()))
    except UsageError as error:
        found = f"{error.message}; only `report -f pdf` needs it: {error.hint}"
        return Examined("program", "PDF", found)
    scripts = [name for name, letter in _SCRIPTS.items() if letter in missing]
    found = "WeasyPrint"
    if scripts:
        found += (
            f"; no font has {', '.join(scripts)}: for titles in them, install {_FONTS}"
        )
    lacks_own = any(it in missing for it in _DRAWN)
    return Examined(
        "program", "PDF", found, "install fonts-dejavu-core" if lacks_own else ""
    )


def _encoding() -> Examined:
    named = next(
        (
            f"{it}={os.environ[it]}"
            for it in ("LC_ALL", "LC_CTYPE", "LANG")
            if os.environ.get(it)
        ),
        "no locale is set",
    )
    encoding = sys.stdout.encoding or "utf-8"
    found = f"{encoding}; {named}; file names in {sys.getfilesystemencoding()}"
    advice = "LC_ALL=C.UTF-8: now what it lacks is spelled otherwise"
    return Examined(
        "terminal", "encoding", found, advice if is_narrow(encoding) else ""
    )


def _clock() -> Examined:
    try:
        moment = clock.now()
    except RiskctlError as error:
        return Examined("terminal", "clock", error.message, error.hint)
    told = "RISKCTL_NOW" if os.environ.get("RISKCTL_NOW") else "the system's"
    return Examined("terminal", "clock", f"{moment:%Y-%m-%dT%H:%M:%SZ}, {told}")


def _screen() -> Examined:
    columns = output.width()
    kind = os.environ.get("TERM") or "no TERM"
    where = f"a terminal ({kind})" if output.is_terminal() else "no terminal"
    return Examined(
        "terminal",
        "screen",
        f"{where}, {columns} columns",
        "" if columns >= _LEAST_COLUMNS else f"widen it to {_LEAST_COLUMNS} columns",
    )


def _editor() -> Examined:
    try:
        return Examined("terminal", "editor", " ".join(editor_command()))
    except UsageError as error:
        found = f"{error.message}; only `edit` needs one: {error.hint}"
        return Examined("terminal", "editor", found)
