"""What was worked out from an index and is not yet kept in it."""


class Drafts:
    """
    What is on its way into the index.

    It is kept all at once, when the command is done: a change of the file costs more
    than what is changed.

    Attributes:
        sheets: By catalogue and month.
        margin: By catalogue, kind and month.
        front: What is known of the settings and the catalogue; nothing new if empty.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sheets: dict[tuple[str, int], bytes] = {}
        self.margin: dict[tuple[str, str, int], bytes] = {}
        self.front = ""

    @property
    def size(self) -> int:
        """The bytes that wait, or nearly so."""
        kept = (*self.sheets.values(), *self.margin.values())
        return len(self.front) + sum(len(it) for it in kept)

    def clear(self) -> None:
        """Forget them: they are kept, or do not hold any more."""
        self.sheets.clear()
        self.margin.clear()
        self.front = ""
