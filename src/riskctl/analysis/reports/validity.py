"""Until when a level is valid: so long after the last look, and no longer."""

from datetime import date, timedelta
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.news import learned_on

VALID_DAYS: Final = 14


def last_look(assessment: Assessment, timezone: str) -> date | None:
    """
    Return the last day, up to the one judged, on which somebody looked.

    An event that happened or was written down on it is a look, and so is a review
    that covers it.
    """
    until, log = assessment.as_of, assessment.shown
    days = [
        *log.last_events(until=until).values(),
        *log.last_reviews(until=until).values(),
    ]
    written = (learned_on(it, timezone) for it in log.events)
    days += [it for it in written if it <= until]
    return max(days, default=None)


def valid_until(look: date) -> date:
    """Return the last day on which a level is current that rests on a last look."""
    return look + timedelta(days=VALID_DAYS)
