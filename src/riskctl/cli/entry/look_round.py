"""One look at everything that is due: an indicator, a key, and the next one."""

from pathlib import Path
from typing import Final

import typer

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.confidence import IndicatorLook
from riskctl.analysis.reports.agenda import look_words, to_review
from riskctl.cli import clock
from riskctl.cli.ask.asks import explain, show_scale
from riskctl.cli.ask.line_editor import line_editor
from riskctl.cli.entry.draft import Draft
from riskctl.cli.entry.log_draft import log_draft
from riskctl.cli.terminal import output
from riskctl.cli.watches import open_watch
from riskctl.cli.writing import write
from riskctl.errors import ExitCode
from riskctl.model.identity import new_id
from riskctl.model.indicator import Indicator
from riskctl.model.record import Review
from riskctl.reporting.words import counted

_NOTHING, _LOG, _SKIP, _STOP, _SCALE = "n", "l", "s", "q", "?"
_KEYS: Final = "[n]othing new  [l]og an event  [s]kip  [?] its scale  [q]uit"
_KNOWN: Final = (_NOTHING, _LOG, _SKIP, _STOP, _SCALE, "")


def look_round(named: Path | None, *, by: str, note: str) -> None:
    """
    Ask about each indicator whose last look is too old, the heaviest first.

    Each answer is written before the next question; Enter skips one.

    Args:
        note: Where one looked; it stands in every review.
    """
    watch = open_watch(named)
    day = clock.today(watch.settings)
    looks = to_review(assess(watch, as_of=day))
    if not looks:
        output.note("nothing is due; riskctl agenda says what will be")
        return
    output.note(f"{counted(len(looks), 'indicator')} to look at, the heaviest first")
    looked = 0
    try:
        for number, look in enumerate(looks, start=1):
            output.note(f"\n{number} of {len(looks)}  {look_words(look)}")
            explain(look.indicator.question)
            answer = _ask(look)
            if answer == _STOP:
                break
            if answer == _NOTHING:
                _write(look.indicator, named, by=by, note=note)
                looked += 1
            elif answer == _LOG:
                log_draft(Draft(indicator=look.indicator.id, by=by), named)
                looked += 1
    except (EOFError, KeyboardInterrupt, typer.Abort):
        output.note(f"\ninterrupted; {_told(looked, len(looks))}")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    output.note(_told(looked, len(looks)))


def _ask(look: IndicatorLook) -> str:
    """Return the key that was typed; what is none of them is asked again."""
    editor = line_editor()
    while True:
        key = editor.ask(_KEYS).strip().lower()[:1]
        if key == _SCALE:
            show_scale(look.indicator)
        elif key in _KNOWN:
            return key
        else:
            output.note(f"`{key}` is none of the keys")


def _write(indicator: Indicator, named: Path | None, *, by: str, note: str) -> None:
    with write.open_editor(named, dry_run=False) as editor:
        day, moment = clock.today(editor.watch.settings), clock.now()
        content = f"{moment} {(indicator.id,)}"
        record = Review(
            id=new_id(day, content, taken=editor.watch.log),
            date=day,
            indicators=(indicator.id,),
            note=note,
            recorded=moment,
            by=by or editor.watch.settings.by,
        )
        editor.add(record)
    output.note(f"reviewed {record.id}")


def _told(looked: int, asked: int) -> str:
    left = asked - looked
    more = f"; {left} left for another time" if left else ""
    return f"{counted(looked, 'indicator')} looked at{more}"
