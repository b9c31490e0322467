"""What else triage asks: a grade, a reason, and what is to be changed."""

from collections.abc import Callable
from typing import Final, TypeVar

from riskctl.cli import accept, clock
from riskctl.cli.ask.asks import (
    EXPLAIN,
    asked_until,
    explain,
    explain_grades,
    show_scale,
    value_meant,
)
from riskctl.cli.ask.choices import Choice, indicator_choices, value_choices
from riskctl.cli.ask.line_editor import Asks
from riskctl.cli.dates import parse_day
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.record import Event
from riskctl.model.seen import Refusal
from riskctl.model.watch import Watch

Answer = TypeVar("Answer")
_REASONS: Final = {
    Refusal.OFF_TOPIC: "it is about something else",
    Refusal.OPINION: "somebody's view, and no event",
    Refusal.OLD_NEWS: "it tells again what was long ago",
    Refusal.FALSE: "it did not happen",
    Refusal.TWIN: "it is in the log already",
}


def ask_grade(editor: Asks, event: Event) -> Event:
    """
    Ask for a grade; none is offered, for nobody has judged it.

    Where the event amends one that was judged, that grade stands for the answer.
    """
    known = str(event.grade) if event.replaces else ""
    question = f"grade [{known}]" if known else "grade"
    while True:
        typed = editor.ask(question).strip() or known
        if typed == EXPLAIN or not typed:
            explain_grades()
            continue
        try:
            return event._replace(grade=accept.grade(typed))
        except UsageError as fault:
            output.print_error(fault)


def ask_reason(editor: Asks) -> str:
    """Ask why it is no event; the beginning of a word will do."""
    words = ", ".join(_REASONS)
    choices = [Choice(name.value, means) for name, means in _REASONS.items()]
    while True:
        typed = editor.ask(f"why: {words}", choices=choices).strip().casefold()
        found = [it for it in _REASONS if typed and it.startswith(typed)]
        if len(found) == 1 or typed in found:
            return typed if typed in found else found[0].value
        for name, means in _REASONS.items():
            explain(f"{name}: {means}")


def changed(editor: Asks, event: Event, watch: Watch) -> Event:
    """Ask for each part of an event that a person may change; Enter keeps it."""
    catalogue = watch.catalogue
    about = _until_right(
        editor,
        "indicator",
        event.indicator,
        lambda it: accept.indicator(it, catalogue),
        choices=indicator_choices(catalogue),
    )
    kept = str(event.value) if about.number(event.value) is not None else ""
    if not kept:
        show_scale(about)
    value = _until_right(
        editor,
        "value",
        kept,
        lambda it: accept.value(value_meant(it, about), about),
        choices=value_choices(about),
    )
    title = _until_right(
        editor, "title", event.title, lambda it: accept.plain_line(it, "title")
    )
    today = clock.today(watch.settings)

    def understood(text: str) -> Event:
        day = parse_day(text, today=today, order=watch.settings.date_order)
        if day > today:
            raise UsageError(f"{day} is still to come", hint="the day it happened")
        return event._replace(
            date=day,
            indicator=about.id,
            value=value,
            title=title,
            until=event.until if day == event.date else None,
        )

    return _until_right(editor, "day", event.date.isoformat(), understood)


def _until_right(
    editor: Asks,
    question: str,
    text: str,
    understood: Callable[[str], Answer],
    *,
    choices: list[Choice] | None = None,
) -> Answer:
    """Ask with what stands there already, until the answer is understood."""
    return asked_until(
        lambda: editor.ask(question, text=text, choices=choices or ()).strip(),
        understood,
    )
