"""Checks of what the records say: each docstring is a fact about a healthy log."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Final

from riskctl.analysis.checks.by_part import PartCheck, finding_at
from riskctl.model.finding import Finding
from riskctl.model.part import Part
from riskctl.model.plain import hidden_words
from riskctl.model.record import Event, Note
from riskctl.model.similar import hint_for
from riskctl.model.source import source_fault
from riskctl.model.watch import Watch

_NUMBER: Final = r"-?\d+(?:\.\d+)?"


def known_indicators(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every event and review names indicators of the catalogue."""
    ids = [indicator.id for indicator in watch.catalogue]
    unknown = {name for name, _ in watch.log.used if name not in watch.catalogue}
    for event, more in _first_of_each(_events_of(watch, unknown), _INDICATOR):
        yield finding_at(
            "known-indicators",
            event,
            f"there is no indicator `{event.indicator}`{_and_more(more)}",
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
    named = [it for it in _off_scale(watch) if isinstance(it.value, str)]
    for event, more in _first_of_each(named, _VALUE):
        names = watch.catalogue[event.indicator].value_names
        value = str(event.value)
        others = f"one of: {', '.join(names)}"
        if re.fullmatch(_NUMBER, value, re.ASCII):
            others = f"a number has no quotation marks: value = {value}"
        yield finding_at(
            "known-values",
            event,
            f"`{value}` is not on the scale of `{event.indicator}`{_and_more(more)}",
            hint=hint_for(value, names, otherwise=others),
            blocking=True,
        )


def value_range(watch: Watch, _today: date) -> Iterator[Finding]:
    """Every value that is a number lies in its kind's range."""
    numbers = [it for it in _off_scale(watch) if not isinstance(it.value, str)]
    for event, more in _first_of_each(numbers, _VALUE):
        indicator = watch.catalogue[event.indicator]
        yield finding_at(
            "value-range",
            event,
            f"{event.value:g} is out of range for `{event.indicator}`{_and_more(more)}",
            hint=f"a number from {indicator.kind.lowest_number:g} to 1, or one of: "
            + ", ".join(indicator.value_names),
            blocking=True,
        )


@PartCheck
def titles(_watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every title is one line of text that shows as it is written."""
    dated: list[Event | Note] = [*part.events, *part.notes]
    for event in dated:
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
    dated: list[Event | Note] = [*part.events, *part.notes]
    for event in dated:
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


def _off_scale(watch: Watch) -> list[Event]:
    """Return the events whose value their indicator does not have."""
    pairs = {
        (name, value)
        for name, value in watch.log.used
        if name in watch.catalogue and watch.catalogue[name].number(value) is None
    }
    found = _events_of(watch, {name for name, _ in pairs})
    return [it for it in found if (it.indicator, it.value) in pairs]


def _first_of_each(
    events: Iterable[Event], kind: Callable[[Event], object]
) -> Iterator[tuple[Event, int]]:
    """
    Yield the first event of each kind in each file, and how many more there are.

    A name that was changed in the catalogue stands in every event of years.
    """
    groups: dict[object, list[Event]] = {}
    for it in events:
        groups.setdefault((it.origin.file, kind(it)), []).append(it)
    for mine in groups.values():
        yield mine[0], len(mine) - 1


def _and_more(more: int) -> str:
    return f", and {more} more events of the file say so" if more else ""


def _events_of(watch: Watch, indicators: set[str]) -> Iterable[Event]:
    """Return every event of some indicators; mostly there is none to look for."""
    if not indicators:
        return ()
    return (it for it in watch.log.events if it.indicator in indicators)


_INDICATOR: Final = attrgetter("indicator")
_VALUE: Final = attrgetter("indicator", "value")
_SEE_INDICATORS: Final = "`riskctl indicators` lists them"
