"""One row under a mapping: an event, or why there is none."""

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from riskctl.analysis.evidence.identity import identity_of
from riskctl.analysis.evidence.times import day_of, moment_of
from riskctl.model.cells import BETWEEN, Bad, Row
from riskctl.model.grade import Grade
from riskctl.model.mapping import Clock, Mapping, Rule, filled, template_fields
from riskctl.model.plain import hidden_in, is_space
from riskctl.model.record import Event
from riskctl.model.source import is_address, source_fault
from riskctl.model.zone import zone

_EARLIEST: Final = date(1900, 1, 1)
_LONGEST: Final = 4000
_LETTER: Final = re.compile(r'source-reliability="([a-fA-F])"')
_DIGIT: Final = re.compile(r'information-credibility="([1-6])"')
_FORMULA: Final = re.compile(r"=[A-Za-z(@+-]")


class Lead(NamedTuple):
    """
    What a row says, as an event without an id.

    Attributes:
        identity: What tells the row from every other of its mapping.
        is_dated: The row says when it was written down.
    """

    identity: str
    line: int
    event: Event
    is_dated: bool


class Dropped(NamedTuple):
    """A row that a rule leaves out."""

    line: int
    rule: Rule


class Unmapped(NamedTuple):
    """A row for which there is no rule; what the field that most rules test says."""

    line: int
    code: str


class Outside(NamedTuple):
    """A row that is not about the two sides."""

    line: int


Outcome = Lead | Dropped | Unmapped | Outside | Bad


class Present(NamedTuple):
    """
    What is known of the watch and the moment while rows are read.

    Attributes:
        now: When the rows came in.
        today: The watch's own day.
    """

    now: datetime
    today: date
    timezone: str = "UTC"


