"""The terminal: colour, width, errors; what leaves here is text and nothing else."""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

from riskctl.errors import ExitCode, RiskctlError, UsageError
from riskctl.reporting.lines import Line, Span, Style, between_words
from riskctl.reporting.safe import safe

_STYLES: Final[dict[Style, dict[str, Any]]] = {
    Style.PLAIN: {},
    Style.STRONG: {"bold": True},
    Style.DIM: {"dim": True},
    Style.GREEN: {"bold": True, "fg": "green"},
    Style.BLUE: {"bold": True, "fg": "blue"},
    Style.YELLOW: {"bold": True, "fg": "yellow"},
    Style.ORANGE: {"bold": True, "fg": 208},
    Style.RED: {"bold": True, "fg": "red"},
    Style.GREY: {"fg": "bright_black"},
}
_NO_MORE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_LINES_AT_ONCE: Final = 256
_NARROWEST: Final = 40
_WIDEST: Final = 200


class Colour(Enum):
    """When to colour the output."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_chosen: dict[str, Any] = {"colour": Colour.AUTO, "pager": True}
_verbose: list[bool] = []


def choose_colour(colour: Colour) -> None:
    """Remember what `--color` asked for."""
    _chosen["colour"] = colour


def choose_pager(pager: bool) -> None:
    """Remember what `--no-pager` asked for."""
    _chosen["pager"] = pager


def choose_verbosity(verbose: bool) -> None:
    """Remember what `--verbose` asked for."""
    _verbose[:] = [verbose]


def is_verbose() -> bool:
    """Say whether what costs time, and changes no answer, is to be told as well."""
    return any(_verbose)


def coloured() -> bool:
    """Say whether stdout gets colours: `--color`, the environment, the terminal."""
    if _chosen["colour"] is not Colour.AUTO:
        return bool(_chosen["colour"] is Colour.ALWAYS)
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Say whether a person sees what is printed."""
    return sys.stdout.isatty()


def is_error_terminal() -> bool:
    """Say whether a person sees what is told beside."""
    return sys.stderr.isatty()


def width() -> int:
    """Return the columns to fill: the terminal's, else COLUMNS, else 80."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)


def show(lines: Iterable[Line]) -> None:
    """Print lines on stdout."""
    colour = coloured()
    _print_lines(
        "".join(_shown(it, colour=colour) for it in line).rstrip() for line in lines
    )


def _print_lines(lines: Iterable[str]) -> None:
    """Print finished lines, through a pager where they are many and somebody reads."""
    texts = iter(lines)
    first = list(islice(texts, _LINES_AT_ONCE))
    if not _chosen["pager"] or not is_terminal() or not _paged(first, texts):
        # Each call flushes: a long list is printed some lines at a time.
        while first:
            _echo("\n".join(first), colour=coloured())
            first = list(islice(texts, _LINES_AT_ONCE))


def _paged(first: list[str], rest: Iterator[str]) -> bool:
    """Show lines in a pager, and say whether it was done."""
    from riskctl.cli.terminal import pager

    if not pager.wants_pager() or not pager.is_longer_than_the_screen(first):
        return False
    command = pager.pager_command()
    return bool(command) and pager.page(
        command, (f"{it}\n" for it in chain(first, rest))
    )


def draw(picture: "RenderableType") -> None:
    """Print a Rich table; its cells have been made safe."""
    from rich.console import Console

    drawn = StringIO()
    console = Console(
        file=drawn,
        width=width(),
        force_terminal=coloured(),
        color_system="standard" if coloured() else None,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
    )
    console.print(picture)
    _print_lines(it.rstrip() for it in drawn.getvalue().rstrip("\n").split("\n"))


def refuse_two_formats(*, csv: bool, json: bool) -> None:
    """
    Refuse `--csv` beside `--json`.

    Raises:
        BadParameter: Both were given.
    """
    refuse_both("formats", {"--csv": csv, "--json": json})


def refuse_both(what: str, given: Mapping[str, bool]) -> None:
    """
    Refuse options of which each asks for something else.

    Args:
        what: What they are, like "formats".
        given: Each option, and whether it was given.

    Raises:
        BadParameter: More than one was.
    """
    found = [option for option, is_given in given.items() if is_given]
    if len(found) > 1:
        both = " and ".join(found[:2])
        raise typer.BadParameter(f"{both} are two {what}; leave one out")


def write(text: str) -> None:
    """Print text that a renderer made, as it is."""
    _echo(text, end="", colour=False)


def write_data(data: bytes) -> None:
    """Print what a renderer made, to the byte; a terminal gets no binary file."""
    if sys.stdout.isatty() and b"\0" in data:
        raise UsageError("a PDF is not for a terminal", hint="add -o FILE")
    typer.echo(data, nl=False)


def note(text: str, *, whole: bool = False) -> None:
    """
    Print a message on stderr; on a terminal its lines are broken between words.

    Args:
        whole: Break no line: it is a command, and is copied from there.
    """
    lines = [safe(it) for it in text.split("\n")]
    if sys.stderr.isatty() and not whole:
        with suppress(OSError):
            room = os.get_terminal_size(sys.stderr.fileno()).columns
            lines = [part for it in lines for part in between_words(it, room)]
    typer.echo("\n".join(lines), file=sys.stderr, color=False)


def _echo(text: str, *, end: str = "\n", colour: bool) -> None:
    """Print on stdout in its own encoding: Typer would choose another."""
    typer.echo(text + end, file=sys.stdout, nl=False, color=colour)


def print_error(error: RiskctlError) -> None:
    """Print an error and its hint on stderr; a hint with a command stays whole."""
    note(error.message)
    if error.hint:
        note(f"hint: {error.hint}", whole="riskctl " in error.hint)


def open_closed() -> None:
    """Give a process that was started without its streams empty ones."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)


def finish() -> None:
    """Flush stdout; a full device is an error that must not pass in silence."""
    try:
        sys.stdout.flush()
    except OSError as error:
        lose(error)


def lose(error: OSError) -> NoReturn:
    """End the process when stdout takes no more; any other error is a bug."""
    if error.errno not in _NO_MORE:
        raise error
    from riskctl.storage.disk.files import reason

    with suppress(OSError):
        note(f"stdout: cannot be written: {reason(error)}")
        note("hint: the output is lost; what was logged before it is kept")
    # Whatever is still buffered must not fail again when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(ExitCode.WRITE)


def _shown(span: Span, *, colour: bool) -> str:
    text = safe(span.text)
    return typer.style(text, **_STYLES[span.style]) if colour and text else text
