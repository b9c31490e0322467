"""A static site from a watch: which pages there are, and what each one says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from riskctl.analysis.change.timeline import TurningPoint
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.analysis.reports.weeks import WeekEnd
from riskctl.model.catalogue import Catalogue
from riskctl.model.period import Week
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Settings
from riskctl.reporting.reasons import part_words, reason_words
from riskctl.reporting.weekly.html import page_values
from riskctl.reporting.weekly.template import render_page
from riskctl.reporting.words import points, short_level

INDEX: Final = "index.html"
ARCHIVE: Final = "archive.html"
CHANGES: Final = "changes.html"
FEED: Final = "feed.xml"
LEVEL: Final = "level.json"
BADGE: Final = "badge.svg"
CALENDAR: Final = "calendar.ics"
# Those that change with the day; the weeks' pages do not.
CURRENT: Final = (INDEX, ARCHIVE, CHANGES, FEED, LEVEL, BADGE, CALENDAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    What every page of a site shares.

    Attributes:
        address: Where it will be found, with a slash at its end; may be empty.
        limit: What is marked above it is not shown.
        today: The day that the current page judges.
    """

    settings: Settings
    catalogue: Catalogue
    address: str
    limit: Tlp
    today: date

    @property
    def values(self) -> dict[str, Any]:
        """What the frame of every page needs."""
        return {
            "rule": "#annex",
            "site": self,
            "watch_title": self.settings.title,
            "notice": (
                f"Events marked above TLP:{self.limit.name} are not shown on these "
                "pages; the level, the score and the floors count them."
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """A change of level in words, as the pages and the feed tell it."""

    day: date
    when: datetime
    before: str
    after: str
    colour: str
    is_rise: bool
    score: str
    reason: str
    cause: str

    @property
    def title(self) -> str:
        """One line for a feed."""
        way = "up" if self.is_rise else "down"
        return f"Alert level {self.after}, {way} from {self.before}"


def week_file(week: Week) -> str:
    """Return where a week's page lies in the site."""
    return f"weeks/{week}.html"


def level_change(
    point: TurningPoint, catalogue: Catalogue, *, when: datetime
) -> LevelChange:
    """Put a turning point into words; *when* is the end of its day."""
    return LevelChange(
        day=point.turn.day,
        when=when,
        before=short_level(catalogue, point.turn.before),
        after=short_level(catalogue, point.turn.after),
        colour=catalogue.band(point.turn.after).colour,
        is_rise=point.is_rise,
        score=points(point.score),
        reason=reason_words(point, catalogue),
        cause=part_words(point.cause),
    )


def render_week(
    site: Site, report: WeeklyReport, *, before: Week | None, after: Week | None
) -> str:
    """Return the page of one week that is over."""
    return render_page(
        "week.html",
        **{**page_values(report), **site.values},
        root="../",
        here="",
        before=before,
        after=after,
    )


def render_index(site: Site, report: WeeklyReport, *, latest: Week | None) -> str:
    """Return the page of the current level."""
    return render_page(
        "index.html",
        **{**page_values(report), **site.values},
        root="",
        here=INDEX,
        latest=latest,
        latest_file=week_file(latest) if latest else "",
    )


def render_archive(site: Site, ends: Sequence[WeekEnd]) -> str:
    """Return the list of all weeks, by year, the newest first."""
    years: dict[int, list[dict[str, Any]]] = {}
    for end in reversed(ends):
        standing = end.day
        band = site.catalogue.band(standing.level) if standing else None
        years.setdefault(end.week.year, []).append(
            {
                "week": str(end.week),
                "file": week_file(end.week),
                "days": end.week.period,
                "band": band,
                "score": points(standing.score) if standing else "–",
            }
        )
    return render_page(
        "archive.html",
        **site.values,
        title=f"{site.settings.title}: every week",
        root="",
        here=ARCHIVE,
        years=years,
    )


def render_changes(site: Site, changes: Sequence[LevelChange]) -> str:
    """Return every change of level with its reason, the newest first."""
    return render_page(
        "changes.html",
        **site.values,
        title=f"{site.settings.title}: every change of level",
        root="",
        here=CHANGES,
        changes=tuple(reversed(changes)),
    )
