"""What somebody who keeps a watch should look at today, and what to type for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.confidence import IndicatorLook
from riskctl.model.indicator import Kind
from riskctl.model.record import Event

_NEXT_DAY: Final = timedelta(days=1)


class Why(Enum):
    """Why something is to be looked at, in the order in which it is listed."""

    PLAN = "due plan"
    LEADS = "leads"
    STATUS = "may have expired"
    LOOK = "not looked at"
    UNSET = "not set"


class Task(NamedTuple):
    """
    One thing to look at.

    Attributes:
        day: The day from which on it is to be looked at; None where nobody ever did.
        about: The indicator, or the id of the plan; empty for several indicators.
        words: What to find out.
        command: What to type for it.
    """

    why: Why
    day: date | None
    about: str
    words: str
    command: str


class Leads(NamedTuple):
    """
    How many stories wait in the inbox.

    Attributes:
        deferred: Those of them that somebody looked at, and put off.
    """

    waiting: int
    deferred: int


class Agenda(NamedTuple):
    """
    What is to be looked at.

    Attributes:
        today: What is to be looked at on the day, or was before.
        later: What will be to look at on later days, as far as it is known now.
    """

    as_of: date
    today: tuple[Task, ...]
    later: tuple[Task, ...]


def agenda_of(assessment: Assessment, leads: Leads) -> Agenda:
    """
    Return what is to be looked at on the day of a judgement, and later.

    Args:
        leads: What waits in the inbox.
    """
    day = assessment.as_of
    tasks = [
        *map(_of_plan, (*assessment.due, *assessment.coming_up)),
        *filter(None, (_of_look(it, assessment) for it in assessment.coverage.looks)),
        *_of_leads(leads),
        *_of_unset(assessment),
    ]
    due = [it for it in tasks if it.day is None or it.day <= day]
    weights = {it.id: -it.weight for it in assessment.catalogue}
    due.sort(key=lambda it: (list(Why).index(it.why), weights.get(it.about, 0.0)))
    later = [it for it in tasks if it.day is not None and it.day > day]
    later.sort(key=lambda it: (it.day or day, it.about))
    return Agenda(day, tuple(due), tuple(later))


def to_review(assessment: Assessment) -> tuple[IndicatorLook, ...]:
    """Return the looks that are too old, the heaviest first; a review renews them."""
    return tuple(it for it in assessment.coverage.stale if not _is_unset(it))


def _of_plan(event: Event) -> Task:
    return Task(
        why=Why.PLAN,
        day=event.date,
        about=event.id,
        words=f"{event.title}: did it happen?",
        command=f"riskctl confirm {event.id}",
    )


def _of_look(look: IndicatorLook, assessment: Assessment) -> Task | None:
    """Return the next look at an indicator; None for one that `setup` asks about."""
    about = look.indicator
    if _is_unset(look):
        return None
    day = look.due and look.due + _NEXT_DAY
    ends = _end_of(look, assessment)
    if ends is not None and look.last and look.last <= ends:
        day = min(ends + _NEXT_DAY, day or date.max)
    return Task(
        why=Why.STATUS if about.kind is Kind.STATUS else Why.LOOK,
        day=day,
        about=about.id,
        words=look_words(look, ends),
        command=f"riskctl review {about.id}",
    )


def look_words(look: IndicatorLook, ends: date | None = None) -> str:
    """
    Say what a look is to find out.

    Args:
        ends: The last day that is given of a status; None where none is.
    """
    title = look.indicator.title
    if look.last is None:
        return f"{title}: nobody has looked yet"
    if look.indicator.kind is Kind.STATUS:
        until = f" It was given until {ends}" if ends else f" Seen on {look.last}"
        return f"{title}: does it still hold?{until}"
    return f"{title}: anything new since {look.last}?"


def _end_of(look: IndicatorLook, assessment: Assessment) -> date | None:
    """Return the last day that the latest event of a status gives, None without."""
    if look.indicator.kind is not Kind.STATUS:
        return None
    latest = next(
        assessment.log.newest_first(
            until=assessment.as_of, indicator=look.indicator.id
        ),
        None,
    )
    return latest.until if latest else None


def _of_leads(leads: Leads) -> Iterator[Task]:
    if leads.waiting:
        one = leads.waiting == 1
        wait = "1 story waits" if one else f"{leads.waiting} stories wait"
        later = f", {leads.deferred} of them deferred" if leads.deferred else ""
        words = f"{wait} in the inbox{later}"
        yield Task(Why.LEADS, None, "", words, "riskctl triage")


def _of_unset(assessment: Assessment) -> Iterator[Task]:
    unset = [it.indicator.id for it in assessment.coverage.looks if _is_unset(it)]
    if unset:
        names = ", ".join(unset)
        yield Task(
            Why.UNSET, None, "", f"where do they stand? {names}", "riskctl setup"
        )


def _is_unset(look: IndicatorLook) -> bool:
    return not look.is_set and look.indicator.kind is Kind.STATUS
