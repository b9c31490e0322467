"""Weekly reports to render."""

from datetime import date

from riskctl.analysis.change.change import Moment, change_between
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.weekly import WeeklyReport, weekly_report
from riskctl.model.period import Week, end_of
from riskctl.model.watch import Watch
from tests.helpers import event, watch


def report_of(model: Watch, week: Week) -> WeeklyReport:
    """Return the report of a week, made at its end."""
    last = week.period.last
    return weekly_report(
        model,
        week,
        Moment(as_of=last, known_at=end_of(last, model.settings.timezone)),
        with_hindsight=False,
        version="1",
    )


def told_report(model: Watch, week: Week) -> WeeklyReport:
    """Return as much of a report as its summary is made of; much faster."""
    last, eve = week.period.last, week.before.period.last
    known, known_before = end_of(last, "UTC"), end_of(eve, "UTC")
    log = model.log.as_known(known)
    assessment = assess(model, as_of=last, known_at=known)
    before = assess(model, as_of=eve, known_at=known_before)
    return WeeklyReport(
        settings=model.settings,
        week=week,
        period=week.period,
        so_far=False,
        assessment=assessment,
        before=before,
        trust=None,
        outlook=None,
        change=change_between(model.log, before, assessment),
        happened=tuple(it for it in log.in_force if it.date in week.period),
        log=log,
        version="1",
    )


def hostile_report(text: str) -> WeeklyReport:
    """Return a report in which a user wrote *text* wherever users write."""
    model = watch(
        event(
            "2026-02-03",
            "clash",
            "shots",
            id="a",
            title=text,
            note=text,
            sources=(text, f"https://example.org/{text}"),
        ),
        event("2026-03-03", "treaty", "ended", id="b", title=text, scheduled=True),
    )
    return told_report(
        model._replace(settings=model.settings._replace(title=text)),
        Week.of(date(2026, 2, 3)),
    )
