"""A mapping: what the rows of somebody's data mean in the words of a catalogue."""

import re
from collections.abc import Mapping as Cells
from enum import StrEnum
from typing import Final, NamedTuple

from riskctl.model.cells import Reader
from riskctl.model.field_test import FieldTest, Sides
from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read

_DIGITS: Final = 4
_FIELD: Final = re.compile(r"\{([^{}]+)\}")


@equal_wherever_read
class Rule(NamedTuple):
    """
    What a kind of row means, or why it is left out.

    Attributes:
        tests: All of them must be passed.
        drop: The reason for leaving it out; empty where it gives an event.
        grade: What its events are graded; None for the mapping's own default.
    """

    tests: tuple[FieldTest, ...]
    indicator: str = ""
    value: str | float = ""
    grade: Grade | None = None
    drop: str = ""
    origin: Origin = NOWHERE

    def holds(self, cells: Cells[str, str]) -> bool:
        """Say whether a row passes every test."""
        return all(it.passes(cells.get(it.field, "")) for it in self.tests)


class Clock(NamedTuple):
    """
    A field that says when.

    Attributes:
        form: How it is spelled, in the signs of `strptime`; or `iso`; or `unix`, for
            seconds.
        zone: The zone of a time that names none; the watch's unless given.
        late_days: The day of an event that was noted more than so many days later
            is taken for a slip; 0 for no limit.
    """

    field: str
    form: str
    zone: str = ""
    late_days: int = 0


class Grading(NamedTuple):
    """
    How the events of a mapping are graded.

    Attributes:
        field: Where the row says it; empty where none does.
        tags: Where the row has tags of MISP's Admiralty scale; empty where none does.
        most: No rule and no row gives a better one, on either axis.
    """

    default: Grade = UNGRADED
    most: Grade = Grade("A", 1)
    field: str = ""
    tags: str = ""

    def capped(self, grade: Grade) -> Grade:
        """
        Return a grade that is no better than may be given.

        >>> str(Grading(most=Grade("B", 2)).capped(Grade("A", 3)))
        'B3'
        """
        return Grade(
            max(grade.reliability, self.most.reliability),
            max(grade.credibility, self.most.credibility),
        )


class Destination(StrEnum):
    """Where the events of a mapping go: what was judged already, and what was not."""

    LOG = "log"
    INBOX = "inbox"


@equal_wherever_read
class Mapping(NamedTuple):
    """
    What the rows of somebody's data mean in the words of a catalogue.

    Attributes:
        name: The name of its file, and of what came by it.
        identity: The fields that tell a row from every other, for ever.
        recorded: When the row was written down; None where it does not say.
        title: The template of an event's title: `{Field}` is the field's text.
        sources: A template for each source.
        reported_by: A template of whom the sources took it from.
        sides: None where every row is about the two sides.
        ask: The field whose unknown values are asked about in a terminal.
        revises: A later file withdraws what it no longer has.
        digest: The first digits of the SHA-256 of the file's bytes.
    """

    name: str
    reader: Reader
    to: Destination
    identity: tuple[str, ...]
    date: Clock
    title: str
    rules: tuple[Rule, ...]
    recorded: Clock | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    reported_by: str = ""
    grading: Grading = Grading()
    sides: Sides | None = None
    ask: str = ""
    revises: bool = False
    digest: str = ""
    origin: Origin = NOWHERE

    @property
    def needed(self) -> tuple[str, ...]:
        """Every field that it uses, each once."""
        texts = (self.title, self.note, self.reported_by, *self.sources)
        used = [
            *self.identity,
            *(it.field for it in (self.date, self.recorded) if it),
            *self.tested,
            *(self.sides.fields if self.sides else ()),
            *(name for it in texts for name in template_fields(it)),
            *filter(None, (self.grading.field, self.grading.tags, self.ask)),
        ]
        return tuple(dict.fromkeys(used))

    @property
    def tested(self) -> tuple[str, ...]:
        """The fields that its rules test, each once, in their order."""
        return tuple(
            dict.fromkeys(it.field for rule in self.rules for it in rule.tests)
        )

    @property
    def main(self) -> str:
        """The field that tells what kind of thing a row is: most rules test it."""
        fields = [it.field for rule in self.rules for it in rule.tests]
        return self.ask or max(self.tested, key=fields.count, default="")

    @property
    def stamp(self) -> str:
        """Its name and what it was made of, as an event remembers it."""
        return f"{self.name}@{self.digest[:_DIGITS]}"


def template_fields(template: str) -> list[str]:
    """
    Return the fields that a template takes.

    >>> template_fields("{Event} ({Source Name})")
    ['Event', 'Source Name']
    """
    return _FIELD.findall(template)


def filled(template: str, cells: Cells[str, str]) -> str:
    """
    Return a template with each `{Field}` replaced by the text of that field.

    >>> filled("{a}, {b}", {"a": "x"})
    'x, '
    """
    return _FIELD.sub(lambda it: cells.get(it[1], ""), template)
