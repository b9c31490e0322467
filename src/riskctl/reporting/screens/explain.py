"""Every point of the score, down to the event."""

from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.analysis.judgement.contribution import Contribution
from riskctl.analysis.judgement.reading import Share
from riskctl.analysis.judgement.trust import Trust
from riskctl.model.indicator import Indicator, Kind
from riskctl.reporting.appraisal import appraisal_notes
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
from riskctl.reporting.screens.level import clock_lines, nothing_known
from riskctl.reporting.words import points, signed, value_word

# Shares under this many points are summed in one line: they cannot move a figure.
LEAST_SHOWN: Final = 0.05
_BAR: Final = 10


def explain_screen(
    assessment: Assessment,
    appraisal: Trust | None,
    *,
    indicator: Indicator | None,
    width: int,
) -> list[Line]:
    """Return the contributions with their events; of one indicator, if given."""
    shown = [
        it
        for it in assessment.largest
        if indicator is None or it.reading.indicator.id == indicator.id
    ]
    lines = [*notice(width), level_head(assessment), *clock_lines(assessment), EMPTY]
    if assessment.day is None:
        return [*lines, *nothing_known(width)]
    for contribution in shown:
        lines += _contribution(contribution, width=width, whole=indicator is not None)
    if indicator is None:
        lines += [
            line(
                strong(f"  {padded('score', 26)} {' ' * _BAR} "),
                strong(padded(points(assessment.score), 5, right=True)),
                " of 100 in all",
            ),
            EMPTY,
        ]
        if appraisal is not None:
            for label, text in appraisal_notes(appraisal, assessment.catalogue):
                lines += labelled(label, text, width=width)
    else:
        lines += _definition(indicator, width=width)
    return lines


def _contribution(contribution: Contribution, *, width: int, whole: bool) -> list[Line]:
    reading = contribution.reading
    head = (
        f"  {padded(reading.indicator.id, 26)} {bar(reading.value, _BAR)} "
        f"{padded(points(contribution.points), 5, right=True)} of "
        f"{contribution.points_per_unit:g} · {reading.indicator.kind.value} "
        f"reading {reading.value:.2f}"
    )
    lines = [line(strong(cut(head, width)))]
    if whole:
        shown, rest, others = contribution.shares, 0.0, 0
    else:
        shown, rest = contribution.shares_of(LEAST_SHOWN)
        others = contribution.reading.count - len(shown)
    lines += [
        _share(it, reading.indicator, width=width)
        for it in sorted(shown, key=lambda it: -abs(it.amount))
    ]
    if others:
        lines.append(
            line(dim(f"    {padded(signed(rest), 7, right=True)}  {others} smaller"))
        )
    return lines


def _share(share: Share, indicator: Indicator, *, width: int) -> Line:
    amount = padded(signed(share.amount), 7, right=True)
    if share.event is None:
        start = "silence" if indicator.kind is Kind.CONTACT else "initial state"
        return line(f"    {amount}  {start}")
    event = share.event
    text = (
        f"    {amount}  {event.date} {value_word(event.value)} "
        f"({event.grade})  {event.title}"
    )
    return line(cut(text, width))


def _definition(indicator: Indicator, *, width: int) -> list[Line]:
    lines = [EMPTY, line(strong(indicator.title))]
    for text in (indicator.question, indicator.why):
        lines += [line(it) for it in wrapped(text, width)]
    return lines
