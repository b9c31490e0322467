"""What tests share: small watches as values and as folders, and the command line."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

from typer.testing import CliRunner

from riskctl.analysis.assessment import Assessment
from riskctl.cli.app import app
from riskctl.model.grade import Grade
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.record import Event, Record
from riskctl.model.watch import Settings, Watch
from riskctl.storage.catalogue import read_catalogue
from riskctl.storage.watch import WatchFolder, read_watch

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "us-russia"
SECOND_EXAMPLE = ROOT / "examples" / "china-india"
NOW = "2026-11-20T12:00:00Z"

SETTINGS = """\
format = 1
title = "North – South"
sides = ["North", "South"]
timezone = "UTC"
default_grade = "F6"
"""

# Three indicators, one of each kind; weights 50, 30 and 20.
CATALOGUE = """\
title = "North – South"
sides = ["North", "South"]
minimum_coverage = 0.3

[descent]
dwell_days = 14
margin = 3

[[level]]
number = 5
colour = "green"
word = "calm"
from_score = 0
meaning = "All is quiet."

[[level]]
number = 4
colour = "blue"
word = "watchful"
from_score = 15
meaning = "Some strain."

[[level]]
number = 3
colour = "yellow"
word = "tense"
from_score = 30
meaning = "Much strain."

[[level]]
number = 2
colour = "orange"
word = "severe"
from_score = 50
meaning = "Open quarrel."

[[level]]
number = 1
colour = "red"
word = "imminent"
from_score = 75
meaning = "War may come at any moment."

[[indicator]]
id = "clash"
title = "Clashes at the border"
group = "military"
kind = "incident"
weight = 50
half_life_days = 10
review_days = 7
question = "Did the two armies clash?"
why = "The gravest."

[indicator.scale]
shots = { number = 0.4, means = "Shots were fired and nobody was hurt." }
deaths = { number = 1.0, means = "Somebody was killed." }
apology = { number = -0.3, means = "One side said that it was sorry." }

[[indicator]]
id = "treaty"
title = "The border treaty"
group = "law"
kind = "status"
weight = 30
review_days = 90
initial = "kept"
question = "Is the treaty kept?"
why = "The frame."

[indicator.scale]
kept = { number = 0.0, means = "Both sides keep it." }
doubted = { number = 0.5, means = "One side says that the other breaks it." }
ended = { number = 1.0, means = "One side has left it." }

[[indicator]]
id = "talks"
title = "Talks between the capitals"
group = "diplomacy"
kind = "contact"
weight = 20
half_life_days = 30
review_days = 14
question = "Did they talk?"
why = "Silence is a risk."

[indicator.scale]
call = { number = 0.5, means = "A call was confirmed by one side." }
summit = { number = 1.0, means = "The leaders met." }

[[floor]]
name = "bloodshed"
level = 2
hold_days = 30
reason = "What a mean hides."
when = [{ indicator = "clash", at_least = "deaths" }]

[[floor]]
name = "lawless"
level = 3
reason = "No treaty, no frame."
when = [{ indicator = "treaty", at_least = "ended" }]
"""


def watch(*records: Record, catalogue: str = CATALOGUE) -> Watch:
    """Return a watch as a value."""
    model, problems = read_catalogue(catalogue.encode(), "indicators.toml")
    return Watch(
        settings=Settings(title="North – South", sides=("North", "South")),
        catalogue=model,
        log=Log().with_records(records),
        problems=tuple(problems),
    )


def event(day: str, indicator: str, value: str | float, **rest: Any) -> Event:
    """Return an event of credibility 1, recorded at noon of its day."""
    happened = date.fromisoformat(day)
    defaults: dict[str, Any] = {
        "id": new_id(happened, f"{indicator} {value} {sorted(rest.items())}", taken=()),
        "title": f"{indicator} {value}",
        "sources": ("https://example.org/a",),
        "grade": graded(rest.pop("grade", "A1")),
        "recorded": datetime(
            happened.year, happened.month, happened.day, 12, tzinfo=UTC
        ),
    }
    return Event(
        date=happened, indicator=indicator, value=value, **{**defaults, **rest}
    )


def what_it_says(assessment: Assessment) -> tuple[object, ...]:
    """Return all that a judgement says of its day, to compare to the last bit."""
    return (
        assessment.as_of,
        assessment.catalogue,
        tuple(
            (it.reading.indicator.id, it.reading.raw, it.points, it.shares)
            for it in assessment.contributions
        ),
        assessment.score,
        assessment.standing,
        assessment.held,
        assessment.coverage,
        assessment.coming_up,
        assessment.happened,
        assessment.carried,
        assessment.records,
    )


def graded(text: str) -> Grade:
    """Return the grade that *text* spells."""
    grade = Grade.parse(text)
    assert grade is not None
    return grade


def make_watch(
    folder: Path, files: Mapping[str, str] | None = None, *, catalogue: str = CATALOGUE
) -> Path:
    """Make a watch folder; *files* are its log's, by their name in `log/`."""
    (folder / "log").mkdir(parents=True, exist_ok=True)
    (folder / "riskctl.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "indicators.toml").write_text(catalogue, encoding="utf-8")
    for name, text in (files or {}).items():
        (folder / "log" / name).write_text(dedent(text), encoding="utf-8")
    return folder


def open_folder(folder: Path) -> Watch:
    """Read a watch folder."""
    return read_watch(WatchFolder(folder))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did."""

    stdout: str
    stderr: str
    exit_code: int


def run(
    *arguments: str,
    folder: Path | None = None,
    stdin: str | bytes | None = None,
    now: str = NOW,
    env: Mapping[str, str] | None = None,
) -> Outcome:
    """Run the command line in this process; a bug's traceback is raised."""
    chosen = ["--watch", str(folder)] if folder else []
    result = CliRunner().invoke(
        app,
        [*chosen, *arguments],
        input=stdin,
        env={
            "RISKCTL_NOW": now,
            "RISKCTL_WATCH": None,
            "COLUMNS": "80",
            "NO_COLOR": None,
            "FORCE_COLOR": None,
            **(env or {}),
        },
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.stdout, result.stderr, result.exit_code)


def spawn(
    *arguments: str,
    folder: Path | None = None,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> "subprocess.CompletedProcess[bytes]":
    """Run the command line in a process of its own."""
    chosen = ["--watch", str(folder)] if folder else []
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RISKCTL_", "COVERAGE_", "NO_COLOR", "FORCE_COLOR"))
    }
    return subprocess.run(
        [sys.executable, "-m", "riskctl", *chosen, *arguments],
        input=stdin or b"",
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**kept, "RISKCTL_NOW": NOW, "COLUMNS": "80", **(env or {})},
    )
