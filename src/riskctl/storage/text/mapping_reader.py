"""The `reader` table of a mapping: what its files are, and how they are read."""

import codecs
from typing import Final

from riskctl.model.cells import FileForm, Reader
from riskctl.storage.text.fields import Fields

READER_KEYS: Final = {
    "form": "csv, tsv, xlsx, ods, json, jsonl or feed",
    "separator": "csv: the one character between two cells; a comma unless given",
    "encoding": "how the text is encoded; utf-8 unless given",
    "header": "false: the first row names no columns; then `columns` does",
    "quoted": "false: a quotation mark is a character as any other",
    "columns": "a list of the columns, where no row, or not every file, names them",
    "least": "how many columns a row has at least; all of them unless given",
    "items": "json: the keys that lead to the list of rows, joined by dots",
    "sheet": "xlsx and ods: the sheet; the first one unless given",
    "empty": "a list of the texts that mean nothing, like `NULL`",
}


def read_reader(fields: Fields) -> Reader:
    """Read how a file is read, and note what is wrong with it."""
    form = _form(fields)
    reader = Reader(
        form=form,
        separator=_separator(fields, form),
        encoding=_encoding(fields),
        header=fields.flag("header", default=True),
        quoted=fields.flag("quoted", default=form is not FileForm.TSV),
        columns=fields.texts("columns"),
        least=fields.whole("least", at_least=0, default=0),
        items=fields.text("items", default=""),
        sheet=fields.text("sheet", default=""),
        empty=fields.texts("empty"),
    )
    twice = sorted({it for it in reader.columns if reader.columns.count(it) > 1})
    if twice:
        fields.wrong("columns", f"each named once: `{twice[0]}` stands there twice")
    if not reader.header and not reader.columns:
        fields.note(
            "missing-keys",
            "nothing names the columns: `header` is false, and there are no `columns`",
            hint='columns = ["...", "..."]',
            key="header",
        )
    fields.allow(READER_KEYS)
    return reader


def _form(fields: Fields) -> FileForm:
    word = fields.text("form")
    if word not in set(FileForm):
        fields.wrong("form", "one of " + ", ".join(FileForm), 'form = "csv"')
        return FileForm.CSV
    return FileForm(word)


def _separator(fields: Fields, form: FileForm) -> str:
    default = "\t" if form is FileForm.TSV else ","
    separator = fields.text("separator", default=default)
    if len(separator) != 1 or separator in '"\r\n':
        fields.wrong("separator", "one character", 'separator = ";"')
        return default
    return separator


def _encoding(fields: Fields) -> str:
    name = fields.text("encoding", default="utf-8")
    try:
        "".encode(name)  # some of Python's codecs are none of text, and refuse
    except (LookupError, ValueError):
        fields.wrong(
            "encoding", "the name of an encoding", "utf-8, utf-16, cp1252 or latin-1"
        )
        return "utf-8"
    return codecs.lookup(name).name
