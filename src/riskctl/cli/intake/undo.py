"""An import taken back: what came by it is withdrawn, and nothing is erased."""

from datetime import date
from pathlib import Path
from typing import Final

from riskctl.analysis.evidence.known import imported
from riskctl.cli import clock
from riskctl.cli.intake.rows_in import UsedIds
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of
from riskctl.cli.writing.write import effect_parts, open_editor
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.provenance import UNDONE, Provenance, batch_order
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import Decision, Seen
from riskctl.reporting.lines import line
from riskctl.reporting.words import counted
from riskctl.storage.disk.names import SEEN_FILE
from riskctl.storage.inbox import Inbox, open_inbox
from riskctl.storage.text.seen import seen_text
from riskctl.storage.text.writer import block

_SHOWN: Final = 3
LAST: Final = "last"


def undo_import(batch: str, named: Path | None, *, by: str, dry_run: bool) -> None:
    """
    Withdraw what came by one import, from the log and from the inbox.

    Raises:
        UsageError: There is no such import, or nothing of it is left.
    """
    folder = folder_of(named)
    with open_editor(named, dry_run=dry_run) as editor:
        log, name = editor.watch.log, by or editor.watch.settings.by
        inbox = open_inbox(folder.path)
        today = clock.today(editor.watch.settings)
        batch = _latest(log, inbox) if batch == LAST else batch
        records = _undoing(batch, log, today, name)
        decisions = _withdrawn(batch, inbox, name)
        if not records and not decisions:
            raise _nothing(batch, log, inbox)
        effect = effect_parts(editor.watch, records) if records else []
        if dry_run:
            output.write("\n".join(map(block, records)))
        else:
            editor.add_all(records, others={SEEN_FILE: seen_text(decisions)})
    would = "would have " if dry_run else ""
    if records:
        output.show([line(f"{would}withdrawn {counted(len(records), 'event')}")])
        output.show(line(it) for it in effect)
    if decisions:
        leads = counted(len(decisions), "candidate")
        output.show([line(f"{would}taken {leads} out of the inbox")])


def _undoing(batch: str, log: Log, today: date, by: str) -> list[Record]:
    """Return what takes back the events of an import that still stand."""
    now = clock.now()
    records: list[Record] = []
    taken: set[str] = set()
    for event, came in imported(log.records):
        if came.batch != batch or not log.stands(event):
            continue
        moment = max(now, event.recorded)
        before = _before(event, log, batch)
        content = f"{moment} {event.id} {UNDONE}{batch}"
        day = before.date if before else today
        name = new_id(day, content, taken=UsedIds(taken, log))
        taken.add(name)
        records.append(
            before._replace(id=name, replaces=event.id, recorded=moment, by=by)
            if before
            else Retraction(name, event.id, f"{UNDONE}{batch}", moment, by=by)
        )
    return records


def _before(event: Event, log: Log, batch: str) -> Event | None:
    """Return what an event of an import amended; None where it amended nothing."""
    passed: set[str] = set()
    while event.replaces and event.replaces not in passed:
        passed.add(event.replaces)
        older = log.event(event.replaces)
        if older is None:
            return None
        came = Provenance.parse(older.via)
        if came is None or came.batch != batch:
            return older
        event = older
    return None


def _withdrawn(batch: str, inbox: Inbox, by: str) -> list[Seen]:
    """Return the decisions that take the candidates of an import out of the inbox."""
    last = {it.candidate: it.decision for it in inbox.seen}
    return [
        Seen(
            mapping=came.mapping,
            row=came.row,
            decision=Decision.WITHDRAWN,
            at=clock.now(),
            candidate=event.id,
            batch=batch,
            by=by,
        )
        for event, came in imported(inbox.candidates)
        if came.batch == batch
        and last.get(event.id) is not Decision.WITHDRAWN
        and (event.id not in last or last[event.id].is_open)
    ]


def _latest(log: Log, inbox: Inbox) -> str:
    """Return the name of the last import; where there was none, what was typed."""
    names = {came.batch for _, came in imported((*log.records, *inbox.candidates))}
    return max(names, key=batch_order, default=LAST)


def _nothing(batch: str, log: Log, inbox: Inbox) -> UsageError:
    names = {came.batch for _, came in imported((*log.records, *inbox.candidates))}
    if batch in names:
        return UsageError(
            f"nothing of import {batch} stands any more",
            hint="it was taken back already, or each of its events was",
        )
    latest = sorted(names, key=batch_order, reverse=True)[:_SHOWN]
    return UsageError(
        f"there was no import {batch}",
        hint=f"the last ones: {', '.join(latest)}"
        if latest
        else "nothing was ever imported here",
    )
