"""A mapping as a table: what each code means, for millions of rows at once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from riskctl.model.catalogue import Catalogue
from riskctl.model.grade import Grade
from riskctl.model.mapping import Mapping


class CodeMeaning(NamedTuple):
    """
    What the events of one code are.

    Attributes:
        scheme: The name of the mapping.
        code: The texts of the fields that its rules test, in their order.
        number: The value's number on the indicator's scale.
    """

    scheme: str
    code: tuple[str, ...]
    indicator: str
    value: str | float
    number: float
    grade: Grade


def code_meanings(
    mapping: Mapping, catalogue: Catalogue, codes: Iterable[tuple[str, ...]]
) -> Iterator[CodeMeaning]:
    """
    Yield what each of some codes means; of a code that gives no event, nothing.

    Whoever sweeps a large file asks it once for its distinct codes, and joins the
    answer to its rows: it says of each row what `judge` would.

    Args:
        codes: The texts of the fields `mapping.tested`, in that order.
    """
    fields, grading = mapping.tested, mapping.grading
    for code in dict.fromkeys(codes):
        cells = dict(zip(fields, code, strict=True))
        rule = next((it for it in mapping.rules if it.holds(cells)), None)
        if rule is None or rule.drop:
            continue
        yield CodeMeaning(
            mapping.name,
            code,
            rule.indicator,
            rule.value,
            catalogue.number(rule.indicator, rule.value),
            grading.capped(rule.grade or grading.default),
        )
