"""What riskctl does in the benchmark, and Python's own floor under it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.facts import WEEK_BEGIN
from benchmarks.invented import FIRST_DAY, LAST_DAY, SPAN_DAYS
from benchmarks.job import APPEND, HISTORY, LAST_WEEK, LEVEL, REPORT, Job, Place

RISKCTL: Final = "riskctl"
FLOOR: Final = "floor"
BARE: Final = "python -c pass"
TYPER: Final = "python -c 'import typer'"

BRIEF: Final = "level --brief"
CHECK: Final = "check"
FIRST: Final = "first command"
HELP: Final = "--help"
EXAMPLE_BRIEF: Final = "example: level --brief"
EXAMPLE_LOG: Final = "example: log"
EXAMPLE_LEVEL: Final = "example: level"
EXAMPLE_HISTORY: Final = "example: history by day"
SEARCH: Final = "search"
SHOW: Final = "show one"
OUTLOOK: Final = "outlook"
CHANGE: Final = "change in a week"
EARLIER: Final = "level as it was known"
# What is measured at every size once the log has been read.
WARM_JOBS: Final = (
    APPEND,
    BRIEF,
    LEVEL,
    LAST_WEEK,
    REPORT,
    HISTORY,
    SEARCH,
    SHOW,
    OUTLOOK,
    CHANGE,
    EARLIER,
    CHECK,
)

# The clock of the commands, and the day after the example's last one.
_NOW: Final = f"{LAST_DAY}T18:00:00Z"
_EXAMPLE_NOW: Final = "2026-05-23T12:00:00Z"
_EXAMPLE_FIRST_DAY: Final = "2008-01-01"
_EXAMPLE_DAYS: Final = 6_700
_CACHE: Final = "cache"
_CACHE_OF_COPY: Final = "cache-of-copy"
_FIRST_CACHE: Final = "first-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Riskctl:
    """
    The installed wheel.

    Attributes:
        script: Its command, by its real path.
        environment: Of every measured command.
        example: A copy of the example watch.
    """

    version: str
    python: Path
    script: Path
    environment: Mapping[str, str]
    example: Path

    def floor(self, name: str = TYPER, statement: str = "import typer") -> Job:
        """Return a floor: what Python takes for a statement."""
        return Job(
            tool=FLOOR,
            name=name,
            command=lambda _number: (str(self.python), "-c", statement),
            environment=self.environment,
        )

    def jobs(self, place: Place) -> list[Job]:
        """Return the jobs on a generated log."""
        watch = place.folder / "watch"
        span = ("--from", f"{FIRST_DAY}", "--to", f"{LAST_DAY}")
        first = place.copies / _FIRST_CACHE
        brief = ("level", "--brief")
        return [
            self._log(place, APPEND, place.copies / "watch", month=f"{LAST_DAY:%Y-%m}"),
            self._job(place, LEVEL, "level", watch=watch, shows="ALERT LEVEL"),
            self._job(place, BRIEF, *brief, watch=watch, shows="unofficial"),
            self._job(
                place,
                LAST_WEEK,
                *("events", "--from", f"{WEEK_BEGIN}", "--to", f"{LAST_DAY}"),
                watch=watch,
                shows=place.facts.last_id,
            ),
            self._job(
                place,
                REPORT,
                *("report", "-f", "markdown"),
                watch=watch,
                shows="Week of 9–15 November 2026",
            ),
            self._job(
                place,
                HISTORY,
                *("history", "--csv", "--step", "day", *span),
                watch=watch,
                least_lines=SPAN_DAYS,
            ),
            *self._looks(place, watch),
            self._job(place, CHECK, "check", watch=watch, exits=frozenset({0, 3})),
            self._job(
                place,
                FIRST,
                *brief,
                watch=watch,
                shows="unofficial",
                cache=_FIRST_CACHE,
                before=lambda: shutil.rmtree(first, ignore_errors=True),
            ),
        ]

    def jobs_without_a_log(self) -> list[Job]:
        """Return the jobs that no generated log is needed for."""
        days = ("--step", "day", "--from", _EXAMPLE_FIRST_DAY)
        copy = self.example.with_name("example-copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.example, copy)
        return [
            self.floor(BARE, "pass"),
            self._job(None, HELP, "--help", shows="Usage"),
            self._log(None, EXAMPLE_LOG, copy, month=_EXAMPLE_NOW[:7]),
            *(
                self._job(None, name, *words, watch=self.example, least_lines=lines)
                for name, words, lines in (
                    (EXAMPLE_BRIEF, ("level", "--brief"), 1),
                    (EXAMPLE_LEVEL, ("level",), 10),
                    (EXAMPLE_HISTORY, ("history", "--csv", *days), _EXAMPLE_DAYS),
                )
            ),
        ]

    def warm_ups(self, place: Place) -> list[Job]:
        """Return what reads both watches of a place for the first time."""
        brief = ("level", "--brief")
        copy = place.copies / "watch"
        return [
            self._job(place, "warm-up", *brief, watch=place.folder / "watch"),
            self._job(
                place, "warm-up of the copy", *brief, watch=copy, cache=_CACHE_OF_COPY
            ),
        ]

    def cache_bytes(self, place: Place) -> int:
        """Return the size of what is kept of a place's watch; 0 when nothing is."""
        return folder_bytes(place.copies / _CACHE)

    def _looks(self, place: Place, watch: Path) -> list[Job]:
        """Return what else is asked of a log, and never costs the whole of it."""
        last_id, known = place.facts.last_id, f"{WEEK_BEGIN}T12:00:00Z"
        asked = (
            (SEARCH, ("events", "--match", "regatta", "--last", "20"), "Invented"),
            (SHOW, ("show", last_id), last_id),
            (OUTLOOK, ("outlook",), "if nothing is logged"),
            (CHANGE, ("change", f"{WEEK_BEGIN}", f"{LAST_DAY}"), f"{LAST_DAY}"),
            (EARLIER, ("level", "--known-at", known), "ALERT LEVEL"),
        )
        return [
            self._job(place, name, *words, watch=watch, shows=shows)
            for name, words, shows in asked
        ]

    def _log(self, place: Place | None, name: str, copy: Path, *, month: str) -> Job:
        """Return a `log` into a copy of a watch, into the file of a month."""
        return self._job(
            place,
            name,
            *("log", "leader-contact", "call", "Invented: an appended event, {}"),
            *("-s", "https://example.org/appended/{}", "-g", "B2", "--again"),
            watch=copy,
            shows="logged",
            cache=_CACHE_OF_COPY,
            grows=copy / "log" / f"{month}.toml",
        )

    def _job(  # noqa: PLR0913 (each is one property of a job)
        self,
        place: Place | None,
        name: str,
        *words: str,
        watch: Path | None = None,
        shows: str = "",
        least_lines: int = 1,
        exits: frozenset[int] = frozenset({0}),
        cache: str = _CACHE,
        before: Callable[[], None] | None = None,
        grows: Path | None = None,
    ) -> Job:
        """Return a job; `{}` in its words is the number of the run."""
        folder = place.copies / cache if place else self.example.with_suffix(".cache")
        end = ("--watch", str(watch)) if watch else ()

        def command(number: int) -> tuple[str, ...]:
            numbered = (it.replace("{}", str(number)) for it in words)
            return (str(self.script), *numbered, *end)

        return Job(
            tool=RISKCTL,
            name=name,
            size=place.size if place else None,
            command=command,
            environment={
                **self.environment,
                "RISKCTL_NOW": _NOW if place else _EXAMPLE_NOW,
                "RISKCTL_CACHE": str(folder),
                "XDG_CACHE_HOME": str(folder),
            },
            shows=(shows,) if shows else (),
            least_lines=least_lines,
            exits=exits,
            before=before,
            grows=grows,
        )


def folder_bytes(folder: Path) -> int:
    """Return the bytes of every file below *folder*; 0 when it is not there."""
    return sum(it.stat().st_size for it in folder.rglob("*") if it.is_file())
