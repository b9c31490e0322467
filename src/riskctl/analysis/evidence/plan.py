"""What an import would write: what is new, what changed, and what is gone."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from riskctl.analysis.evidence.gather import Gathered, same_content
from riskctl.analysis.evidence.known import Known, standing
from riskctl.analysis.evidence.row import Lead
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.mapping import Destination, Mapping
from riskctl.model.provenance import Provenance
from riskctl.model.record import Event, Retraction
from riskctl.model.seen import Decision, Seen


@dataclass
class Plan:
    """
    What an import would write.

    Attributes:
        batch: The name of the import.
        new: The events that nobody has seen, in the order of the file.
        changed: Candidates for the inbox: what a row says now, and the event in the
            log that it said something else about, if there is one.
        gone: Candidates for the inbox: events whose rows are no more.
        withdrawn: Decisions: candidates of rows that are no more.
        known: How many rows said what is known.
    """

    gathered: Gathered
    batch: str
    new: list[Event] = field(default_factory=list)
    changed: list[Event] = field(default_factory=list)
    gone: list[Retraction] = field(default_factory=list)
    withdrawn: list[Seen] = field(default_factory=list)
    known: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.new or self.changed or self.gone or self.withdrawn)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were which; they add up to all of them."""
        said = self.gathered
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "dropped": said.dropped.total(),
            "unmapped": said.unmapped.total(),
            "known": self.known,
            "outside": said.outside,
            "bad": said.bad_rows,
        }


def planned(  # noqa: PLR0913 (what was said, and all that is known)
    gathered: Gathered,
    mapping: Mapping,
    log: Log,
    known: Known,
    *,
    batch: str,
    taken: Container[str],
    now: datetime,
    by: str,
) -> Plan:
    """
    Return what an import would write.

    A row is never taken for another because the two look alike: what tells a row
    from others decides, and nothing else.

    Args:
        taken: The ids in use, in the log and in the inbox.
    """
    plan = Plan(gathered, batch, known=gathered.repeated)
    planner = _Planner(mapping, log, known, plan, _Ids(taken), by)
    for lead in gathered.leads.values():
        planner.place(lead)
    if mapping.revises:
        planner.withdraw(now)
    return plan


class _Ids:
    """Ids that are in use: those that were, and those that are given meanwhile."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken, self._given = taken, set[str]()

    def __contains__(self, name: object) -> bool:
        return name in self._given or name in self._taken

    def given(self, event: Event, content: str) -> Event:
        """Return an event with an id made from what it rests on."""
        name = new_id(event.date, content, taken=self)
        self._given.add(name)
        return event._replace(id=name)


@dataclass
class _Planner:
    """One plan on its way, and all that it rests on."""

    mapping: Mapping
    log: Log
    known: Known
    plan: Plan
    ids: _Ids
    by: str

    def place(self, lead: Lead) -> None:
        """Put a row where it belongs: new, changed or known."""
        row, name = lead.identity, self.mapping.name
        before = self.known.events.get(row)
        decided = self.known.decided.get(row)
        logged = self.known.logged.get(row)
        came = Provenance.of(self.mapping.stamp, self.plan.batch, row)
        event = lead.event._replace(via=str(came), by=self.by)
        if decided and decided.decision is Decision.WITHDRAWN and not logged:
            before = decided = None  # it was no more, and comes again
        if before is None and decided is None:
            self.plan.new.append(self.ids.given(event, f"{name} {row}"))
            return
        stands = standing(self.log, logged) if logged else None
        if (
            before is None  # it was passed over, once and for all
            or same_content(before[0], event)
            or (decided and not logged and not decided.decision.is_open)
            or (
                logged and stands is None
            )  # somebody withdrew it: no row brings it back
        ):
            self.plan.known += 1
            return
        # What a row says a second time was learned now, whatever its clock says.
        event = event._replace(
            replaces=stands.id if stands else "",
            recorded=max(event.recorded, stands.recorded) if stands else event.recorded,
        )
        content = f"{name} {row} {self.plan.batch}"
        self.plan.changed.append(self.ids.given(event, content))

    def withdraw(self, now: datetime) -> None:
        """Find what a data set that revises itself no longer says of the same days."""
        days = self.plan.gathered.days
        for row, (event, came) in self.known.events.items() if days else ():
            is_there = row in self.plan.gathered.identities
            if not is_there and days and event.date in days:
                self._take_out(row, event, came, now)

    def _take_out(
        self, row: str, event: Event, came: Provenance, now: datetime
    ) -> None:
        """Propose to retract what a row became; take its candidate out of the inbox."""
        name, logged = self.mapping.name, self.known.logged.get(row)
        stands = standing(self.log, logged) if logged else None
        if stands:
            gone = new_id(event.date, f"{name} {row} gone", taken=())
            if gone not in self.ids:  # else it was proposed before
                reason = f"{name} no longer has row {row}"
                self.plan.gone.append(
                    Retraction(gone, stands.id, reason, now, by=self.by)
                )
        elif not logged and _is_open(self.known.decided.get(row)):
            self.plan.withdrawn.append(
                Seen(
                    mapping=name,
                    row=row,
                    decision=Decision.WITHDRAWN,
                    at=now,
                    candidate=event.id,
                    batch=came.batch,
                    by=self.by,
                )
            )


def _is_open(decided: Seen | None) -> bool:
    return decided is None or decided.decision.is_open


def passed(leads: Iterable[Event], mapping: Mapping, *, now: datetime) -> list[Seen]:
    """Return the decisions by which rows are passed over for good."""
    found = ((it, Provenance.parse(it.via)) for it in leads)
    return [
        Seen(
            mapping=mapping.name,
            row=came.row,
            decision=Decision.PASSED,
            at=now,
            batch=came.batch,
            by=event.by,
        )
        for event, came in found
        if came
    ]


def for_the_inbox(plan: Plan, mapping: Mapping) -> list[Event | Retraction]:
    """Return what a person is to look at before it counts."""
    leads = plan.new if mapping.to is Destination.INBOX else []
    return [*leads, *plan.changed, *plan.gone]
