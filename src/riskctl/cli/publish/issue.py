"""A week's bulletin as it leaves the house: what it says, and whether that is new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Final

from riskctl import __version__
from riskctl.analysis.change.change import Moment
from riskctl.analysis.reports.judge_week import weekly_report
from riskctl.analysis.reports.publication import published, withheld_ids
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.cli import clock
from riskctl.model.issue import Issue, next_issue
from riskctl.model.period import Week
from riskctl.model.tlp import Tlp
from riskctl.model.watch import Watch
from riskctl.reporting.json.frame import as_text
from riskctl.reporting.site.caaml import caaml_document
from riskctl.reporting.weekly.formats import SUFFIXES, rendered
from riskctl.reporting.weekly.text import render_text
from riskctl.storage.export import export
from riskctl.storage.watch import WatchFolder

BULLETIN: Final = "bulletin.json"


def issued_report(
    watch: Watch, week: Week, earlier: list[Issue], *, limit: Tlp, now: datetime
) -> WeeklyReport | None:
    """
    Return the bulletin to issue for a week, with what is known now.

    None where the last one that was issued for it said the same.
    """
    end = Moment(as_of=week.period.last, known_at=None)
    report = weekly_report(watch, week, end, version=__version__)
    report = published(report, withheld_ids(watch.log, limit), limit)
    # What the page says of itself, its day and its number, is no news.
    said = render_text(report).encode("utf-8", "surrogatepass")
    made = Issue(
        id=f"{watch.settings.name}-{week}",
        week=week,
        level=report.assessment.level,
        digest=f"sha256:{sha256(said).hexdigest()}",
        issued=now,
    )
    issue = next_issue(earlier, made)
    if issue is None:
        return None
    return replace(
        report,
        issued=clock.today(watch.settings),
        issue=issue,
        revises=next((it for it in earlier if it.id == issue.replaces), None),
    )


def files_of(
    report: WeeklyReport, forms: list[str], *, is_newest: bool
) -> dict[str, bytes]:
    """
    Return the files of a bulletin by their names; a revision has its own.

    Args:
        is_newest: It is about the newest week, and is `bulletin.json` as well.
    """
    number = report.issue.id.partition(f"{report.week}")[2] if report.issue else ""
    files = {
        f"riskctl-{report.week}{number}{SUFFIXES[it]}": rendered(it, report)
        for it in forms
    }
    if is_newest:
        files[BULLETIN] = as_text(caaml_document(report)).encode()
    return files


def write_files(
    files: dict[str, bytes], folder: Path, watch: WatchFolder, *, force: bool
) -> Iterator[Path]:
    """
    Write the files of a bulletin, and yield where each lies.

    Raises:
        UsageError: One exists, and is not last week's bulletin.
        WriteError: The disk refused.
    """
    for name, data in files.items():
        path = folder / name
        may_replace = force or (name == BULLETIN and _is_bulletin(path))
        yield export(data, path, file_name=name, watch=watch, force=may_replace)


def _is_bulletin(path: Path) -> bool:
    """Say whether a file is a bulletin that riskctl wrote, and may write again."""
    try:
        found = loads(path.read_bytes())
        return "riskctl" in found["bulletins"][0]["customData"]
    except (OSError, ValueError, LookupError, TypeError):
        return False
