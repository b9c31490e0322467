"""Single questions that stand for themselves, and what explains their answers."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from riskctl.cli import accept, output
from riskctl.cli.candidates import value_candidates
from riskctl.cli.dates import parse_day
from riskctl.cli.line_editor import line_editor
from riskctl.errors import UsageError
from riskctl.model.grade import CREDIBILITY, RELIABILITY, Grade
from riskctl.model.indicator import Indicator
from riskctl.model.watch import DateOrder
from riskctl.reporting.lines import wrapped
from riskctl.reporting.words import long_day

Answer = TypeVar("Answer")
EXPLAIN: Final = "?"
INDENT: Final = "      "
DAYS: Final = (
    "2026-02-05, 5 Feb, yesterday, 3d, 2w, tue; 2026-05 or 2026-05-03..05 where it is "
    "not known to the day."
)
SOURCES: Final = (
    "A web address, doi:..., or a newspaper and its page; whom an address took it "
    "from stands before it, like TASS: https://... One at a time; an empty answer ends "
    "them."
)


def ask_day(
    question: str, *, today: date, latest: date | None = None, order: DateOrder = ""
) -> date:
    """
    Ask for a day, and show how it was understood.

    Args:
        latest: A later one is refused; None refuses none.
        order: What comes first in a day of numbers alone.
    """

    def understood(text: str) -> date:
        day = parse_day(text, today=today, order=order)
        if latest and day > latest:
            raise UsageError(
                f"{day} is still to come", hint="what holds now began before"
            )
        return day

    day = _until_right(question, understood, known="today", means=lambda: explain(DAYS))
    output.note(f"{INDENT}{long_day(day)}")
    return day


def ask_grade(default: Grade | None = None) -> str:
    """Ask for a grade; without a default until one is given."""
    return _until_right(
        "grade",
        lambda it: str(accept.grade(it)),
        known=str(default) if default else "",
        means=explain_grades,
    )


def ask_sources() -> tuple[str, ...]:
    """Ask for sources until there are no more."""
    kept: list[str] = []
    while True:
        question = "another source (Enter: no more)" if kept else "source"
        more = _until_right(
            question,
            lambda it: accept.sources([it] if it else []),
            means=lambda: explain(SOURCES),
        )
        if not more:
            return tuple(kept)
        kept += more


def typed_value(question: str, indicator: Indicator, *, stop: str) -> str:
    """
    Ask for a value once; return what was typed where it is none, or nothing.

    Args:
        stop: What is not taken for the beginning of a name.
    """
    editor = line_editor()
    typed = editor.ask(question, candidates=value_candidates(indicator)).strip()
    value = typed if typed in {"", stop} else value_meant(typed, indicator)
    if value in indicator.value_names:
        output.note(f"{INDENT}{value}")
    return value


def value_meant(text: str, indicator: Indicator) -> str:
    """Return the value that a number in the list means, or else the text itself."""
    names = indicator.value_names
    if text.isdigit() and 0 < int(text) <= len(names):
        return names[int(text) - 1]
    from riskctl.model.naming import values_named

    found = values_named(text, indicator)
    return found[0] if len(found) == 1 else text


def show_scale(indicator: Indicator) -> None:
    """Show the values with their sentences."""
    for number, it in enumerate(indicator.scale, start=1):
        output.note(f"  {number:>2}  {it.name} ({it.number:g})")
        explain(it.means)


def explain(text: str) -> None:
    """Show a sentence below a question."""
    for it in wrapped(text, output.width() - 2, indent=INDENT):
        output.note(it)


def explain_grades() -> None:
    """Show the twelve meanings."""
    output.note(f"{INDENT}the source, then what it says:")
    for letter, means in RELIABILITY.items():
        output.note(f"{INDENT}{letter}  {means}")
    for digit, means in CREDIBILITY.items():
        output.note(f"{INDENT}{digit}  {means}")


def _until_right(
    question: str,
    understood: Callable[[str], Answer],
    *,
    means: Callable[[], None],
    known: str = "",
) -> Answer:
    """Ask until the answer is understood; an empty one means *known*."""
    editor = line_editor()
    while True:
        typed = editor.ask(f"{question} [{known}]" if known else question).strip()
        if typed == EXPLAIN:
            means()
            continue
        try:
            return understood(typed or known)
        except UsageError as fault:
            output.print_error(fault)
