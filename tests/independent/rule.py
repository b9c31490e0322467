"""
The published rule a second time, from the design's page alone.

Nothing here comes from the product, and every day sums every event anew: an error
in the product's walk and one in this program would have to be the same error.

    python -m tests.independent.rule FOLDER UNTIL
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from math import exp2, fsum, sqrt
from pathlib import Path
from typing import Any, NamedTuple

Table = dict[str, Any]
CREDENCE = {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0, "6": 0.5}
CALM = 5


class Day(NamedTuple):
    """A day's judgement: the sums in points, and the level."""

    day: date
    ground: float
    pressure: float
    lift: float
    score: float
    level: int


def judged(folder: Path, until: date) -> Iterator[Day]:
    """Judge every day of the watch in *folder* from its first event to *until*."""
    files = [*folder.glob("log/*.toml"), folder / "indicators.toml"]
    *log, catalogue = (tomllib.loads(it.read_text(encoding="utf-8")) for it in files)
    return judge(catalogue, log, until)


def judge(catalogue: Table, log: list[Table], until: date) -> Iterator[Day]:
    """Judge every day from the first event in force of the *log*'s files on."""
    indicators: dict[str, Table] = {it["id"]: it for it in catalogue["indicator"]}
    events, looked = _in_force(log)
    for it in events:
        it["number"] = _number(indicators[it["indicator"]], it["value"])
    half = catalogue.get("rule", {}).get("half_pressure", 20)
    descent = catalogue["descent"]
    level, calmer_days = CALM, 0
    day = events[0]["date"] if events else date.max
    while day <= until:
        ground, pressure = [], []
        known = [it for it in events if it["date"] <= day]
        for name, it in indicators.items():
            own = [event for event in known if event["indicator"] == name]
            if it["kind"] == "incident":
                pressure.append(it["weight"] * _incident(it, own, day))
            elif it["kind"] == "status" and own:
                ground.append(it["weight"] * _status(it, own))
            elif it["kind"] == "contact" and looked.get(name, date.max) <= day:
                heard = fsum(_left(it, event, day) for event in own)
                ground.append(it["weight"] * (1 - min(max(heard, 0.0), 1.0)))
        total = max(0.0, fsum(pressure))
        lift = (100 - fsum(ground)) * (1 - exp2(-total / half))
        score = fsum([*ground, lift])
        floor = _floor(catalogue, indicators, known, day)
        level = min(level, _level(catalogue, score), floor)
        calmer = min(_level(catalogue, score + descent["margin"]), floor)
        calmer_days = calmer_days + 1 if calmer > level else 0
        if calmer_days == descent["dwell_days"]:
            level, calmer_days = level + 1, 0
        yield Day(day, fsum(ground), total, lift, score, level)
        day += timedelta(days=1)


def _in_force(log: list[Table]) -> tuple[list[Table], dict[str, date]]:
    """Return the events that count, oldest first, and when each was first looked at."""
    events = [{**it} for file in log for it in file.get("event", [])]
    reviews = [it for file in log for it in file.get("review", [])]
    retractions = [it for file in log for it in file.get("retraction", [])]
    withdrawn = {it["id"]: it.get("record", it.get("event")) for it in retractions}

    def is_gone(name: str) -> bool:
        return any(name == it and not is_gone(by) for by, it in withdrawn.items())

    gone = {it.get("replaces") for it in events}
    gone |= {it["id"] for it in (*events, *reviews) if is_gone(it["id"])}
    events = [it for it in events if it["id"] not in gone and not it.get("scheduled")]
    for it in events:
        it["credence"] = CREDENCE[it.get("grade", "F6")[1]]
    looks = [(it["date"], it["indicator"]) for it in events]
    for it in (it for it in reviews if it["id"] not in gone):
        looks += [(it.get("date") or it["from"], name) for name in it["indicators"]]
    events.sort(key=lambda it: (it["date"], it["recorded"], it["id"]))
    return events, {name: day for day, name in sorted(looks, reverse=True)}


def _number(indicator: Table, value: str | float) -> float:
    return float(
        indicator["scale"][value]["number"] if isinstance(value, str) else value
    )


def _left(indicator: Table, event: Table, day: date) -> float:
    halvings = (day - event["date"]).days / indicator["half_life_days"]
    return float(event["number"] * event["credence"]) * exp2(-halvings)


def _incident(indicator: Table, own: list[Table], day: date) -> float:
    left = [_left(indicator, event, day) for event in own]
    return sqrt(fsum(it * it for it in left if it > 0)) + fsum(
        it for it in left if it < 0
    )


def _status(indicator: Table, own: list[Table]) -> float:
    number = _number(indicator, indicator["initial"])
    for it in own:
        number = it["credence"] * it["number"] + (1 - it["credence"]) * number
    return number


def _level(catalogue: Table, score: float) -> int:
    starts = {int(it["number"]): it["from_score"] for it in catalogue["level"]}
    return min(number for number, start in starts.items() if round(score, 6) >= start)


def _floor(catalogue: Table, indicators: Table, known: list[Table], day: date) -> int:
    """Return the worst level at which a floor holds on *day*; calm when none does."""
    held = [CALM]
    credible = [it for it in known if it["credence"] >= CREDENCE["2"]]
    for floor in catalogue.get("floor", ()):
        for when in floor["when"]:
            it = indicators[when["indicator"]]
            own = [one for one in credible if one["indicator"] == it["id"]]
            first = day - timedelta(days=floor.get("hold_days", 1) - 1)
            if it["kind"] == "status":
                own = own[-1:]
            else:
                own = [one for one in own if one["date"] >= first]
            if all(one["number"] < _number(it, when["at_least"]) for one in own):
                break
        else:
            held.append(floor["level"])
    return min(held)


if __name__ == "__main__":
    every = judged(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    sys.stdout.writelines(",".join(map(str, it)) + "\n" for it in (Day._fields, *every))
