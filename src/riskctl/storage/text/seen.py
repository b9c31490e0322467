"""`inbox/seen.toml`: what was decided, one table after the other, never rewritten."""

from collections.abc import Iterable
from typing import Final

import tomli_w

from riskctl.model.finding import Finding
from riskctl.model.seen import Decision, Seen
from riskctl.storage.text.tables import headed_tables
from riskctl.storage.text.toml import parse
from riskctl.storage.text.writer import spelled

SEEN_KEYS: Final = {
    "mapping": "by which the row came",
    "row": "what tells it from every other of the mapping",
    "decision": "accepted, merged, refused, deferred, passed (by --catchup), "
    "withdrawn (by its data set) or reopened (by undo)",
    "candidate": "the id that it had in the inbox",
    "batch": "the import with which it came",
    "reason": "why it was refused: off-topic, opinion, old-news, false or twin; of a "
    "merge `amended`, where the event got more sources",
    "record": "the record that was written, or into which it was merged",
    "by": "who decided",
    "answer": "one name for what was decided at once",
    "at": "when, with its offset",
}


def read_seen(data: bytes, file: str) -> tuple[tuple[Seen, ...], list[Finding]]:
    """Read all decisions that are whole, and every problem with its line."""
    document = parse(data, file)
    found = []
    for fields in headed_tables(document, "seen", what="a decision"):
        decision = fields.text("decision")
        if decision not in set(Decision):
            fields.wrong("decision", "one of " + ", ".join(Decision))
            continue
        seen = Seen(
            mapping=fields.text("mapping"),
            row=fields.text("row"),
            decision=Decision(decision),
            at=fields.moment("at"),
            candidate=fields.text("candidate", default=""),
            batch=fields.text("batch", default=""),
            reason=fields.text("reason", default=""),
            record=fields.text("record", default=""),
            by=fields.text("by", default=""),
            answer=fields.text("answer", default=""),
        )
        fields.allow(SEEN_KEYS)
        if not fields.is_broken:
            found.append(seen)
    return tuple(found), document.problems


def seen_text(decisions: Iterable[Seen]) -> str:
    """Return decisions as they are added to the file."""
    return "\n".join(map(_block, decisions))


def _block(seen: Seen) -> str:
    said = {name: getattr(seen, name) for name in SEEN_KEYS if name != "at"}
    texts = {name: str(it) for name, it in said.items() if it}
    return f"[[seen]]\n{tomli_w.dumps(texts)}at = {spelled(seen.at)}\n"
