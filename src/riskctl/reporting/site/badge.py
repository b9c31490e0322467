"""A badge: the pair, the level and its day in one small picture; and the icon."""

from html import escape
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.lines import columns
from riskctl.reporting.marks import PROVISIONAL
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.colours import EXPIRED, EXPIRED_INK, FILLS, INKS
from riskctl.reporting.weekly.said import brief, short_day

# Room for the widest letter of the font, so that no text is ever stretched.
_LETTER: Final = 7.2
_GAP: Final = 10
_PAIR: Final = 40


def badge(report: WeeklyReport) -> str:
    """Return the badge as SVG; it says that it is unofficial."""
    fill, ink = _colours(report)
    label = f"unofficial · {brief(report.settings.title, _PAIR)}"
    said = _said(report)
    left, right = (
        round(_LETTER * columns(safe(it)) + 2 * _GAP) for it in (label, said)
    )
    title = escape(safe(f"{label}: {said}"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="24" '
        f'role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{left}" height="24" fill="#2b3036"/>'
        f'<rect x="{left}" width="{right}" height="24" fill="{fill}"/>'
        '<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle">'
        f'<text x="{left / 2:g}" y="16" fill="#ffffff">{escape(safe(label))}</text>'
        f'<text x="{left + right / 2:g}" y="16" fill="{ink}" font-weight="bold">'
        f"{escape(safe(said))}</text></g></svg>\n"
    )


def icon(report: WeeklyReport) -> str:
    """Return the level's digit on its colour, as a page's icon."""
    fill, ink = _colours(report)
    level = report.assessment.level
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="5" fill="{fill}"/>'
        f'<text x="16" y="24" font-family="sans-serif" font-size="24" '
        f'font-weight="bold" text-anchor="middle" fill="{ink}">'
        f"{level.value if level else '–'}</text></svg>\n"
    )


def _colours(report: WeeklyReport) -> tuple[str, str]:
    band = report.assessment.band
    if band is None or report.is_expired:
        return EXPIRED, EXPIRED_INK
    return FILLS[band.colour], INKS[band.colour]


def _said(report: WeeklyReport) -> str:
    band, day = report.assessment.band, report.assessment.as_of
    if band is None:
        return "no evidence"
    level = f"{band.level.value} {band.word}"
    if report.assessment.is_provisional:
        level += f", {PROVISIONAL}"
    if report.is_expired:
        return f"expired: {level}, {short_day(report.last_look or day)}"
    return f"{level}, {short_day(day)}"
