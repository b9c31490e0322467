"""When something happened, and when it was noted, as a row spells it."""

from datetime import UTC, date, datetime
from typing import Final

from riskctl.model.mapping import Clock
from riskctl.model.period import end_of
from riskctl.model.zone import zone

ISO: Final = "iso"
UNIX: Final = "unix"
_TIME: Final = ("%H", "%I")


def day_of(text: str, clock: Clock, *, timezone: str, in_sheet: bool = False) -> date:
    """
    Return the day of a watch that a cell spells.

    Args:
        timezone: The watch's, whose calendar counts.
        in_sheet: The cell may have been a date, which its reader spells as ISO does.

    Raises:
        ValueError: It is not spelled as the mapping says.

    >>> day_of("05/02/2026", Clock("Date", "%d/%m/%Y"), timezone="UTC")
    datetime.date(2026, 2, 5)
    """
    found = _read(text, clock, in_sheet=in_sheet)
    if not isinstance(found, datetime):
        return found
    return found.astimezone(zone(timezone)).date() if found.tzinfo else found.date()


def moment_of(
    text: str, clock: Clock, *, timezone: str, in_sheet: bool = False
) -> datetime:
    """
    Return the moment that a cell spells; of a day, its last second.

    Raises:
        ValueError: It is not spelled as the mapping says.
    """
    found = _read(text, clock, in_sheet=in_sheet)
    local = clock.zone or timezone
    if not isinstance(found, datetime):
        return end_of(found, local)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone(local))
    return found.astimezone(UTC).replace(microsecond=0)


def _read(text: str, clock: Clock, *, in_sheet: bool) -> date | datetime:
    if clock.form == UNIX:
        try:
            return datetime.fromtimestamp(int(text), UTC)
        except (OverflowError, OSError) as error:
            raise ValueError(text) from error
    if clock.form == ISO:
        return _iso(text)
    try:
        found = datetime.strptime(text, clock.form)  # noqa: DTZ007 (the caller's zone)
    except ValueError:
        if in_sheet:
            return _iso(text)
        raise
    return found if any(it in clock.form for it in _TIME) else found.date()


def _iso(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)
