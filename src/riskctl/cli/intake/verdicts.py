"""What a person decides about candidates, each decision written before the next."""

from collections.abc import Sequence

from riskctl.analysis.checks.twins import said_distinct, twins_of
from riskctl.analysis.evidence.candidates import Story
from riskctl.cli import clock
from riskctl.cli.find import record_words
from riskctl.cli.intake.decisions import Decider, decisions_on, inbox_with, story_id
from riskctl.cli.writing.take_back import taking_back
from riskctl.cli.writing.write import effect_parts, open_editor
from riskctl.errors import UsageError
from riskctl.model.identity import new_id
from riskctl.model.record import Event, Record, Retraction
from riskctl.model.seen import AMENDED, Decision, Seen
from riskctl.model.watch import Watch
from riskctl.storage.disk.names import SEEN_FILE
from riskctl.storage.edit import Editor
from riskctl.storage.text.seen import seen_text


def accept(story: Story, record: Event | Retraction, decider: Decider) -> str:
    """
    Write the record of a story into the log; return what was done, in lines.

    Args:
        record: What is written: the candidate, as a person graded or changed it.

    Raises:
        LockedError: Somebody else decided on it meanwhile.
    """
    with open_editor(decider.named, dry_run=False) as editor:
        inbox = inbox_with(story.candidates, editor.watch, decider)
        by = decider.by or editor.watch.settings.by
        written = _written(record, editor, by)
        effect = effect_parts(editor.watch, [written])
        decisions = decisions_on(
            story.candidates, Decision.ACCEPTED, inbox, by, record=written.id
        )
        editor.add_all([written], others={SEEN_FILE: seen_text(decisions)})
    return "\n".join((f"logged {written.id} · {record_words(written)}", *effect))


def _written(record: Event | Retraction, editor: Editor, by: str) -> Record:
    """Return a candidate as it goes into the log: known since now, by its judge."""
    log, now = editor.watch.log, clock.now()
    if isinstance(record, Retraction):
        target = log.record(record.record)
        moment = max(now, target.recorded) if target else now
        return record._replace(recorded=moment, by=by)
    older = log.record(record.replaces) if record.replaces else None
    moment = max(now, older.recorded) if older else now
    event = record._replace(recorded=moment, by=by, backfilled=False)
    is_fresh = event.id.startswith(event.date.isoformat()) and event.id not in log
    if not is_fresh:
        content = f"{event.order} {event.via} {event.title}"
        event = event._replace(id=new_id(event.date, content, taken=log))
    return said_distinct(event, twins_of(event, editor.watch))


def merge(story: Story, twin: Event, decider: Decider) -> str:
    """
    Say that a story is an event that is logged; keep its sources beside that one's.

    Raises:
        LockedError: Somebody else decided on it meanwhile.
    """
    found = [it.record for it in story.candidates if isinstance(it.record, Event)]
    with open_editor(decider.named, dry_run=False) as editor:
        inbox = inbox_with(story.candidates, editor.watch, decider)
        by = decider.by or editor.watch.settings.by
        cited = dict(zip(twin.sources, _origins(twin), strict=True))
        for event in found:
            for source, origin in zip(event.sources, _origins(event), strict=True):
                cited.setdefault(source, origin)
        records: list[Record] = []
        record = twin.id
        if len(cited) > len(twin.sources):
            moment = max(clock.now(), twin.recorded)
            content = f"{moment} {twin.id} {story.first.id}"
            name = new_id(twin.date, content, taken=editor.watch.log)
            origins = tuple(cited.values())
            records = [
                twin._replace(
                    id=name,
                    replaces=twin.id,
                    sources=tuple(cited),
                    origins=origins if any(origins) else (),
                    recorded=moment,
                    by=by,
                    backfilled=False,
                )
            ]
            record = name
        decisions = decisions_on(
            story.candidates,
            Decision.MERGED,
            inbox,
            by,
            reason=AMENDED if records else "",
            record=record,
        )
        editor.add_all(records, others={SEEN_FILE: seen_text(decisions)})
    return f"merged into {twin.id}" + (f", now {record}" if records else "")


def _origins(event: Event) -> tuple[str, ...]:
    return event.origins or ("",) * len(event.sources)


def decide(
    stories: Sequence[Story], decision: Decision, decider: Decider, *, reason: str = ""
) -> str:
    """
    Refuse or defer stories; nothing goes into the log.

    Raises:
        LockedError: Somebody else decided on one meanwhile.
    """
    candidates = [it for story in stories for it in story.candidates]
    with open_editor(decider.named, dry_run=False) as editor:
        inbox = inbox_with(candidates, editor.watch, decider)
        by = decider.by or editor.watch.settings.by
        decisions = decisions_on(candidates, decision, inbox, by, reason=reason)
        editor.add_all([], others={SEEN_FILE: seen_text(decisions)})
    why = f" ({reason})" if reason else ""
    what = story_id(stories[0]) if len(stories) == 1 else f"{len(stories)} stories"
    return f"{decision} {what}{why}"


def undo_last(decider: Decider) -> str:
    """
    Take back the last decision, in this session or an earlier one.

    Raises:
        UsageError: There is none.
    """
    with open_editor(decider.named, dry_run=False) as editor:
        seen = decider.inbox().seen
        undone = {it.answer for it in seen if it.decision is Decision.REOPENED}
        last = next(
            (
                it.answer
                for it in reversed(seen)
                if it.answer and it.answer not in undone
            ),
            "",
        )
        if not last:
            raise UsageError(
                "there is no decision to take back", hint="decide on a candidate first"
            )
        taken = [it for it in seen if it.answer == last]
        by = decider.by or editor.watch.settings.by
        records = _taking_back(taken, editor.watch, by)
        decisions = [
            it._replace(
                decision=Decision.REOPENED, at=clock.now(), reason="", record="", by=by
            )
            for it in taken
        ]
        editor.add_all(records, others={SEEN_FILE: seen_text(decisions)})
    names = ", ".join(dict.fromkeys(it.record or it.candidate for it in taken))
    return f"taken back: {taken[0].decision} {names}"


def _taking_back(taken: Sequence[Seen], watch: Watch, by: str) -> list[Record]:
    """Return what takes back the records that a decision wrote."""
    # A merge wrote something only where the event has become another by it.
    wrote = {
        it.record
        for it in taken
        if it.decision is Decision.ACCEPTED or it.reason == AMENDED
    }
    found = (watch.log.record(it) for it in sorted(wrote))
    return [
        taking_back(it, watch, by).record for it in found if it and watch.log.stands(it)
    ]
