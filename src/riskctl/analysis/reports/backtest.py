"""How the level did against dated windows, and against three simpler rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import fsum
from statistics import fmean
from typing import Final

from riskctl.analysis.change.timeline import KnownDays, Timeline
from riskctl.analysis.days.day import Day
from riskctl.analysis.days.events import force
from riskctl.analysis.days.score import clamped, faded
from riskctl.analysis.reports.discrimination import Discrimination, discriminate
from riskctl.model.alert import AlertLevel, worst
from riskctl.model.indicator import Kind
from riskctl.model.period import Period
from riskctl.model.window import Window, WindowKind

LEAD_DAYS: Final = 30
COUNT_DAYS: Final = 30
SEVERITY_DAYS: Final = 30
# Around a peak, days within so long are much like it in all but the crisis.
NEAR: Final = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowResult:
    """
    How one window looked.

    Attributes:
        days: How many of its days have a level.
        worst: The worst level inside it.
        hit: For a peak with days: whether the level reached the threshold in it.
        lead_days: For a peak: how many days before its start the level first
            stood at the threshold, looking back 30 days; None when it did not.
    """

    window: Window
    days: int
    mean: float
    highest: float
    worst: AlertLevel
    hit: bool | None
    lead_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """
    The level against the windows.

    Attributes:
        threshold: The level that counts as an alarm, or worse.
        outside_mean: The mean score of the days in no window.
        false_alarms: The runs of days at the threshold that touch no peak.
        days_off_peak: The days in no peak window.
        alarmed_off_peak: Those of them at the threshold, in whatever run.
    """

    period: Period
    threshold: AlertLevel
    as_known: bool
    results: tuple[WindowResult, ...]
    outside_days: int
    outside_mean: float
    outside_highest: float
    false_alarms: tuple[Period, ...]
    days_off_peak: int
    alarmed_off_peak: int
    discrimination: tuple[Discrimination, ...]

    @property
    def false_alarm_days(self) -> int:
        """The days of all false alarms together."""
        return sum((it.last - it.first).days + 1 for it in self.false_alarms)

    @property
    def peaks(self) -> tuple[WindowResult, ...]:
        """The results of the peak windows that have days in the log."""
        return tuple(
            it for it in self.results if it.window.kind is WindowKind.PEAK and it.days
        )

    @property
    def hits(self) -> int:
        """How many peaks the level reached the threshold in."""
        return sum(bool(it.hit) for it in self.peaks)


def backtest(
    timeline: Timeline, windows: Sequence[Window], *, threshold: AlertLevel
) -> Backtest:
    """
    Compare every day's level and score with the windows.

    The simpler rules know of each day what the level knew of it.

    Args:
        threshold: The level that counts as an alarm, or worse.
    """
    days = timeline.days
    by_day = {it.date: it for it in days}
    inside = {day for window in windows for day in _days(window.period)}
    outside = [it.score for it in days if it.date not in inside] or [0.0]
    peaks = [it.period for it in windows if it.kind is WindowKind.PEAK]
    is_peak = [any(it.date in peak for peak in peaks) for it in days]
    off_peak = [it for it, peak in zip(days, is_peak, strict=True) if not peak]
    near = [_near(days, is_peak, it) for it in peaks]
    rules = {
        "score": [it.score for it in days],
        **{name: _figures(timeline, rule) for name, rule in RULES.items()},
    }
    return Backtest(
        period=timeline.period,
        threshold=threshold,
        as_known=timeline.as_known,
        results=tuple(_result(it, by_day, threshold) for it in windows),
        outside_days=sum(it.date not in inside for it in days),
        outside_mean=fsum(outside) / len(outside),
        outside_highest=max(outside),
        false_alarms=tuple(_false_alarms(days, peaks, threshold)),
        days_off_peak=len(off_peak),
        alarmed_off_peak=sum(it.level.is_at_least(threshold) for it in off_peak),
        discrimination=tuple(
            discriminate(name, figures, is_peak, near=near)
            for name, figures in rules.items()
        ),
    )


def _result(
    window: Window, by_day: dict[date, Day], threshold: AlertLevel
) -> WindowResult:
    judged = [by_day[it] for it in _days(window.period) if it in by_day]
    scores = [it.score for it in judged] or [0.0]
    reached = any(it.level.is_at_least(threshold) for it in judged)
    peak = window.kind is WindowKind.PEAK
    return WindowResult(
        window=window,
        days=len(judged),
        mean=fsum(scores) / len(scores),
        highest=max(scores),
        worst=worst(it.level for it in judged),
        hit=reached if peak and judged else None,
        lead_days=_lead(window, by_day, threshold) if peak else None,
    )


def _lead(window: Window, by_day: dict[date, Day], threshold: AlertLevel) -> int | None:
    for back in range(LEAD_DAYS, 0, -1):
        before = by_day.get(window.period.first - timedelta(days=back))
        if before and before.level.is_at_least(threshold):
            return back
    return None


def _false_alarms(
    days: Sequence[Day], peaks: Sequence[Period], threshold: AlertLevel
) -> Iterator[Period]:
    for alarmed, run in groupby(days, key=lambda it: it.level.is_at_least(threshold)):
        judged = list(run)
        period = Period(judged[0].date, judged[-1].date)
        if alarmed and not any(_touch(period, peak) for peak in peaks):
            yield period


def _touch(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _near(days: Sequence[Day], is_peak: Sequence[bool], peak: Period) -> list[bool]:
    """
    Say which days are to be told from one peak: those off peak, two years around.

    The peak's own days count as well, and those of other peaks do not.
    """
    first, last = peak.first - NEAR, peak.last + NEAR
    return [
        it.date in peak or (first <= it.date <= last and not crisis)
        for it, crisis in zip(days, is_peak, strict=True)
    ]


def _figures(
    timeline: Timeline, rule: Callable[[KnownDays], list[float]]
) -> list[float]:
    """Return what *rule* makes of each day, from what the day was judged with."""
    by_day: dict[date, float] = {}
    for it in timeline.known:
        by_day |= zip(_days(it.period), rule(it), strict=True)
    return [by_day[it.date] for it in timeline.days]


def _counts(known: KnownDays) -> list[float]:
    """Return for each day how many events the last 30 days have."""
    dates = sorted(event.date for event in known.log.in_force)
    counts, start, end = [], 0, 0
    for day in _days(known.period):
        while end < len(dates) and dates[end] <= day:
            end += 1
        while start < end and dates[start] <= day - timedelta(days=COUNT_DAYS):
            start += 1
        counts.append(float(end - start))
    return counts


def _unweighted(known: KnownDays) -> list[float]:
    """Return the mean of all readings, each held between 0 and 1, times 100."""
    history, (first, last) = known.history, known.period
    if history is None:
        return [0.0] * ((last - first).days + 1)
    columns = [
        map(clamped, history.readings(place, first, last))
        for place, _ in enumerate(history.catalogue)
    ]
    return [100.0 * fmean(it) for it in zip(*columns, strict=True)]


def _severity(known: KnownDays) -> list[float]:
    """Return the faded sum of what worsens: incidents, with a half-life of 30 days."""
    history, (first, _) = known.history, known.period
    if history is None:
        return [0.0 for _ in _days(known.period)]
    catalogue = history.catalogue
    forces: dict[date, float] = {}
    before: list[float] = []
    for event in known.log.in_force:
        indicator = catalogue[event.indicator]
        size = force(indicator, event)
        if indicator.kind is not Kind.INCIDENT or size <= 0.0:
            continue
        if event.date < first:
            age = (first - event.date).days - 1
            before.append(faded(size, age_days=age, half_life_days=SEVERITY_DAYS))
        else:
            forces[event.date] = forces.get(event.date, 0.0) + size
    total, sums = fsum(before), []
    for day in _days(known.period):
        total = faded(total, age_days=1, half_life_days=SEVERITY_DAYS)
        total += forces.get(day, 0.0)
        sums.append(total)
    return sums


Rule = Callable[[KnownDays], list[float]]
RULES: Final[dict[str, Rule]] = {
    f"events in {COUNT_DAYS} days": _counts,
    "unweighted mean of readings": _unweighted,
    "severity sum of incidents": _severity,
}


def _days(period: Period) -> Iterator[date]:
    day = period.first
    while day <= period.last:
        yield day
        day += timedelta(days=1)
