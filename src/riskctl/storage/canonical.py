"""
A fast path for files of events exactly as `writer.block` writes them.

Most files of a log are nothing else. One regular expression reads a block in
the time in which the full parser reads a key. Whatever it does not recognise to
the last character, the full parser judges: this path never finds a fault, and a
test holds the two to the same records.
"""

import re
from datetime import UTC, date, datetime
from typing import Final

from riskctl.model.finding import Origin
from riskctl.model.grade import CREDIBILITY, RELIABILITY, UNGRADED, Grade
from riskctl.model.record import Event
from riskctl.storage.fields import EARLIEST, LATEST, MAX_TEXT

# A basic string without escapes, of characters that TOML takes as they are.
_TEXT: Final = r'"([^"\\\x00-\x1f\x7f]*)"'
_ITEMS: Final = r'"[^"\\\x00-\x1f\x7f]*"'
_BLOCK: Final = re.compile(
    r"\[\[event\]\]\n"
    rf"id = {_TEXT}\n"
    r"date = (\d{4}-\d{2}-\d{2})\n"
    rf"indicator = {_TEXT}\n"
    rf"value = {_TEXT}\n"
    rf"title = {_TEXT}\n"
    rf"(?:sources = \[({_ITEMS}(?:, {_ITEMS})*)\]\n)?"
    r'(?:grade = "([A-F])([1-6])"\n)?'
    rf"(?:note = {_TEXT}\n)?"
    r"(?:backfilled = (true)\n)?"
    r"recorded = (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z\n"
    rf"(?:by = {_TEXT}\n)?"
    r"(?:\n|\Z)",
    re.ASCII,
)
# Far under the parser's bounds, which count a line's bytes.
_LONGEST: Final = MAX_TEXT // 8
_HEADER: Final = b"[[event]]\n"
_GRADES: Final = {
    (letter, str(digit)): Grade(letter, digit)
    for letter in RELIABILITY
    for digit in CREDIBILITY
}


def read_canonical(data: bytes, file: str) -> tuple[Event, ...] | None:
    """Return the events of a file that is canonical throughout, or nothing."""
    if not data.startswith(_HEADER):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    events = []
    position, line = 0, 1
    while position < len(text):
        block = _BLOCK.match(text, position)
        event = _event(block, Origin(file, line)) if block else None
        if block is None or event is None:
            return None
        events.append(event)
        line += text.count("\n", position, block.end())
        position = block.end()
    return tuple(events)


def _event(block: "re.Match[str]", origin: Origin) -> Event | None:
    texts = block.groups("")
    if any(len(it) > _LONGEST for it in texts):
        return None
    name, day, indicator, value, title, sources, *rest = texts
    letter, digit, note, backfilled, moment, by = rest
    try:
        happened = date.fromisoformat(day)
        learned = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except ValueError:
        return None
    if not EARLIEST <= happened <= LATEST or not EARLIEST < learned.date() < LATEST:
        return None
    return Event(
        id=name,
        date=happened,
        indicator=indicator,
        value=value,
        title=title,
        sources=tuple(sources[1:-1].split('", "')) if sources else (),
        grade=_GRADES[letter, digit] if letter else UNGRADED,
        note=note,
        recorded=learned,
        by=by,
        backfilled=bool(backfilled),
        origin=origin,
    )
