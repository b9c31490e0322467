"""Setting where things stand: by a walk through what is not set, or from a file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typer

from riskctl.cli import clock
from riskctl.cli.ask.asks import (
    INDENT,
    Back,
    ask_day,
    ask_grade,
    ask_sources,
    ask_value,
    show_scale,
)
from riskctl.cli.ask.line_editor import line_editor
from riskctl.cli.entry.positions import Position, events_in, missing_from
from riskctl.cli.terminal import output
from riskctl.cli.writing import write
from riskctl.errors import ExitCode
from riskctl.model.indicator import Indicator
from riskctl.model.watch import Watch
from riskctl.reporting.lines import line
from riskctl.reporting.positions import position_question
from riskctl.reporting.words import counted, value_word
from riskctl.storage.watch import WatchFolder

_STOP: Final = "q"
_ONE, _PLURAL = "status or contact", "statuses and contacts"


def take_over(source: Path, watch: Path | None, *, by: str, dry_run: bool) -> None:
    """
    Write an event for every row of a file.

    Raises:
        UsageError: A row is wrong, and none was written.
        WriteError: The disk refused, and none was written.
    """
    from riskctl.storage.text.positions import open_positions
    from riskctl.storage.text.writer import block

    rows, faults = open_positions(source)
    with write.open_editor(watch, dry_run=dry_run) as editor:
        by = by or editor.watch.settings.by
        events = events_in(rows, faults, editor.watch, by=by)
        events = [write.with_new_id(it, editor) for it in events]
        if dry_run:
            output.write("\n".join(map(block, events)))
        else:
            editor.add_all(events)
    would = "would have set" if dry_run else "set"
    known = len(rows) - len(events)
    more = f"; {known} said what the log says already" if known else ""
    output.show([line(f"{would} {counted(len(events), _ONE, _PLURAL)}{more}")])


def walk_through(folder: WatchFolder, *, every: bool, by: str) -> None:
    """
    Ask about each status and contact that is not set, the heaviest first.

    An answer is written when it is whole, so that whoever stops keeps the others.

    Args:
        every: Ask about those that are set as well.
    """
    watch = write.read_or_start(folder)
    asked = list(missing_from(watch, every=every))
    if not asked:
        output.note("every status and contact is set; --all asks about them again")
        return
    output.note(
        f"{counted(len(asked), _ONE, _PLURAL)} to set, "
        f"the heaviest first: Enter skips one, {_STOP} stops, ? explains, < goes back"
    )
    kept: dict[str, str] = {}
    at = 0
    try:
        while at < len(asked):
            it = asked[at]
            output.note(f"\n{at + 1} of {len(asked)}  {it.id}: {it.title}")
            try:
                answer = _ask(it, watch)
            except Back:
                at = _before(at, asked, kept)
                continue
            if answer is None:
                break
            if answer:
                _keep(answer, folder, by=by)
                kept[it.id] = value_word(answer.value)
            at += 1
    except (EOFError, KeyboardInterrupt, typer.Abort):
        output.note(f"\ninterrupted; {_kept_words(kept)}")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    output.note(_kept_words(kept))


def _before(at: int, asked: Sequence[Indicator], kept: Mapping[str, str]) -> int:
    """Return which one is asked about instead; what is written is not asked again."""
    if at and asked[at - 1].id in kept:
        output.note(
            f"{INDENT}{asked[at - 1].id} is written; riskctl undo takes it back"
        )
        return at
    return max(at - 1, 0)


def _ask(indicator: Indicator, watch: Watch) -> Position | tuple[()] | None:
    """
    Return the answer; an empty one for what is skipped, None to stop.

    Raises:
        Back: The indicator before is wanted.
    """
    show_scale(indicator)
    settings, today = watch.settings, clock.today(watch.settings)
    editor = line_editor()
    answers: dict[str, Any] = {}
    steps: dict[str, Callable[[], Any]] = {
        "value": lambda: ask_value(
            editor,
            f"{position_question(indicator)}: number or name",
            indicator,
            stop=_STOP,
        ),
        "since": lambda: ask_day(
            editor, "since when", today=today, latest=today, order=settings.date_order
        ),
        "sources": lambda: ask_sources(editor),
        "grade": lambda: ask_grade(editor, str(settings.default_grade)),
    }
    while left := [it for it in steps if it not in answers]:
        try:
            answers[left[0]] = steps[left[0]]()
        except Back:
            if not answers:
                raise
            answers.popitem()
        if answers.get("value") in {"", _STOP}:
            return () if answers["value"] == "" else None
    return Position(indicator=indicator, **answers)


def _keep(answer: Position, folder: WatchFolder, *, by: str) -> None:
    with write.open_editor(folder.path, dry_run=False) as editor:
        event = write.with_new_id(answer.event(editor.watch, by=by), editor)
        write.add_record(editor, event, done=f"set {event.id}", dry_run=False)


def _kept_words(kept: Mapping[str, str]) -> str:
    if not kept:
        return "nothing was set"
    return f"{len(kept)} set: " + ", ".join(
        f"{name} = {it}" for name, it in kept.items()
    )
