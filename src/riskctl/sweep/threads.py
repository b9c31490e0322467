"""Do the same to several files at once, where most of it is not done in Python."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")


def in_order(
    work: Callable[[Given], Found], given: Sequence[Given], *, at_once: int
) -> Iterator[Found]:
    """
    Yield what comes of each, in their order; what fails first ends it.

    Args:
        at_once: How many are worked on at the same time.

    Examples:
        >>> list(in_order(len, ["a", "bcd", "ef"], at_once=2))
        [1, 3, 2]
    """
    pool = ThreadPoolExecutor(at_once)
    try:
        for future in [pool.submit(work, it) for it in given]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
