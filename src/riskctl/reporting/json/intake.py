"""`riskctl.import/1`: what an import wrote, or would write."""

from riskctl.analysis.change.effect import Moved
from riskctl.analysis.days.day import Day
from riskctl.analysis.evidence.plan import Plan
from riskctl.model.mapping import Mapping
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed


def intake_document(
    plan: Plan,
    mapping: Mapping,
    settings: Settings,
    *,
    today: Moved | None,
    is_written: bool,
) -> Document:
    """
    Return `riskctl.import/1`.

    Args:
        today: What it does to the day; None where it does nothing.
    """
    said = plan.gathered
    return headed(
        "riskctl.import/1",
        settings,
        mapping=mapping.name,
        to=mapping.to.value,
        batch=plan.batch,
        written=is_written,
        rows=said.rows,
        counts=plan.counts,
        proposed_retractions=len(plan.gone),
        dropped=[{"reason": it, "rows": n} for it, n in said.dropped.most_common()],
        unmapped=[{"code": it, "rows": n} for it, n in said.unmapped.most_common()],
        before=_day(today.before if today else None),
        after=_day(today.after if today else None),
        bad=[{"line": it.line, "fault": it.fault, "hint": it.hint} for it in said.bad],
        ids=[it.id for it in (*plan.new, *plan.changed)],
    )


def _day(day: Day | None) -> Document | None:
    return {"score": day.score, "level": day.level.value} if day else None
