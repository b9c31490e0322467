"""The files of a site that change with the day."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.confidence import Coverage
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.analysis.reports.weeks import WeekEnd
from riskctl.model.period import end_of
from riskctl.model.record import Event
from riskctl.reporting.json.documents import level_document
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.marks import expired_words, short_marks
from riskctl.reporting.site.badge import badge
from riskctl.reporting.site.calendar import CalendarDay, calendar
from riskctl.reporting.site.feed import FeedEntry, feed
from riskctl.reporting.site.pages import (
    ARCHIVE,
    BADGE,
    CALENDAR,
    CHANGES,
    FEED,
    INDEX,
    LEVEL,
    LevelChange,
    Site,
    render_archive,
    render_changes,
    render_index,
    week_file,
)
from riskctl.reporting.words import UNOFFICIAL, points, short_level, value_word

_NOT_A_NAME: Final = re.compile(r"[^a-z0-9]+")
# A reader wants the last year of weeks, and every change of level.
_WEEKS: Final = 52
_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
# A name that nobody can own (RFC 2606), for a site that has no address yet.
_NOWHERE: Final = "riskctl.invalid"


def current_files(
    site: Site,
    report: WeeklyReport,
    *,
    ends: Sequence[WeekEnd],
    changes: Sequence[LevelChange],
    looks: Coverage,
) -> Iterator[tuple[str, str]]:
    """
    Yield the name and the text of each file.

    Args:
        report: Of the days up to the site's, without what is not shown.
        looks: When each indicator was last looked at, by what is shown.
    """
    latest = ends[-1].week if ends else None
    yield INDEX, render_index(site, report, latest=latest)
    yield ARCHIVE, render_archive(site, ends)
    yield CHANGES, render_changes(site, changes)
    yield (
        FEED,
        feed(
            site.settings.title,
            [
                *_changes(changes),
                *_weeks(site, ends[-_WEEKS:]),
                *_expired(site, report.assessment),
            ],
            authority=f"tag:{_host(site)},{_BEGAN.year}:{_name(site)}",
            address=site.address,
            began=_BEGAN,
        ),
    )
    document = level_document(report.assessment, report.trust, site.settings)
    yield LEVEL, as_text(document)
    yield BADGE, badge(report.assessment)
    yield (
        CALENDAR,
        calendar(
            f"{site.settings.title} (unofficial)",
            [*_scheduled(site, report.assessment.coming_up), *_due(site, looks)],
        ),
    )


def _changes(changes: Sequence[LevelChange]) -> Iterator[FeedEntry]:
    for it in changes:
        cause = f" Most of it: {it.cause}." if it.cause else ""
        yield FeedEntry(
            name=f"change/{it.day}",
            title=it.title,
            text=f"Score {it.score}. Reason: {it.reason}.{cause}",
            when=it.when,
            file=f"{CHANGES}#d{it.day}",
        )


def _weeks(site: Site, ends: Sequence[WeekEnd]) -> Iterator[FeedEntry]:
    for it in ends:
        standing = it.day
        if standing is None:
            continue
        level = short_level(site.catalogue, standing.level)
        yield FeedEntry(
            name=f"week/{it.week}",
            title=", ".join((f"Week {it.week}: level {level}", *short_marks(it))),
            text=f"Score {points(standing.score)} of 100, level {level} since "
            f"{standing.since}.",
            when=end_of(it.week.period.last, site.settings.timezone),
            file=week_file(it.week),
        )


def _expired(site: Site, assessment: Assessment) -> Iterator[FeedEntry]:
    """Yield that nobody has looked, dated on the day after the level was valid."""
    valid_until = assessment.currency.valid_until
    if not assessment.is_expired:
        return
    day = (valid_until + timedelta(days=1)) if valid_until else site.today
    yield FeedEntry(
        name=f"expired/{day}",
        title=f"Alert level {expired_words(assessment)}",
        text="No level is current until somebody looks again.",
        when=end_of(day, site.settings.timezone),
        file=INDEX,
    )


def _scheduled(site: Site, events: Sequence[Event]) -> Iterator[CalendarDay]:
    for it in events:
        yield CalendarDay(
            uid=f"{it.id}@{_name(site)}.{_NOWHERE}",
            day=it.date,
            title=it.title,
            text=f"{UNOFFICIAL} Scheduled: {it.indicator} = {value_word(it.value)}.",
            stamp=it.recorded,
        )


def _due(site: Site, looks: Coverage) -> Iterator[CalendarDay]:
    for it in looks.looks:
        due = site.today if it.due is None else it.due
        seen = "never looked at" if it.last is None else f"last looked at {it.last}"
        yield CalendarDay(
            uid=f"review-{it.indicator.id}@{_name(site)}.{_NOWHERE}",
            day=max(due, site.today),
            title=f"Review due: {it.indicator.title}",
            text=f"{UNOFFICIAL} {it.indicator.question} ({seen})",
            stamp=datetime.combine((it.last or site.today), time(), UTC),
        )


def _name(site: Site) -> str:
    """Return what tells this watch from others: its two sides."""
    return _NOT_A_NAME.sub("-", "-".join(site.settings.sides).lower()).strip("-")


def _host(site: Site) -> str:
    return site.address.split("/")[2].split(":")[0] if site.address else _NOWHERE
