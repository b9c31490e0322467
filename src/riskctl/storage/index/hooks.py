"""What a command line may be told of indexes; importing this loads nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskctl.storage.index.build import Progress
    from riskctl.storage.index.opened import OpenIndex

# What somebody who wants to know everything may be told; nobody else is.
notices: list[str] = []


class _Hooks:
    """
    What the process keeps about indexes.

    Attributes:
        progress: Is told how many bytes of how many have been read.
        over: Is told that nothing more is read, whether or not it went well.
        last: The index that was opened last, and may have something to keep.
    """

    progress: Progress | None = None
    over: Callable[[], None] | None = None
    last: OpenIndex | None = None


hooks: Final = _Hooks()
