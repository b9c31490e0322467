"""How far a long command has come: silent for a second, then one line on stderr."""

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Final, TypeVar

import typer

from riskctl.cli.terminal import output
from riskctl.storage.watch import Listener

T = TypeVar("T")
_PATIENCE_SECONDS: Final = 1.0
_BETWEEN_SECONDS: Final = 0.2
_BAR: Final = 24


class Bar:
    """One line that is rewritten, in a terminal; elsewhere nothing is drawn."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """
        Begin to wait.

        Args:
            clock: Tells the seconds since some moment.
        """
        self._clock = clock
        self._next = clock() + _PATIENCE_SECONDS
        self._drawn = False

    @property
    def is_due(self) -> bool:
        """Whether it has taken long enough to say something, and to say it again."""
        return self._clock() >= self._next

    def draw(self, done: int, total: int, words: str) -> None:
        """Show how much is done, unless that has just been shown."""
        if not self.is_due or not sys.stderr.isatty():
            return
        full = done * _BAR // max(total, 1)
        bar = "#" * full + "." * (_BAR - full)
        typer.echo(f"\r[{bar}] {words}", err=True, nl=False)
        self._next = self._clock() + _BETWEEN_SECONDS
        self._drawn = True

    def remove(self) -> None:
        """Leave the line as it was."""
        if self._drawn:
            typer.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False


class ReadingListener(Listener):
    """Shows how far the reading of a large log is, and what costs time with `-v`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """
        Begin to wait.

        Args:
            clock: Tells the seconds since some moment.
        """
        self._bar = Bar(clock)
        self._told: set[str] = set()

    def notice(self, text: str) -> None:
        """Say it once, to those who want to know."""
        if output.is_verbose() and text not in self._told:
            self._told.add(text)
            output.note(text)

    def progress(self, done: int, total: int) -> None:
        """Draw the bar, or remove it at the end."""
        if done < total:
            self._bar.draw(done, total, f"{100 * done // total} % of the log read")
        else:
            self._bar.remove()


def show_progress(
    made: Iterable[T],
    *,
    total: int,
    what: str,
    clock: Callable[[], float] = monotonic,
) -> Iterator[T]:
    """
    Yield what is made; show the count in a terminal, elsewhere say it takes a while.

    Args:
        what: What is counted, in the plural.
        clock: Tells the seconds since some moment.
    """
    bar = Bar(clock)
    said = sys.stderr.isatty()
    for done, one in enumerate(made, 1):
        yield one
        bar.draw(done, total, f"{done} of {total} {what}")
        if not said and bar.is_due:
            typer.echo(f"{total} {what} to make; this takes a while", err=True)
            said = True
    bar.remove()
