"""The files of a site that change with the day and are no pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event
from riskctl.reporting.json.documents import indicators_document, level_document
from riskctl.reporting.json.events import events_document
from riskctl.reporting.json.frame import as_text, headed
from riskctl.reporting.json.parts import reliance_part, scored_day_part
from riskctl.reporting.marks import expired_words, short_marks
from riskctl.reporting.rows import days_csv
from riskctl.reporting.site.badge import badge, icon
from riskctl.reporting.site.caaml import caaml_document
from riskctl.reporting.site.calendar import CalendarDay, calendar
from riskctl.reporting.site.feed import FeedEntry, feed
from riskctl.reporting.site.frame import (
    BADGE,
    BULLETIN,
    CALENDAR,
    CATALOGUE,
    CHANGES,
    DAYS_CSV,
    DAYS_JSON,
    EVENTS,
    FEED,
    ICON,
    INDEX,
    LEVEL,
    STYLE,
    WEEKS_FEED,
    LevelChange,
    Site,
    change_words,
    week_file,
)
from riskctl.reporting.weekly.said import level_words, week_words
from riskctl.reporting.weekly.template import style_text
from riskctl.reporting.words import UNOFFICIAL, points, sentence, value_word

_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
# A name that nobody can own (RFC 2606), for ids that no address is part of.
_NOWHERE: Final = "riskctl.invalid"
_WEEKS: Final = 52

# Says when an entry of this name last changed, and how often, by all that it says.
Stamped = Callable[[str, str, datetime], tuple[datetime, int]]


def current_files(  # noqa: PLR0913 (what the files tell, and when)
    site: Site,
    report: WeeklyReport,
    changes: Sequence[LevelChange],
    summaries: Sequence[tuple[Week, str, str]],
    *,
    stamped: Stamped,
    now: datetime,
) -> Iterator[tuple[str, str]]:
    """
    Yield the name and the text of each file.

    Args:
        report: Of the days up to the site's, without what is not shown.
        summaries: The weeks with news, each with its title and its bottom line.
        stamped: Remembers what each entry said.
        now: The moment at which the files are made.
    """
    authority = f"tag:{_NOWHERE},{_BEGAN.year}:{site.settings.name}"
    title, log = site.settings.title, site.log
    yield STYLE, style_text()
    yield BADGE, badge(report)
    yield ICON, icon(report)
    for name, told, found in (
        (FEED, "changes of level", (*_changes(changes), *_lapse(site, report))),
        (WEEKS_FEED, "weeks with news", _weeks(site, summaries[-_WEEKS:])),
    ):
        text = feed(
            f"{title}: {told}",
            [_stamp(it, stamped) for it in found],
            authority=authority,
            address=site.address,
            began=_BEGAN,
            file=name,
        )
        yield name, text
    yield CALENDAR, _calendar(site, report, changes, stamped)
    trust = report.trust
    yield LEVEL, as_text(level_document(report.assessment, trust, site.settings))
    yield BULLETIN, as_text(caaml_document(report, address=site.address, now=now))
    yield EVENTS, as_text(events_document(site.events, site.settings, log=log))
    yield (CATALOGUE, as_text(indicators_document(report.assessment, site.settings)))
    yield from _days(site, report.assessment)


def _days(site: Site, end: Assessment) -> Iterator[tuple[str, str]]:
    history = site.history
    span = Period(history.first, site.today) if history else None
    days = list(history.within(span)) if history and span else []
    yield DAYS_CSV, days_csv(days, end)
    document = headed(
        "riskctl.days/1",
        site.settings,
        **reliance_part(end),
        days=[
            {**scored_day_part(it), "expired": end.currency.has_lapsed_by(it.date)}
            for it in days
        ],
    )
    yield DAYS_JSON, as_text(document)


def _stamp(it: FeedEntry, stamped: Stamped) -> FeedEntry:
    updated, _ = stamped(it.name, f"{it.title}\n{it.text}", it.when)
    return replace(it, updated=updated)


def _changes(changes: Sequence[LevelChange]) -> Iterator[FeedEntry]:
    for it in changes:
        yield FeedEntry(
            name=f"change/{it.day}",
            title=it.title,
            text=f"Reason: {change_words(it)}",
            when=it.when,
            file=f"{CHANGES}#d{it.day}",
        )


def _lapse(site: Site, report: WeeklyReport) -> Iterator[FeedEntry]:
    """Tell who follows the changes that the level is no longer current."""
    said, day = expired_words(report.assessment), report.valid_until
    if said and day:
        yield FeedEntry(
            name=f"expired/{day}",
            title=sentence(said),
            text="What the level was is no longer valid.",
            when=end_of(day, site.settings.timezone),
            file=INDEX,
        )


def _weeks(
    site: Site, summaries: Sequence[tuple[Week, str, str]]
) -> Iterator[FeedEntry]:
    for week, title, text in summaries:
        yield FeedEntry(
            name=f"week/{week}",
            title=title,
            text=text,
            when=end_of(week.period.last, site.settings.timezone),
            file=week_file(week),
        )


def week_summary(site: Site, report: WeeklyReport) -> str:
    """Return what a week is called in a feed, and that it is not to be relied on."""
    week = report.week
    day = site.history.on(week.period.last) if site.history else None
    said = f"level {level_words(site.catalogue, day.level)}" if day else "no evidence"
    score = f", score {points(day.score)}" if day else ""
    marks = "".join(f", {it}" for it in short_marks(report.assessment))
    return f"{week_words(week.period)}: {said}{score}{marks}"


def _calendar(
    site: Site, report: WeeklyReport, changes: Sequence[LevelChange], stamped: Stamped
) -> str:
    days = [
        *(_scheduled(site, it, stamped) for it in report.assessment.coming_up),
        *(_turned(site, it, stamped) for it in changes),
    ]
    return calendar(f"{site.settings.title} (unofficial)", days)


def _scheduled(site: Site, it: Event, stamped: Stamped) -> CalendarDay:
    text = f"{UNOFFICIAL} Scheduled: {it.indicator} = {value_word(it.value)}."
    uid = f"{it.replaces or it.id}@{site.settings.name}.{_NOWHERE}"
    return _day(uid, it.date, it.title, text, it.recorded, stamped)


def _turned(site: Site, it: LevelChange, stamped: Stamped) -> CalendarDay:
    uid = f"change-{it.day}@{site.settings.name}.{_NOWHERE}"
    text = f"{UNOFFICIAL} {change_words(it)}"
    return _day(uid, it.day, f"Level: {it.title}", text, it.when, stamped)


def _day(  # noqa: PLR0913, PLR0917 (what an entry says, and when it came to be)
    uid: str, day: date, title: str, text: str, first: datetime, stamped: Stamped
) -> CalendarDay:
    stamp, sequence = stamped(f"calendar/{uid}", f"{day}\n{title}\n{text}", first)
    return CalendarDay(
        uid=uid, day=day, title=title, text=text, stamp=stamp, sequence=sequence
    )


def render_sitemap(site: Site, files: Sequence[str]) -> str:
    """Return the list of pages for search engines; it needs the site's address."""
    from html import escape

    rows = [
        f"<url><loc>{escape(site.address + it)}</loc></url>"
        for it in files
        if it.endswith(".html")
    ]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            f"<!-- unofficial, {site.today} -->",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *rows,
            "</urlset>\n",
        )
    )
