"""From a watch to the files of its site, making only what is not there yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from riskctl import __version__
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.judge_week import report_between
from riskctl.analysis.reports.publication import (
    published,
    published_turning_point,
    shown_coverage,
    withheld_ids,
)
from riskctl.analysis.reports.weeks import (
    WeekEnd,
    week_ends,
    weekly_reports,
    whole_weeks,
)
from riskctl.model.period import Period, Week, end_of
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.site.current import current_files
from riskctl.reporting.site.pages import (
    CURRENT,
    LevelChange,
    Site,
    level_change,
    render_week,
    week_file,
)
from riskctl.reporting.weekly.template import templates_digest
from riskctl.storage.site import SiteFolder
from riskctl.storage.site_keys import page_keys

# A page of the archive is disturbed less often than a report by itself: a thousand
# pages at a thousand draws each would take minutes. The page says how many.
DRAWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    What a site will consist of.

    Attributes:
        watch: With what was known by the chosen moment only.
        keys: For each file, what it is made from.
    """

    watch: Watch
    site: Site
    weeks: list[Week]
    hidden: frozenset[str]
    keys: dict[str, str]


def plan_site(watch: Watch, *, today: date, limit: Tlp, address: str) -> Plan:
    """Say which files the site has, and what each is made from."""
    hidden = withheld_ids(watch.log, limit)
    weeks = whole_weeks(watch, today=today)
    settings = watch.settings
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
        (
            week_file(week),
            end_of(week.period.last, settings.timezone),
            f"{index == 0} {week == weeks[-1]}",
        )
        for index, week in enumerate(weeks)
    ]
    latest = datetime.max.replace(tzinfo=end_of(today, "UTC").tzinfo)
    current = [(name, latest, f"{name} {today}") for name in CURRENT]
    return Plan(
        watch=watch,
        site=Site(
            settings=settings,
            catalogue=watch.catalogue,
            address=address,
            limit=limit,
            today=today,
        ),
        weeks=weeks,
        hidden=hidden,
        keys=page_keys(repr(base), watch.log, [*pages, *current]),
    )


def site_files(plan: Plan, folder: SiteFolder) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file that the folder does not hold yet."""
    missing = {name for name, key in plan.keys.items() if not folder.holds(name, key)}
    if not missing:
        return
    ends = list(week_ends(plan.watch, plan.weeks))
    yield from _weeks(plan, ends, missing)
    if missing.intersection(CURRENT):
        yield from _current(plan, ends)


def _weeks(
    plan: Plan, ends: list[WeekEnd], missing: set[str]
) -> Iterator[tuple[str, str]]:
    reports = weekly_reports(
        plan.watch,
        ends,
        wanted=lambda week: week_file(week) in missing,
        version=__version__,
        draws=DRAWS,
    )
    position = {week: index for index, week in enumerate(plan.weeks)}
    for report in reports:
        index = position[report.week]
        text = render_week(
            plan.site,
            published(report, plan.hidden, plan.site.limit),
            before=plan.weeks[index - 1] if index else None,
            after=plan.weeks[index + 1] if index + 1 < len(plan.weeks) else None,
        )
        yield week_file(report.week), text


def _current(plan: Plan, ends: list[WeekEnd]) -> Iterator[tuple[str, str]]:
    watch, today = plan.watch, plan.site.today
    week = Week.of(today)
    eve = week.before.period.last
    report = report_between(
        watch,
        week,
        assess(watch, as_of=eve),
        assess(watch, as_of=today),
        then=None,
        version=__version__,
        issued=today,
    )
    shown = published(report, plan.hidden, plan.site.limit)
    yield from current_files(
        plan.site,
        shown,
        ends=ends,
        changes=_changes(plan),
        looks=shown_coverage(shown.assessment, shown.log),
    )


def _changes(plan: Plan) -> list[LevelChange]:
    watch, today = plan.watch, plan.site.today
    whole = timeline(watch, Period(date.min, today), known_at=None, as_known=True)
    return [
        level_change(
            published_turning_point(it, plan.hidden),
            watch.catalogue,
            when=end_of(it.turn.day, watch.settings.timezone),
        )
        for it in whole.turning_points
    ]
