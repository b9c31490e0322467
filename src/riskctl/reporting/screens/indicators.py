"""The indicators that speak of a word, and which of their values do."""

from riskctl.model.catalogue import Catalogue
from riskctl.model.search import meant_by
from riskctl.reporting.lines import Line, cut, dim, line, padded, strong
from riskctl.reporting.words import counted

_NAME = 26
_VALUE = 18


def found_indicators(catalogue: Catalogue, text: str, *, width: int) -> list[Line]:
    """Return each indicator that speaks of a text, with the values that do."""
    meant = meant_by(text, catalogue)
    lines: list[Line] = []
    for it in catalogue:
        if it.id not in meant.names:
            continue
        title = cut(it.title, max(width - _NAME - 1, 1))
        lines.append(line(strong(padded(it.id, _NAME)), f" {title}"))
        for value in it.scale:
            if (it.id, value.name) in meant.values:
                words = f"  {padded(value.name, _VALUE)}  {value.means}"
                lines.append(line(dim(cut(words, width))))
    return [*lines, line(counted(len(meant.names), "indicator"))]
