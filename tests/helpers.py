"""What tests share: small watches as values and as folders, and the command line."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

from typer.testing import CliRunner

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.cli.app import app
from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.identity import new_id
from riskctl.model.ledger import LogLedger
from riskctl.model.log import Log
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.records import Records
from riskctl.model.watch import Settings, Watch
from riskctl.model.young import is_young
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.storage.watch import WatchFolder, read_watch

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "us-russia"
SECOND_EXAMPLE = ROOT / "examples" / "china-india"
NOW = "2026-11-20T12:00:00Z"

# The small watch, whose catalogue has an indicator of each kind; weights 50, 30, 20.
# 50 points of pressure close half the distance to 100.
SMALL = ROOT / "tests" / "small"
SETTINGS = (SMALL / "riskctl.toml").read_text(encoding="utf-8")
CATALOGUE = (SMALL / "indicators.toml").read_text(encoding="utf-8")


def united(log: Log, records: Iterable[Record]) -> Log:
    """Return the union of a log and some records; each record counts once."""
    known = {it.id: it for it in log.records}
    new = []
    for record in records:
        if known.get(record.id) != record:
            known[record.id] = record
            new.append(record)
    return Log([*log.parts, Records(new)], known_at=log.known_at)


def watch(*records: Record, catalogue: str = CATALOGUE) -> Watch:
    """Return a watch as a value."""
    model, problems = read_catalogue(catalogue.encode(), "indicators.toml")
    return Watch(
        settings=Settings(title="North – South", sides=("North", "South")),
        catalogue=model,
        log=united(Log(), records),
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
            (it.reading.indicator.id, it.reading.sums, it.points, it.shares)
            for it in assessment.contributions
        ),
        assessment.score,
        assessment.day,
        assessment.floors,
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


def prints(text: str) -> bool:
    """Say whether every character of *text* shows as itself, on every Python."""
    return all(it.isprintable() or is_young(it) for it in text)


def bare_environment(**more: str) -> dict[str, str]:
    """Return an environment with the path, the tests' own cache, and nothing else."""
    return {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")} | more


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


def log_of(
    events: Iterable[Event] = (),
    reviews: Iterable[Review] = (),
    retractions: Iterable[Retraction] = (),
) -> Log:
    """Return a log of one part."""
    return Log([Records([*events, *reviews, *retractions])])


def ledger_of(catalogue: Catalogue, events: Iterable[Event]) -> LogLedger:
    """Return the ledger of events in force, in memory."""
    return LogLedger(catalogue, log_of(events))


def replacement_in(log: Log, event_id: str) -> Event:
    """Return the event that replaces another."""
    event = log.replacement_of(event_id)
    assert isinstance(event, Event)
    return event


def retraction_in(log: Log, event_id: str) -> Retraction:
    """Return the retraction of an event."""
    retraction = log.retraction_of(event_id)
    assert retraction
    return retraction
