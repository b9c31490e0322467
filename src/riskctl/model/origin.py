"""Where in the files something stands."""

from typing import Final, NamedTuple


class Origin(NamedTuple):
    """
    Where a record stands, for messages only.

    Attributes:
        file: The path relative to the watch, with forward slashes.
        line: Counted from 1; 0 means the file as a whole.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Spell it so that an editor can jump there."""
        return f"{self.file}:{self.line}" if self.line else self.file


# Of what was made in memory, and of a file as a whole where nothing else is known.
NOWHERE: Final = Origin("")
