"""An Atom feed (RFC 4287): ids that never change, stamps that move with the words."""

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
        when: When it came to be: the end of its day or week.
        updated: When its words last changed; None while they are the first ones.
        file: The page that it is about, relative to the site.
    """

    name: str
    title: str
    text: str
    when: datetime
    file: str
    updated: datetime | None = None

    @property
    def stamp(self) -> datetime:
        """The moment of its last words."""
        return self.updated or self.when


def feed(  # noqa: PLR0913 (what a feed says of itself)
    title: str,
    entries: Iterable[FeedEntry],
    *,
    authority: str,
    address: str,
    began: datetime,
    file: str = "feed.xml",
) -> str:
    """
    Return the newest entries as Atom.

    Args:
        authority: What begins every id: the watch's own identity.
        address: What the links begin with; may be empty.
        began: The date of a feed without entries.
        file: What the feed is called, in its id too.
    """
    newest = sorted(entries, key=lambda it: (it.when, it.name), reverse=True)
    shown = newest[:_LONGEST]
    updated = max((it.stamp for it in shown), default=began)
    name = file.removesuffix(".xml")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(title)} (unofficial)</title>",
        f"<subtitle>{_text(UNOFFICIAL)}</subtitle>",
        f"<id>{_text(authority)}/{name}</id>",
        f"<updated>{moment(updated)}</updated>",
        "<author><name>riskctl</name></author>",
        f'<link rel="alternate" href={_attribute(address + "index.html")}/>',
    ]
    if address:
        lines.append(f'<link rel="self" href={_attribute(address + file)}/>')
    for it in shown:
        lines += _entry(it, authority, address)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(it: FeedEntry, authority: str, address: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_text(it.title)}</title>"
    yield f"<id>{_text(f'{authority}/{it.name}')}</id>"
    yield f"<published>{moment(it.when)}</published>"
    yield f"<updated>{moment(it.stamp)}</updated>"
    yield f"<link href={_attribute(address + it.file)}/>"
    yield f'<summary type="text">{_text(f"{UNOFFICIAL} {it.text}")}</summary>'
    yield "</entry>"


def _text(text: str) -> str:
    """Spell out what XML 1.0 cannot hold, and escape the rest."""
    return escape(safe(text), quote=False)


def _attribute(text: str) -> str:
    return f'"{escape(safe(text))}"'
