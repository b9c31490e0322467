"""What the shipped catalogue shows on the example watch: figures, never typed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from math import fsum
from pathlib import Path
from typing import Final

from docs.reference_pages import print_table
from riskctl.analysis.change.timeline import timeline
from riskctl.analysis.days.day import Day
from riskctl.analysis.days.floors import floors_on
from riskctl.analysis.days.history import History, walk
from riskctl.analysis.judgement.draws import SPREAD
from riskctl.analysis.reports.backtest import backtest
from riskctl.analysis.reports.discrimination import Discrimination
from riskctl.model.alert import AlertLevel
from riskctl.model.indicator import Indicator, Kind
from riskctl.model.period import Period
from riskctl.model.watch import Watch
from riskctl.reporting.words import short_level
from riskctl.storage.text.windows import read_windows
from riskctl.storage.watch import WatchFolder, read_watch

# The last day that the example's sources cover.
LAST_DAY: Final = date(2026, 5, 22)
_EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "us-russia"
# The periods that the catalogue must tell apart, in the order of time.
PEAKS: Final = (
    ("war in Georgia", date(2008, 8, 1), date(2008, 9, 30)),
    ("Crimea and the Donbas", date(2014, 4, 1), date(2014, 4, 30)),
    ("strikes in Syria, expulsions", date(2018, 4, 1), date(2018, 4, 30)),
    ("first week of March 2022", date(2022, 3, 1), date(2022, 3, 7)),
    ("autumn 2022", date(2022, 9, 1), date(2022, 11, 30)),
    ("spring 2023", date(2023, 3, 1), date(2023, 5, 31)),
    ("late November 2024", date(2024, 11, 16), date(2024, 11, 30)),
)


@cache
def example() -> Watch:
    """Return the example watch."""
    return read_watch(WatchFolder(_EXAMPLE))


@cache
def standings() -> tuple[Day, ...]:
    """Return where the level stood on every day of the example."""
    return tuple(history().within(Period(date.min, LAST_DAY)))


@cache
def history() -> History:
    """Return the walk through the example."""
    watch = example()
    found = walk(watch.catalogue, watch.log.ledger(watch.catalogue), until=LAST_DAY)
    if found is None:
        raise LookupError("the example has no event")
    return found


def extent() -> None:
    """Say how many days and records the figures rest on."""
    days, log = standings(), example().log
    print(
        f"The figures rest on {len(log)} records and cover {len(days):,} days, "
        f"{days[0].date} to {days[-1].date}; catalogue `{example().catalogue.digest}`."
    )


def groups() -> None:
    """Print the groups under their goals, with what each weighs in either sum."""
    catalogue = example().catalogue
    print_table(
        ("goal", "group", "ground", "incidents"),
        (
            (
                goal,
                title,
                _weighed(it for it in members if it.kind is not Kind.INCIDENT),
                _weighed(it for it in members if it.kind is Kind.INCIDENT),
            )
            for title, goal in catalogue.groups
            for members in [[it for it in catalogue if it.group == title]]
        ),
    )


def _weighed(members: Iterable[Indicator]) -> str:
    found = list(members)
    each = ", ".join(f"`{it.id}` {it.weight:g}" for it in found)
    return f"**{fsum(it.weight for it in found):g}**: {each}" if found else "none"


def yearly_peaks() -> None:
    """Print each year's worst day and calmest day by score."""
    rows = []
    for year, found in groupby(standings(), lambda it: it.date.year):
        days = list(found)
        worst, calmest = max(days, key=_score), min(days, key=_score)
        rows.append(
            (
                f"{year}",
                f"{worst.date}",
                f"{worst.score:.1f}",
                _level(worst),
                f"{calmest.date}",
                f"{calmest.score:.1f}",
                _level(calmest),
            )
        )
    print_table(
        ("year", "worst day", "score", "level", "calmest day", "score", "level"), rows
    )


def named_peaks() -> None:
    """Print the worst day of each period of the list, highest first."""
    found = [(name, _peak(first, last)) for name, first, last in PEAKS]
    print_table(
        ("period", "worst day", "score", "level"),
        (
            (name, f"{it.date}", f"{it.score:.2f}", _level(it))
            for name, it in sorted(found, key=lambda row: -row[1].score)
        ),
    )


def days_per_level() -> None:
    """Print how many days each level had."""
    days = standings()
    counts = Counter(it.level for it in days)
    print_table(
        ("level", "days", "share"),
        (
            (
                short_level(example().catalogue, band.level),
                f"{counts[band.level]}",
                f"{100 * counts[band.level] / len(days):.1f} %",
            )
            for band in example().catalogue.levels
        ),
    )


def level_steps() -> None:
    """Print every day on which the level changed."""
    days = standings()
    print_table(
        ("day", "from", "to", "score", "floors that hold"),
        (
            (
                f"{after.date}",
                short_level(example().catalogue, before.level),
                short_level(example().catalogue, after.level),
                f"{after.score:.1f}",
                ", ".join(f"`{name}`" for name in _firm_floors(after)),
            )
            for before, after in pairwise(days)
            if before.level is not after.level
        ),
    )


