"""
The exit codes, and the few exceptions that stop the program.

    RiskctlError
    ├── UsageError      2  the command line asks for something that cannot be
    ├── WatchError      5  the watch cannot be read, or is invalid
    ├── WriteError      6  the write failed and nothing changed
    ├── LockedError     7  somebody else holds the log, or changed it
    └── ClashError      3  two copies of a log say different things
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process answers with: a public interface, never renumbered."""

    DONE = 0
    BUG = 1
    USAGE = 2
    FINDINGS = 3
    ALERT = 4
    WATCH = 5
    WRITE = 6
    LOCKED = 7
    NOT_CURRENT = 8
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """One sentence for the reference page."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.DONE: "Done.",
    ExitCode.BUG: "A bug in riskctl: please report what it printed.",
    ExitCode.USAGE: "The command line is wrong: an unknown option, indicator, "
    "value, date or id.",
    ExitCode.FINDINGS: "`check` or `doctor` found something, or `merge` what two "
    "copies say differently.",
    ExitCode.ALERT: "`level --fail-at` was reached.",
    ExitCode.WATCH: "The watch cannot be found or read, or is invalid; no level "
    "is ever computed from part of a log.",
    ExitCode.WRITE: "The write failed; the log is as it was.",
    ExitCode.LOCKED: "Somebody else holds the log, or changed it meanwhile.",
    ExitCode.NOT_CURRENT: "`level --fail-at`, and there is no current level: no "
    "evidence, or nobody has looked lately.",
    ExitCode.INTERRUPTED: "Interrupted from the keyboard.",
}


class RiskctlError(Exception):
    """
    Something expected went wrong; shown in one place, without a traceback.

    Attributes:
        message: What is wrong, starting with `file:line:` where there is one.
        hint: What to type or change.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the message and the hint apart, so that each can be shown well."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RiskctlError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class WatchError(RiskctlError):
    """The watch cannot be found, read, or trusted to give a level."""

    exit_code = ExitCode.WATCH


class WriteError(RiskctlError):
    """A write failed; what was there before is still there, to the byte."""

    exit_code = ExitCode.WRITE


class LockedError(RiskctlError):
    """Another process holds the log, or changed what was about to be written."""

    exit_code = ExitCode.LOCKED


class ClashError(RiskctlError):
    """Two copies of a log say different things under one name; nothing was merged."""

    exit_code = ExitCode.FINDINGS
