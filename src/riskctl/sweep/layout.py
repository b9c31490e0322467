"""Where a data set's files keep what a sweep needs: which column holds what."""

from typing import Final, NamedTuple

from riskctl.errors import UsageError
from riskctl.model.similar import hint_for


class Layout(NamedTuple):
    """
    The columns of a file of tab-separated rows without a header.

    Attributes:
        columns: How many each row has.
        identity: Where the number of the row's event stands; the first column is 1.
        day: Where the day stands on which it happened, as 20260205.
        first: Where the country of the first actor stands.
        second: Where that of the second stands.
        code: Where the code stands that the catalogue's scales name.
        added: Where the moment stands at which it became known, as 20260205 or
            20260205081500.
    """

    name: str
    columns: int
    identity: int
    day: int
    first: int
    second: int
    code: int
    added: int


_GDELT_2: Final = Layout("gdelt2", 61, 1, 2, 8, 18, 28, 60)
LAYOUTS: Final[dict[str, Layout]] = {
    it.name: it for it in (_GDELT_2, Layout("gdelt1", 58, 1, 2, 8, 18, 28, 57))
}


def layout_called(name: str) -> Layout:
    """
    Return a layout by its name.

    Raises:
        UsageError: There is none of that name.
    """
    if name not in LAYOUTS:
        raise UsageError(
            f"no layout is called `{name}`",
            hint=hint_for(name, LAYOUTS, otherwise="one of: " + ", ".join(LAYOUTS)),
        )
    return LAYOUTS[name]
