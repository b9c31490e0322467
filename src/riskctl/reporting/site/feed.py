"""An Atom feed (RFC 4287): ids that never change, dates that follow from the log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from riskctl.reporting.safe import safe
from riskctl.reporting.words import UNOFFICIAL, moment

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """
    One entry.

    Attributes:
        name: What its id ends with; never given to another entry.
        file: The page that it is about, relative to the site.
    """

    name: str
    title: str
    text: str
    when: datetime
    file: str


def feed(
    title: str,
    entries: Iterable[FeedEntry],
    *,
    authority: str,
    address: str,
    began: datetime,
) -> str:
    """
    Return the newest entries as Atom.

    Args:
        authority: The host in the ids; with the watch's own name it makes them
            permanent.
        address: What the links begin with; may be empty.
        began: The date of a feed without entries.
    """
    newest = sorted(entries, key=lambda it: (it.when, it.name), reverse=True)
    shown = newest[:_LONGEST]
    updated = shown[0].when if shown else began
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(title)} (unofficial)</title>",
        f"<subtitle>{_text(UNOFFICIAL)}</subtitle>",
        f"<id>{_text(authority)}/feed</id>",
        f"<updated>{moment(updated)}</updated>",
        "<author><name>riskctl</name></author>",
        f'<link rel="alternate" href={_attribute(address + "index.html")}/>',
    ]
    if address:
        lines.append(f'<link rel="self" href={_attribute(address + "feed.xml")}/>')
    for it in shown:
        lines += _entry(it, authority, address)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(it: FeedEntry, authority: str, address: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_text(it.title)}</title>"
    yield f"<id>{_text(f'{authority}/{it.name}')}</id>"
    yield f"<updated>{moment(it.when)}</updated>"
    yield f"<link href={_attribute(address + it.file)}/>"
    yield f'<summary type="text">{_text(f"{UNOFFICIAL} {it.text}")}</summary>'
    yield "</entry>"


def _text(text: str) -> str:
    """Spell out what XML 1.0 cannot hold, and escape the rest."""
    return escape(safe(text), quote=False)


def _attribute(text: str) -> str:
    return f'"{escape(safe(text))}"'
