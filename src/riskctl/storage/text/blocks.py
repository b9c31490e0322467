"""A file cut into its tables, each with the comments that belong to it."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import tomli

from riskctl.storage.text.locate import Place, comments_in, locate


class Block:
    """
    A table of a file: the comments right above it, its header, and what follows.

    Attributes:
        name: What the table is called; empty for what stands above the first header.
        line: The line of its header.
        text: Its comments, the header, and all up to the comments of the next table.
        header: Where in the text the header begins.
    """

    def __init__(self, name: str, line: int, text: str, header: int) -> None:
        """Take over a piece of a file."""
        self.name = name
        self.line = line
        self.text = text
        self.header = header

    @cached_property
    def table(self) -> dict[str, Any]:
        """
        The keys of the table, as the parser reads them.

        Raises:
            ValueError: The piece is no TOML by itself.
        """
        held = self._read
        table: dict[str, Any] = held[0] if isinstance(held, list) else held
        return table

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """Every comment in the piece, in order."""
        return tuple(it for _, it in comments_in(self.text))

    @cached_property
    def key(self) -> tuple[str, str]:
        """
        What tells it from the other tables of the file.

        A record is known by its id, one of several foreign tables by all that it says,
        and a table of which there is one by its name.
        """
        if not isinstance(self._read, list):
            return (self.name, "")
        record_id = self.table.get("id")
        if isinstance(record_id, str):
            return ("", record_id)
        return (self.name, repr(sorted(self.table.items())))

    @cached_property
    def _read(self) -> Any:  # noqa: ANN401 (TOML values)
        """What the piece holds: the table, or a list of the one."""
        read = tomli.loads(self.text)
        return next(iter(read.values())) if self.name else read


def cut(text: str) -> list[Block]:
    """Return the blocks of a file that can be parsed; joined they are its text."""
    starts = [0, *accumulate(len(it) + 1 for it in text.split("\n"))]
    commented = _lines_of_comment(text, starts)
    heads = [("", 1, 0)]
    for place in _tables(locate(text)[1:]):
        first = place.line
        while first - 1 in commented:
            first -= 1
        heads.append((place.name.partition(".")[0], place.line, starts[first - 1]))
    ends = [*(start for _, _, start in heads), len(text)]
    return [
        Block(name, line, text[start:end], starts[line - 1] - start)
        for (name, line, _), (start, end) in zip(heads, pairwise(ends), strict=True)
    ]


def _tables(places: list[Place]) -> Iterator[Place]:
    """Yield the places of tables that are no part of the one before."""
    within = None
    for place in places:
        first, _, rest = place.name.partition(".")
        if not rest or first != within:
            yield place
        within = first


def _lines_of_comment(text: str, starts: list[int]) -> set[int]:
    """Return the numbers of the lines that hold a comment and nothing else."""
    lines = set()
    for position, _ in comments_in(text):
        line = bisect_right(starts, position)
        if not text[starts[line - 1] : position].strip(" \t"):
            lines.add(line)
    return lines
