"""Where the tables and keys of a TOML text stand: no parser here says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import tomli

# Strings and comments are swallowed first, so that what looks like a header
# inside them is none; then a header or a key at the start of a line counts,
# outside of the brackets of a value. Nothing is tried twice: `++` and `*+` keep
# a line of blanks from costing the square of its length.
_TOKEN: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|^[ \t]*+\[\[?+(?P<header>[^\]\[\n]++)\]\]?+(?=[ \t]*+(?:\#|\r?$))"
    r"|^[ \t]*+(?P<key>[A-Za-z0-9_-]++)[ \t]*+="
    r"|(?P<bracket>[\[\]{}])",
    re.DOTALL | re.MULTILINE,
)
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


@dataclass(slots=True)
class Place:
    """
    Where one table stands.

    Attributes:
        name: What its header says, parts joined by dots; empty for the top.
        line: Of the header, counted from 1.
        keys: The line of each plain key.
    """

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)


def locate(text: str) -> list[Place]:
    r"""
    Return the place of every table in *text*, in order; the first is the top.

    >>> [(place.name, place.line) for place in locate('a = 1\n\n[[event]]\n')]
    [('', 1), ('event', 3)]
    """
    places = [Place("", 1)]
    line, counted, depth = 1, 0, 0
    for token in _TOKEN.finditer(text):
        header, key = token["header"], token["key"]
        if token["bracket"]:
            depth += 1 if token["bracket"] in "[{" else -1
            continue
        if header is not None and depth:
            depth += token[0].count("[") - token[0].count("]")
            continue
        if depth or (header is None and key is None):
            continue
        start = token.start("header") if header is not None else token.start("key")
        line += text.count("\n", counted, start)
        counted = start
        if header is not None:
            places.append(Place(_name(header), line))
        else:
            places[-1].keys.setdefault(key, line)
    return places


def comments_in(text: str) -> Iterator[tuple[int, str]]:
    r"""
    Yield the position of every comment in *text*, and the comment itself.

    >>> list(comments_in('a = "# b"  # c\n'))
    [(11, '# c')]
    """
    for token in _TOKEN.finditer(text):
        if token[0].startswith("#"):
            yield token.start(), token[0].rstrip()


def places_of(places: list[Place], name: str) -> list[Place]:
    """Return the places of the tables called *name*, in order."""
    return [place for place in places if place.name == name]


def first_place(places: list[Place], name: str, *, line: int) -> Place:
    """Return the place of the first table called *name*; without one, that *line*."""
    return next(iter(places_of(places, name)), Place(name, line))


def _name(header: str) -> str:
    """
    Return the name in a header, however it is spelled.

    >>> _name(' "event" '), _name("indicator . scale")
    ('event', 'indicator.scale')
    """
    plain = header.strip(" \t")
    if _PLAIN.fullmatch(plain):
        return plain
    table = tomli.loads(f"[{plain}]")
    parts = []
    while table:
        ((part, table),) = table.items()
        parts.append(part)
    return ".".join(parts)
