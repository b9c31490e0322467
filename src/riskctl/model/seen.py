"""What was decided about the rows of others, so that nobody is asked twice."""

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

# The reason of a merge by which the event in the log got more sources.
AMENDED: Final = "amended"


class Decision(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    REFUSED = "refused"
    DEFERRED = "deferred"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to look at it."""
        return self in {Decision.DEFERRED, Decision.REOPENED}

    @property
    def is_verdict(self) -> bool:
        """Whether a person judged the row, for good or ill."""
        return self in {Decision.ACCEPTED, Decision.MERGED, Decision.REFUSED}


class Refusal(StrEnum):
    """Why a lead is no event: the words by which a mapping is measured."""

    OFF_TOPIC = "off-topic"
    OPINION = "opinion"
    OLD_NEWS = "old-news"
    FALSE = "false"
    TWIN = "twin"


class Seen(NamedTuple):
    """
    One decision about one row; of several the last one counts.

    Attributes:
        mapping: By which the row came.
        row: What tells it from every other of the mapping.
        candidate: The id that it had in the inbox; empty where it had none.
        batch: The import with which it came.
        reason: Why it was refused; of a merge, that the event was amended by it.
        record: What was written, or what it was merged into.
        answer: One name for what was decided at once, so that it can be undone.
    """

    mapping: str
    row: str
    decision: Decision
    at: datetime
    candidate: str = ""
    batch: str = ""
    reason: str = ""
    record: str = ""
    by: str = ""
    answer: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The mapping and the row."""
        return (self.mapping, self.row)
