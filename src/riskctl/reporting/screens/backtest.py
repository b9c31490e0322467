"""How the level did against dated windows, in text and CSV."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.reports.backtest import Backtest
from riskctl.analysis.reports.discrimination import Discrimination
from riskctl.model.catalogue import Catalogue
from riskctl.reporting.lines import EMPTY, Line, line, strong, table, wrapped
from riskctl.reporting.screens.head import head
from riskctl.reporting.words import counted, points, short_level

_ROOMY: Final = 76
HINDSIGHT: Final = (
    "Whoever wrote the catalogue knew this history, so a good fit here says little "
    "about the next crisis."
)


def backtest_screen(
    result: Backtest, catalogue: Catalogue, *, title: str, width: int
) -> Iterator[Line]:
    """Yield the windows, the false alarms, and the comparison with simpler rules."""
    known = ", each day as it was known at its end" if result.as_known else ""
    alarm = short_level(catalogue, result.threshold)
    question = (
        f"{title}: {result.period.first} to {result.period.last}{known}; "
        f"an alarm is level {alarm} or worse"
    )
    yield from head(question, HINDSIGHT, width=width)
    yield EMPTY
    yield from map(line, _windows(result, width))
    yield EMPTY
    for text in _verdicts(result):
        yield from map(line, wrapped(text, width))
    yield EMPTY
    yield line(strong("peak days against the rest: area under the ROC curve"))
    rows = [(it.name, *_area(it)) for it in result.discrimination]
    yield from map(line, table(rows, width=width))


def _windows(result: Backtest, width: int) -> list[str]:
    """Return the table; a narrow one leaves the room of the dates to the labels."""
    rows: list[tuple[str, ...]] = [
        ("window", "kind", "from", "mean", "max", "worst", "alarm", "lead"),
        *(
            (
                it.window.label,
                it.window.kind.value,
                str(it.window.period.first),
                points(it.mean) if it.days else "–",
                points(it.highest) if it.days else "–",
                str(it.worst.value) if it.days else "–",
                "" if it.hit is None else "hit" if it.hit else "missed",
                "" if it.lead_days is None else f"{it.lead_days} d",
            )
            for it in result.results
        ),
        (
            "outside every window",
            "",
            "",
            points(result.outside_mean) if result.outside_days else "–",
            points(result.outside_highest) if result.outside_days else "–",
            "",
            "",
            "",
        ),
    ]
    if width < _ROOMY:
        narrow = [(*row[:2], *row[3:]) for row in rows]
        return table(narrow, width=width, right={2, 3, 6})
    return table(rows, width=width, right={3, 4, 7})


def _verdicts(result: Backtest) -> Iterator[str]:
    peaks = len(result.peaks)
    yield f"Hits: {result.hits} of {counted(peaks, 'peak window')}."
    yield (
        f"Days at that level in no peak window: {result.alarmed_off_peak} of "
        f"{result.days_off_peak}."
    )
    alarms = result.false_alarms
    if not alarms:
        yield "False alarms, runs of such days that touch no peak window: none."
        return
    longest = max(alarms, key=lambda it: (it.last - it.first, it.first))
    yield (
        f"False alarms: {counted(len(alarms), 'run')} of days at that level touching "
        f"no peak window, {counted(result.false_alarm_days, 'day')} together; the "
        f"longest from {longest.first} to {longest.last}."
    )


def _area(it: Discrimination) -> tuple[str, str]:
    if it.auc is None:
        return "–", "needs days both inside and outside peak windows"
    near = "" if it.near is None else f"within two years {it.near:.3f}"
    if it.low is None or it.high is None:
        return f"{it.auc:.3f}", near
    band = f"90 % band {it.low:.3f} to {it.high:.3f}"
    return f"{it.auc:.3f}", f"{band}; {near}" if near else band
