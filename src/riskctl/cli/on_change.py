"""A command of the user's own, run once when the level is another one than before."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.alert import AlertLevel
from riskctl.reporting.marks import NO_EVIDENCE, expired_words
from riskctl.reporting.safe import safe
from riskctl.reporting.screens.written import turn_words
from riskctl.reporting.words import UNOFFICIAL_SHORT, points, short_level
from riskctl.storage.disk.told import telling
from riskctl.storage.own_settings import own_command

OWN = "-"


def run_on_change(command: str, assessment: Assessment, watch: Path) -> None:
    """
    Run a command where today's level is not the one that was told last.

    The first time there is nothing to compare with, and the level is only kept. A
    command that fails is run again the next time.

    Args:
        command: Words as a shell takes them apart, though none is started; `-` for
            what the user's own settings say. Nothing that lies in a watch is run.

    Raises:
        UsageError: There is no command, or nothing can be kept.
    """
    words = _words(command)
    level = assessment.level
    if level is None or assessment.is_expired:
        why = expired_words(assessment) or NO_EVIDENCE
        output.note(f"no current level, so that nothing is told: {why}")
        return
    with telling(watch) as told:
        before = AlertLevel(told.level) if told.level else None
        if before and before is not level and not _ran(words, assessment, before):
            return
        if before is not level:
            told.note(level.value)


def _words(command: str) -> list[str]:
    """
    Return the words of the command.

    Raises:
        UsageError: There are none, or a quotation does not end.
    """
    text = own_command() if command == OWN else command
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(
            f"--on-change: `{text}`: {str(error).lower()}", hint="mend the quotation"
        ) from None
    if not words:
        raise UsageError(
            "--on-change: there is no command to run",
            hint="name one, or set on_change in riskctl/config.toml of your own config "
            "folder; a watch cannot name one",
        )
    return words


def _ran(words: list[str], assessment: Assessment, before: AlertLevel) -> bool:
    """Run the command with the reason in its environment; say whether it was well."""
    try:
        done = subprocess.run(  # noqa: S603 (the user's own, without a shell)
            words,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno() if _has_descriptor() else subprocess.DEVNULL,
            env={**os.environ, **reason(assessment, before)},
            check=False,
        )
        fault = f"ended with {done.returncode}" if done.returncode else ""
    except OSError as error:
        fault = f"does not start: {error.strerror}"
    if fault:
        output.note(f"on change: `{words[0]}` {fault}; it is run again the next time")
    return not fault


def _has_descriptor() -> bool:
    """Say whether stderr is a file that another program can be given."""
    try:
        sys.stderr.fileno()
    except (OSError, AttributeError):
        return False
    return True


def reason(assessment: Assessment, before: AlertLevel) -> dict[str, str]:
    """Return what a command is told, as variables of its environment."""
    day, catalogue, history = (
        assessment.day,
        assessment.catalogue,
        assessment.history,
    )
    if day is None or history is None:
        return {}
    worse = day.level.is_worse_than(before)
    way = "worse" if worse else "eased"
    pair, said = assessment.settings.title, short_level(catalogue, day.level)
    why = turn_words(history, day)
    told = {
        "PAIR": pair,
        "DAY": day.date.isoformat(),
        "LEVEL": str(day.level.value),
        "LEVEL_WORD": catalogue.band(day.level).word,
        "LEVEL_BEFORE": str(before.value),
        "WAY": way,
        "SINCE": day.since.isoformat(),
        "SCORE": points(day.score),
        "REASON": f"{pair}: level {said}, {way} from {short_level(catalogue, before)}"
        + (f": {why}" if why else ""),
        "UNOFFICIAL": UNOFFICIAL_SHORT,
    }
    return {f"RISKCTL_{name}": safe(text) for name, text in told.items()}
