"""A page of the manual, which is written in Markdown, as a terminal shows it."""

import re
from collections.abc import Iterator
from typing import Final

from riskctl.reporting.lines import EMPTY, Line, line, strong, wrapped

# What `make docs` reads to write the page stands in comments.
_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK: Final = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_ITEM: Final = re.compile(r"(?:[-*]|\d+\.) ")
_PAGE: Final = re.compile(r"(?:[\w-]+/|\.\./)*([\w-]+)\.md(?:#.*)?")
_INDENT: Final = "  "


def title_of(page: str) -> str:
    r"""
    Return the title of a page: its first heading.

    >>> title_of("# Change a weight\nIt says ...")
    'Change a weight'
    """
    first = next((it for it in page.splitlines() if it.startswith("# ")), "")
    return first.removeprefix("# ").strip()


def manual_screen(page: str, *, width: int) -> Iterator[Line]:
    """Yield a page: paragraphs filled, examples and tables as they are."""
    text = re.sub(r"\n{3,}", "\n\n", _COMMENT.sub("", page)).strip("\n")
    paragraph: list[str] = []
    is_code = False
    for row in text.split("\n"):
        is_fence = row.startswith("```")
        starts = is_fence or is_code or not row or row[0] in "#|"
        if paragraph and (starts or _ITEM.match(row)):
            yield from _filled(" ".join(paragraph), width)
            paragraph = []
        if is_fence:
            is_code = not is_code
        elif is_code:
            yield line(_INDENT + row)
        elif row.startswith("#"):
            yield line(strong(plain_words(row.lstrip("#").strip())))
        elif row.startswith("|"):
            yield line(plain_words(row))
        elif row:
            paragraph.append(row.strip())
        else:
            yield EMPTY
    yield from _filled(" ".join(paragraph), width)


def plain_words(text: str) -> str:
    """
    Return a line of Markdown without its marks; a link says where it leads.

    >>> plain_words("See **the** [method](../explanation/method.md#levels).")
    'See the method (riskctl docs method).'
    """
    return _LINK.sub(_led, text).replace("**", "")


def _led(link: "re.Match[str]") -> str:
    words, target = link[1], link[2]
    page = _PAGE.fullmatch(target)
    if page:
        return f"{words} (riskctl docs {page[1]})" if page[1] != "README" else words
    return words if target.startswith("#") else f"{words} ({target})"


def _filled(text: str, width: int) -> Iterator[Line]:
    mark = _ITEM.match(text)
    hang = " " * len(mark[0]) if mark else ""
    rows = wrapped(plain_words(text), width)
    if mark:
        rest = wrapped(plain_words(text[mark.end() :]), width, indent=hang)
        rows = [mark[0] + rest[0].lstrip(), *rest[1:]] if rest else rows
    yield from map(line, rows)
