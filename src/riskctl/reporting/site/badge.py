"""A badge: the level in one small picture."""

from html import escape
from typing import Final

from riskctl.analysis.judgement.assessment import Assessment
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.colours import FILLS, INKS

_LETTER: Final = 7
_GAP: Final = 10
_GREY: Final = "#9aa1a9"


def badge(assessment: Assessment) -> str:
    """Return the badge as SVG; it says that it is unofficial."""
    band = assessment.band
    label = "unofficial alert level"
    said = f"{band.level.value} {band.word}" if band else "no evidence"
    fill = FILLS[band.colour] if band else _GREY
    ink = INKS[band.colour] if band else "#0f1113"
    left, right = (_LETTER * len(safe(it)) + 2 * _GAP for it in (label, said))
    title = escape(safe(f"{label}: {said}"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="24" '
        f'role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{left}" height="24" fill="#2b3036"/>'
        f'<rect x="{left}" width="{right}" height="24" fill="{fill}"/>'
        '<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle">'
        f'<text x="{left / 2:g}" y="16" fill="#ffffff" textLength="{left - 2 * _GAP}" '
        f'lengthAdjust="spacingAndGlyphs">{label}</text>'
        f'<text x="{left + right / 2:g}" y="16" fill="{ink}" font-weight="bold" '
        f'textLength="{right - 2 * _GAP}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(safe(said))}</text></g></svg>\n"
    )
