"""What a screen begins with: that it is unofficial, and what it is about."""

from collections.abc import Iterator

from riskctl.reporting.lines import EMPTY, Line, dim, line, strong, wrapped
from riskctl.reporting.words import UNOFFICIAL


def notice(width: int, *more: str) -> Iterator[Line]:
    """Yield that the level is unofficial, and *more* that must be said first."""
    for text in (UNOFFICIAL, *more):
        yield from (line(dim(it)) for it in wrapped(text, width))
    yield EMPTY


def head(title: str, *more: str, width: int) -> Iterator[Line]:
    """Yield the notice, and under it the title."""
    yield from notice(width, *more)
    yield from (line(strong(it)) for it in wrapped(title, width))
