"""The larger tables of the weekly report."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskctl.analysis.reports.weekly import BoardRow, WeeklyReport
from riskctl.reporting.chart import bar, sparkline
from riskctl.reporting.screens.level_full import cause_words
from riskctl.reporting.weekly.blocks import Block, Paragraph, Table
from riskctl.reporting.words import counted, points, short_level, value_word

_BAR: Final = 16
_FIGURES: Final = frozenset({1, 2})


def weeks_table(report: WeeklyReport) -> Block:
    """Return the last 26 weeks, with bars."""
    return Table(
        header=("Day", "Level", "Score", ""),
        rows=tuple(
            (
                str(it.date),
                short_level(report.assessment.catalogue, it.level),
                points(it.score),
                bar(it.score / 100, _BAR * 2),
            )
            for it in report.weeks
        ),
        right=frozenset({2}),
        drawn=frozenset({3}),
    )


def strips_table(report: WeeklyReport) -> Iterator[Block]:
    """Yield every indicator's reading over the weeks, in characters."""
    board = report.board
    if board is None:
        return
    yield Table(
        header=("Indicator", f"Since {board.days[0]}", "Reading", "Highest"),
        rows=tuple(
            (
                it.indicator.id,
                sparkline(it.readings, top=1.0),
                f"{it.last:.2f}",
                f"{it.highest:.2f}",
            )
            for it in board.strips
        ),
        right=frozenset({2, 3}),
        drawn=frozenset({1}),
    )


def board_table(rows: Iterable[BoardRow], word: str) -> Block:
    """Return where each of some statuses or contacts stands."""
    table = tuple(
        (
            row.indicator.title,
            "never" if row.state is None else value_word(row.state),
            "" if row.since is None else str(row.since),
            ""
            if row.days is None
            else f"{word} {counted(row.days, 'day')}"
            if word == "for"
            else f"{counted(row.days, 'day')} {word}",
        )
        for row in rows
    )
    if not table:
        return Paragraph("The catalogue has none.")
    return Table(header=("Indicator", "State", "Since", ""), rows=table)


def drivers_table(report: WeeklyReport) -> Block:
    """Return what each indicator adds, the largest first."""
    before = {it.reading.indicator.id: it.points for it in report.before.contributions}
    return Table(
        header=("Indicator", "Points", "A week ago", "Reading", "Rests on"),
        rows=tuple(
            (
                it.reading.indicator.id,
                points(it.points),
                points(before[it.reading.indicator.id]),
                bar(it.reading.value, _BAR),
                cause_words(it),
            )
            for it in report.assessment.largest
        ),
        right=_FIGURES,
        drawn=frozenset({3}),
    )
