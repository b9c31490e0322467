"""What the product makes of a catalogue and a log that are given as TOML tables."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from riskctl.analysis.days.history import walk_log
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.period import Period
from riskctl.model.record import Record
from riskctl.model.records import Records
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.watch import WatchFolder, read_watch

Table = dict[str, Any]


class Day(NamedTuple):
    """A day's judgement."""

    day: date
    score: float
    level: int


def judged(folder: Path, until: date) -> list[Day]:
    """Judge every day of the watch in *folder* from its first event to *until*."""
    watch = read_watch(WatchFolder(folder))
    return days_of(watch.catalogue, watch.log, until)


def judge(catalogue: Table, log: Iterable[Table], until: date) -> list[Day]:
    """Judge every day of a log from its first event to *until*."""
    records: list[Record] = []
    for table in log:
        for kind, rows in table.items():
            records += (record_of(kind, tomli_w.dumps(row)) for row in rows)
    model, problems = read_catalogue(tomli_w.dumps(catalogue).encode(), "catalogue")
    assert problems == []
    return days_of(model, Log([Records(records)]), until)


@cache
def record_of(kind: str, text: str) -> Record:
    """Read one record; what it lacks for a file of the log is filled in."""
    given = "" if "title = " in text or kind != "event" else 'title = "Invented"\n'
    read = read_log(f"[[{kind}]]\n{given}{text}".encode(), "log")
    assert read.problems == (), read.problems
    return read.records[0]


def days_of(catalogue: Catalogue, log: Log, until: date) -> list[Day]:
    """Return every day of a log under a catalogue."""
    history = walk_log(catalogue, log, until=until)
    if history is None:
        return []
    days = history.within(Period(history.first, until))
    return [Day(it.date, it.score, it.level.value) for it in days]
