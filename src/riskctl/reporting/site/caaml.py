"""The bulletin in the shape of CAAML v6, so that tools for bulletins can read it."""

from datetime import datetime

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.model.period import end_of
from riskctl.reporting.json.frame import Document
from riskctl.reporting.weekly.bulletin import bulletin_of
from riskctl.reporting.words import UNOFFICIAL, moment

_RATINGS = {5: "low", 4: "moderate", 3: "considerable", 2: "high", 1: "very_high"}


def caaml_document(
    report: WeeklyReport, *, address: str = "", now: datetime | None = None
) -> Document:
    """
    Return a collection of one bulletin.

    CAAML counts dangers from 1 (low) to 5 (very high) and names them; the level as
    riskctl counts it, where 1 is the worst, stands in the custom data. An expired
    level is no rating.

    Args:
        now: When it leaves the house; the end of its day unless given.
    """
    page, zone = bulletin_of(report), report.settings.timezone
    level, steps = report.assessment.level, report.steps_worse
    rated = None if report.is_expired else level
    start, end = report.assessment.as_of, report.valid_until
    issued = moment(now or end_of(report.issued or start, zone))
    tendency = "steady" if not steps else "increasing" if steps > 0 else "decreasing"
    issue = report.issue
    if issue:
        issued = moment(issue.issued)
    bulletin: Document = {
        "bulletinID": issue.id if issue else f"{report.settings.name}-{report.week}",
        "lang": "en",
        "publicationTime": issued,
        "validTime": {
            "startTime": issued,
            "endTime": max(issued, moment(end_of(end, zone))) if end else issued,
        },
        "nextUpdate": moment(end_of(report.next_update, zone)),
        "unscheduled": report.revises is not None,
        "source": {"provider": {"name": page.pair, "website": address or None}},
        "dangerRatings": [{"mainValue": _RATINGS[rated.value]}] if rated else [],
        "highlights": f"{page.lead} {page.rest}".strip(),
        "tendency": [{"tendencyType": tendency, "highlights": page.lead}],
        "metaData": {"comment": UNOFFICIAL},
        "customData": {
            "riskctl": {
                "unofficial": UNOFFICIAL,
                "level": level.value if level else None,
                "score": report.assessment.score if level else None,
                "expired": report.is_expired,
                "week": str(report.week),
                "catalogue": report.assessment.catalogue.digest,
                "replaces": issue.replaces or None if issue else None,
            }
        },
    }
    return {"bulletins": [bulletin]}
