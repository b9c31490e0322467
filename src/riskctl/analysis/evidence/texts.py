"""What a template says of a row, as text that shows."""

from riskctl.model.cells import Row
from riskctl.model.mapping import filled
from riskctl.model.plain import hidden_in, is_space


def said_by(template: str, row: Row) -> str:
    """Return what a template says of a row, on one line."""
    return " ".join(_shown(filled(template, row.cells)).split()).strip(" ,;·")


def _shown(text: str) -> str:
    """Return a text without what does not show; any space and break is one space."""
    if text.isprintable():
        return text
    hidden = set(hidden_in(text, allowed="\r\n\t"))
    return "".join(
        " " if is_space(it) else it for at, it in enumerate(text) if at not in hidden
    )
