"""A file of positions to fill in: every status and contact, the heaviest first."""

from collections.abc import Iterable, Iterator

from riskctl.model.indicator import Indicator, Kind
from riskctl.reporting.safe import safe

_HEAD = """\
# Where things stand. Fill in `value`, and `since` when it is not since today; what has
# no value is left out. Then: riskctl setup --from THIS-FILE
"""


def positions_template(indicators: Iterable[Indicator]) -> str:
    """Return TOML with a table for each of the indicators."""
    return "\n".join([_HEAD, *("\n".join(_table(it)) + "\n" for it in indicators)])


def position_question(indicator: Indicator) -> str:
    """Return what is asked about an indicator: where it stands, or the last contact."""
    if indicator.kind is Kind.CONTACT:
        return "what was the last contact"
    return "where does it stand"


def _table(indicator: Indicator) -> Iterator[str]:
    yield f"# {safe(indicator.title)}: {position_question(indicator)}?"
    for it in indicator.scale:
        yield f"#   {it.name}: {safe(it.means or it.title)}"
    yield "[[position]]"
    yield f'indicator = "{indicator.id}"'
    yield 'value = ""'
    yield 'since = ""'
    yield 'source = ""'
    yield 'grade = ""'
