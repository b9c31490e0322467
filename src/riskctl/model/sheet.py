"""A sheet: the tallies of one month, indicator by indicator, day by day."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from riskctl.model.known import IN_ORDER
from riskctl.model.tally import Tally, tally

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.record import Event, Mark

# The days (as ordinals, in order) of each indicator that has any.
Sheet = Mapping[str, Sequence[tuple[int, Tally]]]

# The place of the indicator in the catalogue, the ordinal of the day, the tally.
_CELL: Final = struct.Struct(f"<Hi{len(Tally._fields)}d")


def sheet_of(catalogue: "Catalogue", marks: "Iterable[Event | Mark]") -> Sheet:
    """
    Add up the events of one month.

    Args:
        marks: What its events in force weigh, in any order.

    Raises:
        KeyError: A value is not on its scale; the watch was not checked before.
    """
    cells: dict[tuple[str, int], list[Event | Mark]] = {}
    for mark in marks:
        cells.setdefault((mark.indicator, mark.date.toordinal()), []).append(mark)
    sheet: dict[str, list[tuple[int, Tally]]] = {}
    numbers: dict[tuple[str, str | float], float] = {}
    for (name, day), happened in sorted(cells.items()):
        weighed = []
        for it in sorted(happened, key=IN_ORDER):
            number = numbers.get((name, it.value))
            if number is None:
                number = catalogue.number(name, it.value)
                numbers[name, it.value] = number
            weighed.append((number, it.grade, 1))
        sheet.setdefault(name, []).append((day, tally(catalogue[name], weighed)))
    return sheet


def pack(sheet: Sheet, catalogue: "Catalogue") -> bytes:
    """Return a sheet as bytes, which `unpack` reads."""
    places = {it.id: place for place, it in enumerate(catalogue)}
    return b"".join(
        _CELL.pack(places[name], day, *it)
        for name, lines in sheet.items()
        for day, it in lines
    )


def unpack(page: bytes, catalogue: "Catalogue") -> Sheet:
    """Read what `pack` returned under a catalogue of the same meaning."""
    sheet: dict[str, list[tuple[int, Tally]]] = {}
    for place, day, *numbers in _CELL.iter_unpack(page):
        name = catalogue.indicators[place].id
        sheet.setdefault(name, []).append((day, Tally._make(numbers)))
    return sheet
