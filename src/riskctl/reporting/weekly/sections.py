"""The sections of the weekly report, the same for every format."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.record import Event
from riskctl.model.source import is_address
from riskctl.reporting.appraisal import appraisal_notes
from riskctl.reporting.marks import level_words, marks
from riskctl.reporting.screens.headline import origin_words
from riskctl.reporting.screens.level_full import floor_words
from riskctl.reporting.screens.outlook import silence_words
from riskctl.reporting.weekly.blocks import (
    Block,
    Entries,
    Entry,
    Paragraph,
    Section,
    Table,
)
from riskctl.reporting.weekly.summary import summary
from riskctl.reporting.weekly.tables import (
    board_table,
    drivers_table,
    strips_table,
    weeks_table,
)
from riskctl.reporting.words import (
    counted,
    moment,
    percent,
    points,
    short_level,
    signed,
    value_word,
)

WHAT_THIS_IS: Final = (
    "An alert level from 5 (calm) to 1 (imminent) for the tension between two "
    "states, computed from a log of dated, sourced and graded events. It is not a "
    "forecast, and not a probability of anything."
)
# The sections that a page shows in its own way.
LEVEL: Final = "Level"
PLAIN_WORDS: Final = "In plain words"
WEEKS: Final = "The last 26 weeks"
DRIVERS: Final = "What drives the score"
BOARD: Final = "The board"
MOVES: Final = "What would move it"
_LEAST_PART: Final = 0.05


def heading(report: WeeklyReport) -> str:
    """Return the title of the report."""
    so_far = ", so far" if report.so_far else ""
    return f"{report.settings.title}: week {report.week}{so_far}"


def weekly_sections(report: WeeklyReport) -> Iterator[Section]:
    """Yield the sections in the order in which they are read."""
    yield Section(LEVEL, tuple(_level(report)))
    if report.assessment.day is None:
        yield Section("How this was computed", (_provenance(report),))
        return
    yield Section(PLAIN_WORDS, (Paragraph(summary(report)),))
    yield Section(WEEKS, (weeks_table(report),))
    yield Section("What changed and why", tuple(_change(report)))
    yield Section("Events of this week", (_events(report.happened),))
    yield Section(BOARD, tuple(strips_table(report)))
    yield Section("Where each status stands", (board_table(report.statuses, "for"),))
    yield Section("How long since each contact", (board_table(report.contacts, "ago"),))
    yield Section(DRIVERS, (drivers_table(report),))
    yield Section("Floors", tuple(_floors(report)))
    yield Section(MOVES, tuple(_moves(report)))
    yield Section("Coming up", (_coming_up(report),))
    yield Section("Gaps", tuple(_gaps(report)))
    yield Section("How this was computed", (_provenance(report),))


def _level(report: WeeklyReport) -> Iterator[Block]:
    assessment = report.assessment
    days = f"{report.period.first} to {report.period.last}"
    if assessment.band is None or assessment.day is None:
        yield Paragraph(f"{days}. {summary(report)}")
        return
    yield from (Paragraph(f"{it[0].upper()}{it[1:]}.") for it in marks(assessment))
    yield Paragraph(f"Alert level {level_words(assessment)}. {assessment.band.meaning}")
    change = (
        f", {signed(report.change.difference)} on the week" if report.before.day else ""
    )
    thin = "; thin evidence" if assessment.coverage.is_thin else ""
    yield Table(
        header=("", ""),
        rows=(
            ("Days", days),
            ("Since", f"{assessment.day.since}, {origin_words(assessment)}"),
            ("Score", f"{points(assessment.score)} of 100{change}"),
            ("Ground", f"{points(assessment.ground)} points (statuses and silence)"),
            ("Lift", f"{points(assessment.lift)} points (incidents)"),
            ("Pressure", f"{points(assessment.pressure)} points, which fade"),
            (
                "Coverage",
                f"{percent(assessment.coverage.share)} of the weight{thin}",
            ),
            *_trust(report),
        ),
    )


def _trust(report: WeeklyReport) -> Iterator[tuple[str, str]]:
    if report.trust is not None:
        notes = appraisal_notes(report.trust, report.assessment.catalogue)
        yield from ((label.capitalize(), text) for label, text in notes)


def _change(report: WeeklyReport) -> Iterator[Block]:
    for turn in report.level_steps:
        catalogue = report.assessment.catalogue
        yield Paragraph(
            f"{turn.day}: level {short_level(catalogue, turn.before)} → "
            f"{short_level(catalogue, turn.after)}."
        )
    if report.before.day is None:
        yield Paragraph("There was no level in the week before to compare with.")
        return
    change = report.change
    yield Table(
        header=("Cause", "Points"),
        rows=(
            *((cause.value, signed(moved)) for cause, moved in change.causes.items()),
            (
                f"sum: {points(change.score_before)} → {points(change.score_after)}",
                signed(change.difference),
            ),
        ),
        right=frozenset({1}),
    )
    parts = [it for it in change.largest if abs(it.points) >= _LEAST_PART]
    if parts:
        yield Table(
            header=("Indicator", "Points", "Cause", "Events"),
            rows=tuple(
                (
                    part.indicator.id,
                    signed(part.points),
                    part.cause.value,
                    "; ".join(
                        f"{it.date} {value_word(it.value)}" for it in part.events
                    ),
                )
                for part in parts
            ),
            right=frozenset({1}),
        )


def _events(events: Iterable[Event]) -> Block:
    entries = tuple(_entry(event) for event in events)
    return Entries(entries) if entries else Paragraph("None in the log.")


def _entry(event: Event) -> Entry:
    return Entry(
        head=f"{event.date} · {event.indicator} = {value_word(event.value)} · "
        f"{event.grade}",
        title=event.title,
        note=event.note,
        links=tuple(it for it in event.sources if is_address(it)),
        references=tuple(it for it in event.sources if not is_address(it)),
    )


def _floors(report: WeeklyReport) -> Iterator[Block]:
    assessment = report.assessment
    for label, floors in (
        ("Active", assessment.active_floors),
        ("Provisional", assessment.provisional_floors),
    ):
        if not floors:
            yield Paragraph(f"{label}: none.")
        for held in floors:
            yield Paragraph(
                f"{label}: {floor_words(held)}. Reason: {held.floor.reason}"
            )


def _moves(report: WeeklyReport) -> Iterator[Block]:
    assessment = report.assessment
    if assessment.day is None:
        return
    level, catalogue = assessment.day.level, assessment.catalogue
    if assessment.points_to_worse is not None:
        yield Paragraph(
            f"Worse: {points(assessment.points_to_worse)} more points give level "
            f"{short_level(catalogue, level.one_worse)}, on the same day."
        )
    if report.outlook is not None:
        yield from map(Paragraph, silence_words(report.outlook, catalogue))
    if assessment.calmer_below is not None:
        yield Paragraph(
            f"Calmer: {counted(assessment.calm_days_missing or 0, 'more day')} in a "
            f"row under {points(assessment.calmer_below)} points, and no floor at "
            f"this level, give level {short_level(catalogue, level.one_calmer)}."
        )


def _coming_up(report: WeeklyReport) -> Block:
    if not report.assessment.coming_up:
        return Paragraph("Nothing is scheduled.")
    return _events(report.assessment.coming_up)


def _gaps(report: WeeklyReport) -> Iterator[Block]:
    missing = ", ".join(it.title for it in report.assessment.missing)
    yield Paragraph(f"Not set, so that it adds nothing: {missing or 'nothing'}.")
    looks = [
        f"{it.indicator.id} ({'never' if it.last is None else f'last {it.last}'})"
        for it in report.unlooked
    ]
    yield Paragraph(f"Not looked at lately: {', '.join(looks) or 'nothing'}.")
    for label, events in (
        ("Resting on a single source", report.single_source),
        ("Ungraded", report.ungraded),
    ):
        yield Paragraph(f"{label}: {', '.join(it.id for it in events) or 'none'}.")


def _provenance(report: WeeklyReport) -> Block:
    assessment = report.assessment
    known = assessment.known_at
    return Table(
        header=("", ""),
        rows=(
            ("As of", str(assessment.as_of)),
            ("Known at", moment(known) if known else "all that is in the log"),
            ("Records", str(assessment.records)),
            ("Catalogue", assessment.catalogue.digest),
            ("riskctl", report.version),
        ),
    )
