"""The weekly report as a JSON document."""

from riskctl.analysis.reports.board import Board, BoardRow
from riskctl.analysis.reports.movers import Driver, Mover
from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.json.events import event_part, record_part
from riskctl.reporting.json.frame import Document, as_text, headed
from riskctl.reporting.json.over_time import outlook_part
from riskctl.reporting.json.parts import (
    assessment_part,
    change_part,
    day_part,
    scored_day_part,
    trust_part,
    turn_part,
)
from riskctl.reporting.weekly.bulletin import bulletin_of


def render_json(report: WeeklyReport, *, full: bool = True) -> str:  # noqa: ARG001
    """Return the report as `riskctl.report/2`; the annex is always in it."""
    return as_text(report_document(report))


def report_document(report: WeeklyReport) -> Document:
    """Return everything the other formats show, as numbers and texts."""
    log, page = report.log, bulletin_of(report)
    return headed(
        "riskctl.report/2",
        report.settings,
        week=str(report.week),
        first=report.period.first.isoformat(),
        last=report.period.last.isoformat(),
        so_far=report.so_far,
        issued=day_part(report.issued),
        valid_until=day_part(report.valid_until),
        expired=report.is_expired,
        last_look=day_part(report.last_look),
        next_update=report.next_update.isoformat(),
        title=page.title,
        summary=f"{page.lead} {page.rest}".strip(),
        how_sure=page.sure,
        notices=list(page.notices),
        assessment=assessment_part(report.assessment),
        before=assessment_part(report.before),
        level_then=report.level_then.value if report.level_then else None,
        learned_later=[it.id for it in report.later],
        appraisal=trust_part(report.trust),
        outlook=outlook_part(report.outlook) if report.outlook else None,
        change=change_part(report.change),
        movers=[_mover(it) for it in report.movers],
        drivers=[_driver(it) for it in report.drivers],
        goals=[it._asdict() for it in report.goals],
        level_steps=[turn_part(it) for it in report.level_steps],
        weeks=[scored_day_part(it) for it in report.weeks],
        days=[scored_day_part(it) for it in report.days],
        board=_board_over_time(report.board),
        events=[
            {**event_part(it.event, log), "learned": day_part(it.learned)}
            for it in report.news
        ],
        entered=[it.id for it in report.entered],
        withheld=report.withheld,
        indicators=[_row(it) for it in report.rows],
        statuses=[_row(it) for it in report.statuses],
        contacts=[_row(it) for it in report.contacts],
        single_source=[it.id for it in report.single_source],
        ungraded=[it.id for it in report.ungraded],
        coming_up=[event_part(it, log) for it in report.assessment.coming_up],
        due=[event_part(it, log) for it in report.assessment.due],
        notes=[record_part(it, log) for it in report.notes],
        version=report.version,
    )


def _mover(it: Mover) -> Document:
    return {
        "event": it.event.id if it.event else None,
        "others": it.others,
        "indicator": it.indicator.id,
        "points": it.points,
    }


def _driver(it: Driver) -> Document:
    return {
        "indicator": it.indicator.id,
        "points": it.points,
        "change": it.change,
        "event": it.event.id if it.event else None,
    }


def _board_over_time(board: Board | None) -> Document | None:
    if board is None:
        return None
    return {
        "days": [it.isoformat() for it in board.days],
        "readings": {name: list(it) for name, it in board.readings.items()},
    }


def _row(row: BoardRow) -> Document:
    return {
        "indicator": row.indicator.id,
        "state": row.state,
        "since": row.since.isoformat() if row.since else None,
        "days": row.days,
        "points": row.points,
        "change": row.change,
    }
