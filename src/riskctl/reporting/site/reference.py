"""The pages of a site about single events and indicators, the method and the data."""

from collections.abc import Iterator
from typing import Any

from riskctl.analysis.days.score import clamped
from riskctl.analysis.reports.news import learned_on, week_of
from riskctl.model.grade import CREDIBILITY, RELIABILITY
from riskctl.model.indicator import Indicator
from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.reporting.site.frame import (
    BADGE,
    BULLETIN,
    CALENDAR,
    CATALOGUE,
    DATA,
    DAYS_CSV,
    DAYS_JSON,
    EVENTS,
    FEED,
    LEVEL,
    METHOD,
    MISSING,
    WEEKS_FEED,
    Site,
    event_file,
    indicator_file,
    plain_page,
    week_file,
)
from riskctl.reporting.weekly.annex import AnnexTable
from riskctl.reporting.weekly.said import (
    brief,
    floor_title,
    level_words,
    mark_words,
    short_day,
    value_title,
    week_words,
)
from riskctl.reporting.words import counted, day_words, level_word

_STEP_DAYS = 7
FILES = (
    (LEVEL, "the level of today, with every contribution"),
    (BULLETIN, "the bulletin in the shape of CAAML v6, for tools that read bulletins"),
    (DAYS_CSV, "score and level of every day, as a table"),
    (DAYS_JSON, "the same as JSON"),
    (EVENTS, "every event that is shown"),
    (CATALOGUE, "the indicators with their scales and weights"),
    (FEED, "Atom feed of the changes of level"),
    (WEEKS_FEED, "Atom feed of the weeks with news"),
    (CALENDAR, "calendar of what is scheduled, and of the changes of level"),
    (BADGE, "the level as a small picture"),
)


def render_event(site: Site, event: Event) -> str:
    """Return the page of one event."""
    zone, indicator = site.settings.timezone, site.catalogue[event.indicator]
    week = week_of(event, zone)
    values = {
        "facts": tuple(_facts(site, event, indicator)),
        "indicator": indicator,
        "sources": event.sources,
        "note": event.note,
        "week_file": week_file(week) if week in site.pages else "",
        "week_words": week_words(week.period),
    }
    heading = brief(event.title, 200)
    return plain_page(site, "event.html", event_file(event.id), heading, values)


def _facts(site: Site, event: Event, indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "Day", day_words(event.date)
    yield "What it says", value_title(indicator, event.value)
    means = [it.means for it in indicator.scale if it.name == event.value]
    if means:
        yield "That means", means[0]
    letter, digit = str(event.grade)[0], int(str(event.grade)[1])
    judged = f"source {RELIABILITY[letter]}; information {CREDIBILITY[digit]}"
    yield "Grade", f"{event.grade}: {judged}"
    yield "Learned", day_words(learned_on(event, site.settings.timezone))
    if event.scheduled:
        yield "Scheduled", "written down before its day"
    if mark := mark_words(event):
        yield "Mark", mark
    yield "Id", event.id


def render_indicator(site: Site, indicator: Indicator) -> str:
    """Return the page of one indicator: its question, its run of years, its events."""
    known = [it for it in reversed(site.events) if it.indicator == indicator.id]
    fades = indicator.half_life_days
    values = {
        "indicator": indicator,
        "facts": (
            ("Kind", indicator.kind.value),
            ("Group", indicator.group),
            ("Weight", f"{indicator.weight:g}"),
            *((("Half-life", counted(round(fades), "day")),) if fades else ()),
            ("Looked at every", counted(indicator.review_days, "day")),
        ),
        "run": _run(site, indicator),
        "began": site.history.first.year if site.history else "",
        "events": tuple(
            {
                "id": it.id,
                "day": short_day(it.date),
                "title": brief(it.title, 200),
                "about": f"{value_title(indicator, it.value)} ({it.grade})",
            }
            for it in known
        ),
    }
    file = indicator_file(indicator.id)
    return plain_page(site, "indicator.html", file, indicator.title, values)


def _run(site: Site, indicator: Indicator) -> dict[str, Any] | None:
    """Return an indicator's reading week by week, as the outline of an area."""
    history = site.history
    if history is None or site.today <= history.first:
        return None
    place = site.catalogue.indicators.index(indicator)
    daily = history.readings(place, history.first, site.today)
    run = [clamped(it) for it in daily[::_STEP_DAYS]]
    outline = "".join(f"L{at} {1 - it:.2f}" for at, it in enumerate(run))
    return {
        "span": max(len(run) - 1, 1),
        "path": f"M0 1{outline}L{len(run) - 1} 1z",
        "words": (
            f"The reading week by week, from 0 (no concern) to 1: now {run[-1]:.2f}, "
            f"at most {max(run):.2f}."
        ),
    }


def render_method(site: Site) -> str:
    """Return the rule with its formula, the catalogue, the limits, the corrections."""
    catalogue, log = site.catalogue, site.log
    descent = catalogue.descent
    score = (
        f"ground + (100 − ground) × (1 − 2^(−pressure ÷ {catalogue.half_pressure:g}))"
    )
    easing = (
        f"by one step after {counted(descent.dwell_days, 'day')} in a row at least "
        f"{descent.margin:g} points under the threshold"
    )
    values = {
        "rule_table": AnnexTable(
            header=("", ""),
            rows=(
                ("Ground", "the weights of statuses and silent channels × readings"),
                ("Pressure", "the weights of incidents × readings, never below 0"),
                ("Score", score),
                (
                    "Worse",
                    "at once, when the score passes a threshold or a floor trips",
                ),
                ("Easing", easing),
                ("Catalogue", catalogue.digest),
            ),
        ),
        "levels": AnnexTable(
            header=("Level", "From score", "Meaning"),
            rows=tuple(
                (level_word(it), f"{it.from_score:g}", it.meaning)
                for it in catalogue.levels
            ),
            right=frozenset({1}),
        ),
        "floors": AnnexTable(
            header=("Floor", "Holds level", "Reason"),
            rows=tuple(
                (floor_title(it.name), level_words(catalogue, it.level), it.reason)
                for it in catalogue.floors
            ),
        ),
        "indicators": tuple(catalogue),
        "corrections": (
            f"{counted(_withdrawn(log), 'event')} withdrawn and "
            f"{counted(len(log.replacing), 'event')} corrected so far. Nothing is ever "
            "erased, and a corrected week says what it could be published as then."
        ),
    }
    return plain_page(site, "method.html", METHOD, "Method", values)


def _withdrawn(log: Log) -> int:
    """Count the events whose retraction stands; one of a note withdraws no event."""
    named = {it.record for it in log.retractions}
    events = (it for it in named if isinstance(log.record(it), Event))
    return sum(log.retraction_of(it) is not None for it in events)


def render_data(site: Site) -> str:
    """Return the list of what a machine can read."""
    return plain_page(site, "data.html", DATA, "Data and feeds", {"files": FILES})


def render_missing(site: Site) -> str:
    """Return the page for what is not there; its links begin at the site's address."""
    values = {"root": site.address} if site.address else {}
    return plain_page(site, "missing.html", MISSING, "There is no such page", values)
