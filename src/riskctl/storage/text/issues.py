"""`published.toml`: what was issued when, one table for each bulletin."""

from datetime import UTC
from typing import Final

from riskctl.model.alert import AlertLevel
from riskctl.model.finding import Finding
from riskctl.model.issue import Issue
from riskctl.model.period import Week
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.tables import headed_tables
from riskctl.storage.text.toml import parse
from riskctl.storage.text.writer import spelled

ISSUE_KEYS: Final = {
    "id": "permanent: the watch's identity, the week, and the number of a revision",
    "week": "the ISO week that it is about",
    "level": "the level that it gave; without it there was no evidence",
    "digest": "of all that it said, but for the day on which it was issued",
    "issued": "when it was issued",
    "replaces": "the id of the bulletin that it revises",
}
_TABLE: Final = "bulletin"
_HEAD: Final = "# The bulletins that were issued, by `riskctl publish`; it only adds.\n"


def read_issues(data: bytes, file: str) -> tuple[list[Issue], list[Finding]]:
    """Return the bulletins that were issued, oldest first, and what is wrong."""
    document = parse(data, file)
    found = map(_issue, headed_tables(document, _TABLE, what="a bulletin"))
    return [it for it in found if it], document.problems


def with_issue(data: bytes, issue: Issue) -> bytes:
    """Return the bytes of the file with one bulletin more at its end."""
    held = {
        "id": issue.id,
        "week": str(issue.week),
        "level": issue.level.value if issue.level else None,
        "digest": issue.digest,
        "issued": issue.issued.astimezone(UTC),
        "replaces": issue.replaces or None,
    }
    lines = [f"{key} = {spelled(it)}" for key, it in held.items() if it is not None]
    block = "\n".join(lines) + "\n"
    before = data or _HEAD.encode()
    if not before.endswith(b"\n"):
        before += b"\n"
    return before + f"\n[[{_TABLE}]]\n{block}".encode()


def _issue(fields: Fields) -> Issue | None:
    week = Week.parse(fields.text("week"))
    if week is None:
        fields.wrong("week", "an ISO week", 'week = "2026-W47"')
        return None
    level = fields.whole("level", at_least=0, default=0)
    if level > max(it.value for it in AlertLevel):
        fields.wrong("level", "1 to 5")
        return None
    issue = Issue(
        id=fields.text("id"),
        week=week,
        level=AlertLevel(level) if level else None,
        digest=fields.text("digest"),
        issued=fields.moment("issued"),
        replaces=fields.text("replaces", default=""),
    )
    fields.allow(ISSUE_KEYS)
    return None if fields.is_broken else issue
