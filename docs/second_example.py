"""
What the untouched starter did on China and India: figures, never typed.

They are those of the independent program under `tests`, so the page does not take
the product's word for itself.
"""

import csv
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import pairwise
from math import exp2, fsum
from pathlib import Path
from typing import Any, Final

from docs.reference_pages import print_table
from riskctl.model.window import Window, WindowKind
from riskctl.storage.text.windows import read_windows
from tests.independent.rule import CREDENCE, Day, judge

FIRST_DAY: Final = date(2017, 1, 1)
LAST_DAY: Final = date(2021, 12, 31)
_ROOT: Final = Path(__file__).parent.parent
_EXAMPLE: Final = _ROOT / "examples" / "china-india"
_TABLES: Final = _ROOT / "tools" / "example_watch" / "china-india"
_WORDS: Final = {5: "calm", 4: "watchful", 3: "tense", 2: "severe", 1: "imminent"}

Table = dict[str, Any]


def extent() -> None:
    """Say what the figures rest on."""
    events, days = _events(_log()), _days()
    grades = Counter(it["grade"][1] for it in events)
    with (_TABLES / "left_out.csv").open(encoding="utf-8", newline="") as file:
        out = sum(1 for _ in csv.DictReader(file))
    addresses = {url for it in events for url in it["sources"]}
    print(
        f"{len(events)} events from {len(addresses)} addresses: {grades['1']} of the "
        f"credibility 1, {grades['2']} of 2 and {grades['3']} of 3. "
        f"{out} rows of the list were left out, each with its reason. "
        f"The figures cover {len(days):,} days, {FIRST_DAY} to {LAST_DAY}."
    )


def years() -> None:
    """Print each year's days on each level, and its ends."""
    rows = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        days = [it for it in _days().values() if it.day.year == year]
        top, low = max(days, key=_score), min(days, key=_score)
        least, *_, most = sorted(days, key=lambda it: it.ground)
        rows.append(
            (
                str(year),
                *(str(sum(it.level == level for it in days)) for level in (5, 4, 3, 2)),
                f"{top.score:.1f} on {top.day:%-d %B}",
                f"{low.score:.1f} on {low.day:%-d %B}",
                " to ".join(f"{it.ground:.0f}" for it in (least, most)),
            )
        )
    header = ("year", "level 5", "4", "3", "2", "highest score", "lowest", "ground")
    print_table(header, rows)


def turns() -> None:
    """Print every change of the level, and what made it worse."""
    titles: dict[date, list[str]] = {}
    for it in _events(_log()):
        titles.setdefault(it["date"], []).append(it["title"])
    print_table(
        ("day", "level", "score", "ground", "pressure", "that day"),
        (
            (
                str(now.day),
                f"{now.level}, {_WORDS[now.level]}",
                f"{now.score:.1f}",
                f"{now.ground:.1f}",
                f"{now.pressure:.1f}",
                "; ".join(titles[now.day]) if now.level < before.level else "eased",
            )
            for before, now in pairwise(_days().values())
            if before.level != now.level
        ),
    )


def windows() -> None:
    """Print what the score and the level were in each window."""
    rows = []
    for window in _windows():
        days = [it for it in _days().values() if it.day in window.period]
        top = max(days, key=_score)
        counted = sorted(Counter(it.level for it in days).items())
        rows.append(
            (
                window.label,
                window.kind.value,
                str(len(days)),
                f"{top.score:.1f} on {top.day}",
                f"{fsum(map(_score, days)) / len(days):.1f}",
                ", ".join(f"{level} on {count}" for level, count in counted),
            )
        )
    header = ("window", "kind", "days", "highest score", "mean", "level on days")
    print_table(header, rows)


def rules() -> None:
    """Print how well the score and simpler measures tell peak days from the rest."""
    events, days = _events(_log()), _days()
    measures: dict[str, Callable[[Day], float]] = {
        "score": _score,
        "pressure alone": lambda it: it.pressure,
        "ground alone": lambda it: it.ground,
        "severity sum, half-life of 30 days": lambda it: _severity(events, it.day),
        "events in 30 days": lambda it: _recent(events, it.day),
    }
    print_table(
        ("measure", "area"),
        (
            (name, f"{_area({it.day: measure(it) for it in days.values()}):.3f}")
            for name, measure in measures.items()
        ),
    )


