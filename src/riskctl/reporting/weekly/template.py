"""From a template to a page: escaping, the style and the policy that guards it."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from riskctl.model.grade import CREDIBILITY, RELIABILITY
from riskctl.model.source import is_address
from riskctl.reporting import words
from riskctl.reporting.marks import GREY
from riskctl.reporting.safe import safe
from riskctl.reporting.weekly.colours import EXPIRED, EXPIRED_INK, FILLS, INKS
from riskctl.reporting.weekly.picture import PLOT_HEIGHT, RIBBON_HEIGHT
from riskctl.reporting.weekly.said import host

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from jinja2 import Environment
    from markupsafe import Markup

_WINGS: Final = ("weekly", "site")
_SHORT: Final = 12
_QUOTED: Final = re.compile("“([^“”]*)”")
# After the word itself: the one thin line above every page.
UNOFFICIAL_LINE: Final = (
    "A private judgement by a published rule; no government issues it."
)


def render_page(template: str, **values: object) -> str:
    """Return the page that *template* makes of the values."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    style = _source("style.css")
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    environment.globals.update(
        style=Markup(style),  # noqa: S704 (a file of the package)
        style_hash=f"sha256-{digest}",
        unofficial=UNOFFICIAL_LINE,
        fills={**FILLS, GREY: EXPIRED},
        inks={**INKS, GREY: EXPIRED_INK},
        plot_height=PLOT_HEIGHT,
        ribbon_height=RIBBON_HEIGHT,
        reliability=RELIABILITY,
        credibility=CREDIBILITY,
    )
    environment.filters.update(
        points=words.points,
        signed=words.signed,
        percent=words.percent,
        host=host,
        lines=lines,
        short=is_short,
        isolated=isolated,
        level_word=words.level_word,
        value_word=words.value_word,
    )
    environment.tests["address"] = is_address
    return environment


def style_text() -> str:
    """Return the style that all pages share."""
    return _source("style.css")


@cache
def templates_digest() -> str:
    """Return a digest of everything that pages are made with."""
    return sha256("".join(map(_source, sorted(_templates()))).encode()).hexdigest()


@cache
def _templates() -> "dict[str, Traversable]":
    """Return the file of each template: every wing keeps its own."""
    wings = [files("riskctl.reporting") / wing / "templates" for wing in _WINGS]
    return {it.name: it for wing in wings for it in wing.iterdir()}


def _source(name: str) -> str:
    return _templates()[name].read_text(encoding="utf-8")


def _finalized(value: Any) -> Any:  # noqa: ANN401 (whatever a template prints)
    """Spell out what does not print; what a macro made is safe already."""
    return value if hasattr(value, "__html__") else safe(str(value))


def lines(text: str) -> list[str]:
    r"""
    Return the lines of a text that have something in them.

    >>> lines("one\r\n\n two")
    ['one', ' two']
    """
    return [it for it in text.splitlines() if it.strip()]


def isolated(text: str) -> "Markup":
    """Return running text in which every quoted title keeps its own direction."""
    from markupsafe import Markup, escape

    plain = str(escape(safe(text)))
    # What is put around the titles is ours; the text itself has been escaped.
    return Markup(_QUOTED.sub(r"“<bdi>\1</bdi>”", plain))  # noqa: S704


def is_short(text: str) -> bool:
    """Say whether a cell is better not broken: a figure, a date, a word."""
    return len(text) <= _SHORT
