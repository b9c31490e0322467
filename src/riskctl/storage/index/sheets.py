"""Tallies as bytes: a month of a ledger, as it is kept in the index."""

import struct
from collections.abc import Iterable, Mapping
from typing import Final

from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import GRADES, Grade
from riskctl.model.ledger import Sheet
from riskctl.model.tally import Tally, tally

# The number of the indicator, the ordinal of the day, and the tally.
_CELL: Final = struct.Struct("<2q6d")

# The number of the indicator, day, recorded, id, value, grade: to be sorted so.
Mark = tuple[int, int, int, str, str | float, str]
Cells = dict[tuple[int, int], Tally]


def counted(
    marks: Iterable[Mark], indicators: Mapping[int, str], catalogue: Catalogue
) -> Cells:
    """
    Add up what was marked, in the order in which it was recorded.

    Raises:
        KeyError: A value is not on its scale; the watch was not checked before.
    """
    meant: dict[tuple[int, str | float, str], tuple[float, Grade]] = {}
    by_cell: dict[tuple[int, int], list[tuple[float, Grade]]] = {}
    for number, day, _, _, value, grade in sorted(marks):
        mark = meant.get((number, value, grade))
        if mark is None:
            weight = catalogue.number(indicators[number], value)
            mark = (weight, GRADES[grade])
            meant[number, value, grade] = mark
        cell = by_cell.get((number, day))
        if cell is None:
            by_cell[number, day] = [mark]
        else:
            cell.append(mark)
    alone: dict[tuple[int, float, Grade], Tally] = {}
    cells = {}
    for place, found in by_cell.items():
        indicator = catalogue[indicators[place[0]]]
        if len(found) > 1:
            cells[place] = tally(indicator, found)
            continue
        # Most days have one event of an indicator, and there are few kinds of them.
        kind = (place[0], *found[0])
        if kind not in alone:
            alone[kind] = tally(indicator, found)
        cells[place] = alone[kind]
    return cells


def sheet_of(cells: Cells, indicators: Mapping[int, str]) -> Sheet:
    """Return cells as a sheet: the days of each indicator, in order."""
    sheet: dict[str, list[tuple[int, Tally]]] = {}
    for (number, day), line in sorted(cells.items()):
        sheet.setdefault(indicators[number], []).append((day, line))
    return sheet


def packed_cells(cells: Cells) -> bytes:
    """Return cells as bytes."""
    return b"".join(_CELL.pack(*cell, *line) for cell, line in sorted(cells.items()))


def unpacked_cells(page: bytes) -> Cells:
    """Return the cells that were packed."""
    return {it[:2]: Tally._make(it[2:]) for it in _CELL.iter_unpack(page)}
