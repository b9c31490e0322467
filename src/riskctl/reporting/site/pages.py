"""The pages of a site that are bulletins: the front page and the weeks."""

from collections.abc import Sequence
from typing import Any

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.jumps import jumps
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Period, Week
from riskctl.reporting.marks import EXPIRED, GREY
from riskctl.reporting.site.frame import (
    CHANGES,
    INDEX,
    METHOD,
    WEEKS,
    LevelChange,
    Site,
    plain_page,
    week_file,
)
from riskctl.reporting.weekly.html import page_values
from riskctl.reporting.weekly.picture import picture_of
from riskctl.reporting.weekly.said import brief, level_words, short_day, week_words
from riskctl.reporting.weekly.template import render_page
from riskctl.reporting.words import day_words, points

_CHANGES_SHOWN = 5
_CRISES = 2
_APART_DAYS = 400


def render_week(
    site: Site, report: WeeklyReport, *, before: Week | None, after: Week | None
) -> str:
    """Return the page of one week that is over."""
    return render_page(
        "week.html",
        **_bulletin_values(site, report, root="../", file=week_file(report.week)),
        before=before,
        before_words=week_words(before.period) if before else "",
        after=after,
        after_words=week_words(after.period) if after else "",
    )


def render_index(
    site: Site, report: WeeklyReport, changes: Sequence[LevelChange]
) -> str:
    """Return the front page: the bulletin of today, the years, the last changes."""
    return render_page(
        "index.html",
        **_bulletin_values(site, report, root="", file=INDEX),
        years=_years(site, report.assessment),
        began=site.history.first.year if site.history else "",
        last_changes=tuple(reversed(changes))[:_CHANGES_SHOWN],
    )


def render_changes(site: Site, changes: Sequence[LevelChange]) -> str:
    """Return every change of level with its reason, the newest first."""
    values = {"changes": tuple(reversed(changes))}
    return plain_page(site, "changes.html", CHANGES, "Every change of level", values)


def render_weeks(site: Site, weeks: Sequence[Week], end: Assessment) -> str:
    """
    Return the strip of all weeks, by year, the newest first.

    Args:
        end: The judgement of the site's day, which says since when nobody has looked.
    """
    years: dict[int, list[dict[str, Any]]] = {}
    for week in weeks:
        years.setdefault(week.year, []).append(_cell(site, week, end))
    values = {"years": dict(reversed(years.items()))}
    return plain_page(site, "weeks.html", WEEKS, "Every week", values)


def _bulletin_values(
    site: Site, report: WeeklyReport, *, root: str, file: str
) -> dict[str, Any]:
    values = page_values(report)
    page = values["page"]
    return {
        **values,
        **site.values,
        "title": f"{page.title} · {page.week}",
        "description": f"{page.lead} {page.rest}".strip(),
        "root": root,
        "here": file,
        "rule": f"{root}{METHOD}",
    }


def _cell(site: Site, week: Week, end: Assessment) -> dict[str, Any]:
    day = site.history.on(week.period.last) if site.history else None
    said = level_words(site.catalogue, day.level) if day else "no evidence"
    colour = site.catalogue.band(day.level).colour if day else "none"
    if day and end.currency.has_lapsed_by(day.date):
        said, colour = f"{said}, {EXPIRED}", GREY
    return {
        "file": week_file(week) if week in site.pages else "",
        "colour": colour,
        "digit": day.level.value if day else "–",
        "words": f"{week_words(week.period)}: {said}",
    }


def _years(site: Site, end: Assessment) -> dict[str, Any] | None:
    """Return the whole run of years in one picture, with the largest jumps named."""
    if site.history is None:
        return None
    days = list(site.history.within(Period(site.history.first, site.today)))
    named = jumps(days, site.log, site.catalogue, most=_CRISES, apart=_APART_DAYS)
    scores = [it.score for it in days]
    ends: dict[int, Any] = {it.date.year: it for it in days}
    return {
        "words": (
            f"Each day from {day_words(days[0].date)} to {day_words(days[-1].date)}: "
            f"between {points(min(scores))} and {points(max(scores))}."
        ),
        "named": [
            f"{number}: {short_day(it.day)}, {brief(it.event.title)}"
            for number, it in enumerate(named, start=1)
        ],
        "picture": picture_of(
            days, site.catalogue, named, lapsed=end.currency.has_lapsed_by
        ),
        "end": points(scores[-1]),
        "weeks": tuple(
            (
                short_day(it.date),
                level_words(site.catalogue, it.level),
                points(it.score),
            )
            for it in ends.values()
        ),
    }
