"""A mapping to start from: a shipped one, or one that fits the user's own table."""

from pathlib import Path
from typing import Final

import tomli_w

from riskctl.analysis.checks.of_mappings import mapping_faults
from riskctl.analysis.evidence.propose import Proposal, propose
from riskctl.cli.intake.rows_in import source_of
from riskctl.cli.terminal import output
from riskctl.cli.watches import folder_of, open_watch
from riskctl.errors import UsageError
from riskctl.model.cells import FileForm, Reader
from riskctl.model.similar import hint_for
from riskctl.model.watch import Watch
from riskctl.reporting.extras import extra
from riskctl.reporting.lines import line
from riskctl.storage.intake.sample import Sample, sample_of
from riskctl.storage.mappings import (
    OWN_SHEET,
    TEMPLATES,
    mapping_file,
    template_text,
    write_mapping,
)
from riskctl.storage.text.mapping import read_mapping

_DEFAULT_GRADE: Final = "C3"


def begin_mapping(
    template: str, file: Path | None, name: str | None, named: Path | None
) -> None:
    """
    Write a mapping into `imports/`, and say what is still to be done in it.

    Raises:
        UsageError: There is no such template, or a mapping of that name already.
    """
    if template not in TEMPLATES:
        raise UsageError(
            f"there is no template `{template}`",
            hint=hint_for(
                template, TEMPLATES, otherwise="one of: " + ", ".join(TEMPLATES)
            ),
        )
    watch, folder = open_watch(named), folder_of(named)
    if template == OWN_SHEET:
        if file is None or name is None:
            raise UsageError(
                "the template csv looks at a table, and needs a name",
                hint="riskctl import events.csv --template csv --as sheet",
            )
        with source_of(file) as source:
            text = sheet_mapping(sample_of(source, extra), name, watch)
    else:
        name = name or template
        text = template_text(template, name=name)
    write_mapping(folder.path, name, text)
    output.show([line(f"wrote {mapping_file(name)}: look at it before you use it")])
    mapping, problems = read_mapping(text.encode(), mapping_file(name))
    for it in problems:
        output.note(f"{it}\nhint: {it.hint}")
    for it in mapping_faults(mapping, watch.catalogue) if mapping else ():
        output.note(f"{it}\nhint: {it.hint}")
    what = file or "FILE"
    output.note(f"next: riskctl import {what} --as {name} --dry-run")


def sheet_mapping(sample: Sample, name: str, watch: Watch) -> str:
    """Return the text of a mapping for a table, with what no row tells left open."""
    found = propose(sample.header, sample.rows, watch.settings.date_order)
    kinds = _kinds(sample, found.kind)
    lines = [
        f"# What the rows of {name} mean. Columns: {', '.join(sample.header)}",
        f"name = {_spelled(name)}",
        f"reader = {_reader(sample.reader)}",
        'to = "log"                               # "inbox" for what nobody judged yet',
        f"identity = {_spelled(list(found.identity))}",
        f"date = {_clock(found.date, found.forms)}",
    ]
    if found.noted:
        lines.append(f"recorded = {_clock(found.noted, found.noted_forms)}")
    lines.append(f"title = {_field(found.title)}")
    if found.note:
        lines.append(f"note = {_field(found.note)}")
    if found.source:
        lines.append(f"sources = [{_field(found.source)}]")
    lines += [
        f"grade = {_grade(found)}",
        f"ask = {_spelled(found.kind)}",
        "",
        "# A rule for each kind of row. `riskctl import` asks in a terminal, and adds:",
        "# [[rule]]",
        f"# when = {{ {_spelled(found.kind)} = {{ in = [{kinds}] }} }}",
        '# give = { indicator = "...", value = "..." }    # or: drop = "the reason"',
    ]
    return "\n".join(lines) + "\n"


def _reader(reader: Reader) -> str:
    parts = {"form": reader.form.value}
    if reader.form is FileForm.CSV:
        parts["separator"] = reader.separator
    if reader.encoding != "utf-8":
        parts["encoding"] = reader.encoding
    spelled = ", ".join(f"{key} = {_spelled(it)}" for key, it in parts.items())
    quoted = ", quoted = true" if reader.form is FileForm.TSV and reader.quoted else ""
    return f"{{ {spelled}{quoted} }}"


def _clock(field: str, forms: tuple[str, ...]) -> str:
    if len(forms) == 1:
        return f"{{ field = {_spelled(field)}, form = {_spelled(forms[0])} }}"
    choice = " or ".join(map(_spelled, forms)) or "how its days are spelled"
    return f'{{ field = {_spelled(field)}, form = "" }}    # {choice}: no row tells'


def _grade(found: Proposal) -> str:
    field = f", field = {_spelled(found.grade)}" if found.grade else ""
    return f'{{ default = "{_DEFAULT_GRADE}", most = "B2"{field} }}'


def _kinds(sample: Sample, kind: str) -> str:
    """Return some kinds of rows that the table has, the most frequent first."""
    texts = [it[kind] for it in sample.rows if it.get(kind)]
    often = sorted({*texts}, key=lambda it: (-texts.count(it), it))[:3]
    return ", ".join(_spelled(it[:40]) for it in often)


def _field(name: str) -> str:
    return _spelled(f"{{{name}}}")


def _spelled(value: str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_spelled, value))}]"
    return tomli_w.dumps({"it": value}).removeprefix("it = ").rstrip("\n")