class _Wrong(ValueError):  # noqa: N818 (it becomes a bad row)
    """A cell that cannot be used, and what to change."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault)
        self.fault, self.hint = fault, hint


def judge(row: Row, mapping: Mapping, present: Present) -> Outcome:
    """Say what a row means: the first rule whose tests it passes decides."""
    if mapping.sides and not mapping.sides.hold(row.cells):
        return Outside(row.line)
    rule = next((it for it in mapping.rules if it.holds(row.cells)), None)
    if rule is None:
        return Unmapped(row.line, row.cells.get(mapping.main, ""))
    if rule.drop:
        return Dropped(row.line, rule)
    try:
        return _lead(row, mapping, rule, present)
    except _Wrong as wrong:
        return Bad(row.line, wrong.fault, wrong.hint)


def _lead(row: Row, mapping: Mapping, rule: Rule, present: Present) -> Lead:
    for name in _fields_of(mapping):
        if _FORMULA.match(row.cells.get(name, "")):
            raise _Wrong(
                f"`{name}` is a formula, `{row.cells[name][:20]}`",
                "in the spreadsheet, paste what it shows as a value",
            )
    identity = identity_of(row, mapping)
    if not identity:
        names = ", ".join(f"`{it}`" for it in mapping.identity)
        raise _Wrong(
            f"nothing tells it from other rows: {names} is empty",
            "fill it in, or name other fields in `identity`",
        )
    day = _day(row, mapping, present)
    recorded = _recorded(row, mapping, present, day)
    title = _said_by(mapping.title, row)
    if not title:
        raise _Wrong("its title is empty", f"fill in what `{mapping.title}` takes")
    sources = _sources(row, mapping)
    for source in sources:
        if fault := source_fault(source):
            raise _Wrong(fault, "an http or https address, or a plain reference")
    by = _said_by(mapping.reported_by, row) if mapping.reported_by else ""
    event = Event(
        id="",
        date=day,
        indicator=rule.indicator,
        value=rule.value,
        title=title,
        recorded=recorded or present.now,
        sources=sources,
        grade=_grade(row, mapping, rule),
        note=_said_by(mapping.note, row) if mapping.note else "",
        backfilled=True,
        origins=tuple(by for _ in sources) if by else (),
    )
    for what in (title, event.note, *sources, by):
        if len(what) > _LONGEST:
            raise _Wrong(
                f"a text of {len(what)} characters, more than {_LONGEST}", "shorten it"
            )
    return Lead(identity, row.line, event, recorded is not None)


def _sources(row: Row, mapping: Mapping) -> tuple[str, ...]:
    """Return the sources of a row, each once; addresses in one cell are several."""
    found: list[str] = []
    for template in mapping.sources:
        text = _said_by(template, row)
        parts = text.split(BETWEEN)
        found += parts if all(map(is_address, parts)) else [text]
    return tuple(dict.fromkeys(filter(None, found)))


def _fields_of(mapping: Mapping) -> list[str]:
    """Return the fields of which the event is made."""
    templates = (mapping.title, mapping.note, mapping.reported_by, *mapping.sources)
    return [name for it in templates for name in template_fields(it)]


def _cell(row: Row, clock: Clock) -> str:
    text = row.cells.get(clock.field, "")
    if not text:
        raise _Wrong(f"`{clock.field}` is empty", "fill it in")
    return text.partition(";")[0].strip()  # of several values the first


def _day(row: Row, mapping: Mapping, present: Present) -> date:
    clock, text = mapping.date, _cell(row, mapping.date)
    try:
        day = day_of(
            text,
            clock,
            timezone=present.timezone,
            in_sheet=mapping.reader.form.is_sheet,
        )
    except ValueError:
        raise _misspelled(text, clock) from None
    if day > present.today:
        raise _Wrong(
            f"`{clock.field}` is {day}, which is still to come",
            "mend the day; a plan is logged with `riskctl log --scheduled`",
        )
    if day < _EARLIEST:
        raise _Wrong(f"`{clock.field}` is {day}", "a day from 1900 on")
    return day


def day_in(row: Row, mapping: Mapping, present: Present) -> date | None:
    """Return the day of a row, whatever else is wrong with it; None without one."""
    try:
        return _day(row, mapping, present)
    except _Wrong:
        return None


def _recorded(
    row: Row, mapping: Mapping, present: Present, day: date
) -> datetime | None:
    clock = mapping.recorded
    if clock is None or not row.cells.get(clock.field):
        return None
    text = _cell(row, clock)
    try:
        moment = moment_of(
            text,
            clock,
            timezone=present.timezone,
            in_sheet=mapping.reader.form.is_sheet,
        )
    except ValueError:
        raise _misspelled(text, clock) from None
    known = moment.astimezone(zone(present.timezone)).date()
    if known < day:
        raise _Wrong(
            f"noted on {known}, before it happened on {day}",
            f"mend `{clock.field}` or `{mapping.date.field}`",
        )
    late = mapping.date.late_days
    if late and known - day > timedelta(days=late):
        raise _Wrong(
            f"happened on {day} and was noted on {known}: more than {late} days later",
            f"a slip of the data set; else raise `late_days` of `{mapping.date.field}`",
        )
    return min(moment, present.now)


def _misspelled(text: str, clock: Clock) -> _Wrong:
    return _Wrong(
        f"`{clock.field}` is `{text[:40]}`, and not a day as `{clock.form}` spells it",
        f"mend the cell, or the `form` of `{clock.field}` in the mapping",
    )


def _grade(row: Row, mapping: Mapping, rule: Rule) -> Grade:
    grading = mapping.grading
    grade = rule.grade or grading.default
    if said := row.cells.get(grading.field, ""):
        found = Grade.parse(said)
        if found is None:
            raise _Wrong(
                f"`{grading.field}` is `{said[:20]}`, and not a grade",
                "a letter A to F and a digit 1 to 6, like B2",
            )
        grade = found
    if tags := row.cells.get(grading.tags, ""):
        letter, digit = _LETTER.search(tags), _DIGIT.search(tags)
        grade = Grade(
            letter[1].upper() if letter else grade.reliability,
            int(digit[1]) if digit else grade.credibility,
        )
    return grading.capped(grade)


def _said_by(template: str, row: Row) -> str:
    """Return what a template says of a row, on one line."""
    return " ".join(_visible(filled(template, row.cells)).split()).strip(" ,;·")


def _visible(text: str) -> str:
    """Return a text without what does not show; any space and break is one space."""
    if text.isprintable():
        return text
    hidden = set(hidden_in(text, allowed="\r\n\t"))
    return "".join(
        " " if is_space(it) else it for at, it in enumerate(text) if at not in hidden
    )
