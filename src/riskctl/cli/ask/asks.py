"""Single questions: each explains itself, and asks until its answer is understood."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypeVar

import typer

from riskctl.cli import accept
from riskctl.cli.ask.choices import Choice, value_choices
from riskctl.cli.ask.line_editor import Asks
from riskctl.cli.dates import parse_day
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.grade import CREDIBILITY, RELIABILITY, Grade
from riskctl.model.indicator import Indicator
from riskctl.model.naming import folded
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
_BACK: Final = "<"
_SOURCES: Final = (
    "A web address, doi:..., or a newspaper and its page; whom an address took it "
    "from stands before it, like TASS: https://... One at a time; an empty answer ends "
    "them."
)


class Back(Exception):  # noqa: N818 (an answer, and no error)
    """The question before is to be asked again."""


def typed(
    editor: Asks,
    question: str,
    *,
    means: Callable[[], None],
    known: str | None = None,
    text: str = "",
    choices: Sequence[Choice] = (),
    earlier: Sequence[str] = (),
    several: bool = False,
) -> str:
    """
    Return an answer that is neither `?` nor `<`; an empty one means *known*.

    Args:
        means: Explains the question, for `?`.

    Raises:
        Back: The question before is wanted.
    """
    asking = f"{question} [{known}]" if known else question
    while True:
        answer = editor.ask(
            asking, text=text, choices=choices, earlier=earlier, several=several
        ).strip()
        if answer == _BACK:
            raise Back
        if answer != EXPLAIN:
            return answer or known or ""
        means()


def until_right(
    editor: Asks,
    question: str,
    understood: Callable[[str], Answer],
    *,
    means: Callable[[], None],
    known: str | None = None,
    choices: Sequence[Choice] = (),
    earlier: Sequence[str] = (),
) -> Answer:
    """
    Ask until the answer is understood; an empty one means *known*.

    Raises:
        Back: The question before is wanted.
    """
    return asked_until(
        lambda: typed(
            editor,
            question,
            means=means,
            known=known,
            choices=choices,
            earlier=earlier,
        ),
        understood,
    )


def asked_until(ask: Callable[[], str], understood: Callable[[str], Answer]) -> Answer:
    """Ask until the answer is understood; say what is wrong with one that is not."""
    while True:
        try:
            return understood(ask())
        except UsageError as fault:
            output.print_error(fault)


def ask_day(
    editor: Asks,
    question: str,
    *,
    today: date,
    latest: date | None = None,
    order: DateOrder = "",
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

    day = until_right(
        editor, question, understood, known="today", means=lambda: explain(DAYS)
    )
    output.note(f"{INDENT}{long_day(day)}")
    return day


def ask_grade(editor: Asks, default: str = "") -> Grade:
    """Ask for a grade; without a default until one is given."""
    return until_right(
        editor,
        "grade",
        accept.grade,
        known=default,
        means=explain_grades,
    )


def ask_sources(
    editor: Asks, *, kept: Sequence[str] = (), earlier: Sequence[str] = ()
) -> tuple[str, ...]:
    """
    Ask for sources until there are no more.

    Args:
        kept: Those that are known already.
        earlier: What the arrows bring back, the latest last.
    """
    found = dict.fromkeys(kept)
    while True:
        more = until_right(
            editor,
            "another source (Enter: no more)" if found else "source",
            lambda it: accept.sources([it] if it else []),
            means=lambda: explain(_SOURCES),
            earlier=earlier,
        )
        if not more:
            return tuple(found)
        found |= dict.fromkeys(more)


def ask_choice(editor: Asks, question: str, letters: str, *, default: str) -> str:
    """Return the first letter of an answer, which is one of *letters*."""
    while True:
        answer = (folded(editor.ask(question)) or default)[0]
        if answer in letters:
            return answer
        output.note(f"{INDENT}one of: " + ", ".join(letters))


def confirmed(question: str) -> bool:
    """
    Ask for yes or no; Enter is no.

    Raises:
        Abort: The question was left.
    """
    from riskctl.cli.ask.line_editor import line_editor

    try:
        asked = f"{question} [y/N]"
        return ask_choice(line_editor(), asked, "yn", default="n") == "y"
    except (KeyboardInterrupt, EOFError):
        raise typer.Abort from None


def ask_value(
    editor: Asks, question: str, indicator: Indicator, *, stop: str
) -> str | float:
    """
    Ask for a value until it is one; an empty answer and *stop* are returned as well.

    Raises:
        Back: The question before is wanted.
    """

    def understood(answer: str) -> str | float:
        if answer in {"", stop}:
            return answer
        value = value_meant(answer, indicator)
        if value in indicator.value_names:
            output.note(f"{INDENT}{value}")
        return accept.value(value, indicator)

    return until_right(
        editor,
        question,
        understood,
        means=lambda: show_scale(indicator),
        choices=value_choices(indicator),
    )


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
