"""Trackers of tasks, of time and of days: an entry per event."""

from datetime import timedelta
from typing import Final

from benchmarks.facts import REPORT_BEGIN, REPORT_END, WEEK_BEGIN
from benchmarks.invented import FIRST_DAY, LAST_DAY
from benchmarks.job import APPEND, HISTORY, LAST_WEEK, LEVEL, REPORT, Job, Place
from benchmarks.peers.peer import TITLE, WEEKS, Peer

_DAY: Final = timedelta(1)
_END: Final = LAST_DAY + _DAY
_REPORT_END: Final = REPORT_END + _DAY


def taskwarrior_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of Taskwarrior: every event is a completed task."""
    copy = place.copies / peer.name
    reading = {"TASKDATA": str(place.folder / "taskwarrior")}
    facts = place.facts
    return [
        peer.job(
            place,
            APPEND,
            *("log", "project:leader-contact", "points:3"),
            *(f"entry:{LAST_DAY}", f"end:{LAST_DAY}", TITLE),
            grows=copy / "completed.data",
            environment={"TASKDATA": str(copy)},
        ),
        peer.job(
            place,
            LEVEL,
            *("rc.list.all.projects=1", "projects"),
            shows=(facts.last_indicator, f"{facts.counts[facts.last_indicator]}"),
            environment=reading,
        ),
        peer.job(
            place,
            LAST_WEEK,
            *(f"end.after:{WEEK_BEGIN - _DAY}T23:59:59", f"end.before:{_END}", "all"),
            shows=(facts.last_title,),
            environment=reading,
        ),
        peer.job(
            place,
            REPORT,
            f"end.after:{REPORT_BEGIN - _DAY}T23:59:59",
            *(f"end.before:{_REPORT_END}", "timesheet"),
            shows=("W46",),
            environment=reading,
        ),
        peer.job(
            place,
            HISTORY,
            "history.weekly",
            least_lines=min(WEEKS, place.size // 2),
            environment=reading,
        ),
    ]


def timewarrior_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of Timewarrior: an interval's length stands for points."""
    copy = place.copies / peer.name
    reading = {"TIMEWARRIORDB": str(place.folder / "timewarrior")}
    span = (f"{FIRST_DAY}", "-", f"{_END}")
    name = place.facts.last_indicator
    minutes, second = divmod(place.facts.seconds[name], 60)
    hour, minute = divmod(minutes, 60)
    return [
        peer.job(
            place,
            APPEND,
            *("track", f"{LAST_DAY:%Y%m%d}T23{{}}00Z", "-"),
            *(f"{LAST_DAY:%Y%m%d}T23{{}}30Z", "leader-contact"),
            grows=copy / "data" / f"{LAST_DAY:%Y-%m}.data",
            environment={"TIMEWARRIORDB": str(copy)},
        ),
        peer.job(
            place,
            LEVEL,
            *("totals", *span),
            shows=(name, f"{hour}:{minute:02}:{second:02}"),
            environment=reading,
        ),
        peer.job(
            place,
            LAST_WEEK,
            *("summary", f"{WEEK_BEGIN}", "-", f"{_END}", ":annotations"),
            shows=(name,),
            environment=reading,
        ),
        peer.job(
            place,
            REPORT,
            *("week", f"{REPORT_BEGIN}", "-", f"{_REPORT_END}"),
            shows=("W46",),
            environment=reading,
        ),
        peer.job(
            place,
            HISTORY,
            *("summary", *span),
            least_lines=place.size,
            environment=reading,
        ),
    ]


def jrnl_jobs(peer: Peer, place: Place) -> list[Job]:
    """Return the jobs of jrnl: an entry with the indicator as its tag."""
    copy = place.copies / peer.name
    read = ("--config-file", place.folder / "jrnl" / "jrnl.yaml")
    facts = place.facts
    return [
        peer.job(
            place,
            APPEND,
            *("--config-file", copy / "jrnl.yaml"),
            f"{LAST_DAY} 23:59: {TITLE}. @leader-contact 3.00",
            grows=copy / "journal.txt",
        ),
        peer.job(
            place,
            LEVEL,
            *(*read, "--tags"),
            shows=(f": {facts.counts[facts.last_indicator]}",),
            least_lines=len(facts.counts),
        ),
        peer.job(
            place,
            LAST_WEEK,
            *(*read, "-from", f"{WEEK_BEGIN}", "-to", f"{LAST_DAY}", "--short"),
            shows=(facts.last_title,),
        ),
        peer.job(
            place,
            REPORT,
            *(*read, "-from", f"{REPORT_BEGIN}", "-to", f"{REPORT_END}"),
            *("--format", "markdown"),
            shows=("# 2026",),
        ),
        peer.job(
            place,
            HISTORY,
            *(*read, "--format", "dates"),
            shows=(f"{LAST_DAY}, {facts.last_day}",),
        ),
    ]
