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
    ids = _Ids(taken)
    for lead in gathered.leads.values():
        _place(lead, mapping, log, known, plan, ids, by)
    if mapping.revises:
        _withdraw(mapping, log, known, plan, ids, now, by)
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


def _place(  # noqa: PLR0913, PLR0917 (parts of one loop)
    lead: Lead,
    mapping: Mapping,
    log: Log,
    known: Known,
    plan: Plan,
    ids: _Ids,
    by: str,
) -> None:
    """Put a row where it belongs: new, changed or known."""
    row = lead.identity
    before = known.events.get(row)
    decided = known.decided.get(row)
    name, _, digest = mapping.stamp.partition("@")
    came = Provenance(name, digest, plan.batch, row)
    event = lead.event._replace(via=str(came), by=by)
    if decided and decided.decision is Decision.WITHDRAWN and row not in known.logged:
        before = decided = None  # it was no more, and comes again
    if before is None:
        if decided is not None:
            plan.known += 1  # it was passed over, once and for all
        else:
            plan.new.append(ids.given(event, f"{name} {row}"))
        return
    if same_content(before[0], event) or _is_settled(decided, row, known):
        plan.known += 1
        return
    logged = known.logged.get(row)
    stands = standing(log, logged) if logged else None
    if logged and stands is None:
        plan.known += 1  # somebody withdrew it, and no row brings it back
        return
    # What a row says a second time was learned now, whatever its clock says.
    event = event._replace(
        replaces=stands.id if stands else "",
        recorded=max(event.recorded, stands.recorded) if stands else event.recorded,
    )
    plan.changed.append(ids.given(event, f"{name} {row} {plan.batch}"))


def _is_settled(decided: Seen | None, row: str, known: Known) -> bool:
    """Say whether a row was refused: what it says later does not bring it back."""
    if decided is None or row in known.logged:
        return False
    return not decided.decision.is_open


def _withdraw(  # noqa: PLR0913, PLR0917 (parts of one loop)
    mapping: Mapping,
    log: Log,
    known: Known,
    plan: Plan,
    ids: _Ids,
    now: datetime,
    by: str,
) -> None:
    """Find what a data set that revises itself no longer says of the same days."""
    days = plan.gathered.days
    if days is None:
        return
    for row, (event, came) in known.events.items():
        if row in plan.gathered.present or event.date not in days:
            continue
        logged = known.logged.get(row)
        stands = standing(log, logged) if logged else None
        if stands:
            content = f"{mapping.name} {row} gone"
            name = new_id(event.date, content, taken=())
            if name not in ids:  # else it was proposed before
                reason = f"{mapping.name} no longer has row {row}"
                plan.gone.append(Retraction(name, stands.id, reason, now, by=by))
        elif not logged and _is_open(known.decided.get(row)):
            plan.withdrawn.append(
                Seen(
                    mapping=mapping.name,
                    row=row,
                    decision=Decision.WITHDRAWN,
                    at=now,
                    candidate=event.id,
                    batch=came.batch,
                    by=by,
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
