"""The alert level with all that stands behind it, however long, and what it asks."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.days.floors import HeldFloor
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Breakdown, Contribution
from riskctl.analysis.judgement.margins import (
    calm_days_missing,
    calmer_below,
    points_to_worse,
)
from riskctl.analysis.judgement.origins import single_origins
from riskctl.analysis.judgement.reading import Share
from riskctl.analysis.judgement.trust import Trust
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Kind
from riskctl.reporting.chart import bar
from riskctl.reporting.lines import (
    EMPTY,
    Line,
    cut,
    dim,
    labelled,
    line,
    padded,
    strong,
    wrapped,
)
from riskctl.reporting.marks import NO_EVIDENCE, no_level_words
from riskctl.reporting.screens.head import notice
from riskctl.reporting.screens.headline import (
    level_span,
    mark_lines,
    origin_words,
    week_words,
)
from riskctl.reporting.trust import origins_words, trust_notes
from riskctl.reporting.words import (
    counted,
    long_day,
    moment,
    percent,
    points,
    short_level,
    signed,
    value_word,
)

_LARGEST: Final = 5
_BAR: Final = 16
_ROOMY: Final = 100
_CAUSE: Final = 16
_STALE_SHOWN: Final = 4


def full_level_screen(
    assessment: Assessment, trust: Trust | None, *, title: str, width: int
) -> list[Line]:
    """Return the level with all its reasons, for a terminal of *width* columns."""
    lines = [*notice(width)]
    lines += [line(strong(cut(title, width))), *clock_lines(assessment), EMPTY]
    if assessment.band is None or assessment.day is None:
        return [*lines, *nothing_known(assessment, width)]
    lines += [
        line("ALERT LEVEL ", level_span(assessment)),
        *mark_lines(assessment, width),
        *map(line, wrapped(assessment.band.meaning, width)),
        line(f"since {assessment.day.since}, {origin_words(assessment)}"),
        line(
            "score ",
            strong(points(assessment.score)),
            f" of 100{week_words(assessment)}",
        ),
        line(breakdown_words(assessment.breakdown)),
        EMPTY,
        line(strong("what weighs most")),
        *(
            contribution_line(it, width=width)
            for it in assessment.largest[:_LARGEST]
            if it.points > 0
        ),
        EMPTY,
    ]
    notes = [*_questions(assessment), *_margin_notes(assessment)]
    if trust is not None:
        notes += trust_notes(trust, assessment.catalogue)
        notes.append(("origins", origins_words(single_origins(assessment))))
    for label, text in notes:
        lines += labelled(label, text, width=width)
    return lines


def contribution_line(contribution: Contribution, *, width: int) -> Line:
    """Return one indicator's contribution as a bar, its points and its main cause."""
    indicator = contribution.reading.indicator
    size = _BAR if width >= _ROOMY else _BAR // 2
    head = (
        f"  {padded(indicator.id, 25)} {bar(contribution.reading.value, size)} "
        f"{padded(points(contribution.points), 4, right=True)}"
    )
    room = width - len(head)
    if room < _CAUSE:
        return line(head.rstrip())
    return line(head, dim(cut(f" {cause_words(contribution)}", room)))


def breakdown_words(breakdown: Breakdown) -> str:
    """Say what the score is made of."""
    return (
        f"ground {points(breakdown.ground)} (slow) + lift {points(breakdown.lift)} "
        f"(pressure {points(breakdown.pressure)}, fading)"
    )


def cause_words(contribution: Contribution) -> str:
    """Name what the contribution rests on most: one event, silence, or the start."""
    reading = contribution.reading
    if not reading.is_set:
        return "not set: nothing is known of it"
    largest = reading.main_share or Share(None, 0.0)
    if reading.hides_latest or largest.hidden:
        return "what is not shown here"
    if reading.indicator.kind is Kind.CONTACT:
        last = reading.latest
        return f"silence since {last.date}" if last else "no contact found"
    if largest.event is None:
        return "initial state"
    return f"{value_word(largest.event.value)} {largest.event.date}"


def floor_words(held: HeldFloor) -> str:
    """Say what a floor does, and until when where its end is known."""
    until = f" until {held.until}" if held.until else ""
    at = f"at {held.floor.level.value} or worse{until}"
    if held.provisional:
        return f"{held.floor.name} would hold {at}, if a weaker report were believed"
    return f"{held.floor.name} holds {at}"


def clock_lines(assessment: Assessment) -> list[Line]:
    """Say which day is judged, and with what knowledge."""
    lines = [line(f"as of {long_day(assessment.as_of)}")]
    if assessment.known_at is not None:
        lines.append(line(f"with what was known at {moment(assessment.known_at)}"))
    return lines


def nothing_known(assessment: Assessment, width: int) -> list[Line]:
    """Say that there is no evidence, and therefore no level."""
    text = f"{NO_EVIDENCE}: {no_level_words(assessment)}, so there is no level"
    return [line(it) for it in wrapped(text, width)]


def _margin_notes(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield the notes below the bars: a label, and its text."""
    for label, floors in (
        ("floors", assessment.active_floors),
        ("provisional", assessment.provisional_floors),
    ):
        texts = [floor_words(it) for it in floors]
        if texts:
            yield label, "; ".join(texts)
    if not assessment.active_floors and not assessment.provisional_floors:
        yield "floors", "none active, none provisional"
    catalogue, day = assessment.catalogue, assessment.day
    more = points_to_worse(assessment)
    if day and more is not None:
        worse = short_level(catalogue, day.level.one_worse)
        yield "to worse", f"{signed(more)} points → {worse}"
    if day and calmer_below(assessment) is not None:
        yield "to calmer", _to_calmer(assessment, day.level)
    coverage = assessment.coverage
    thin = "; thin evidence" if coverage.is_thin else ""
    yield (
        "coverage",
        f"{percent(coverage.share)} of the weight looked at lately{thin}",
    )
    yield "stale", stale_words(assessment)
    yield (
        "rests on",
        f"{counted(assessment.records, 'record')}, catalogue {catalogue.digest}",
    )


def _to_calmer(assessment: Assessment, level: AlertLevel) -> str:
    target = short_level(assessment.catalogue, level.one_calmer)
    days = counted(calm_days_missing(assessment) or 0, "more day")
    text = f"{days} in a row under {points(calmer_below(assessment) or 0.0)} → {target}"
    return f"{text}, once no floor holds" if assessment.holding_floors else text


def stale_words(assessment: Assessment) -> str:
    """Name what was not looked at lately, the heaviest first."""
    stale = assessment.coverage.stale
    if not stale:
        return "nothing"
    named = [
        f"{it.indicator.id} ({'never' if it.last is None else it.last})"
        for it in stale[:_STALE_SHOWN]
    ]
    more = len(stale) - len(named)
    return ", ".join(named) + (f", and {more} more" if more else "")


def _questions(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Ask whether a plan that is due has come about, and which amendment counts."""
    for event in assessment.due:
        planned = f"did it happen? {event.date}, {event.title}"
        yield "due", f"{planned}: riskctl confirm {event.id}, or retract it"
    for conflict in assessment.conflicts:
        others = ", ".join(conflict.passed_over)
        said = f"amended in two ways: {conflict.counts} counts, {others} does not"
        yield "conflict", f"{said}; retract one"
