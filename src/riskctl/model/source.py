"""Where an event was read: an address that is safe to show and to store."""

import re
from typing import Final

from riskctl.model.credentials import carries_credentials

# Expressions are compiled when a source is first looked at: most commands never do.
_SCHEME: Final = r"\s*([A-Za-z][A-Za-z0-9+.-]*):(?!\s|$)"
_GRADE_LIKE: Final = r"[A-Za-z]\d"
_SCHEME_LIKE: Final = r"([A-Za-z]{3,6})\s*[:;.]?\s*/"
_NAMED_HOST: Final = r"(?:^|//|@)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:[:/?#;]|$)"
_CITED: Final = r"(?P<origin>[^:/]+?)\s*:\s+(?P<source>https?://\S+)"
_SITE: Final = r"https?://(?:www\.)?([^/?#:\s]+)"
_WITHHELD: Final = "the address is withheld: it carries credentials"
_WEB: Final = {"http", "https"}
# A program may run what they hold, or what they lead to on the reader's own disk.
_RUNS: Final = {
    "about", "blob", "data", "file", "filesystem", "jar", "javascript", "livescript",
    "mhtml", "search-ms", "shell", "vbscript", "view-source", "wyciwyg",
}  # fmt: skip


def without_secret(source: str) -> str:
    """
    Return a source as it may be published: of one that carries credentials the site.

    >>> without_secret("https://u:p@example.org/a"), without_secret("Gazette, p. 2")
    ('example.org (the address is withheld: it carries credentials)', 'Gazette, p. 2')
    """
    if not carries_credentials(source):
        return source
    host = re.search(_NAMED_HOST, source)
    return f"{host[1] if host else 'a source'} ({_WITHHELD})"


def is_address(source: str) -> bool:
    """
    Say whether *source* is a web address that may become a link.

    >>> is_address("https://example.org/a"), is_address("Izvestia, 5 May, p. 2")
    (True, False)
    """
    return source.startswith(("http://", "https://")) and source_fault(source) is None


def cited(text: str) -> tuple[str, str]:
    """
    Return a source and whom it took it from, as a person types both in one line.

    The second is empty where no name stands before the address.

    >>> cited("TASS: https://example.org/a")
    ('https://example.org/a', 'TASS')
    >>> cited("Hamlet: act 2"), cited("https://example.org/a")
    (('Hamlet: act 2', ''), ('https://example.org/a', ''))
    """
    if " " not in text and text.isprintable():  # behind a name there is white space
        return text, ""
    found = re.fullmatch(_CITED, text)
    return (found["source"], found["origin"]) if found else (text, "")


def origins_of(sources: tuple[str, ...], origins: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the independent origins of what some sources say, each once.

    Where it is not known whom a source took it from, it is its own origin: the site
    of an address, and of a plain reference what stands before the first comma. So
    two pages of one site are one origin, and two links to one wire are, too.

    >>> origins_of(("https://a.example/1", "https://b.example/2"), ("TASS", "Tass"))
    ('TASS',)
    >>> origins_of(("https://www.a.example/1", "https://a.example/2", "Gazette, 2"), ())
    ('a.example', 'Gazette')
    """
    named = origins or ("",) * len(sources)
    found: dict[str, str] = {}
    for source, origin in zip(sources, named, strict=True):
        name = " ".join(origin.split()) or _site(source)
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _site(source: str) -> str:
    host = re.match(_SITE, source, re.IGNORECASE)
    return host[1].lower() if host else source.partition(",")[0].strip()


def source_fault(source: str) -> str | None:
    """
    Return what is wrong with *source*; None where it may be one.

    A plain reference (a newspaper, a page number) is as good as an address, and so
    is one with a name of its own, such as a DOI: only the web becomes a link.

    >>> source_fault("javascript:alert(1)")
    'the scheme `javascript` is not safe to open'
    >>> source_fault("doi:10.1000/182") is None
    True
    >>> source_fault("https://user:pass@example.org/")
    'the address carries credentials'
    >>> source_fault("https://")
    'the address has no host'
    """
    name, rest = _scheme_of(source)
    is_web = name in _WEB
    if name and not is_web and _opens(name, rest):
        return f"the scheme `{name}` is not safe to open"
    if carries_credentials(source):
        return "the address carries credentials"
    host = rest[2:3] if rest.startswith("//") else ""
    if is_web and (not host.strip() or host in "/?#:"):
        return "the address has no host"
    if not source.strip():
        return "the source is empty"
    return None


def source_slip(source: str) -> str | None:
    """
    Return what was meant instead of a source, where one was hardly meant; else None.

    It is asked of what a person types; what stands in a log stays as it is.

    >>> source_slip("b2")
    '`b2` looks like a grade, which is given with -g'
    >>> source_slip("htp:/example.org")
    '`htp:/example.org` looks like a mistyped address: http://'
    >>> source_slip("TASS, 5 May") is None
    True
    """
    if is_address(source):
        return None
    if re.fullmatch(_GRADE_LIKE, source, re.ASCII):
        return f"`{source}` looks like a grade, which is given with -g"
    scheme = re.match(_SCHEME_LIKE, source, re.ASCII)
    if scheme:
        from riskctl.model.similar import nearest

        if near := nearest(scheme[1].lower(), sorted(_WEB)):
            return f"`{source}` looks like a mistyped address: {near[0]}://"
    return None


def _scheme_of(source: str) -> tuple[str, str]:
    """Return the scheme of an address, folded, and what comes after it; "" for none."""
    if source.startswith(("http://", "https://")):  # as nearly all do
        name, _, rest = source.partition(":")
        return name, rest
    found = re.match(_SCHEME, source)
    return (found[1].lower(), source[found.end() :]) if found else ("", source)


def _opens(scheme: str, rest: str) -> bool:
    """Say whether a program might start when somebody follows the reference."""
    return scheme in _RUNS or scheme.startswith("ms-") or rest.startswith("//")
