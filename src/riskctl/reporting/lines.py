"""Lines of styled text: what a screen is before it knows its terminal."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import accumulate, takewhile
from textwrap import wrap
from typing import Final, NamedTuple

from riskctl.reporting.safe import safe


class Style(Enum):
    """How a piece of text is meant; never the only carrier of its meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"


class Span(NamedTuple):
    """A piece of text in one style; outside text is made safe when it is shown."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]
EMPTY: Line = ()
_NARROWEST_COLUMN: Final = 8
# One column a character: Latin, Greek and Cyrillic without marks, dashes, arrows,
# lines and bars. What has others is counted by a library that such texts need not load.
_NARROW: Final = (
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u21ff\u2212\u2500-\u25cf]*"
)
LABEL: Final = 12


def line(*parts: str | Span) -> Line:
    """Return a line of plain texts and styled spans."""
    return tuple(Span(it) if isinstance(it, str) else it for it in parts)


def strong(text: str) -> Span:
    """Return *text* as what the eye should meet first."""
    return Span(text, Style.STRONG)


def dim(text: str) -> Span:
    """Return *text* as an aside."""
    return Span(text, Style.DIM)


def plain_text(lines: Iterable[Line]) -> str:
    """Return the lines as text without styles, safe to show anywhere."""
    return "".join(
        "".join(safe(span.text) for span in it).rstrip() + "\n" for it in lines
    )


def columns(text: str) -> int:
    """
    Return how many terminal columns *text* takes.

    >>> columns("abc"), columns("日本"), columns("👍🏽")
    (3, 4, 2)
    """
    if text.isascii() or re.fullmatch(_NARROW, text):
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _clusters(text: str) -> Iterable[str]:
    """Return the characters as a reader counts them: letters with their marks."""
    if text.isascii() or re.fullmatch(_NARROW, text):
        return text
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def cut(text: str, width: int) -> str:
    """
    Return *text* made safe and shortened to *width* columns.

    >>> cut("New START expires", 10)
    'New START…'
    """
    shown = safe(text)
    if columns(shown) <= width:
        return shown
    if shown.isascii():
        return shown[: width - 1].rstrip() + "…"
    clusters = list(_clusters(shown))
    ends = accumulate(map(columns, clusters))
    kept = sum(1 for _ in takewhile(lambda end: end < width, ends))
    # Some marks take a column after a letter, and none by themselves.
    while (
        columns(beginning := "".join(clusters[:kept]).rstrip() + "…") > width and kept
    ):
        kept -= 1
    return beginning


def padded(text: str, width: int, *, right: bool = False) -> str:
    """
    Return *text* filled with spaces, or shortened, to *width* columns.

    >>> padded("ab", 4), padded("ab", 4, right=True)
    ('ab  ', '  ab')
    """
    shown = cut(text, width)
    space = " " * (width - columns(shown))
    return space + shown if right else shown + space


def between_words(text: str, width: int) -> list[str]:
    """
    Return a safe text in lines of at most *width* columns; no word is broken.

    >>> between_words("  on Tue 2026-11-24", 12)
    ['  on Tue', '  2026-11-24']
    """
    if width < 1 or columns(text) <= width:
        return [text]
    indent = " " * (len(text) - len(text.lstrip()))
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and columns(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(indent + word)
    return lines


def wrapped(text: str, width: int, *, indent: str = "") -> list[str]:
    """
    Return *text* made safe, in lines of at most *width* columns.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    shown = safe(text)
    room = max(width, len(indent) + 8)
    lines = wrap(
        shown,
        room,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    if shown.isascii() or all(columns(it) <= room for it in lines):
        return lines
    return [indent + it for it in _wrapped_wide(shown, room - len(indent))]


def _wrapped_wide(text: str, room: int) -> list[str]:
    """Wrap a text whose characters take one or two columns."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if columns(joined) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for cluster in _clusters(word):
            if columns(lines[-1] + cluster) > room:
                lines.append("")
            lines[-1] += cluster
    return lines


def wrapped_lines(text: str, width: int, *, indent: str = "") -> list[str]:
    r"""
    Return a text that may have several lines, each wrapped and made safe.

    >>> wrapped_lines("one two\nthree", 4, indent="  ")
    ['  one two', '  three']
    """
    unified = text.replace("\r\n", "\n")
    return [
        it for part in unified.split("\n") for it in wrapped(part, width, indent=indent)
    ]


def labelled(label: str, text: str, *, width: int, size: int = LABEL) -> list[Line]:
    """Return *text* wrapped beside its label, which takes *size* columns."""
    first, *rest = wrapped_lines(text, width - size) or [""]
    return [
        line(strong(padded(label, size)), first),
        *(line(" " * size + it) for it in rest),
    ]


def table(
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    right: Iterable[int] = (),
    gap: int = 2,
) -> list[str]:
    """
    Return rows in aligned columns; where they do not fit, the widest is cut.

    Args:
        right: The columns that are aligned to the right.
    """
    if not rows:
        return []
    to_the_right = set(right)
    widths = [
        max(columns(safe(row[index])) for row in rows) for index in range(len(rows[0]))
    ]
    room = width - gap * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST_COLUMN:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return [
        (" " * gap)
        .join(
            padded(cell, size, right=index in to_the_right)
            for index, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        .rstrip()
        for row in rows
    ]
