"""Which week a report is about, and in which format it is written."""

from datetime import date
from pathlib import PurePath

from riskctl.errors import UsageError
from riskctl.model.log import Log
from riskctl.model.period import Week
from riskctl.model.similar import hint_for
from riskctl.reporting.weekly.formats import FORMATS, SUFFIXES


def chosen_week(text: str, *, today: date, log: Log) -> Week:
    """
    Return the week that `--week` names.

    Raises:
        UsageError: There is no such week, it has not begun, or the log begins later.
    """
    named = {"this": Week.of(today), "last": Week.of(today).before}
    week = named.get(text) or Week.parse(text)
    if week is None:
        raise UsageError(
            f"`{text}` is not a week", hint=f"like {Week.of(today)}, last or this"
        )
    if week.period.first > today:
        raise UsageError(f"{week} has not begun", hint="--week this, or an earlier one")
    first = log.span.first if log.span else None
    if first and week.period.last < first:
        raise UsageError(
            f"{week} lies before the log, which begins on {first}",
            hint=f"the first week is {Week.of(first)}",
        )
    return week


def chosen_format(name: str | None, out: str) -> str:
    """
    Return the format: the one that was named, or the one of the output's ending.

    Raises:
        UsageError: There is no such format.
    """
    if name is None:
        by_suffix = {suffix: form for form, suffix in SUFFIXES.items()}
        return by_suffix.get(PurePath(out).suffix.lower(), "text")
    if name not in FORMATS:
        raise UsageError(
            f"there is no format `{name}`",
            hint=hint_for(name, FORMATS, otherwise="one of: " + ", ".join(FORMATS)),
        )
    return name
