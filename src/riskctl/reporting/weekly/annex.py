"""The annex, before it is text, Markdown or a page: sections of texts and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.chart import sparkline
from riskctl.reporting.weekly.noted import floors_said
from riskctl.reporting.weekly.said import short_day, value_title
from riskctl.reporting.words import day_words, level_word, moment, points, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexTable:
    """
    Rows under a header.

    Attributes:
        right: The columns that hold figures.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


# What a section is made of: running text, or a table.
Block = str | AnnexTable


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


def annex(report: WeeklyReport) -> Iterator[Section]:
    """Yield the sections of the annex."""
    if report.assessment.day:
        yield Section("Every indicator", (_indicators(report),))
        yield Section("What changed and why", (_causes(report),))
        yield Section("What was not looked at", (_unlooked(report),))
        yield Section("Floors", tuple(floors_said(report)) or ("None holds.",))
        yield Section("The levels", (_levels(report),))
    yield Section("How this was computed", (_computed(report),))


def _indicators(report: WeeklyReport) -> AnnexTable:
    readings = report.board.readings if report.board else {}
    return AnnexTable(
        header=("Indicator", "State", "Since", "26 weeks", "Points", "Change"),
        rows=tuple(
            (
                it.indicator.title,
                value_title(it.indicator, it.state),
                short_day(it.since) if it.since else "",
                sparkline(readings.get(it.indicator.id, ()), top=1.0),
                points(it.points),
                signed(it.change) if it.change is not None else "",
            )
            for it in report.rows
        ),
        right=frozenset({4, 5}),
    )


def _causes(report: WeeklyReport) -> Block:
    change = report.change
    if report.before.day is None:
        return "There was no level in the week before to compare with."
    ends = f"{points(change.score_before)} → {points(change.score_after)}"
    return AnnexTable(
        header=("Cause", "Points"),
        rows=(
            *((cause.value, signed(moved)) for cause, moved in change.causes.items()),
            (f"sum, rounded at the end: {ends}", signed(change.difference)),
        ),
        right=frozenset({1}),
    )


def _unlooked(report: WeeklyReport) -> str:
    said = [
        f"{it.indicator.title} "
        f"({f'last on {day_words(it.last)}' if it.last else 'never'})"
        for it in report.assessment.coverage.stale
    ]
    return "; ".join(said) + "." if said else "Nothing was left out."


def _levels(report: WeeklyReport) -> AnnexTable:
    return AnnexTable(
        header=("Level", "From score", "Meaning"),
        rows=tuple(
            (level_word(it), f"{it.from_score:g}", it.meaning)
            for it in report.assessment.catalogue.levels
        ),
        right=frozenset({1}),
    )


def _computed(report: WeeklyReport) -> AnnexTable:
    assessment = report.assessment
    known, catalogue = assessment.known_at, assessment.catalogue
    day = assessment.day
    rule = (
        "score = ground + (100 − ground) × (1 − 2^(−pressure ÷ "
        f"{catalogue.half_pressure:g})); worse at once, easing by one step after "
        f"{catalogue.descent.dwell_days} days in a row"
    )
    rows = [
        ("Rule", rule),
        ("Catalogue", catalogue.digest),
        ("riskctl", report.version),
        ("As of", str(assessment.as_of)),
        ("Known at", moment(known) if known else "all that is in the log"),
        ("Events counted", str(report.events_counted)),
        ("Learned later", str(len(report.later))),
    ]
    if day is not None:
        parts = assessment.breakdown
        rows[1:1] = [
            ("Score", f"{points(assessment.score)} of 100"),
            ("Ground", f"{points(parts.ground)} points (statuses and silence)"),
            ("Lift", f"{points(parts.lift)} points (incidents)"),
            ("Pressure", f"{points(parts.pressure)} points, which fade"),
            ("Level since", str(day.since)),
        ]
        if report.trust:
            drawn = report.trust.robustness
            band = f"{points(drawn.low)} to {points(drawn.high)}"
            rows.insert(6, ("9 of 10 draws", f"{band} ({drawn.draws} draws)"))
            rows.insert(7, ("Origins", _origins_said(assessment)))
    if report.agreement:
        from riskctl.reporting.agreement import agreement_rows, coders_words

        rows.append(("A second coder", coders_words(report.agreement)))
        rows += [
            (f"Agreement: {what}", said)
            for what, said in agreement_rows(report.agreement)
        ]
    return AnnexTable(header=("", ""), rows=tuple(rows))


def _origins_said(assessment: Assessment) -> str:
    from riskctl.analysis.judgement.origins import single_origins
    from riskctl.reporting.trust import origins_words

    return origins_words(single_origins(assessment))
