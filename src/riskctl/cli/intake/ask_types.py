"""What the unknown kinds of rows mean: asked once, and written into the mapping."""

from collections import Counter
from pathlib import Path
from typing import Final

import tomli_w

from riskctl.cli import accept
from riskctl.cli.ask.asks import EXPLAIN, INDENT, explain, show_scale, value_meant
from riskctl.cli.ask.choices import indicator_choices, listed, value_choices
from riskctl.cli.ask.line_editor import Asks, line_editor
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.catalogue import Catalogue
from riskctl.model.indicator import Indicator
from riskctl.model.mapping import Mapping
from riskctl.reporting.lines import cut
from riskctl.reporting.words import counted
from riskctl.storage.mappings import add_rules, mapping_file, open_mapping

_MOST: Final = 50
_DROP: Final = "drop"
_HELP: Final = (
    "The indicator that such rows are about, or any word for it; `drop` leaves them "
    "out for good, with a reason; Enter leaves them for another day."
)


def ask_types(
    unmapped: Counter[str], mapping: Mapping, catalogue: Catalogue, folder: Path
) -> bool:
    """
    Ask what each unknown kind of row means; each answer is in the mapping at once.

    Returns:
        Whether the mapping knows more than before.
    """
    editor = line_editor()
    answered = False
    output.note(
        f"{counted(len(unmapped), 'unknown kind')} of `{mapping.main}`; the answers go "
        f"into {mapping_file(mapping.name)}"
    )
    for code, count in unmapped.most_common(_MOST):
        output.note(f"`{mapping.main}` is `{code}` in {counted(count, 'row')}")
        given = _ask_one(editor, catalogue)
        if given:
            rule = _rule(mapping.main, code, given)
            add_rules(folder, open_mapping(folder, mapping.name), rule)
            answered = True
    return answered


def _ask_one(editor: Asks, catalogue: Catalogue) -> dict[str, object]:
    """Return what a rule gives, or drops; nothing where it is left open."""
    choices = indicator_choices(catalogue)
    while True:
        typed = editor.ask("  indicator", choices=choices).strip()
        if not typed:
            return {}
        if typed == EXPLAIN:
            explain(_HELP)
            for it in listed(choices, width=output.width() - len(INDENT)):
                output.note(f"{INDENT}{it}")
            continue
        if typed == _DROP:
            reason = editor.ask("  why").strip()
            return {"drop": reason or "left out"}
        try:
            about = accept.indicator(typed, catalogue)
        except UsageError as fault:
            output.print_error(fault)
            continue
        output.note(cut(f"{INDENT}{about.id}: {about.title}", output.width()))
        return {"indicator": about.id, "value": _ask_value(editor, about)}


def _ask_value(editor: Asks, about: Indicator) -> str | float:
    show_scale(about)
    while True:
        typed = editor.ask("  value", choices=value_choices(about)).strip()
        if typed == EXPLAIN:
            show_scale(about)
            continue
        try:
            return accept.value(value_meant(typed, about), about)
        except UsageError as fault:
            output.print_error(fault)


def _rule(field: str, code: str, given: dict[str, object]) -> str:
    """Return the text of a rule for one kind of row."""
    when = f"when = {{ {_spelled(field)} = {{ is = {_spelled(code)} }} }}"
    if "drop" in given:
        return f"\n[[rule]]\n{when}\ndrop = {_spelled(given['drop'])}\n"
    parts = ", ".join(f"{name} = {_spelled(it)}" for name, it in given.items())
    return f"\n[[rule]]\n{when}\ngive = {{ {parts} }}\n"


def _spelled(value: object) -> str:
    return tomli_w.dumps({"it": value}).removeprefix("it = ").rstrip("\n")
