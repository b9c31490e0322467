"""What every page of a site shares, and where each one lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from riskctl.analysis.change.timeline import TurningPoint
from riskctl.analysis.days.history import History
from riskctl.model.alert import AlertLevel
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.period import Week
from riskctl.model.record import Event
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Settings
from riskctl.reporting.reasons import reason_words
from riskctl.reporting.weekly.said import brief, level_words
from riskctl.reporting.weekly.template import render_page
from riskctl.reporting.words import day_words, sentence

INDEX: Final = "index.html"
CHANGES: Final = "changes.html"
WEEKS: Final = "weeks.html"
METHOD: Final = "method.html"
DATA: Final = "data.html"
MISSING: Final = "404.html"
STYLE: Final = "style.css"
ICON: Final = "icon.svg"
BADGE: Final = "badge.svg"
FEED: Final = "feed.xml"
WEEKS_FEED: Final = "weeks.xml"
CALENDAR: Final = "calendar.ics"
LEVEL: Final = "level.json"
BULLETIN: Final = "bulletin.json"
DAYS_CSV: Final = "days.csv"
DAYS_JSON: Final = "days.json"
EVENTS: Final = "events.json"
CATALOGUE: Final = "catalogue.json"
SITEMAP: Final = "sitemap.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    What every page of a site shares.

    Attributes:
        address: Where it will be found, with a slash at its end; may be empty.
        limit: What is marked above it is not shown.
        today: The day that the current page judges.
        log: What is known, without what is not shown.
        events: Those of it in force that happened by today.
        history: Every day up to today; None before there is a level.
        pages: The week of each event that has a page, and of each change of level.
    """

    settings: Settings
    catalogue: Catalogue
    address: str
    limit: Tlp
    today: date
    log: Log
    events: tuple[Event, ...]
    history: History | None
    pages: frozenset[Week]

    @property
    def values(self) -> dict[str, Any]:
        """What the frame of every page needs."""
        return {
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
    after: AlertLevel
    colour: str
    title: str
    reason: str
    event: str
    event_id: str

    @property
    def date(self) -> str:
        """Its day in words."""
        return day_words(self.day)

    @property
    def digit(self) -> int:
        """The number of the new level."""
        return self.after.value


def week_file(week: Week) -> str:
    """Return where a week's page lies in the site."""
    return f"weeks/{week}.html"


def event_file(event_id: str) -> str:
    """Return where an event's page lies in the site."""
    return f"events/{event_id}.html"


def indicator_file(indicator_id: str) -> str:
    """Return where an indicator's page lies in the site."""
    return f"indicators/{indicator_id}.html"


def level_change(
    point: TurningPoint, catalogue: Catalogue, *, when: datetime
) -> LevelChange:
    """Put a turning point into words; *when* is the end of its day."""
    events = point.cause.events if point.cause else ()
    event: Event | None = events[-1] if events else None
    way = "Worse" if point.is_rise else "Eased"
    after, before = point.turn.after, point.turn.before
    return LevelChange(
        day=point.turn.day,
        when=when,
        after=after,
        colour=catalogue.band(after).colour,
        title=f"{way} to {level_words(catalogue, after)}, from {before.value}",
        reason=sentence(reason_words(point, catalogue)),
        event=brief(event.title) if event else "",
        event_id=event.id if event else "",
    )


def change_words(it: LevelChange) -> str:
    """Return a change of level in one sentence or two."""
    return f"{it.reason}. Most of it: “{it.event}”." if it.event else f"{it.reason}."


def plain_page(
    site: Site, template: str, file: str, heading: str, values: Mapping[str, Any]
) -> str:
    """Return a page that is no bulletin."""
    pair, root = site.settings.title, "../" * file.count("/")
    shared = {
        **site.values,
        "title": f"{heading} · {pair}",
        "heading": heading,
        "description": f"{pair}: {heading}. Unofficial.",
        "here": file,
        "root": root,
        "rule": f"{root}{METHOD}",
    }
    return render_page(template, **{**shared, **values})
