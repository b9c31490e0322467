"""All the rows of a file under a mapping, counted so that nothing is lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from riskctl.analysis.evidence.identity import identity_of
from riskctl.analysis.evidence.row import Dropped, Lead, Outside, Present, day_in, judge
from riskctl.model.cells import Bad, Row
from riskctl.model.mapping import Mapping
from riskctl.model.period import Period
from riskctl.model.record import Event

_MOST_BAD: Final = 1000
# What an event says, without when and how it came in.
CONTENT: Final = attrgetter(
    "date", "indicator", "value", "title", "sources", "origins", "note", "grade"
)


@dataclass
class Gathered:
    """
    What a file said.

    Attributes:
        rows: How many there were.
        leads: Those that say something, by what tells them apart, in their order.
        repeated: How many rows said again what an earlier row of the file said.
        dropped: How many each reason left out.
        unmapped: How many of each kind no rule knows.
        bad: The first that cannot be read; `bad_rows` says how many there are.
        identities: What tells its rows apart; only for data that revises itself.
        days: The first and the last day of them; only for such data, too.
    """

    rows: int = 0
    leads: dict[str, Lead] = field(default_factory=dict)
    repeated: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    outside: int = 0
    bad: list[Bad] = field(default_factory=list)
    bad_rows: int = 0
    identities: set[str] = field(default_factory=set)
    days: Period | None = None

    def note_bad(self, bad: Bad) -> None:
        """Count a row that cannot be read, and keep the first ones."""
        self.bad_rows += 1
        if len(self.bad) < _MOST_BAD:
            self.bad.append(bad)


def gather(rows: Iterable[Row | Bad], mapping: Mapping, present: Present) -> Gathered:
    """Say what all rows of a file mean; as many are kept as say something."""
    found = Gathered()
    for row in rows:
        found.rows += 1
        if isinstance(row, Bad):
            found.note_bad(row)
            continue
        if mapping.revises:
            _note_present(found, row, mapping, present)
        said = judge(row, mapping, present)
        if isinstance(said, Lead):
            _take(found, said)
        elif isinstance(said, Outside):
            found.outside += 1
        elif isinstance(said, Dropped):
            found.dropped[said.rule.drop] += 1
        elif isinstance(said, Bad):
            found.note_bad(said)
        else:
            found.unmapped[said.code] += 1
    return found


def _note_present(
    found: Gathered, row: Row, mapping: Mapping, present: Present
) -> None:
    """Note that a row is there, whatever becomes of it, and what days there are."""
    found.identities.add(identity_of(row, mapping))
    day = day_in(row, mapping, present)
    if day and found.days:
        found.days = Period(min(found.days.first, day), max(found.days.last, day))
    elif day:
        found.days = Period(day, day)


def _take(found: Gathered, lead: Lead) -> None:
    """Keep a lead; of two of one row the one that was noted later."""
    known = found.leads.get(lead.identity)
    if known is None:
        found.leads[lead.identity] = lead
    elif same_content(known.event, lead.event):
        found.repeated += 1
    elif lead.is_dated and known.event.recorded != lead.event.recorded:
        found.repeated += 1
        if known.event.recorded < lead.event.recorded:
            found.leads[lead.identity] = lead
    else:
        found.note_bad(
            Bad(
                lead.line,
                f"says something else than line {known.line}, and nothing tells the "
                "two apart",
                "add a field to `identity`, or delete one of the two",
            )
        )


def same_content(one: Event, other: Event) -> bool:
    """Say whether two events say the same."""
    return CONTENT(one) == CONTENT(other)
