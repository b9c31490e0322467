"""The bulletin as one HTML file: no script, nothing remote, every text escaped."""

from typing import Any

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.annex import annex
from riskctl.reporting.weekly.bulletin import SHOWN_NEWS, bulletin_of
from riskctl.reporting.weekly.chart_words import chart_words
from riskctl.reporting.weekly.picture import picture_of
from riskctl.reporting.weekly.said import level_words
from riskctl.reporting.weekly.template import render_page
from riskctl.reporting.words import day_words, points


def render_html(report: WeeklyReport, *, full: bool = False) -> str:
    """Return the report as a page that needs nothing but itself."""
    return render_page("report.html", **page_values(report, full=full))


def page_values(report: WeeklyReport, *, full: bool = False) -> dict[str, Any]:
    """Return the values of the template `report.html`."""
    page = bulletin_of(report)
    return {
        "title": page.title,
        "page": page,
        "full": full,
        "rule": "#annex",
        "first_news": page.news[:SHOWN_NEWS],
        "more_news": page.news[SHOWN_NEWS:],
        "run": _run(report),
        "annex": tuple(annex(report)),
    }


def _run(report: WeeklyReport) -> dict[str, Any] | None:
    days, catalogue = report.days, report.assessment.catalogue
    if not days:
        return None
    words, *named = chart_words(report)
    return {
        "words": words,
        "named": named,
        "picture": picture_of(
            days,
            catalogue,
            report.jumps,
            lapsed=report.assessment.currency.has_lapsed_by,
        ),
        "end": points(days[-1].score),
        "weeks": tuple(
            (day_words(it.date), level_words(catalogue, it.level), points(it.score))
            for it in report.weeks
        ),
    }
