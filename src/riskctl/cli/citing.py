"""Sources as a person types them, with whom each took it from before it."""

from collections.abc import Iterable

from riskctl.cli import accept
from riskctl.model.source import cited


def cited_sources(
    texts: Iterable[str],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Return the sources, and for each whom it took it from; the second may be empty.

    A name before an address, like `TASS: https://example.org/a`, says it.

    Raises:
        UsageError: One has an unsafe scheme, credentials or control characters.
    """
    pairs = dict(cited(accept.plain_line(it, "source")) for it in texts)
    origins = tuple(pairs.values())
    return accept.sources(pairs), origins if any(origins) else ()
