"""What bears the method out: independent origins, and a second coder."""

from collections.abc import Iterator
from typing import Final

from riskctl.analysis.judgement.origins import SingleOrigins
from riskctl.analysis.reports.agreement import Agreement
from riskctl.reporting.agreement import agreement_rows, coders_words
from riskctl.reporting.lines import EMPTY, Line, cut, dim, line, padded, strong, wrapped
from riskctl.reporting.trust import origins_words
from riskctl.reporting.words import points

_GRAVEST: Final = 5
_LABEL: Final = 34


def method_screen(
    single: SingleOrigins, agreement: Agreement | None, *, width: int
) -> Iterator[Line]:
    """Yield the lines of the screen."""
    yield line(strong("Independent origins"))
    yield from map(line, wrapped(origins_words(single), width, indent="  "))
    for it in single.gravest[:_GRAVEST]:
        origin = it.origins[0] if it.origins else "no source"
        head = f"  {points(it.points):>5}  {it.event.id}  "
        yield line(head, cut(f"{it.event.title} ({origin})", width - len(head)))
    if single.gravest:
        first = single.gravest[0].event.id
        yield line(dim(f"  a second one: riskctl amend {first} -s URL -s URL"))
    yield EMPTY
    yield line(strong("A second coder"))
    if agreement is None:
        yield line("  none so far: riskctl recode --sample 40 --by NAME")
        return
    yield line(f"  {coders_words(agreement)}; Krippendorff's alpha")
    for label, text in agreement_rows(agreement):
        yield line(f"  {padded(label, _LABEL)} {text}")
