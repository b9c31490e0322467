"""A second coder's questions: what is this event about, which value, which grade."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from riskctl.analysis.reports.agreement import sample
from riskctl.cli import accept, clock
from riskctl.cli.ask.asks import (
    Back,
    ask_grade,
    ask_value,
    asked_until,
    explain,
    show_scale,
)
from riskctl.cli.ask.choices import indicator_choices
from riskctl.cli.ask.line_editor import line_editor
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch
from riskctl.errors import ExitCode
from riskctl.model.catalogue import Catalogue
from riskctl.model.coding import Coding
from riskctl.model.identity import new_id
from riskctl.model.indicator import Indicator
from riskctl.model.record import Event
from riskctl.reporting.words import counted, long_day
from riskctl.storage.recode import add_coding, open_codings

_STOP: Final = "q"


class _StoppedError(Exception):
    """No further question is wanted."""


def recode_sample(named: Path | None, *, size: int, seed: int, by: str) -> None:
    """
    Ask about each event of a sample; each answer is written before the next one.

    Raises:
        WatchError: What was coded before cannot be read.
    """
    watch, folder = open_watch(named), folder_of(named)
    codings = open_codings(folder)
    own = {it.id for it in watch.log.events if it.by == by}
    done = own | {it.event for it in codings if it.by == by}
    events = sample(watch.log, size=size, seed=seed, done=done)
    if not events:
        output.note(f"nothing is left of the sample for {by}; --seed draws another")
        return
    taken = {it.id for it in codings}
    coded = 0
    output.note(f"{counted(len(events), 'event')} to code: Enter skips, {_STOP} stops")
    try:
        for number, event in enumerate(events, start=1):
            output.note(f"\n{number} of {len(events)}")
            for text in _shown(event):
                explain(text)
            coding = _ask(event, watch.catalogue, by=by, taken=taken)
            if coding:
                add_coding(folder, coding)
                taken.add(coding.id)
                coded += 1
    except _StoppedError:
        pass
    except (EOFError, KeyboardInterrupt, typer.Abort):
        output.note(f"\ninterrupted; {counted(coded, 'event')} coded")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    output.note(f"{counted(coded, 'event')} coded; riskctl check --method compares")


def _shown(event: Event) -> Iterator[str]:
    """Yield what a second coder may see: what happened, and who says so."""
    yield event.title
    until = f" to {long_day(event.until)}" if event.until else ""
    yield f"{long_day(event.date)}{until}"
    yield from filter(None, (event.forum, event.theatre))
    yield from event.note.splitlines()
    yield from event.sources


def _ask(
    event: Event, catalogue: Catalogue, *, by: str, taken: set[str]
) -> Coding | None:
    """
    Return the answer; None for what is skipped.

    Raises:
        _StoppedError: Enough was coded.
    """
    while True:
        about = _ask_indicator(catalogue)
        if about is None:
            return None
        show_scale(about)
        try:
            value = ask_value(line_editor(), "value: number or name", about, stop=_STOP)
            if value == _STOP:
                raise _StoppedError
            if value == "":
                return None
            grade = ask_grade(line_editor())
        except Back:  # to the indicator, from either
            continue
        break
    moment = clock.now()
    return Coding(
        id=new_id(moment.date(), f"{moment} {event.id} {by}", taken=taken),
        event=event.id,
        indicator=about.id,
        value=value,
        grade=grade,
        recorded=moment,
        by=by,
    )


def _ask_indicator(catalogue: Catalogue) -> Indicator | None:
    editor, choices = line_editor(), indicator_choices(catalogue)

    def understood(word: str) -> Indicator | None:
        if word == _STOP:
            raise _StoppedError
        return accept.indicator(word, catalogue) if word else None

    return asked_until(
        lambda: editor.ask("indicator", choices=choices).strip(), understood
    )
