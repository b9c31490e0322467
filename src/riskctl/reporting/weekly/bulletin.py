"""The bulletin: one page in words, before it is a page, a text or a mail."""

from dataclasses import dataclass
from typing import Final

from riskctl.analysis.reports.movers import Driver
from riskctl.analysis.reports.news import WeekNews, learned_on
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.alert import LevelBand
from riskctl.model.source import is_address, without_secret
from riskctl.reporting.weekly.ahead import ahead_lines
from riskctl.reporting.weekly.bottom_line import bottom_line
from riskctl.reporting.weekly.goals import ContactLine, contact_lines, goal_lines
from riskctl.reporting.weekly.noted import beside_the_news, keeper_lines, noted_lines
from riskctl.reporting.weekly.notices import notices
from riskctl.reporting.weekly.said import (
    brief,
    days_words,
    learned_words,
    level_words,
    mark_words,
    quoted,
    short_day,
    value_title,
    week_words,
)
from riskctl.reporting.weekly.validity import (
    became,
    dates,
    expired_sentence,
    sure_words,
)
from riskctl.reporting.words import day_words, points

SHOWN_NEWS: Final = 5
# A movement that shows as 0.0 is none.
_STILL: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """
    A level on the ladder.

    Attributes:
        is_now: It is the level of the page.
        was: It was the level on the day before the week.
    """

    band: LevelBand
    is_now: bool
    was: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverLine:
    """
    One indicator that drives the score.

    Attributes:
        amount: Its points.
        way: Whether it got worse or eased on the week, and by how much.
        arrow: The same in one sign; empty where nothing is compared.
        event: The title that it rests on; empty where it rests on none.
        rest: Date and grade of the event, or what it rests on in its place.
    """

    title: str
    amount: str
    way: str
    arrow: str
    event: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """
    One event of the week.

    Attributes:
        day: In words; with when it was learned, where that was not then.
        about: The indicator and its value, by their titles, and the grade.
        mark: Its TLP mark; empty for everybody.
        links: Sources that are web addresses.
        references: Sources that are not.
    """

    id: str
    day: str
    title: str
    about: str
    mark: str
    note: str
    links: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """
    One page.

    Attributes:
        said: The level.
        title: The pair and the level.
        short: The level and what became of it, for a subject.
        dates: When it was issued, until when it is valid, when the next one comes;
            of an expired one, when it expired.
        notices: What a reader has to know before the rest.
        expired: That the level is no longer current; empty while it is.
        lead: The first sentence of the bottom line.
        rest: What follows it.
        sure: How sure the level is.
        news: All that is new, oldest first; a page shows the first few unfolded.
        beside: What stands below it: that there is nothing, or what was entered of
            other weeks.
        noted: What else was noted of the week, and is not scored.
        keeper: The keeper's own paragraphs, a judgement that no rule computes.
        ahead: What would make it worse or ease it, and what is coming up.
    """

    report: WeeklyReport
    pair: str
    said: str
    title: str
    short: str
    week: str
    dates: tuple[str, ...]
    notices: tuple[str, ...]
    rungs: tuple[Rung, ...]
    expired: str
    lead: str
    rest: str
    sure: str
    drivers: tuple[DriverLine, ...]
    news: tuple[NewsLine, ...]
    beside: tuple[str, ...]
    noted: tuple[str, ...]
    keeper: tuple[str, ...]
    ahead: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    contacts: tuple[ContactLine, ...]


def bulletin_of(report: WeeklyReport) -> Bulletin:
    """Put a weekly report into words."""
    assessment, pair = report.assessment, report.settings.title
    catalogue, level = assessment.catalogue, assessment.level
    said = f"level {level_words(catalogue, level)}" if level else "no evidence"
    lead, rest = bottom_line(report)
    week = week_words(report.week.period)
    return Bulletin(
        report=report,
        pair=pair,
        said=said,
        title=f"{pair}: {said}",
        short=f"{said.capitalize()}, {became(report)}",
        week=f"{week}, so far" if report.so_far else week,
        dates=tuple(dates(report)),
        notices=tuple(notices(report)),
        rungs=tuple(
            Rung(band=it, is_now=it.level is level, was=it.level is report.before.level)
            for it in catalogue.levels
        ),
        expired=expired_sentence(report),
        lead=lead,
        rest=rest,
        sure=sure_words(report),
        drivers=tuple(_driver(report, it) for it in report.drivers),
        news=tuple(_news(report, it) for it in report.news),
        beside=tuple(beside_the_news(report)),
        noted=tuple(noted_lines(report)),
        keeper=tuple(keeper_lines(report)),
        ahead=tuple(ahead_lines(report)),
        goals=tuple(goal_lines(report)),
        contacts=tuple(contact_lines(report)),
    )


def _driver(report: WeeklyReport, it: Driver) -> DriverLine:
    change = it.change
    way, arrow = "", ""
    if change is not None:
        way, arrow = "unchanged", "■"
        if abs(change) >= _STILL:
            word = "worse" if change > 0 else "eased"
            way, arrow = f"{word} by {points(abs(change))}", "▲" if change > 0 else "▼"
    most = f" of {it.most:g}" if it.most else ""
    return DriverLine(
        title=it.indicator.title,
        amount=f"{points(it.points)}{most} points",
        way=way,
        arrow=arrow,
        event=brief(it.event.title) if it.event else "",
        rest=_rests_on(report, it),
    )


def _rests_on(report: WeeklyReport, it: Driver) -> str:
    until = report.assessment.as_of
    if it.event is None:
        if it.latest is None:
            return "silence" if it.indicator.kind.fades else "where it has stood"
        last = f"{quoted(it.latest)}, {day_words(it.latest.date, beside=until)}"
        days = (until - it.latest.date).days
        return f"{days_words(days)} since {last}" if days else last
    parts = [short_day(it.event.date, beside=until), str(it.event.grade)]
    if it.event in report.later:
        learned = learned_on(it.event, report.settings.timezone)
        parts.append(learned_words(learned, beside=until))
    return ", ".join(filter(None, [*parts, mark_words(it.event)]))


def _news(report: WeeklyReport, it: WeekNews) -> NewsLine:
    event, catalogue = it.event, report.assessment.catalogue
    indicator = catalogue[event.indicator]
    learned = learned_words(it.learned, beside=report.period.last)
    day = short_day(event.date, beside=report.period.last)
    value = value_title(indicator, event.value)
    return NewsLine(
        id=event.id,
        day=f"{day}, {learned}" if learned else day,
        title=event.title,
        about=f"{indicator.title}: {value} ({event.grade})",
        mark=mark_words(event),
        note=event.note,
        links=tuple(it for it in event.sources if is_address(it)),
        references=tuple(
            without_secret(it) for it in event.sources if not is_address(it)
        ),
    )
