"""Where in the files something stands."""

from typing import Final, NamedTuple, TypeVar


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

Made = TypeVar("Made", bound=type[tuple[object, ...]])


def equal_wherever_read(kind: Made) -> Made:
    """
    Leave the last field, an origin, out of the comparison of named tuples.

    What something says decides whether it is another, and not where it stands.
    """

    def equals(self: tuple[object, ...], other: object) -> bool:
        return isinstance(other, kind) and self[:-1] == other[:-1]

    def differs(self: tuple[object, ...], other: object) -> bool:
        return not (isinstance(other, kind) and self[:-1] == other[:-1])

    def hashed(self: tuple[object, ...]) -> int:
        return hash(self[:-1])

    for name, method in (("eq", equals), ("ne", differs), ("hash", hashed)):
        setattr(kind, f"__{name}__", method)
    return kind
