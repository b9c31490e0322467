"""From a watch to the files of its site, making only what is not there yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from riskctl import __version__
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.days.history import walk_log
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.judge_week import report_between
from riskctl.analysis.reports.news import weeks_with_news
from riskctl.analysis.reports.publication import (
    published,
    published_turning_point,
    shown_log,
    withheld_ids,
)
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.analysis.reports.weeks import week_ends, weekly_reports, whole_weeks
from riskctl.model.period import Period, Week, end_of
from riskctl.model.record import Event
from riskctl.model.source import without_secret
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.site import frame
from riskctl.reporting.site.current import (
    Stamped,
    current_files,
    render_sitemap,
    week_summary,
)
from riskctl.reporting.site.frame import LevelChange, Site, level_change, week_file
from riskctl.reporting.site.pages import (
    render_changes,
    render_index,
    render_week,
    render_weeks,
)
from riskctl.reporting.site.reference import (
    render_data,
    render_event,
    render_indicator,
    render_method,
    render_missing,
)
from riskctl.reporting.weekly.bottom_line import bottom_line
from riskctl.reporting.weekly.template import templates_digest
from riskctl.reporting.words import moment
from riskctl.storage.site import SiteFolder
from riskctl.storage.site_keys import page_keys

# A page of the archive is disturbed less often than a report by itself: a thousand
# pages at a thousand draws each would take minutes. The page says how many.
DRAWS = 100
# The weeks that a reader of the feed gets.
_FEED_WEEKS = 52
_CURRENT = (
    frame.INDEX,
    frame.CHANGES,
    frame.WEEKS,
    frame.METHOD,
    frame.DATA,
    frame.MISSING,
    frame.STYLE,
    frame.BADGE,
    frame.ICON,
    frame.FEED,
    frame.WEEKS_FEED,
    frame.CALENDAR,
    frame.LEVEL,
    frame.BULLETIN,
    frame.EVENTS,
    frame.CATALOGUE,
    frame.DAYS_CSV,
    frame.DAYS_JSON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """
    What a site will consist of.

    Attributes:
        watch: With what was known by the chosen moment only.
        weeks: Those that are over.
        paged: Those of them that have a page.
        keys: For each file, what it is made from.
    """

    watch: Watch
    site: Site
    weeks: list[Week]
    paged: list[Week]
    hidden: frozenset[str]
    keys: dict[str, str]

    @property
    def current(self) -> frozenset[str]:
        """The files that are no week's page."""
        return frozenset(self.keys).difference(map(week_file, self.paged))


def plan_site(watch: Watch, *, today: date, limit: Tlp, address: str) -> SitePlan:
    """Say which files the site has, and what each is made from."""
    hidden = withheld_ids(watch.log, limit)
    weeks = whole_weeks(watch, today=today)
    settings = watch.settings
    history = walk_log(watch.catalogue, watch.log, until=today)
    log = shown_log(watch.log, hidden)
    turns = history.turns() if history else ()
    events = tuple(_published(it) for it in log.in_force if it.date <= today)
    having = weeks_with_news(events, settings.timezone)
    having |= {Week.of(it.day) for it in turns}
    paged = [it for it in weeks if it in having]
    site = Site(
        settings=settings,
        catalogue=watch.catalogue,
        address=address,
        limit=limit,
        today=today,
        log=log,
        events=events,
        history=history,
        pages=frozenset(paged),
    )
    base = [
        __version__,
        templates_digest(),
        watch.catalogue.digest,
        settings,
        limit,
        address,
        sorted(hidden),
        DRAWS,
    ]
    pages = [
        (week_file(week), week.period.last, f"{before} {after}")
        for before, week, after in _neighbours(paged)
    ]
    names = [
        *_CURRENT,
        *((frame.SITEMAP,) if address else ()),
        *(frame.event_file(it.id) for it in events),
        *(frame.indicator_file(it.id) for it in watch.catalogue),
    ]
    current = [(name, date.max, f"{name} {today}") for name in names]
    return SitePlan(
        watch=watch,
        site=site,
        weeks=weeks,
        paged=paged,
        hidden=hidden,
        keys=page_keys(repr(base), watch.log, [*pages, *current]),
    )


def _published(event: Event) -> Event:
    """Return an event of which no source carries credentials."""
    sources = tuple(map(without_secret, event.sources))
    return event if sources == event.sources else event._replace(sources=sources)


