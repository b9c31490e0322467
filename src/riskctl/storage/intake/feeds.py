"""RSS, Atom and JSON Feed as rows. Nothing is fetched: the feed comes as bytes."""

import re
from calendar import timegm
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from types import ModuleType
from typing import Any, Final

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, Reader, Row
from riskctl.storage.intake.json_rows import parsed
from riskctl.storage.intake.source import Source

FIELDS: Final = (
    "id", "link", "title", "summary", "published", "updated", "source", "author",
    "tags",
)  # fmt: skip
_MOST_BYTES: Final = 16 * 1024 * 1024
_DECLARATIONS: Final = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_SUMMARY: Final = 2000
_JSON_NAMES: Final = {
    "id": "id",
    "link": "url",
    "title": "title",
    "published": "date_published",
    "updated": "date_modified",
}


def feed_rows(
    source: Source, reader: Reader, extra: Callable[..., ModuleType]
) -> Iterator[Row | Bad]:
    """
    Yield the items of a feed, each with the fields of `FIELDS` that it has.

    Args:
        extra: Returns the module of an extra.

    Raises:
        UsageError: It is no feed, or one that declares entities; or the extra is not
            installed.
    """
    source.refuse_page("a feed")
    data = source.whole(most=_MOST_BYTES)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = _json_items(parsed(data, source.shown), source)
    else:
        found = _xml_items(data, source, extra)
    empty = {"", *reader.empty}
    for number, item in enumerate(found, start=1):
        cells = {name: it for name, it in item.items() if it not in empty}
        cells.setdefault("id", cells.get("link", ""))
        if not cells.get("published") and cells.get("updated"):
            cells["published"] = cells["updated"]
        yield Row(number, cells)


def _xml_items(
    data: bytes, source: Source, extra: Callable[..., ModuleType]
) -> list[dict[str, str]]:
    # In UTF-16 there is a NUL in each letter; a DTD must not hide behind it.
    if _DECLARATIONS.search(data.replace(b"\0", b"")):
        raise UsageError(
            f"{source.shown}: the feed has a DTD or declares entities, which are not "
            "read",
            hint="remove the <!DOCTYPE ...> and <!ENTITY ...> from it",
        )
    feedparser: Any = extra("feedparser", package="feedparser", name="data")
    feed = feedparser.parse(BytesIO(data))
    if not feed.get("version"):
        raise UsageError(
            f"{source.shown}: this is no feed: neither RSS nor Atom nor a JSON Feed",
            hint="look at what the address answers: curl -s ADDRESS | head",
        )
    title = _plain(feed.feed.get("title", ""))
    return [_xml_item(it, title) for it in feed.entries]


def _xml_item(entry: Any, title: str) -> dict[str, str]:  # noqa: ANN401 (untyped)
    return {
        "id": str(entry.get("id", "")),
        "link": str(entry.get("link", "")),
        "title": _plain(entry.get("title", "")),
        "summary": _plain(entry.get("summary", ""))[:_SUMMARY],
        "published": _moment(entry.get("published_parsed")),
        "updated": _moment("updated_parsed" in entry and entry["updated_parsed"]),
        "source": _plain(entry.get("source", {}).get("title", "")) or title,
        "author": _plain(entry.get("author", "")),
        "tags": "; ".join(str(it.get("term") or "") for it in entry.get("tags", ())),
    }


def _json_items(document: Any, source: Source) -> list[dict[str, str]]:  # noqa: ANN401 (JSON)
    items = document.get("items") if isinstance(document, dict) else None
    version = document.get("version") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(version):
        raise UsageError(
            f"{source.shown}: this is JSON, but no JSON Feed",
            hint='for other JSON: reader = { form = "json" }',
        )
    title = _plain(document.get("title"))
    return [_json_item(it, title) for it in items if isinstance(it, dict)]


def _json_item(item: dict[str, Any], title: str) -> dict[str, str]:
    cells = {name: _plain(item.get(key)) for name, key in _JSON_NAMES.items()}
    texts = map(item.get, ("summary", "content_text", "content_html"))
    summary = next(filter(None, texts), "")
    authors = item.get("authors")
    named = authors if isinstance(authors, list) else []
    tags = item.get("tags")
    return {
        **cells,
        "link": cells["link"] or _plain(item.get("external_url")),
        "summary": _plain(summary)[:_SUMMARY],
        "source": title,
        "author": "; ".join(
            _plain(it.get("name")) for it in named if isinstance(it, dict)
        ),
        "tags": "; ".join(map(str, tags)) if isinstance(tags, list) else "",
    }


def _moment(parts: Any) -> str:  # noqa: ANN401 (untyped)
    """Return a moment that a feed names, in UTC; empty where it names none."""
    if not parts:
        return ""
    try:
        return datetime.fromtimestamp(timegm(parts), UTC).isoformat()
    except (ValueError, OverflowError):
        return ""


class _Text(HTMLParser):
    """Gathers the text between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Take a piece of text."""
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the words on both sides of a tag apart."""
        del tag, attrs
        self.parts.append(" ")


def _plain(value: object) -> str:
    """
    Return the text of a piece of HTML.

    >>> _plain("<p>Shots at the <b>border</b> &amp; more</p>")
    'Shots at the border & more'
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    parser = _Text()
    parser.feed(value)
    parser.close()
    return " ".join("".join(parser.parts).split())
