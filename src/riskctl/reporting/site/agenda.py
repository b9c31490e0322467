"""What is to be looked at, as a calendar to subscribe to."""

from datetime import datetime

from riskctl.analysis.reports.agenda import Agenda
from riskctl.model.watch import Settings
from riskctl.reporting.site.calendar import CalendarDay, calendar


def agenda_calendar(agenda: Agenda, settings: Settings, *, stamp: datetime) -> str:
    """
    Return the days of an agenda; what is overdue stands on the day of the agenda.

    Args:
        stamp: When it was worked out.
    """
    whose = settings.identity or settings.title
    days = [
        CalendarDay(
            uid=f"agenda-{it.why.name.lower()}-{it.about or 'all'}@{whose}",
            day=max(it.day or agenda.as_of, agenda.as_of),
            title=it.words,
            text=f"{it.command} (unofficial)",
            stamp=stamp,
        )
        for it in (*agenda.today, *agenda.later)
    ]
    return calendar(f"{settings.title}: agenda (unofficial)", days)
