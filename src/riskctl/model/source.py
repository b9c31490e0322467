"""Where an event was read: an address that is safe to show and to store."""

import re
from typing import Final

_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):(?!\s|$)")
_CREDENTIALS: Final = re.compile(
    r"//[^/?#\s]*@|[?&;](?:access_?token|token|sig|signature|api_?key|password|passwd)=",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"//[^/?#:\s]")
_SAFE_SCHEMES: Final = {"http", "https"}


def is_address(source: str) -> bool:
    """
    Say whether *source* is a web address that may become a link.

    >>> is_address("https://example.org/a"), is_address("Izvestia, 5 May, p. 2")
    (True, False)
    """
    return source.startswith(("http://", "https://")) and source_fault(source) is None


def source_fault(source: str) -> str | None:
    """
    Return what is wrong with *source*, or nothing.

    A plain reference (a newspaper, a page number) is as good as an address.

    >>> source_fault("javascript:alert(1)")
    'the scheme `javascript` is not safe to open'
    >>> source_fault("https://user:pass@example.org/")
    'the address carries credentials'
    >>> source_fault("https://")
    'the address has no host'
    """
    scheme = _SCHEME.match(source)
    if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
        return f"the scheme `{scheme[1].lower()}` is not safe to open"
    if _CREDENTIALS.search(source):
        return "the address carries credentials"
    if scheme and not _HOST.match(source, scheme.end()):
        return "the address has no host"
    if not source.strip():
        return "the source is empty"
    return None
