"""The only clock of the program."""

import os
from datetime import UTC, date, datetime
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.watch import Settings
from riskctl.model.zone import zone

# Those that a log may hold, with room for weeks and time zones on either side.
_YEARS: Final = range(1900, 2200)


def now() -> datetime:
    """
    Return this moment, in UTC, to the second.

    `RISKCTL_NOW` stands in for the clock, so that scripts and documents can
    be repeated to the byte.

    Raises:
        UsageError: `RISKCTL_NOW` is no time with an offset, or the clock is not set.
    """
    fixed = os.environ.get("RISKCTL_NOW")
    moment = _named(fixed) if fixed else datetime.now(UTC)
    if moment.year not in _YEARS:
        raise UsageError(
            f"the clock says {moment.isoformat()}",
            hint="set the clock of this machine, or RISKCTL_NOW",
        )
    return moment.astimezone(UTC).replace(microsecond=0)


def _named(fixed: str) -> datetime:
    """
    Return the moment that stands in for the clock.

    Raises:
        UsageError: It is no time with an offset.
    """
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(
            f"RISKCTL_NOW: `{fixed}` is not a time with its offset",
            hint="RISKCTL_NOW=2026-02-06T08:12:33Z, or unset it",
        )
    return moment


def today(settings: Settings) -> date:
    """Return the day that it is in the watch's time zone."""
    return now().astimezone(zone(settings.timezone)).date()
