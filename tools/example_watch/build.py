"""
Make an example watch from a table of events and the mapping of its folder.

    python tools/example_watch/build.py china-india
    python tools/example_watch/build.py us-russia PATH/TO/us-russia-events.csv

A folder beside this file holds what an example is made of:

- `example.toml`: its catalogue, its first and last day, the review over that time;
- `riskctl.toml`: its settings, copied;
- `events.csv`, unless another table is named: date, title, summary, source_url (one
  or several, a space between them) and admiralty;
- `mapping.csv`: the indicator and value that each row supports, and why;
- `left_out.csv`: the rows that are in no log, each with the reason. A row that is in
  neither of the two, or in both, is an error;
- `starting_positions.csv` and, where there are any, `additions.csv`: where each
  status stood on the first day, and changes that the table of events leaves out;
- `windows.csv`: the windows for a backtest, copied. Their dates are those of the
  events in their sources, and not those on which the score moved.
"""

import csv
import shutil
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.identity import new_id
from riskctl.model.record import Event, Review
from riskctl.storage.create import create_watch
from riskctl.storage.edit import month_file
from riskctl.storage.inventory import write_inventory
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder, read_watch

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"

Row = dict[str, str]


def main(name: str, source: Path | None = None, folder: Path | None = None) -> None:
    """
    Write the example *name* anew; the same tables give the same bytes.

    Args:
        source: The table of events; None for the one in the example's folder.
        folder: Where the watch goes; None for its place in the repository.
    """
    tables, target = HERE / name, folder or EXAMPLES / name
    about = tomllib.loads((tables / "example.toml").read_text(encoding="utf-8"))
    events = named(read_events(tables, source or tables / "events.csv", about))
    shutil.rmtree(target, ignore_errors=True)
    make_watch(tables, target, is_pair_neutral=about["catalogue"] == "starter")
    files: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda it: it.order):
        files.setdefault(month_file(event.date), []).append(block(event))
    look = review(about, indicators(target))
    files.setdefault(month_file(look.date), []).append(block(look))
    (target / "log").mkdir(parents=True)
    for path, blocks in files.items():
        (target / path).write_text("\n".join(blocks), encoding="utf-8")
    write_inventory(target, read_watch(WatchFolder(target)).log)
    print(f"{len(events)} events in {len(files)} months")


def read_events(tables: Path, source: Path, about: dict[str, Any]) -> list[Event]:
    """Return every event that the tables hold, still without an id."""
    facts, mapping = rows(source), rows(tables / "mapping.csv")
    check_complete(facts, mapping, rows(tables / "left_out.csv"))
    starts = rows(tables / "starting_positions.csv")
    return [
        *(observed(it, day=about["first_day"], recorded_days=1) for it in starts),
        *mapped(facts, mapping),
        *map(dated, rows(tables / "additions.csv")),
    ]


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file by their column names; none where it is absent."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mapped(source: list[Row], mapping: list[Row]) -> list[Event]:
    """Return the source's rows as events, in the mapping's words."""
    facts = {(row["date"], row["title"]): row for row in source}
    return [
        dated(
            {
                **line,
                "source": facts[line["date"], line["title"]]["source_url"],
                "grade": facts[line["date"], line["title"]]["admiralty"],
                "note": facts[line["date"], line["title"]]["summary"],
            }
        )
        for line in mapping
    ]


def dated(row: Row) -> Event:
    """Return a row that says its own day as an event."""
    return observed(
        row,
        day=date.fromisoformat(row["date"]),
        recorded_days=int(row["recorded_days"]),
    )


def observed(row: Row, *, day: date, recorded_days: int) -> Event:
    """Return one row as an event, recorded at noon some days later."""
    return Event(
        id="",
        date=day,
        indicator=row["indicator"],
        value=row["value"],
        title=row["title"],
        sources=tuple(row["source"].split()),
        grade=Grade.parse(row["grade"]) or UNGRADED,
        note=row["note"],
        recorded=noon(day + timedelta(days=recorded_days)),
        backfilled=True,
    )


def review(about: dict[str, Any], looked_at: Sequence[str]) -> Review:
    """Return the look over the whole time, on the day of the compilation."""
    return Review(
        id=new_id(about["last_day"], about["review"], taken=()),
        since=about["first_day"],
        date=about["last_day"],
        indicators=tuple(looked_at),
        note=about["review"],
        recorded=noon(about["compiled"]),
    )


def noon(day: date) -> datetime:
    """Return the middle of *day*, in UTC."""
    return datetime.combine(day, time(12), UTC)


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


def make_watch(tables: Path, target: Path, *, is_pair_neutral: bool) -> None:
    """Make the watch as `riskctl init` does, with the example's own settings."""
    settings = (tables / "riskctl.toml").read_bytes()
    one, other = tomllib.loads(settings.decode())["sides"]
    create_watch(WatchFolder(target), sides=(one, other) if is_pair_neutral else None)
    (target / "riskctl.toml").write_bytes(settings)
    shutil.copyfile(tables / "windows.csv", target / "windows.csv")


def indicators(target: Path) -> list[str]:
    """Return the ids of the watch's indicators, in the catalogue's order."""
    text = (target / "indicators.toml").read_text(encoding="utf-8")
    return [it["id"] for it in tomllib.loads(text)["indicator"]]


def check_complete(source: list[Row], mapping: list[Row], left_out: list[Row]) -> None:
    """Stop when a row of the source is nowhere, or both in and out."""
    known = {(row["date"], row["title"]) for row in source}
    used = {(row["date"], row["title"]) for row in mapping}
    unused = {(row["date"], row["title"]) for row in left_out}
    wrong = (known ^ (used | unused)) | (used & unused)
    if wrong:
        sys.exit(f"not placed exactly once: {sorted(wrong)}")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
