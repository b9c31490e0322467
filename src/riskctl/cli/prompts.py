"""Questions for a person at a terminal; on stderr, so that stdout stays data."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import typer

from riskctl.cli import accept, clock, output
from riskctl.cli.dates import parse_day
from riskctl.cli.draft import Draft
from riskctl.errors import UsageError
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.indicator import Indicator
from riskctl.model.similar import nearest
from riskctl.model.watch import Watch
from riskctl.reporting.lines import cut, padded, wrapped
from riskctl.reporting.words import long_day

Answer = TypeVar("Answer")
_MEANING_INDENT = " " * 6


def ask(draft: Draft, watch: Watch) -> Draft:
    """Return the draft with every answer that was missing."""
    today = clock.today(watch.settings)
    indicator = (
        accept.indicator(draft.indicator, watch.catalogue)
        if draft.indicator
        else _indicator(watch.catalogue)
    )
    value = draft.value or _value(indicator)
    title = draft.title or _until_right(
        "title, one line", lambda it: accept.plain_line(it, "title")
    )
    day = draft.day
    if day is None:
        day = str(ask_day("day", today=today))
    sources = draft.sources or ask_sources()
    grade = draft.grade or ask_grade(watch.settings.default_grade)
    return draft._replace(
        indicator=indicator.id,
        value=value,
        title=title,
        day=day,
        sources=sources,
        grade=grade,
    )


def _indicator(catalogue: Catalogue) -> Indicator:
    """Narrow the indicators by typed parts until one is left."""
    shown = list(catalogue)
    while True:
        part = _typed("indicator, or part of its name (empty: all)", default="")
        found = [
            it
            for it in catalogue
            if part.lower() in it.id or part.lower() in it.title.lower()
        ]
        exact = [it for it in found if it.id == part]
        if part.isdigit() and 0 < int(part) <= len(shown):
            exact = [shown[int(part) - 1]]
        if len(exact or found) == 1:
            chosen = (exact or found)[0]
            output.note(f"      {chosen.id}: {chosen.title}")
            return chosen
        if not found:
            close = nearest(part, [it.id for it in catalogue])
            found = [catalogue[it] for it in close] or list(catalogue)
            output.note(f"      no indicator has `{part}` in its name")
        shown = found
        for number, it in enumerate(shown, start=1):
            output.note(
                cut(f"  {number:>2}  {padded(it.id, 28)} {it.title}", output.width())
            )


def ask_day(question: str, *, today: date, latest: date | None = None) -> date:
    """
    Ask for a day, and show how it was understood.

    Args:
        latest: A later one is refused; None refuses none.
    """

    def understood(text: str) -> date:
        day = parse_day(text, today=today)
        if latest and day > latest:
            raise UsageError(
                f"{day} is still to come", hint="what holds now began before"
            )
        return day

    day = _until_right(question, understood, default="today")
    output.note(f"      {long_day(day)}")
    return day


def ask_grade(default: Grade) -> str:
    """Ask for a grade."""
    return _until_right(
        "grade: source A-F, information 1-6",
        lambda it: str(accept.grade(it)),
        default=str(default),
    )


def show_scale(indicator: Indicator) -> None:
    """Show the values with their sentences."""
    for number, it in enumerate(indicator.scale, start=1):
        output.note(f"  {number:>2}  {it.name} ({it.number:g})")
        for text in wrapped(it.means, output.width() - 2, indent=_MEANING_INDENT):
            output.note(text)


def named_value(text: str, indicator: Indicator) -> str:
    """Return the value that a number in the list, or the start of a name, means."""
    names = indicator.value_names
    if text.isdigit() and 0 < int(text) <= len(names):
        return names[int(text) - 1]
    starting = [it for it in names if it.startswith(text)]
    return starting[0] if len(starting) == 1 and text else text


def typed_value(question: str, indicator: Indicator, *, stop: str) -> str:
    """
    Ask for a value once; return what was typed where it is none, or nothing.

    Args:
        stop: What is not taken for the beginning of a name.
    """
    text = _typed(question, default="")
    value = text if text == stop else named_value(text, indicator)
    if value in indicator.value_names:
        output.note(f"      {value}")
    return value


def _value(indicator: Indicator) -> str:
    """Show the scale with its sentences; take a number of the list, or a name."""
    show_scale(indicator)
    value = _until_right(
        "value: its number in the list, or its name",
        lambda it: str(accept.value(named_value(it, indicator), indicator)),
    )
    output.note(f"      {value}")
    return value


def ask_sources() -> tuple[str, ...]:
    """Ask for sources until there are no more."""
    sources: list[str] = []
    while True:
        more = "another source" if sources else "source, an address or a reference"
        text = _typed(f"{more} (empty: no more)", default="")
        if not text:
            return tuple(sources)
        try:
            sources.extend(accept.sources([text]))
        except UsageError as fault:
            output.print_error(fault)


def _until_right(
    question: str, understand: Callable[[str], Answer], *, default: str | None = None
) -> Answer:
    """Ask until the answer is understood."""
    while True:
        try:
            return understand(_typed(question, default=default))
        except UsageError as fault:
            output.print_error(fault)


def _typed(question: str, *, default: str | None) -> str:
    answer: str = typer.prompt(
        question, default=default, show_default=bool(default), err=True
    )
    return answer.strip()
