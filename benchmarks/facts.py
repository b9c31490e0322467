"""What a right answer must show: counted while the logs are written."""

import json
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks.forms import seconds
from benchmarks.invented import LAST_DAY, Event

# The last seven days, and the last whole ISO week.
WEEK_BEGIN: Final = LAST_DAY - timedelta(6)
REPORT_BEGIN: Final = LAST_DAY - timedelta(LAST_DAY.weekday() + 7)
REPORT_END: Final = REPORT_BEGIN + timedelta(6)

_WEEK_BEGIN, _LAST_DAY = WEEK_BEGIN.isoformat(), LAST_DAY.isoformat()
_REPORT_BEGIN, _REPORT_END = REPORT_BEGIN.isoformat(), REPORT_END.isoformat()


@dataclass(slots=True, kw_only=True)
class Facts:
    """
    Sums and counts of one log.

    Attributes:
        sums: By indicator, in hundredths of a point.
        counts: Events, by indicator.
        seconds: The length of all intervals, by indicator.
        last_id: Of the last event, which is never corrected.
        last_week: Events of the last seven days.
        report_sums: By indicator, in the last whole week.
    """

    events: int
    sums: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    last_id: str = ""
    last_title: str = ""
    last_indicator: str = ""
    last_week: int = 0
    last_day: int = 0
    report_sums: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """Count an event."""
        self.sums[event.indicator] += event.hundredths
        self.counts[event.indicator] += 1
        self.seconds[event.indicator] += seconds(event.hundredths)
        self.last_id = event.id
        self.last_title = event.title
        self.last_indicator = event.indicator
        day = event.day
        self.last_week += day >= _WEEK_BEGIN
        self.last_day += day == _LAST_DAY
        if _REPORT_BEGIN <= day <= _REPORT_END:
            self.report_sums[event.indicator] += event.hundredths

    def write(self, path: Path) -> None:
        """Keep the facts beside the logs."""
        values = {it.name: getattr(self, it.name) for it in fields(self)}
        path.write_text(json.dumps(values), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Facts":
        """Return the facts that lie beside the logs."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
