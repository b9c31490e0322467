"""From a watch to the files of its site, making only what is not there yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from riskctl import __version__
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.reports.publication import (
    published,
    published_turning_point,
    shown_coverage,
    withheld_ids,
)
from riskctl.analysis.reports.weekly import report_between
from riskctl.analysis.reports.weeks import (
    WeekEnd,
    week_ends,
    weekly_reports,
    whole_weeks,
)
from riskctl.model.period import Period, Week, end_of
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.pages import templates_digest
from riskctl.reporting.site import (
    CURRENT,
    LevelChange,
    Site,
    level_change,
    week_file,
    week_page,
)
from riskctl.reporting.site_current import current_files
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


def plan(watch: Watch, *, today: date, limit: Tlp, address: str) -> Plan:
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


def files(chosen: Plan, folder: SiteFolder) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file that the folder does not hold yet."""
    missing = {name for name, key in chosen.keys.items() if not folder.holds(name, key)}
    if not missing:
        return
    ends = list(week_ends(chosen.watch, chosen.weeks))
    yield from _weeks(chosen, ends, missing)
    if missing.intersection(CURRENT):
        yield from _current(chosen, ends)


def _weeks(
    chosen: Plan, ends: list[WeekEnd], missing: set[str]
) -> Iterator[tuple[str, str]]:
    reports = weekly_reports(
        chosen.watch,
        ends,
        wanted=lambda week: week_file(week) in missing,
        version=__version__,
        draws=DRAWS,
    )
    place = {week: index for index, week in enumerate(chosen.weeks)}
    for report in reports:
        index = place[report.week]
        text = week_page(
            chosen.site,
            published(report, chosen.hidden),
            before=chosen.weeks[index - 1] if index else None,
            after=chosen.weeks[index + 1] if index + 1 < len(chosen.weeks) else None,
        )
        yield week_file(report.week), text


def _current(chosen: Plan, ends: list[WeekEnd]) -> Iterator[tuple[str, str]]:
    watch, today = chosen.watch, chosen.site.today
    week = Week.of(today)
    eve = week.before.period.last
    report = report_between(
        watch,
        week,
        assess(watch, as_of=eve, known_at=end_of(eve, watch.settings.timezone)),
        assess(watch, as_of=today),
        version=__version__,
    )
    shown = published(report, chosen.hidden)
    yield from current_files(
        chosen.site,
        shown,
        ends=ends,
        changes=_changes(chosen),
        looks=shown_coverage(shown.assessment, shown.log),
    )


def _changes(chosen: Plan) -> list[LevelChange]:
    watch, today = chosen.watch, chosen.site.today
    whole = timeline(watch, Period(date.min, today), known_at=None, as_known=True)
    return [
        level_change(
            published_turning_point(it, chosen.hidden),
            watch.catalogue,
            when=end_of(it.turn.day, watch.settings.timezone),
        )
        for it in whole.turning_points
    ]
