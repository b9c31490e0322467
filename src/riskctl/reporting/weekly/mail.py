"""
The bulletin as a mail that is ready to send: a text part, and HTML made for mail.

Mail programmes drop styles, and some show no picture before they are asked. So the
HTML is one table of 600 pixels with its colours on the cells themselves, and the run
of weeks, a picture that the mail brings along, says in words what it shows.
"""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape
from typing import Final

from riskctl.analysis.reports.weekly import WeeklyReport
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.bulletin import SHOWN_NEWS, Bulletin, bulletin_of
from riskctl.reporting.weekly.chart_words import chart_words, ribbon_text
from riskctl.reporting.weekly.colours import EXPIRED, EXPIRED_INK, FILLS, INKS
from riskctl.reporting.weekly.noted import KEEPER
from riskctl.reporting.weekly.png import HEIGHT, WIDTH, run_png
from riskctl.reporting.weekly.said import span_words
from riskctl.reporting.weekly.text import render_text
from riskctl.reporting.words import UNOFFICIAL

_RUN: Final = "run@riskctl"
_FONT: Final = "font-family:Arial,Helvetica,sans-serif;color:#1a1c1f"
_SOFT: Final = "color:#50565e;font-size:13px"


def render_mail(report: WeeklyReport, *, full: bool = False) -> str:
    """Return the report as an RFC 5322 message without sender and recipient."""
    page = bulletin_of(report)
    text = render_text(report, full=full)
    mail = EmailMessage(policy=SMTP.clone(max_line_length=200))
    span = span_words(report.week.period)
    mail["Subject"] = safe(f"{page.short} – {page.pair}, {span} (unofficial)")
    mail["X-Unsent"] = "1"  # mail programmes open it as a draft
    mail["Content-Language"] = "en"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(_html(page), subtype="html", cte="quoted-printable")
    # The boundaries follow from the content: the same report gives the same bytes.
    boundary = f"riskctl-{sha256(text.encode()).hexdigest()[:24]}"
    if report.days:
        _, shown = mail.iter_parts()
        named = [it.day for it in report.jumps]
        catalogue = report.assessment.catalogue
        picture = run_png(report.days, catalogue, named=named)
        shown.add_related(picture, "image", "png", cid=f"<{_RUN}>", filename="run.png")
        shown.set_boundary(f"{boundary}-run")
    mail.set_boundary(boundary)
    return mail.as_string()


def _html(page: Bulletin) -> str:
    rows = [
        _row(_unofficial(), style=_SOFT),
        _tile(page),
        _row(
            f"<b>{_said(page.week)}</b> · {_said(' · '.join(page.dates))}", style=_SOFT
        ),
        *(_row(_said(it), style=_SOFT) for it in page.notices),
        _ladder(page),
        _row(f"<b>{_said(page.lead)}</b> {_said(page.rest)}", style="font-size:17px"),
        _row(_said(page.sure)) if page.sure else "",
        _listed("What drives it", _drivers(page)),
        _run(page),
        _listed("New this week", _news(page)),
        _listed("Also noted", list(map(_said, page.noted))),
        _listed("What next", [f"<b>{_said(a)}</b>: {_said(b)}" for a, b in page.ahead]),
        _listed("By goal", [f"<b>{_said(a)}</b>: {_said(b)}" for a, b in page.goals]),
        _listed(KEEPER, list(map(_said, page.keeper))),
    ]
    title = _said(page.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n"
        f'<body style="margin:0;background:#ffffff">\n'
        f'<table role="presentation" width="600" align="center" cellpadding="0" '
        f'cellspacing="0" bgcolor="#ffffff" style="{_FONT}">\n'
        + "\n".join(filter(None, rows))
        + "\n</table></body></html>\n"
    )


def _said(text: str) -> str:
    return escape(safe(text))


def _unofficial() -> str:
    """Return the notice, its first word in bold."""
    word, rest = UNOFFICIAL.split(" ", 1)
    return f"<b>{_said(word)}</b> {_said(rest)}"


