"""A watch that cannot be read, beside others that can."""

from typing import NamedTuple


class Unread(NamedTuple):
    """
    A watch that has no level because it cannot be read.

    Attributes:
        name: Of its folder.
        message: What is wrong with it, in one line.
        hint: What to type.
    """

    name: str
    message: str
    hint: str
