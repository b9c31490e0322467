"""The columns of a table: their names, and the cells that a mapping needs."""

from collections.abc import Sequence
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, Reader, Row
from riskctl.model.similar import hint_for

_SEPARATORS: Final = ";,\t|"
_NAMED: Final = 12


class Columns:
    """
    The columns of one table.

    Attributes:
        is_header: The row that they were made from names them, and is no other row.
    """

    def __init__(
        self, names: Sequence[str], reader: Reader, needed: Sequence[str], shown: str
    ) -> None:
        """
        Find the columns that are needed.

        Raises:
            UsageError: One is missing, or two are called alike.
        """
        self.is_header = False
        self._width = len(names)
        self._least = reader.least or self._width
        self._empty = {"", *reader.empty}
        self._taken = []
        for name in needed:
            places = [at for at, it in enumerate(names) if it == name]
            if not places:
                raise _missing(name, names, reader, shown)
            if len(places) > 1:
                one, other = (it + 1 for it in places[:2])
                raise UsageError(
                    f"{shown}: two columns are called `{name}`, {one} and {other}",
                    hint="give one of them another name",
                )
            self._taken.append((name, places[0]))

    @classmethod
    def of(
        cls, first: Sequence[str], reader: Reader, needed: Sequence[str], *, shown: str
    ) -> "Columns":
        """
        Return the columns of a table that begins with a row.

        Args:
            first: The row; the header where the mapping says that there is one, and,
                where it names the columns as well, where it names a needed one.
            shown: The file and the line of it.

        Raises:
            UsageError: They are not what the mapping says.
        """
        names = [it.strip() for it in first]
        while names and not names[-1]:
            names.pop()
        if reader.header and (not reader.columns or not set(needed).isdisjoint(names)):
            columns = cls(names, reader, needed, shown)
            columns.is_header = True
            return columns
        columns = cls(reader.columns, reader, needed, shown)
        if not columns.fits(first):
            raise UsageError(
                f"{shown}: {len(first)} columns, and the mapping names "
                f"{len(reader.columns)}",
                hint="another release of the data? mend `columns`, `least` or "
                "`separator` of the reader",
            )
        return columns

    def fits(self, cells: Sequence[str]) -> bool:
        """Say whether a row has as many cells as it may have."""
        return len(cells) >= self._least and not any(cells[self._width :])

    def row(self, cells: Sequence[str], line: int) -> Row | Bad:
        """Return a row with the cells that are needed, or what is wrong with it."""
        if not self.fits(cells):
            few = len(cells) < self._least
            return Bad(
                line,
                f"{len(cells)} cells, and there are {self._width} columns",
                "the row is cut off: restore it"
                if few
                else "put a cell that holds the separator in quotation marks",
            )
        found = {}
        count = len(cells)
        for name, place in self._taken:
            if place < count:
                text = cells[place].strip()
                if text not in self._empty:
                    found[name] = text
        return Row(line, found)


def _missing(name: str, names: Sequence[str], reader: Reader, shown: str) -> UsageError:
    """Return what is said of a column that is not there."""
    if len(names) == 1 and reader.form.is_delimited:
        between = next((it for it in _SEPARATORS if it in names[0]), None)
        if between and between != reader.separator:
            spelled = "\\t" if between == "\t" else between
            return UsageError(
                f"{shown}: the columns are separated by `{spelled}`, and the mapping "
                f"says `{reader.separator}`",
                hint=f'reader = {{ ..., separator = "{spelled}" }}',
            )
    shown_names = ", ".join(f"`{it}`" for it in names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    near = hint_for(name, names)
    return UsageError(
        f"{shown}: there is no column `{name}`",
        hint=f"{near} " * bool(near) + f"the columns are {shown_names}{more}",
    )
