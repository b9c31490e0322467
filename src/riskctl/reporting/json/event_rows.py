"""Each event as a row, the same in CSV and in lines of JSON."""

from collections.abc import Iterable

from riskctl.model.log import Log
from riskctl.model.record import Event
from riskctl.reporting.csv import Cell, csv_text
from riskctl.reporting.json.events import event_part
from riskctl.reporting.table import json_line

# The keys of the log, in its order; what became of an event stands after them.
COLUMNS = (
    "id",
    "date",
    "indicator",
    "value",
    "title",
    "sources",
    "grade",
    "note",
    "recorded",
    "by",
    "scheduled",
    "backfilled",
    "tlp",
    "replaces",
    "retracted",
    "replaced_by",
    "until",
    "forum",
    "theatre",
    "via",
    "origins",
    "distinct",
    "confirms",
    "confirmed_by",
)


def events_csv(
    events: Iterable[Event], *, log: Log, for_spreadsheet: bool = False
) -> str:
    """Return one row for each event, with the columns of the log."""
    return csv_text(
        COLUMNS, (_row(it, log) for it in events), for_spreadsheet=for_spreadsheet
    )


def events_lines(events: Iterable[Event], *, log: Log) -> str:
    """Return one JSON object in a line for each event."""
    return "".join(json_line(event_part(it, log)) for it in events)


def _row(event: Event, log: Log) -> list[Cell]:
    part = event_part(event, log)
    cells = (part[name] for name in COLUMNS)
    return [list_cell(it) if isinstance(it, list) else it for it in cells]


def list_cell(items: Iterable[str]) -> str:
    r"""
    Return several texts as one cell, so that each can be told from the next.

    An empty one keeps its place: the second origin is that of the second source.

    >>> list_cell(["Die Zeit, p. 3", "", "a|b"])
    'Die Zeit, p. 3 |  | a\\|b'
    """
    return " | ".join(it.replace("\\", r"\\").replace("|", r"\|") for it in items)
