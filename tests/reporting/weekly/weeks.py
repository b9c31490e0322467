"""Weekly reports to render."""

from datetime import date

from riskctl.analysis.change.change import Moment, change_between
from riskctl.analysis.days.history import walk_log
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.news import learned_later, news_in
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Week
from riskctl.model.watch import Watch
from tests.helpers import event, watch

ISSUED = date(2026, 11, 20)


def report_of(model: Watch, week: Week) -> WeeklyReport:
    """Return the report of a week, with all that is known."""
    return weekly_report(
        model,
        week,
        Moment(as_of=week.period.last),
        version="1",
        issued=ISSUED,
    )


def told_report(model: Watch, week: Week) -> WeeklyReport:
    """Return as much of a report as its summary is made of; much faster."""
    last, eve = week.period.last, week.before.period.last
    history = walk_log(model.catalogue, model.log, until=last)
    assessment = assess(model, as_of=last, history=history)
    before = assess(model, as_of=eve, history=history)
    return WeeklyReport(
        settings=model.settings,
        week=week,
        period=week.period,
        so_far=False,
        assessment=assessment,
        before=before,
        then=None,
        trust=None,
        outlook=None,
        change=change_between(model.log, before, assessment),
        news=news_in(model.log, week, week.period, "UTC"),
        notes=(),
        later=learned_later(model.log, week.period, "UTC"),
        log=model.log,
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
