"""An index that is open for reading: one moment of it, for one command."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from riskctl.storage.index.drafts import Drafts
from riskctl.storage.index.files import KnownFile, Stamp
from riskctl.storage.index.schema import open_to_read, state_of
from riskctl.storage.index.seal import is_intact, read_seal

if TYPE_CHECKING:
    import sqlite3

    from riskctl.model.finding import Finding
    from riskctl.storage.index.place import Place

_FILES: Final = """
SELECT number, name, size, modified, changed, inode, settled, digest, newlines, plain,
    first, last, problems
FROM files
"""


class ChangedError(Exception):
    """The index is not what it was when it was looked at."""


class OpenIndex:
    """
    What an index holds, as it was when it was opened.

    Attributes:
        state: What it says about itself.
        files: What it says about the files of the log.
        drafts: What is to be kept in it.
    """

    def __init__(self, place: Place, connection: sqlite3.Connection) -> None:
        """Look at what is needed to decide whether it still holds."""
        self.place = place
        self.connection = connection
        self.state = state_of(connection)
        self.files = known_files(connection)
        self.drafts = Drafts()

    @property
    def build(self) -> str:
        """The name of the cold build that it comes from."""
        return str(self.state["build"])

    @property
    def generation(self) -> int:
        """How many changes of the rows it has seen since then."""
        return int(self.state["generation"])

    @property
    def is_usable(self) -> bool:
        """Whether it holds the records; of an unusual log it knows the files only."""
        return bool(self.state["usable"])

    @cached_property
    def file_names(self) -> dict[int, str]:
        """The names of the files by their numbers."""
        return {it.number: it.name for it in self.files}

    @cached_property
    def indicators(self) -> dict[int, str]:
        """The names of the indicators by their numbers."""
        return dict(self.connection.execute("SELECT number, name FROM indicators"))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the indicators by their names."""
        return {name: number for number, name in self.indicators.items()}

    @property
    def front(self) -> str:
        """What it says about the settings and the catalogue; mostly the truth."""
        return str(self.state.get("front", ""))

    @property
    def problems(self) -> list[Finding]:
        """What the reader noticed in the files of the log."""
        marked = [it for it in self.files if it.problems]
        if not marked:
            return []
        from riskctl.storage.index.records import unpacked_problems

        return [
            finding
            for file in sorted(marked, key=lambda it: it.name)
            for finding in unpacked_problems(file.problems, file.name)
        ]

    def look_again(self) -> None:
        """See what was added to the index itself; the rows must still be the same."""
        connection = open_to_read(self.place.base)
        state = state_of(connection)
        if (state["build"], state["generation"]) == (self.build, self.generation):
            # Whoever still reads from the other one holds it.
            self.connection, self.state = connection, state
        else:
            connection.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def known_files(connection: sqlite3.Connection) -> tuple[KnownFile, ...]:
    """Return what an index says about the files of the log."""
    return tuple(
        KnownFile(
            row[0],
            row[1],
            Stamp(*row[2:6]),
            bool(row[6]),
            row[7],
            row[8],
            bool(row[9]),
            *row[10:],
        )
        for row in connection.execute(_FILES)
    )


def open_index(place: Place) -> OpenIndex | None:
    """
    Open an index; nothing when its seal is missing or does not fit.

    The seal is looked at before and after, for the file may be exchanged meanwhile.

    Raises:
        Error: SQLite cannot read it.
    """
    seal = read_seal(place)
    if not seal or not seal.is_current or not is_intact(place, seal):
        return None
    index = OpenIndex(place, open_to_read(place.base))
    is_same = (index.build, index.generation) == (seal.build, seal.generation)
    if is_same and read_seal(place) == seal and is_intact(place, seal):
        return index
    index.close()
    return None