def must_show() -> None:
    """Print what the catalogue must show, and what it shows."""
    score = {name: _peak(first, last).score for name, first, last in PEAKS}
    georgia, crimea, syria, march, *later = score.values()
    days = standings()
    reset = [it for it in days if date(2009, 4, 1) <= it.date <= date(2011, 10, 31)]
    calm = 100 - _share(reset, 4)
    worst_of_reset = min(it.level.value for it in reset)
    week = {
        it.level.value for it in days if date(2022, 3, 1) <= it.date <= date(2022, 3, 7)
    }
    facts = [
        (
            "level 5 on most days of 2009-04 to 2011-10",
            f"{calm:.0f} % of {len(reset)} days",
            calm > 50,  # noqa: PLR2004
        ),
        (
            "never worse than level 4 in that time",
            f"worst level: {worst_of_reset}",
            worst_of_reset >= 4,  # noqa: PLR2004
        ),
        (
            "March 2022 above autumn 2022, spring 2023 and late November 2024",
            f"{march:.2f} against " + ", ".join(f"{it:.2f}" for it in later),
            march > max(later),
        ),
        (
            "each of those above April 2018, or within a point of it",
            f"lowest of them {min(later):.2f}, April 2018 {syria:.2f}",
            min(later) > syria - 1,
        ),
        ("April 2018 above April 2014", f"{syria:.2f}, {crimea:.2f}", syria > crimea),
        (
            "April 2014 above August–September 2008",
            f"{crimea:.2f}, {georgia:.2f}",
            crimea > georgia,
        ),
        (
            "level 2 on every day of the first week of March 2022",
            "level " + " and ".join(map(str, sorted(week))) + " on its seven days",
            week == {2},
        ),
        ("level 1 never", f"{_share(days, 1):.1f} % of days", not _share(days, 1)),
        (
            "level 2 or worse on at most 8 % of days",
            f"{_share(days, 2):.1f} %",
            _share(days, 2) <= 8,  # noqa: PLR2004
        ),
        (
            "level 3 or worse on at most 45 % of days",
            f"{_share(days, 3):.1f} %",
            _share(days, 3) <= 45,  # noqa: PLR2004
        ),
    ]
    print_table(
        ("what it must show", "what it shows", "holds"),
        ((fact, shown, "yes" if holds else "**no**") for fact, shown, holds in facts),
    )


def margin() -> None:
    """Say by how little the two highest periods differ."""
    march, autumn = (_peak(first, last).score for _, first, last in PEAKS[3:5])
    print(
        f"The first week of March 2022 leads autumn 2022 by {march - autumn:.1f} "
        f"points of 100: {march:.2f} against {autumn:.2f}."
    )


def left_out() -> None:
    """Print the rows of the sources that became no event, with the reason."""
    _csv_table("left_out.csv", ("date", "title", "reason"))


def additions() -> None:
    """Print the events that were added to the sources."""
    _csv_table("additions.csv", ("date", "indicator", "value", "title"))


def three_rules() -> None:
    """Print how well the score and three simpler rules tell peak days from the rest."""
    watch = example()
    windows = read_windows(_EXAMPLE / "windows.csv")
    tested = [
        backtest(
            timeline(
                watch,
                Period(standings()[0].date, LAST_DAY),
                known_at=None,
                as_known=as_known,
            ),
            windows,
            threshold=AlertLevel.TENSE,
        ).discrimination
        for as_known in (False, True)
    ]
    print_table(
        (
            "rule",
            *("area", "90 % band", "within two years"),
            *("area as known", "90 % band as known", "within two years"),
        ),
        (
            (one.name, *_area(one), *_area(other))
            for one, other in zip(*tested, strict=True)
        ),
    )


def spreads() -> None:
    """Print how far a value may be off, by the source's reliability."""
    print_table(
        ("source", *SPREAD),
        [("spread either way", *(f"{it:.2f}" for it in SPREAD.values()))],
    )


def _area(it: Discrimination) -> tuple[str, str, str]:
    return f"{it.auc:.2f}", f"{it.low:.2f} to {it.high:.2f}", f"{it.near:.2f}"


def _csv_table(name: str, columns: tuple[str, ...]) -> None:
    import csv

    path = _EXAMPLE.parent.parent / "tools" / "example_watch" / "us-russia" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    print(f"{len(rows)} rows of `tools/example_watch/us-russia/{name}`:\n")
    print_table(columns, (tuple(row[it] for it in columns) for row in rows))


def _peak(first: date, last: date) -> Day:
    return max((it for it in standings() if first <= it.date <= last), key=_score)


def _firm_floors(day: Day) -> list[str]:
    held = floors_on(history(), day.date)
    return [it.floor.name for it in held if not it.provisional]


def _score(standing: Day) -> float:
    return standing.score


def _level(standing: Day) -> str:
    return short_level(example().catalogue, standing.level)


def _share(days: Sequence[Day], level: int) -> float:
    """Return the per cent of days at *level* or worse."""
    return 100 * sum(it.level.value <= level for it in days) / len(days)
