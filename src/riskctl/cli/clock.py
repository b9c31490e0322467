"""The only clock of the program."""

import os
from datetime import UTC, date, datetime

from riskctl.errors import UsageError
from riskctl.model.watch import Settings
from riskctl.model.zone import zone


def now() -> datetime:
    """
    Return this moment, in UTC, to the second.

    `RISKCTL_NOW` stands in for the clock, so that scripts and documents can
    be repeated to the byte.

    Raises:
        UsageError: `RISKCTL_NOW` is no time with an offset.
    """
    fixed = os.environ.get("RISKCTL_NOW")
    if not fixed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(
            f"RISKCTL_NOW: `{fixed}` is not a time with its offset",
            hint="RISKCTL_NOW=2026-02-06T08:12:33Z, or unset it",
        )
    return moment.astimezone(UTC).replace(microsecond=0)


def today(settings: Settings) -> date:
    """Return the day that it is in the watch's time zone."""
    return now().astimezone(zone(settings.timezone)).date()
