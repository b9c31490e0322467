"""How far coders agree, in words."""

from collections.abc import Iterator

from riskctl.analysis.reports.agreement import RELIABLE, TENTATIVE, Agreed, Agreement
from riskctl.reporting.words import counted


def coders_words(agreement: Agreement) -> str:
    """Say who coded how much a second time."""
    events = counted(agreement.indicators.events, "event")
    return f"{events} coded a second time by {', '.join(agreement.coders)}"


def agreement_rows(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Yield what was coded, and how far the coders agree about it."""
    yield "which indicator", alpha_words(agreement.indicators)
    yield "credence of the grade", alpha_words(agreement.credence)
    for indicator, agreed in agreement.values:
        yield f"value of {indicator.id}", alpha_words(agreed)


def alpha_words(agreed: Agreed) -> str:
    """Say an alpha, what it is worth by its author, and what it rests on."""
    events = counted(agreed.events, "event")
    if agreed.alpha is None:
        return f"{events}, without a difference to tell by"
    worth = (
        "reliable"
        if agreed.alpha >= RELIABLE
        else "tentative"
        if agreed.alpha >= TENTATIVE
        else "not reliable"
    )
    return f"alpha {agreed.alpha:.2f} ({worth}), {events}"