def site_files(
    plan: SitePlan, folder: SiteFolder, *, now: datetime
) -> Iterator[tuple[str, str]]:
    """
    Yield the name and the text of each file that the folder does not hold yet.

    Args:
        now: The stamp of what says something else than before.
    """
    missing = {name for name, key in plan.keys.items() if not folder.holds(name, key)}
    if not missing:
        return
    summaries: list[tuple[Week, str, str]] = []
    is_stale = bool(missing & plan.current)
    told = set(plan.paged[-_FEED_WEEKS:]) if is_stale else set()
    for before, report, after in _weeks(plan, missing, told):
        lead, rest = bottom_line(report)
        title = week_summary(plan.site, report)
        summaries.append((report.week, title, f"{lead} {rest}".strip()))
        name = week_file(report.week)
        if name in missing:
            yield name, render_week(plan.site, report, before=before, after=after)
    if not is_stale:
        return
    recent = [it for it in summaries if it[0] in told]
    stamped = _stamps(folder, now)
    for name, text in _current(plan, recent, stamped, now):
        if name in missing:
            yield name, text


def _neighbours(weeks: list[Week]) -> Iterator[tuple[Week | None, Week, Week | None]]:
    """Yield each week between the one before it and the one after it."""
    for index, week in enumerate(weeks):
        before = weeks[index - 1] if index else None
        yield before, week, weeks[index + 1] if index + 1 < len(weeks) else None


def _weeks(
    plan: SitePlan, missing: set[str], told: set[Week]
) -> Iterator[tuple[Week | None, WeeklyReport, Week | None]]:
    """Yield the reports of the weeks whose page is missing or that a feed tells."""
    wanted = {it for it in plan.paged if week_file(it) in missing} | told
    if not wanted:
        return
    beside = {week: (before, after) for before, week, after in _neighbours(plan.paged)}
    reports = weekly_reports(
        plan.watch,
        list(week_ends(plan.watch, plan.weeks)),
        wanted=wanted.__contains__,
        version=__version__,
        draws=DRAWS,
    )
    for report in reports:
        before, after = beside[report.week]
        yield before, published(report, plan.hidden, plan.site.limit), after


def _current(
    plan: SitePlan,
    summaries: list[tuple[Week, str, str]],
    stamped: Stamped,
    now: datetime,
) -> Iterator[tuple[str, str]]:
    watch, site = plan.watch, plan.site
    week = Week.of(site.today)
    report = published(
        report_between(
            watch,
            week,
            assess(watch, as_of=week.before.period.last),
            assess(watch, as_of=site.today),
            then=None,
            version=__version__,
            issued=site.today,
        ),
        plan.hidden,
        site.limit,
    )
    changes = _changes(plan)
    yield frame.INDEX, render_index(site, report, changes)
    yield frame.CHANGES, render_changes(site, changes)
    yield frame.WEEKS, render_weeks(site, plan.weeks, report.assessment)
    yield frame.METHOD, render_method(site)
    yield frame.DATA, render_data(site)
    yield frame.MISSING, render_missing(site)
    for event in site.events:
        yield frame.event_file(event.id), render_event(site, event)
    for indicator in watch.catalogue:
        yield frame.indicator_file(indicator.id), render_indicator(site, indicator)
    yield from current_files(site, report, changes, summaries, stamped=stamped, now=now)
    if site.address:
        yield frame.SITEMAP, render_sitemap(site, sorted(plan.keys))


def _changes(plan: SitePlan) -> list[LevelChange]:
    watch, today = plan.watch, plan.site.today
    if plan.site.history is None:
        return []
    span = Period(plan.site.history.first, today)
    whole = timeline(watch, span, known_at=None, as_known=False)
    return [
        level_change(
            published_turning_point(it, plan.hidden),
            watch.catalogue,
            when=end_of(it.turn.day, watch.settings.timezone),
        )
        for it in whole.turning_points
    ]


def _stamps(folder: SiteFolder, now: datetime) -> Stamped:
    def stamped(name: str, text: str, first: datetime) -> tuple[datetime, int]:
        found = folder.stamp(name, text, first=moment(first), now=moment(now))
        return datetime.fromisoformat(found.updated), found.sequence

    return stamped
