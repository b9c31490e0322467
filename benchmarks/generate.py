"""
Write invented logs of any size: a watch, and the same events for each peer.

    python -m benchmarks.generate FOLDER EVENTS [FORM...]

Everything follows from the seed and the catalogue: the same size gives the same
bytes. `facts.json` beside the logs holds what a right answer must show.
"""

import json
import shutil
import sys
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TextIO

from benchmarks.facts import Facts
from benchmarks.forms import FORMS, Form, riskctl, slot_seconds
from benchmarks.invented import SPAN_DAYS, Event, Retraction, Review, invent
from benchmarks.scales import CATALOGUE, Gauge, gauges

SEED: Final = 20_261_120
SETTINGS: Final = """\
# Invented for a benchmark: nothing in this log happened.
format = 1
title = "Invented – Invented"
sides = ["Invented East", "Invented West"]
timezone = "UTC"
default_grade = "F6"
"""


class WatchFiles:
    """
    The watch as it is written: a month is complete when the next one begins.

    Records stand in the order in which they were recorded, as `riskctl log` would
    have left them.
    """

    def __init__(self, folder: Path) -> None:
        """Make the watch, with an empty log."""
        self._log = folder / "log"
        self._log.mkdir(parents=True)
        self._month = ""
        self._blocks: list[tuple[str, str]] = []
        shutil.copyfile(CATALOGUE, folder / "indicators.toml")
        (folder / "riskctl.toml").write_text(SETTINGS, encoding="utf-8")

    def add(self, record: Event | Review | Retraction) -> None:
        """Take a record; its day is never before an earlier one's."""
        day = record.event.day if isinstance(record, Retraction) else record.day
        if day[:7] != self._month:
            self.finish()
            self._month = day[:7]
        self._blocks.append((record.recorded, riskctl(record)))

    def finish(self) -> None:
        """Write the month at hand."""
        if self._blocks:
            self._blocks.sort(key=lambda it: it[0])
            text = "\n".join(block for _, block in self._blocks)
            (self._log / f"{self._month}.toml").write_text(text, encoding="utf-8")
            self._blocks.clear()


class PeerFiles:
    """A peer's files as they are written."""

    def __init__(self, folder: Path, form: Form, *, gap_seconds: int) -> None:
        """
        Make the folder.

        Args:
            gap_seconds: The time between two events of a day.
        """
        self._folder = folder
        self._form = form
        self._gap_seconds = gap_seconds
        self._name = ""
        self._file: TextIO | None = None
        self._stack = ExitStack()

    def add(self, event: Event, catalogue: list[Gauge]) -> None:
        """Write an event."""
        name = self._form.file.format(month=event.day[:7])
        if self._file is None or name != self._name:
            self.finish()
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._stack.enter_context(path.open("w", encoding="utf-8"))
            self._file.write(self._form.head(catalogue))
            self._name = name
        self._file.write(self._form.entry(event, self._gap_seconds))

    def finish(self) -> None:
        """Close the file at hand."""
        self._stack.close()


def generate(
    folder: Path, events: int, *, forms: Collection[str] = FORMS, seed: int = SEED
) -> Facts:
    """
    Write the watch into `folder/watch` and each form into `folder/FORM`.

    Args:
        folder: Must not exist.
        forms: Names of `FORMS`.
    """
    catalogue = gauges()
    gap_seconds = slot_seconds(-(-events // SPAN_DAYS) + 1)
    watch = WatchFiles(folder / "watch")
    peers = [PeerFiles(folder / it, FORMS[it], gap_seconds=gap_seconds) for it in forms]
    facts = Facts(events=events)
    for record in invent(events, catalogue, seed=seed):
        watch.add(record)
        if isinstance(record, Event):
            facts.add(record)
            for peer in peers:
                peer.add(record, catalogue)
    watch.finish()
    for peer in peers:
        peer.finish()
    if "timewarrior" in forms:
        tags = {name: {"count": number} for name, number in facts.counts.items()}
        tags_file = folder / "timewarrior" / "data" / "tags.data"
        tags_file.write_text(json.dumps(tags), encoding="utf-8")
    facts.write(folder / "facts.json")
    return facts


if __name__ == "__main__":
    made = generate(Path(sys.argv[1]), int(sys.argv[2]), forms=sys.argv[3:])
    print(f"{made.events} events, the last one: {made.last_title}")
