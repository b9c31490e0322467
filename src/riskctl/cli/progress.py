"""How far a long command is: nothing for a second, then one line on stderr."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Final, TypeVar

import typer

T = TypeVar("T")
_PATIENCE_SECONDS: Final = 1.0
_STEP_SECONDS: Final = 0.2
_BAR: Final = 24


def shown(steps: Iterable[T], *, total: int, what: str) -> Iterator[T]:
    """
    Yield the steps; show in a terminal how many are done, elsewhere that it takes time.

    Args:
        what: What is counted, in the plural.
    """
    start = last = monotonic()
    lively = sys.stderr.isatty()
    said = False
    for done, step in enumerate(steps, 1):
        yield step
        now = monotonic()
        if now - start >= _PATIENCE_SECONDS and (lively or not said):
            if lively and (now - last >= _STEP_SECONDS or not said):
                full = done * _BAR // max(total, 1)
                bar = "#" * full + "." * (_BAR - full)
                typer.echo(f"\r[{bar}] {done} of {total} {what}", err=True, nl=False)
                last = now
            elif not lively:
                typer.echo(f"{total} {what} to make; this takes a while", err=True)
            said = True
    if lively and said:
        typer.echo("\r\x1b[K", err=True, nl=False)
