"""`riskctl docs`."""

from importlib.resources import as_file
from importlib.resources.abc import Traversable
from typing import Annotated

import typer

from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.similar import hint_for
from riskctl.reporting.lines import EMPTY, Line, line, strong, table
from riskctl.reporting.manual import manual_screen, title_of
from riskctl.storage.shipped import manual_pages


def docs(
    page: Annotated[
        str | None,
        typer.Argument(metavar="PAGE", help="A page, or the beginning of its name."),
    ] = None,
    path: Annotated[
        bool, typer.Option("--path", help="Say where the page lies, to open it.")
    ] = False,
) -> None:
    """
    Read the manual that came with riskctl; without a page, list them.

    \b
    $ riskctl docs
    $ riskctl docs first-month
    """
    pages = manual_pages()
    if page is None:
        output.show(_contents(pages))
        return
    found = pages[_named(page, pages)]
    if path:
        with as_file(found) as file:
            output.show([line(str(file))])
        return
    text = found.read_text(encoding="utf-8")
    output.show(manual_screen(text, width=output.width()))


def _named(page: str, pages: dict[str, Traversable]) -> str:
    """
    Return the name of the page that is meant.

    Raises:
        UsageError: None is, or several may be.
    """
    meant = [it for it in pages if it.startswith(page.casefold())]
    if page in pages:
        return page
    if len(meant) == 1:
        return meant[0]
    raise UsageError(
        f"`{page}` may mean {len(meant)} pages"
        if meant
        else f"the manual has no page `{page}`",
        hint=f"one of: {', '.join(meant)}"
        if meant
        else hint_for(page, pages, otherwise="`riskctl docs` lists them"),
    )


def _contents(pages: dict[str, Traversable]) -> list[Line]:
    """Return the pages with their titles."""
    rows = [
        (f"  {name}", title_of(it.read_text(encoding="utf-8")))
        for name, it in pages.items()
    ]
    return [
        line(strong("The manual: riskctl docs PAGE")),
        EMPTY,
        *map(line, table(rows, width=output.width())),
    ]
