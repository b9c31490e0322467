"""The goals of the catalogue, where the two sides work together, and the channels."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskctl.analysis.reports.board import BoardRow
from riskctl.analysis.reports.movers import Easing
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.dates import short_day
from riskctl.reporting.weekly.said import days_words, listed, points_words, quoted
from riskctl.reporting.words import percent, points


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """When the two sides last met in one channel, and how long ago that is."""

    title: str
    last: str
    silent: str


def goal_lines(report: WeeklyReport) -> Iterator[tuple[str, str]]:
    """Yield each goal with its share of the score, then where it is eased."""
    for it in report.goals:
        share = f"{points(it.points)} points, {percent(max(it.share, 0.0))}"
        yield f"{it.goal[:1].upper()}{it.goal[1:]}", share
    if report.easings:
        yield "Still working together", listed(list(map(_easing, report.easings)))


def contact_lines(report: WeeklyReport) -> Iterator[ContactLine]:
    """Yield the channels and fora, in the catalogue's order."""
    if report.assessment.day:
        yield from map(_contact, report.contacts)


def _easing(it: Easing) -> str:
    moved = points_words(it.points)
    return f"{it.indicator.title} ({moved} points; {quoted(it.event)})"


def _contact(row: BoardRow) -> ContactLine:
    days = row.days
    return ContactLine(
        title=row.indicator.title,
        last=short_day(row.since) if row.since else "never logged",
        silent="" if days is None else days_words(days),
    )
