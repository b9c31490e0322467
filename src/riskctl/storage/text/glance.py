"""
What can be seen of a file at a glance: names and titles, for who is still typing.

Nothing is checked here and nothing is judged: what cannot be read so is not seen.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

_EVENT: Final = b"\n[[event]]"
_ID: Final = re.compile(rb'^id *= *"([^"\\\n]*)"', re.MULTILINE)
_ABOUT: Final = re.compile(rb'^indicator *= *"([^"\\\n]*)"', re.MULTILINE)
_TITLE: Final = re.compile(rb'^title *= *"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


class Glimpse(NamedTuple):
    """
    Something with a name and a title.

    Attributes:
        finds: What else it is called.
        values: Those of an indicator's scale.
        about: The indicator of an event.
    """

    name: str
    title: str
    finds: tuple[str, ...] = ()
    values: "tuple[Glimpse, ...]" = ()
    about: str = ""


def glance_at_events(data: bytes) -> Iterator[Glimpse]:
    """Yield the events of a file of the log, the last one first."""
    stop = len(data)
    data = b"\n" + data
    while (start := data.rfind(_EVENT, 0, stop + 1)) >= 0:
        end = data.find(b"\n[[", start + 1)
        block = data[start : end if end >= 0 else len(data)]
        name, title = _ID.search(block), _TITLE.search(block)
        if name:
            told = title[1].decode("utf-8", "replace") if title else ""
            about = _ABOUT.search(block)
            yield Glimpse(
                name[1].decode("utf-8", "replace"),
                told,
                about=about[1].decode("utf-8", "replace") if about else "",
            )
        stop = start - 1


def glance_at_catalogue(data: bytes) -> list[Glimpse]:
    """Return the indicators of a catalogue; none of one that is no TOML."""
    import tomli

    try:
        found = tomli.loads(data.decode("utf-8"))
    except ValueError:
        return []
    return [_indicator(it) for it in _tables(found.get("indicator"))]


def _indicator(table: dict[str, Any]) -> Glimpse:
    scale = table.get("scale")
    values = scale.items() if isinstance(scale, dict) else ()
    words = table.get("words")
    finds = (
        [it for it in words if isinstance(it, str)] if isinstance(words, list) else []
    )
    return Glimpse(
        _text(table, "id"),
        _text(table, "title"),
        tuple(finds),
        tuple(
            Glimpse(name, _text(it, "means"), (_text(it, "title"),))
            for name, it in values
            if isinstance(it, dict)
        ),
    )


def _tables(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [it for it in value if isinstance(it, dict)]


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""
