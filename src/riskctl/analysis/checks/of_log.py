"""Checks of what the records say: each docstring is a fact about a healthy log."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from riskctl.analysis.checks.by_part import PartCheck, finding_at
from riskctl.model.finding import Finding
from riskctl.model.part import Part
from riskctl.model.plain import hidden_words
from riskctl.model.record import Event, Record
from riskctl.model.similar import hint_for
from riskctl.model.source import source_fault
from riskctl.model.watch import Watch

_ALIKE: Final = 0.85


def known_indicators(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every event and review names indicators of the catalogue."""
    ids = [indicator.id for indicator in watch.catalogue]
    unknown = {name for name, _ in watch.log.used if name not in watch.catalogue}
    for event in _events_of(watch, unknown):
        yield finding_at(
            "known-indicators",
            event,
            f"there is no indicator `{event.indicator}`",
            hint=hint_for(event.indicator, ids, otherwise=_SEE_INDICATORS),
            blocking=True,
        )
    looked_at = watch.log.last_reviews(until=date.max)
    if all(name in watch.catalogue for name in looked_at):
        return
    for review in watch.log.reviews:
        for name in review.indicators:
            if name not in watch.catalogue:
                yield finding_at(
                    "known-indicators",
                    review,
                    f"there is no indicator `{name}`",
                    hint=hint_for(name, ids, otherwise=_SEE_INDICATORS),
                )


def known_values(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every value that is a name stands on its indicator's scale."""
    for event in _off_scale(watch):
        names = watch.catalogue[event.indicator].value_names
        if isinstance(event.value, str):
            yield finding_at(
                "known-values",
                event,
                f"`{event.value}` is not on the scale of `{event.indicator}`",
                hint=hint_for(
                    event.value, names, otherwise=f"one of: {', '.join(names)}"
                ),
                blocking=True,
            )


def value_range(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every value that is a number lies in its kind's range."""
    for event in _off_scale(watch):
        indicator = watch.catalogue[event.indicator]
        if not isinstance(event.value, str):
            yield finding_at(
                "value-range",
                event,
                f"{event.value:g} is out of range for `{event.indicator}`",
                hint=f"a number from {indicator.kind.lowest_number:g} to 1, or one of: "
                + ", ".join(indicator.value_names),
                blocking=True,
            )


@PartCheck
def titles(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every title is one line of text that shows as it is written."""
    for event in part.events:
        if not event.title.strip():
            yield finding_at(
                "titles", event, "the title is empty", hint="say what happened"
            )
        elif fault := hidden_words(event.title):
            yield finding_at(
                "titles",
                event,
                f"the title holds {fault}, which is not shown",
                hint="remove control characters and direction marks",
            )


@PartCheck
def sources(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every event in force names a source."""
    for event in watch.log.in_force_of(part, part.events):
        if not event.sources:
            yield finding_at(
                "sources",
                event,
                "the event has no source",
                hint='add sources = ["https://..."]',
            )


@PartCheck
def source_addresses(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every address is http or https, has a host and carries no credentials."""
    for event in part.events:
        for source in event.sources:
            fault = source_fault(source)
            if fault:
                yield finding_at(
                    "source-addresses",
                    event,
                    fault,
                    hint="give an http or https address without credentials, "
                    "or a plain reference",
                )


@PartCheck
def known_events(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every retraction and every replacement names an event of the log."""
    for record, verb, event_id in references(part):
        if watch.log.event(event_id) is None:
            yield finding_at(
                "known-events",
                record,
                f"{verb} `{event_id}`, which is no event of this log",
                hint=hint_for(
                    event_id,
                    (it.id for it in watch.log.events),
                    otherwise="is a file of the log missing?",
                ),
            )


def replacement_cycles(watch: Watch, _today: date) -> Iterator[Finding]:
    """No event replaces itself, directly or through others."""
    replaced = watch.log.replacements
    settled: set[str] = set()
    for name in replaced:
        seen: dict[str, None] = {}
        step: str | None = name
        while step in replaced and step not in seen and step not in settled:
            seen[step] = None
            step = replaced[step]
        # What leads to no cycle is not walked again; a cycle names all its events.
        if step not in replaced or step in settled:
            settled.update(seen)
        event = watch.log.event(name) if step == name and seen else None
        if event:
            yield finding_at(
                "replacement-cycles",
                event,
                "the event replaces itself: " + " → ".join([*seen, event.id]),
                hint="remove one of the `replaces` lines",
                blocking=True,
            )


def single_replacements(watch: Watch, _today: date) -> Iterator[Finding]:
    """No event is replaced twice; both replacements would count."""
    standing: dict[str, Event] = {}
    log = watch.log
    retracted = {it.event for it in log.corrections if it.day is None}
    for event in sorted(log.replacing, key=lambda it: (it.recorded, it.id)):
        if event.id in retracted:
            continue
        first = standing.setdefault(event.replaces, event)
        if first.id != event.id:
            yield finding_at(
                "single-replacements",
                event,
                f"`{event.replaces}` is replaced by `{first.id}` already",
                hint=f"riskctl retract {event.id} --reason ..., or the other one",
            )


@PartCheck
def twins(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """No two events in force look like one."""
    mine = {it.id: it for it in watch.log.in_force_of(part, part.events)}
    events = [*mine.values(), *_beside(watch, part)]
    groups: dict[tuple[date, str, str | float], list[Event]] = {}
    for event in sorted(events, key=lambda it: it.order):
        group = groups.setdefault((event.date, event.indicator, event.value), [])
        # Two that stand in different parts are told where the later one is.
        for other in group if event.id in mine else ():
            if _are_alike(event.title.casefold(), other.title.casefold()):
                yield finding_at(
                    "twins",
                    event,
                    f"looks like `{other.id}` at {other.origin}: same day, indicator "
                    "and value, nearly the same title",
                    hint=f"if they are one: riskctl retract {event.id} "
                    '--reason "logged twice"',
                )
        group.append(event)


def _beside(watch: Watch, part: Part) -> Iterator[Event]:
    """Yield the events in force of other parts that have days of this one."""
    days = part.days
    for other in watch.log.parts:
        if other is part or not days or not other.days:
            continue
        if other.days.first <= days.last and days.first <= other.days.last:
            for event in watch.log.in_force_of(other, other.events):
                if event.date in days:
                    yield event


def _off_scale(watch: Watch) -> list[Event]:
    """Return the events whose value their indicator does not have."""
    pairs = {
        (name, value)
        for name, value in watch.log.used
        if name in watch.catalogue and watch.catalogue[name].number(value) is None
    }
    found = _events_of(watch, {name for name, _ in pairs})
    return [it for it in found if (it.indicator, it.value) in pairs]


def _events_of(watch: Watch, indicators: set[str]) -> Iterable[Event]:
    """Return every event of some indicators; mostly there is none to look for."""
    if not indicators:
        return ()
    return (it for it in watch.log.events if it.indicator in indicators)


def _are_alike(one: str, other: str) -> bool:
    """Say whether two titles are nearly the same; the cheap bounds come first."""
    alike = SequenceMatcher(None, one, other, autojunk=False)
    return (
        alike.real_quick_ratio() >= _ALIKE
        and alike.quick_ratio() >= _ALIKE
        and alike.ratio() >= _ALIKE
    )


_SEE_INDICATORS: Final = "`riskctl indicators` lists them"


def references(part: Part) -> Iterator[tuple[Record, str, str]]:
    """Yield every correction in a part, what it does, and the id that it names."""
    for retraction in part.retractions:
        yield retraction, "retracts", retraction.event
    for event in part.events:
        if event.replaces:
            yield event, "replaces", event.replaces