def readings() -> None:
    """Print what other defensible codings of single rows would have done."""
    changes: dict[str, Callable[[Table], None]] = {
        "the drone of December 2017 as a loss of a craft": _coded(
            "drone", "loss-of-craft"
        ),
        "the shots in the air of September 2020 as an exchange of fire": _coded(
            "Shots are fired", "exchange-of-fire"
        ),
        "the line after February 2021 still as moved by force": _coded(
            "Both sides declare the pull-back", "line-moved-by-force"
        ),
        "nothing that rests on unnamed sources": _without(
            lambda it: it["grade"][1] == "3"
        ),
        "no missile launches": _without(
            lambda it: it["indicator"] == "nuclear-signalling"
        ),
    }
    rows = []
    for name, change in changes.items():
        log = deepcopy(_log())
        for event in _events(log):
            change(event)
        other = _judged(log)
        moved = [it for day, it in other.items() if it.level != _days()[day].level]
        counted = Counter((_days()[it.day].level, it.level) for it in moved)
        rows.append(
            (
                name,
                str(len(moved)),
                ", ".join(
                    f"{now} and not {was} on {count}"
                    for (was, now), count in sorted(counted.items())
                ),
            )
        )
    print_table(("coded otherwise", "days with another level", "which"), rows)


@cache
def _log() -> list[Table]:
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(_EXAMPLE.glob("log/*.toml"))
    ]


@cache
def _catalogue() -> Table:
    return tomllib.loads((_EXAMPLE / "indicators.toml").read_text(encoding="utf-8"))


@cache
def _windows() -> tuple[Window, ...]:
    return read_windows(_EXAMPLE / "windows.csv")


@cache
def _days() -> Mapping[date, Day]:
    return _judged(deepcopy(_log()))


def _judged(log: list[Table]) -> dict[date, Day]:
    every = judge(deepcopy(_catalogue()), log, LAST_DAY)
    return {it.day: it for it in every if it.day >= FIRST_DAY}


def _events(log: list[Table]) -> list[Table]:
    return [event for file in log for event in file.get("event", [])]


def _score(day: Day) -> float:
    return day.score


def _coded(title: str, value: str) -> Callable[[Table], None]:
    def change(event: Table) -> None:
        if title in event["title"]:
            event["value"] = value

    return change


def _without(is_meant: Callable[[Table], bool]) -> Callable[[Table], None]:
    def change(event: Table) -> None:
        if is_meant(event):
            event["grade"] = "F5"  # counts for nothing

    return change


def _severity(events: list[Table], day: date) -> float:
    """Sum value × credence over escalatory incidents, halving every 30 days."""
    indicators = {it["id"]: it for it in _catalogue()["indicator"]}
    parts = []
    for event in events:
        indicator = indicators[event["indicator"]]
        number = indicator["scale"][event["value"]]["number"]
        age = (day - event["date"]).days
        if indicator["kind"] == "incident" and number > 0 and age >= 0:
            parts.append(number * CREDENCE[event["grade"][1]] * exp2(-age / 30))
    return fsum(parts)


def _recent(events: list[Table], day: date) -> float:
    days: list[int] = [(day - event["date"]).days for event in events]
    return sum(0 <= age < 30 for age in days)  # noqa: PLR2004 (the window in days)


def _area(values: Mapping[date, float]) -> float:
    """Return how often a day of a crisis stands above a day that is in none."""
    crises = [it.period for it in _windows() if it.kind is WindowKind.PEAK]
    peak = [it for day, it in values.items() if any(day in one for one in crises)]
    rest = sorted(
        it for day, it in values.items() if not any(day in one for one in crises)
    )
    above = fsum((bisect_left(rest, it) + bisect_right(rest, it)) / 2 for it in peak)
    return above / (len(peak) * len(rest))
