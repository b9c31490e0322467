"""Checks of what one record does to another: facts about a healthy log."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from riskctl.analysis.checks.by_part import PartCheck, finding_at
from riskctl.model.finding import Finding
from riskctl.model.part import Part
from riskctl.model.record import Event, Note, Record, Retraction, Verb
from riskctl.model.watch import Watch

_WITHDRAW: Final = frozenset({Verb.REPLACES, Verb.RETRACTS})
# An id that is guessed at would be somebody else's record.
_MISSING: Final = "is a file of the log missing? `riskctl events` lists the ids"


@PartCheck
def known_events(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """Every retraction, amendment and confirmation names a record that it can."""
    for record, verb, record_id in references(part):
        named = watch.log.record(record_id)
        kind, can = "record", named is not None
        if verb is Verb.REPLACES:
            kind, can = "event or note", isinstance(named, Event | Note)
        elif verb is Verb.CONFIRMS:
            kind, can = "plan", isinstance(named, Event) and named.scheduled
        if not can:
            yield finding_at(
                "known-events",
                record,
                f"{verb} `{record_id}`, which is no {kind} of this log",
                hint=_MISSING if named is None else f"see it: riskctl show {record_id}",
            )


@PartCheck
def correction_dates(watch: Watch, part: Part, _today: date) -> Iterator[Finding]:
    """No correction was recorded before the record that it names."""
    for record, _verb, record_id in references(part):
        named = watch.log.record(record_id)
        if named and record.recorded < named.recorded:
            yield finding_at(
                "correction-dates",
                record,
                f"recorded at {record.recorded:%Y-%m-%dT%H:%M:%SZ}, before "
                f"`{record_id}`, which it corrects, at "
                f"{named.recorded:%Y-%m-%dT%H:%M:%SZ}",
                hint="mend `recorded` of one of the two",
            )


def correction_cycles(watch: Watch, _today: date) -> Iterator[Finding]:
    """No record replaces or retracts itself, directly or through others."""
    corrections = (it for part in watch.log.parts for it in part.corrections)
    corrected = {it.by: it.record for it in corrections if it.verb in _WITHDRAW}
    settled: set[str] = set()
    for name in corrected:
        seen: dict[str, None] = {}
        step: str | None = name
        while step in corrected and step not in seen and step not in settled:
            seen[step] = None
            step = corrected[step]
        # What leads to no cycle is not walked again; a cycle names all its records.
        if step not in corrected or step in settled:
            settled.update(seen)
        record = watch.log.record(name) if step == name and seen else None
        if record:
            key = "record" if isinstance(record, Retraction) else "replaces"
            yield finding_at(
                "correction-cycles",
                record,
                "the record corrects itself: " + " → ".join([*seen, record.id]),
                hint=f"mend one of the `{key}` lines",
                blocking=True,
            )


def single_replacements(watch: Watch, _today: date) -> Iterator[Finding]:
    """No record is amended in two ways; the latest recorded amendment counts."""
    for conflict in watch.log.conflicts:
        for name in conflict.passed_over:
            record = watch.log.record(name)
            if record is not None:
                yield finding_at(
                    "single-replacements",
                    record,
                    f"does not count: `{conflict.counts}` amends the same record and "
                    "was recorded later",
                    hint=f"riskctl retract {name} --reason ..., or the other one",
                )


@PartCheck
def due_plans(watch: Watch, part: Part, today: date) -> Iterator[Finding]:
    """Every plan whose day has come was confirmed or withdrawn."""
    if not part.plans:
        return
    planned = (part.event(it) for it in sorted(part.plans))
    for event in watch.log.standing_of(part, filter(None, planned)):
        if event.date <= today:
            yield finding_at(
                "due-plans",
                event,
                f"planned for {event.date}: did it happen?",
                hint=f"riskctl confirm {event.id} --source ... --grade ..., or "
                f"riskctl retract {event.id} --reason ...",
            )


def references(part: Part) -> Iterator[tuple[Record, Verb, str]]:
    """Yield every correction in a part, what it does, and the id that it names."""
    for retraction in part.retractions:
        yield retraction, Verb.RETRACTS, retraction.record
    for note in part.notes:
        if note.replaces:
            yield note, Verb.REPLACES, note.replaces
    for event in part.events:
        if event.replaces:
            yield event, Verb.REPLACES, event.replaces
        if event.confirms:
            yield event, Verb.CONFIRMS, event.confirms
