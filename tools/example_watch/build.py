"""
Make `examples/us-russia/` from a table of events and the mapping beside this file.

    python tools/example_watch/build.py PATH/TO/us-russia-events.csv [FOLDER]

The table has the columns date, title, summary, source_url and admiralty; the
mapping says which indicator and value each of its rows supports, and why. A row
that is in neither `mapping.csv` nor `left_out.csv`, or in both, is an error. The
windows for a backtest are copied: their dates are those of the events in their
sources, and not those on which the score moved.
"""

import csv
import shutil
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.identity import new_id
from riskctl.model.record import Event
from riskctl.storage.edit import month_file
from riskctl.storage.text.writer import block

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WATCH = ROOT / "examples" / "us-russia"
FIRST_DAY = date(2008, 1, 1)
SETTINGS = """\
# The example watch of riskctl: real events, 2008 to 2026, each with its source.
# How each came to its indicator and value: tools/example_watch/ in the repository.
format = 1
title = "United States – Russia"
sides = ["United States", "Russia"]
timezone = "UTC"
default_grade = "F6"
"""

Row = dict[str, str]


def main(source: Path, folder: Path = WATCH) -> None:
    """Write the watch anew into *folder*; the same input gives the same bytes."""
    events = named(
        [
            *starting_positions(rows(HERE / "starting_positions.csv")),
            *mapped(rows(source), rows(HERE / "mapping.csv")),
            *additions(rows(HERE / "additions.csv")),
        ]
    )
    check_complete(
        rows(source), rows(HERE / "mapping.csv"), rows(HERE / "left_out.csv")
    )
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "log").mkdir(parents=True)
    (folder / "riskctl.toml").write_text(SETTINGS, encoding="utf-8")
    shutil.copyfile(ROOT / "data" / "indicators.toml", folder / "indicators.toml")
    shutil.copyfile(HERE / "windows.csv", folder / "windows.csv")
    files: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda it: it.order):
        files.setdefault(month_file(event.date), []).append(block(event))
    for name, blocks in files.items():
        (folder / name).write_text("\n".join(blocks), encoding="utf-8")
    print(f"{len(events)} events in {len(files)} months")


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file by their column names."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def starting_positions(table: list[Row]) -> list[Event]:
    """Return where each status stood on the first day."""
    return [observed(row, day=FIRST_DAY, recorded_days=1) for row in table]


def additions(table: list[Row]) -> list[Event]:
    """Return the changes of status that the source table leaves out."""
    return [
        observed(
            row,
            day=date.fromisoformat(row["date"]),
            recorded_days=int(row["recorded_days"]),
        )
        for row in table
    ]


def mapped(source: list[Row], mapping: list[Row]) -> list[Event]:
    """Return the source's rows as events, in the mapping's words."""
    facts = {(row["date"], row["title"]): row for row in source}
    return [
        observed(
            {
                **line,
                "source": facts[line["date"], line["title"]]["source_url"],
                "grade": facts[line["date"], line["title"]]["admiralty"],
                "note": facts[line["date"], line["title"]]["summary"],
            },
            day=date.fromisoformat(line["date"]),
            recorded_days=int(line["recorded_days"]),
        )
        for line in mapping
    ]


def observed(row: Row, *, day: date, recorded_days: int) -> Event:
    """Return one row as an event, recorded at noon some days later."""
    return Event(
        id="",
        date=day,
        indicator=row["indicator"],
        value=row["value"],
        title=row["title"],
        sources=(row["source"],),
        grade=Grade.parse(row["grade"]) or UNGRADED,
        note=row["note"],
        recorded=datetime.combine(day + timedelta(days=recorded_days), time(12), UTC),
        backfilled=True,
    )


def named(events: list[Event]) -> list[Event]:
    """Give every event its permanent id, made from what it says."""
    taken: set[str] = set()
    result = []
    for event in events:
        content = f"{event.indicator} {event.value} {event.title}"
        name = new_id(event.date, content, taken=taken)
        taken.add(name)
        result.append(event._replace(id=name))
    return result


def check_complete(source: list[Row], mapping: list[Row], left_out: list[Row]) -> None:
    """Stop when a row of the source is nowhere, or both in and out."""
    known = {(row["date"], row["title"]) for row in source}
    used = {(row["date"], row["title"]) for row in mapping}
    unused = {(row["date"], row["title"]) for row in left_out}
    wrong = (known ^ (used | unused)) | (used & unused)
    if wrong:
        sys.exit(f"not placed exactly once: {sorted(wrong)}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
