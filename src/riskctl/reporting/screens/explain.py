"""Every point of the score, down to the event."""

from collections.abc import Iterable
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Breakdown, Contribution
from riskctl.analysis.judgement.ground import by_weight
from riskctl.analysis.judgement.reading import Share
from riskctl.analysis.judgement.trust import Trust
from riskctl.model.indicator import Indicator, Kind
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
from riskctl.reporting.screens.head import notice
from riskctl.reporting.screens.headline import level_head
from riskctl.reporting.screens.level_full import clock_lines, nothing_known
from riskctl.reporting.trust import trust_notes
from riskctl.reporting.words import percent, points, signed, value_word

# Shares under this many points are summed in one line: they cannot move a figure.
LEAST_SHOWN: Final = 0.05
_BAR: Final = 10


def explain_screen(
    assessment: Assessment,
    trust: Trust | None,
    *,
    indicator: Indicator | None,
    width: int,
) -> list[Line]:
    """Return ground, pressure and lift with their events; one indicator, if given."""
    lines = [*notice(width), level_head(assessment), *clock_lines(assessment), EMPTY]
    if assessment.day is None:
        return [*lines, *nothing_known(assessment, width)]
    breakdown = assessment.breakdown
    if indicator is not None:
        for it in breakdown.contributions:
            if it.reading.indicator.id == indicator.id:
                lines += _contribution(it, width=width, whole=True)
        return lines + _definition(indicator, width=width)
    ground, pressure = points(breakdown.ground), points(breakdown.pressure)
    for block in (
        _block(
            line(strong(f"ground {ground}"), " statuses, silence"),
            (it for it in breakdown.contributions if it.is_ground),
            width=width,
        ),
        _block(
            line(strong(f"pressure {pressure}"), " incidents, which fade"),
            (it for it in breakdown.contributions if not it.is_ground),
            width=width,
        ),
        _lift(breakdown, width=width),
    ):
        lines += [*block, EMPTY] if block else []
    lines += [
        line(strong(f"score {points(assessment.score)}"), " of 100 in all"),
        EMPTY,
    ]
    if breakdown.unset:
        lines += labelled("not set", _unset_words(breakdown), width=width)
    if trust is not None:
        for label, text in trust_notes(trust, assessment.catalogue):
            lines += labelled(label, text, width=width)
    return lines


def _unset_words(breakdown: Breakdown) -> str:
    """Name what adds nothing because nothing is known of it, the heaviest first."""
    unset = [it.reading.indicator for it in breakdown.unset]
    names = ", ".join(
        f"{it.id} ({it.weight:g})"
        for it in sorted(unset, key=lambda it: (not it.kind.is_ground, *by_weight(it)))
    )
    later = any(it.kind.is_ground for it in unset)
    return f"{names}: they add nothing" + (
        "; `riskctl setup` asks where they stand" if later else ""
    )


def _lift(breakdown: Breakdown, *, width: int) -> list[Line]:
    """Return how far the pressure raises the score, and by which incidents."""
    if breakdown.lift < LEAST_SHOWN:
        return []
    how = (
        f" {points(breakdown.pressure)} points of pressure close "
        f"{percent(breakdown.closed)} of the {points(breakdown.distance)} up to 100"
    )
    lines = [line(strong(f"lift {points(breakdown.lift)}"), cut(how, width - 12))]
    parts = [it for it in breakdown.contributions if not it.is_ground]
    return lines + [
        line(
            f"  {padded(it.reading.indicator.id, 26)} "
            f"{padded(signed(it.points), 6, right=True)}"
        )
        for it in sorted(parts, key=lambda it: -abs(it.points))
        if abs(it.points) >= LEAST_SHOWN
    ]


def _block(
    head: Line, contributions: Iterable[Contribution], *, width: int
) -> list[Line]:
    """Return those that move a figure under a head, the largest first, if any does."""
    moving = [it for it in contributions if abs(it.weighed) >= LEAST_SHOWN]
    moving.sort(key=lambda it: (-it.weighed, it.reading.indicator.id))
    lines = [head] if moving else []
    for it in moving:
        lines += _contribution(it, width=width, whole=False)
    return lines


def _contribution(contribution: Contribution, *, width: int, whole: bool) -> list[Line]:
    """Return points of ground or of pressure, down to the event."""
    reading, weight = contribution.reading, contribution.reading.indicator.weight
    head = (
        f"  {padded(reading.indicator.id, 26)} {bar(reading.value, _BAR)} "
        f"{padded(points(contribution.weighed), 5, right=True)} · "
        f"{weight:g} × {reading.value:.2f} {reading.indicator.kind.value}"
    )
    lines = [line(strong(cut(head, width)))]
    if not reading.is_set:
        return [*lines, line(dim("    not set: nothing is known of it"))]
    if whole:
        shown, rest, others = reading.shares, 0.0, 0
    else:
        shown, rest = reading.shares_of(LEAST_SHOWN / weight)
        others = reading.count - len(shown)
    lines += [
        _share(it, weight * it.amount, reading.indicator, width=width)
        for it in sorted(shown, key=lambda it: -abs(it.amount))
    ]
    if others and abs(weight * rest) >= LEAST_SHOWN:
        amount = padded(signed(weight * rest), 7, right=True)
        lines.append(line(dim(f"    {amount}  {others} smaller")))
    return lines


def _share(share: Share, amount: float, indicator: Indicator, *, width: int) -> Line:
    told = padded(signed(amount), 7, right=True)
    if share.event is None:
        start = "silence" if indicator.kind is Kind.CONTACT else "initial state"
        return line(f"    {told}  {start}")
    event = share.event
    text = (
        f"    {told}  {event.date} {value_word(event.value)} "
        f"({event.grade})  {event.title}"
    )
    return line(cut(text, width))


def _definition(indicator: Indicator, *, width: int) -> list[Line]:
    lines = [EMPTY, line(strong(indicator.title))]
    for text in (indicator.question, indicator.why):
        lines += [line(it) for it in wrapped(text, width)]
    return lines
