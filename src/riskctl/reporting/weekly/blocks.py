"""What a document is made of, before it is text, Markdown or a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    Rows under a header.

    Attributes:
        right: The columns that hold figures.
        drawn: The columns that draw in characters what another column says; a
            format with pictures leaves them out.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    drawn: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One event as it is listed.

    Attributes:
        head: Date, observation and grade.
        links: Sources that are web addresses.
        references: Sources that are not.
    """

    head: str
    title: str
    note: str
    links: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of events."""

    entries: tuple[Entry, ...]


Block = Paragraph | Table | Entries


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
