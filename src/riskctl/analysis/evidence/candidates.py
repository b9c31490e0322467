"""What is still open in an inbox, and how good each mapping's leads were so far."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from riskctl.analysis.evidence.known import standing
from riskctl.model.log import Log
from riskctl.model.naming import folded
from riskctl.model.provenance import Provenance
from riskctl.model.record import Event, Retraction
from riskctl.model.seen import Decision, Seen
from riskctl.model.source import is_address

_NEXT_DAY: Final = timedelta(days=1)


class Candidate(NamedTuple):
    """
    A record that counts for nothing until somebody accepts it.

    Attributes:
        came: By which mapping, in which import, from which row.
    """

    record: Event | Retraction
    came: Provenance
    is_deferred: bool = False

    @property
    def id(self) -> str:
        """The id that it has in the inbox."""
        return self.record.id


class Story(NamedTuple):
    """
    Candidates that are one question: rows that tell one event.

    Attributes:
        candidates: The earliest first; it stands for all.
    """

    candidates: tuple[Candidate, ...]

    @property
    def first(self) -> Candidate:
        """The one that stands for all."""
        return self.candidates[0]

    @property
    def record(self) -> Event | Retraction:
        """What would be written."""
        return self.first.record

    @property
    def kind(self) -> tuple[str, str, str | float]:
        """What stories have in common that are alike: mapping, indicator and value."""
        if isinstance(self.record, Event):
            return (self.first.came.mapping, self.record.indicator, self.record.value)
        return (self.first.came.mapping, "", "")


def open_candidates(
    candidates: Iterable[Event | Retraction], seen: Sequence[Seen], log: Log
) -> list[Candidate]:
    """Return the candidates that somebody is still to look at."""
    latest: dict[tuple[str, str, bool], Candidate] = {}
    for record in candidates:
        came = _came(record, log)
        if came:
            key = (came.mapping, came.row, isinstance(record, Event))
            latest[key] = Candidate(record, came)
    decided = {it.candidate: it.decision for it in seen if it.candidate}
    passed = {it.key for it in seen if it.decision is Decision.PASSED}
    found = []
    for it in latest.values():
        decision = decided.get(it.id)
        if decision is not None and not decision.is_open:
            continue
        # In a copy of the watch the log may have come without its decisions.
        is_settled = it.id in log or (it.came.mapping, it.came.row) in passed
        if (decision is None and is_settled) or not _is_due(it.record, log):
            continue
        found.append(it._replace(is_deferred=decision is Decision.DEFERRED))
    return found


def _came(record: Event | Retraction, log: Log) -> Provenance | None:
    if isinstance(record, Event):
        return Provenance.parse(record.via)
    target = log.event(record.record)
    return Provenance.parse(target.via) if target else None


def _is_due(record: Event | Retraction, log: Log) -> bool:
    """Say whether what a candidate corrects still stands."""
    corrected = record.replaces if isinstance(record, Event) else record.record
    if not corrected:
        return True
    stands = standing(log, corrected)
    return stands is not None and stands.id == corrected


def stories(candidates: Iterable[Candidate]) -> list[Story]:
    """
    Return candidates as questions: rows of one mapping that tell one event together.

    They say the same of the same indicator, a day or less apart, and have one source
    or, without an address, one title.
    """
    groups: dict[tuple[object, ...], list[Candidate]] = {}
    found: list[list[Candidate]] = []
    for it in sorted(candidates, key=_by_day):
        key = _story(it)
        group = groups.get(key)
        if group and _day(it) - _day(group[-1]) <= _NEXT_DAY:
            group.append(it)
        else:
            groups[key] = [it]
            found.append(groups[key])
    return [Story(tuple(it)) for it in found]


def _story(candidate: Candidate) -> tuple[object, ...]:
    record = candidate.record
    if isinstance(record, Retraction) or record.replaces:
        return (candidate.id,)
    address = next(filter(is_address, record.sources), "")
    told = address.rstrip("/") or folded(record.title)
    return (candidate.came.mapping, record.indicator, record.value, told)


def _by_day(candidate: Candidate) -> tuple[object, ...]:
    return (_day(candidate), candidate.id)


def _day(candidate: Candidate) -> date:
    record = candidate.record
    return record.date if isinstance(record, Event) else record.recorded.date()


class Precision(NamedTuple):
    """
    How many of a mapping's rows that somebody looked at were events.

    Attributes:
        judged: Those that were accepted, merged or refused.
        reasons: Why rows were refused.
    """

    mapping: str
    accepted: int
    judged: int
    reasons: Counter[str]

    @property
    def share(self) -> float:
        """The accepted ones among those that were judged."""
        return self.accepted / self.judged if self.judged else 0.0


def precisions(seen: Iterable[Seen]) -> list[Precision]:
    """Return the precision of each mapping, by the last decision on each row."""
    last = {it.key: it for it in seen}
    found: dict[str, list[Seen]] = {}
    for it in last.values():
        if it.decision.is_verdict:
            found.setdefault(it.mapping, []).append(it)
    return [
        Precision(
            name,
            sum(it.decision is not Decision.REFUSED for it in rows),
            len(rows),
            Counter(it.reason for it in rows if it.decision is Decision.REFUSED),
        )
        for name, rows in sorted(found.items())
    ]