def _row(inner: str, *, style: str = "font-size:15px") -> str:
    return f'<tr><td style="padding:6px 12px;line-height:1.4;{style}">{inner}</td></tr>'


def _listed(title: str, items: list[str]) -> str:
    if not items:
        return ""
    rows = "".join(f'<li style="margin:3px 0" dir="auto">{it}</li>' for it in items)
    head = f'<h2 style="margin:10px 0 2px;font-size:17px">{title}</h2>'
    return _row(f'{head}<ul style="margin:0;padding-left:20px">{rows}</ul>')


def _tile(page: Bulletin) -> str:
    """Return the level as a coloured tile beside the title."""
    now = next((it.band for it in page.rungs if it.is_now), None)
    fill = EXPIRED if page.expired or not now else FILLS[now.colour]
    ink = EXPIRED_INK if page.expired or not now else INKS[now.colour]
    digit = str(now.level.value) if now else "–"
    return (
        '<tr><td style="padding:6px 12px"><table role="presentation" cellpadding="0" '
        f'cellspacing="0"><tr><td bgcolor="{fill}" width="56" height="56" '
        f'align="center" style="font-size:32px;font-weight:bold;color:{ink}">{digit}'
        f'</td><td style="padding-left:12px"><h1 style="margin:0;font-size:22px" '
        f'dir="auto">{_said(page.title)}</h1>{_said(page.expired)}</td></tr></table>'
        "</td></tr>"
    )


def _ladder(page: Bulletin) -> str:
    cells = []
    for it in page.rungs:
        bright = it.is_now and not page.expired
        fill = FILLS[it.band.colour] if bright else "#f3f5f7"
        ink = INKS[it.band.colour] if bright else "#1a1c1f"
        was = "<br>a week ago" if it.was and not it.is_now else ""
        weight = "bold" if it.is_now else "normal"
        cells.append(
            f'<td bgcolor="{fill}" width="20%" align="center" style="padding:4px 0;'
            f'color:{ink};font-size:13px;font-weight:{weight}">'
            f"{it.band.level.value} {_said(it.band.word)}{was}</td>"
        )
    return (
        '<tr><td style="padding:6px 12px"><table role="presentation" width="100%" '
        f'cellpadding="0" cellspacing="2"><tr>{"".join(cells)}</tr></table></td></tr>'
    )


def _drivers(page: Bulletin) -> list[str]:
    said = []
    for it in page.drivers:
        way = f", {it.arrow} {_said(it.way)}" if it.way else ""
        rests = f"{_said(it.event)} ({_said(it.rest)})" if it.event else _said(it.rest)
        said.append(f"<b>{_said(it.title)}</b> {_said(it.amount)}{way} – {rests}")
    return said


def _run(page: Bulletin) -> str:
    """Return the run of weeks: a picture, and in words what it shows."""
    if not page.report.days:
        return ""
    words = "".join(f"<br>{_said(it)}" for it in chart_words(page.report))
    head = '<h2 style="margin:10px 0 2px;font-size:17px">The last 26 weeks</h2>'
    levels = f"Level at each week’s end, oldest first: {ribbon_text(page.report)}"
    return _row(
        f'{head}<img src="cid:{_RUN}" width="{WIDTH // 2}" height="{HEIGHT // 2}" '
        f'alt="{_said(levels)}" style="display:block;border:0">'
        f'<span style="{_SOFT}">Line: the score, 0 to 100. Ribbon: the level.{words}'
        "</span>"
    )


def _news(page: Bulletin) -> list[str]:
    said = []
    for index, it in enumerate(page.news):
        mark = f" [{it.mark}]" if it.mark else ""
        head = f"{_said(it.day)}: <b>{_said(it.title)}</b>{mark}"
        about = f'<br><span style="{_SOFT}">{_said(it.about)}</span>'
        said.append(head + (about if index < SHOWN_NEWS else ""))
    return [*said, *map(_said, page.beside)]
