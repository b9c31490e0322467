"""The weekly report as a JSON document."""

from riskctl.analysis.reports.board import Board
from riskctl.analysis.reports.weekly import BoardRow, WeeklyReport
from riskctl.reporting.json.events import event_part, record_part
from riskctl.reporting.json.frame import Document, as_text, headed
from riskctl.reporting.json.over_time import outlook_part
from riskctl.reporting.json.parts import (
    appraisal_part,
    assessment_part,
    change_part,
    standing_part,
    turn_part,
)
from riskctl.reporting.weekly.summary import summary


def render_json(report: WeeklyReport) -> str:
    """Return the report as `riskctl.report/2`."""
    return as_text(report_document(report))


def report_document(report: WeeklyReport) -> Document:
    """Return everything the other formats show, as numbers and texts."""
    log = report.log
    return headed(
        "riskctl.report/2",
        report.settings,
        week=str(report.week),
        first=report.period.first.isoformat(),
        last=report.period.last.isoformat(),
        so_far=report.so_far,
        summary=summary(report),
        assessment=assessment_part(report.assessment),
        before=assessment_part(report.before),
        appraisal=appraisal_part(report.trust),
        outlook=outlook_part(report.outlook) if report.outlook else None,
        change=change_part(report.change),
        level_steps=[turn_part(it) for it in report.level_steps],
        weeks=[standing_part(it) for it in report.weeks],
        days=[standing_part(it) for it in report.days],
        board=_board_over_time(report.board),
        events=[event_part(it, log) for it in report.happened],
        statuses=[_board(it) for it in report.statuses],
        contacts=[_board(it) for it in report.contacts],
        coming_up=[event_part(it, log) for it in report.assessment.coming_up],
        due=[event_part(it, log) for it in report.assessment.due],
        notes=[record_part(it, log) for it in report.notes],
        single_source=[it.id for it in report.single_source],
        ungraded=[it.id for it in report.ungraded],
        version=report.version,
    )


def _board_over_time(board: Board | None) -> Document | None:
    if board is None:
        return None
    return {
        "days": [it.isoformat() for it in board.days],
        "readings": {it.indicator.id: list(it.readings) for it in board.strips},
    }


def _board(row: BoardRow) -> Document:
    return {
        "indicator": row.indicator.id,
        "state": row.state,
        "since": row.since.isoformat() if row.since else None,
        "days": row.days,
    }
