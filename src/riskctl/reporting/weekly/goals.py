"""The goals of the catalogue, where the two sides work together, and the channels."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskctl.analysis.reports.movers import Easing
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.weekly.said import days_words, listed, quoted, short_day
from riskctl.reporting.words import percent, points, sentence, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """When the two sides last met in one channel, and how long ago that is."""

    title: str
    last: str
    silent: str


def goal_lines(report: WeeklyReport) -> Iterator[tuple[str, str]]:
    """
    Yield each goal with its points of the score, then where it is eased.

    Where relief outweighs in one of them, the others come to more than the whole:
    then no per cent stand there.
    """
    goals = report.goals
    are_shares = all(it.points >= 0.0 for it in goals)
    for it in goals:
        share = f", {percent(it.share)}" if are_shares else ""
        yield sentence(it.goal), f"{points(it.points)} points{share}"
    if report.easings:
        yield "Still working together", listed(list(map(_easing, report.easings)))


def contact_lines(report: WeeklyReport) -> Iterator[ContactLine]:
    """Yield the channels and fora, in the catalogue's order."""
    for it in report.contacts if report.assessment.day else ():
        yield ContactLine(
            title=it.indicator.title,
            last=short_day(it.since) if it.since else "never logged",
            silent=days_words(it.days) if it.days else "",
        )


def _easing(it: Easing) -> str:
    moved = signed(it.points)
    return f"{it.indicator.title} ({moved} points; {quoted(it.event)})"
