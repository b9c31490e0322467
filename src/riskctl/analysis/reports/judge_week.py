"""From a watch to the report of one of its weeks."""

from datetime import date, timedelta
from typing import Final

from riskctl.analysis.change.change import Moment, change_between
from riskctl.analysis.change.outlook import look_ahead
from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.judgement.robustness import DRAWS
from riskctl.analysis.judgement.trust import trust_in
from riskctl.analysis.reports.news import entered_in, learned_later, news_in
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Period, Week, end_of
from riskctl.model.watch import Watch

OUTLOOK_DAYS: Final = 26 * 7


def weekly_report(
    watch: Watch, week: Week, end: Moment, *, version: str, issued: date | None = None
) -> WeeklyReport:
    """
    Report on one week, with one knowledge.

    Args:
        end: The week's last day, or the day on which it is reported so far, and
            the knowledge that is used for everything.
        issued: The day on which the report is made.
    """
    known = end.known_at
    day_before = week.period.first - timedelta(days=1)
    week_end = end_of(end.as_of, watch.settings.timezone)
    then = None
    if known is None or known > week_end:
        then = assess(watch, as_of=end.as_of, known_at=week_end)
    return report_between(
        watch,
        week,
        assess(watch, as_of=day_before, known_at=known),
        assess(watch, as_of=end.as_of, known_at=known),
        then=then,
        version=version,
        issued=issued,
    )


def report_between(  # noqa: PLR0913 (what is judged, and how)
    watch: Watch,
    week: Week,
    before: Assessment,
    assessment: Assessment,
    *,
    then: Assessment | None,
    version: str,
    issued: date | None = None,
    draws: int = DRAWS,
) -> WeeklyReport:
    """
    Report on the days between two judgements.

    Args:
        before: The judgement of the day before the week.
        assessment: That of the week's last day, or of the day reported so far.
        then: That with what was known at its end, where more is known now.
        draws: How often robustness disturbs every judgement.
    """
    end = Moment(as_of=assessment.as_of, known_at=assessment.known_at)
    period = Period(week.period.first, min(week.period.last, end.as_of))
    log, zone = assessment.log, watch.settings.timezone
    return WeeklyReport(
        settings=watch.settings,
        week=week,
        period=period,
        so_far=end.as_of < week.period.last,
        assessment=assessment,
        trust=trust_in(assessment, draws=draws),
        outlook=look_ahead(assessment, days=OUTLOOK_DAYS),
        before=before,
        then=then,
        change=change_between(watch.log, before, assessment),
        news=news_in(log, week, period, zone),
        later=learned_later(log, period, zone),
        notes=log.standing_notes_from(*period),
        log=log,
        version=version,
        issued=issued,
        # The archive's pages stay as they are, whatever is entered elsewhere.
        entered=entered_in(log, period, zone) if issued else (),
    )
