"""The TOML keys of a mapping in `imports/`, and the mapping that they make."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from riskctl.model.field_test import Sides
from riskctl.model.finding import Finding
from riskctl.model.mapping import Clock, Destination, Grading, Mapping
from riskctl.model.origin import Origin
from riskctl.model.similar import hint_for
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.indicators import NAME
from riskctl.storage.text.locate import first_place
from riskctl.storage.text.mapping_reader import read_reader
from riskctl.storage.text.mapping_rules import read_rule, read_test
from riskctl.storage.text.settings import read_grade
from riskctl.storage.text.tables import key_line, tables_of, top_of
from riskctl.storage.text.toml import parse

MAPPING_KEYS: Final = {
    "name": "the name of its file",
    "reader": "how the file is read: see below",
    "to": "`log` for rows that were judged once, `inbox` for leads; inbox unless given",
    "identity": "a list of the fields that tell a row from every other, for ever",
    "date": "the day of the event: a clock, see below",
    "recorded": "when the row was written down: a clock; else the moment of the import",
    "title": "a template: `{Field}` is what the row has in that field",
    "note": "a template",
    "sources": "a list of templates; what comes out empty is left out",
    "origin": "a template: whom the sources took it from",
    "grade": "`default`; `most`: no rule and no row gives a better one; `field`: where "
    "a row says it; `tags`: where it has Admiralty tags of MISP",
    "sides": "which rows are about the pair: `fields`, and the tests `one` and `other`",
    "ask": "the field whose unknown values are asked about in a terminal",
    "revises": "true: what a later file no longer has is proposed for retraction",
    "rule": "one table for each rule; the first that holds decides",
}
CLOCK_KEYS: Final = {
    "field": "the field",
    "form": "how it is spelled: the signs of strptime, like `%d/%m/%Y`; or `iso`; or "
    "`unix`, for seconds",
    "zone": "the zone of a time that names none; the watch's unless given",
    "late_days": "of a day: more days than that before it was noted is a slip",
}
_GRADE_KEYS: Final = ("default", "most", "field", "tags")
_SIDES_KEYS: Final = ("fields", "one", "other")
_FORM_HINT: Final = 'form = "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "iso" or "unix"'
_SIGNS: Final = frozenset("YymdjbBHMSfzpI%")
_DIGITS: Final = 12


def read_mapping(data: bytes, file: str) -> tuple[Mapping | None, list[Finding]]:
    """Read a mapping; None where it cannot be used, and every problem with its line."""
    document = parse(data, file)
    if document.problems:
        return None, document.problems
    top = top_of(document, "the mapping")
    reader = read_reader(_table(top, "reader"))
    rules = tuple(map(read_rule, _rules(top)))
    mapping = Mapping(
        name=_name(top, file),
        reader=reader,
        to=_destination(top),
        identity=top.texts("identity", default=None),
        date=_clock(_table(top, "date")),
        recorded=_clock(_table(top, "recorded")) if "recorded" in top.values else None,
        title=top.text("title"),
        note=top.text("note", default=""),
        sources=top.texts("sources"),
        reported_by=top.text("origin", default=""),
        grading=_grading(_table(top, "grade")) if "grade" in top.values else Grading(),
        sides=_sides(top) if "sides" in top.values else None,
        ask=top.text("ask", default=""),
        revises=top.flag("revises"),
        rules=rules,
        digest=sha256(data).hexdigest()[:_DIGITS],
        origin=Origin(file),
    )
    top.allow(MAPPING_KEYS)
    _note_unknown_fields(mapping, top)
    if any(it.blocking for it in document.problems):
        return None, document.problems
    return mapping, document.problems


def _table(top: Fields, key: str) -> Fields:
    """Return a table that stands under a key, with a header of its own or inline."""
    value: Any = top.values.get(key)
    if value is None:
        top.note(
            "missing-keys", f"the mapping has no `{key}`", hint=f"add {_SHAPES[key]}"
        )
    elif not isinstance(value, dict):
        top.wrong(key, "a table", _SHAPES[key])
    document = top.document
    place = first_place(document.places, key, line=key_line(document, key))
    values = value if isinstance(value, dict) else _STAND_INS.get(key, {})
    return Fields(values, document, place, what=f"`{key}`")


_SHAPES: Final = {
    "reader": 'reader = { form = "csv" }',
    "date": 'date = { field = "Date", form = "%Y-%m-%d" }',
    "recorded": 'recorded = { field = "Noted", form = "%Y-%m-%d" }',
    "grade": 'grade = { default = "C3", most = "B2" }',
    "sides": 'sides = { fields = ["A", "B"], one = { is = "USA" }, '
    'other = { is = "RUS" } }',
}
# What is missing is said once, and not again for each key that it would have.
_STAND_INS: Final[dict[str, dict[str, Any]]] = {
    "reader": {"form": "csv"},
    "date": {"field": "-", "form": "iso"},
    "recorded": {"field": "-", "form": "iso"},
    "sides": {"fields": ["-"], "one": {"is": "-"}, "other": {"is": "-"}},
}


def _rules(top: Fields) -> Sequence[Fields]:
    line = key_line(top.document, "rule")
    rules = tables_of(top.document, "rule", what="a rule", line=line)
    if rules is None:
        top.wrong("rule", "written as [[rule]] tables")
    return rules or ()


def _name(top: Fields, file: str) -> str:
    expected = PurePosixPath(file).stem
    name = top.text("name", default=expected)
    if name != expected or not NAME.fullmatch(name):
        top.note(
            "wrong-types",
            f"the mapping is called `{name}`, and its file `{expected}`",
            hint="the same name for both, of lower-case letters, digits and hyphens",
            key="name",
        )
    return name


def _destination(top: Fields) -> Destination:
    word = top.text("to", default=Destination.INBOX.value)
    if word not in set(Destination):
        top.wrong("to", "log or inbox", 'to = "inbox"')
        return Destination.INBOX
    return Destination(word)


def _clock(fields: Fields) -> Clock:
    form = fields.text("form")
    if not is_form(form) and "form" in fields.values:
        fields.wrong("form", "a precise form of a date", _FORM_HINT)
    clock = Clock(
        field=fields.text("field"),
        form=form,
        zone=fields.text("zone", default=""),
        late_days=fields.whole("late_days", at_least=0, default=0),
    )
    fields.allow(CLOCK_KEYS)
    return clock


def is_form(form: str) -> bool:
    """
    Say whether a form of dates leaves nothing to be guessed.

    >>> is_form("%d/%m/%Y"), is_form("iso"), is_form("%d %B"), is_form("dd/mm/yyyy")
    (True, True, False, False)
    """
    if form in {"iso", "unix"}:
        return True
    signs = [part[:1] for part in form.replace("%%", "").split("%")[1:]]
    if not set(signs) <= _SIGNS:
        return False
    day = {"d"} <= set(signs) and not {"m", "b", "B"}.isdisjoint(signs)
    return not {"Y", "y"}.isdisjoint(signs) and (day or "j" in signs)


def _grading(fields: Fields) -> Grading:
    plain = Grading()
    grading = Grading(
        default=read_grade(fields, "default"),
        most=read_grade(fields, "most") if "most" in fields.values else plain.most,
        field=fields.text("field", default=""),
        tags=fields.text("tags", default=""),
    )
    fields.allow(_GRADE_KEYS)
    return grading


def _sides(top: Fields) -> Sides:
    fields = _table(top, "sides")
    sides = Sides(
        fields=fields.texts("fields", default=None),
        one=read_test(fields, "one"),
        other=read_test(fields, "other"),
    )
    fields.allow(_SIDES_KEYS)
    return sides


def _note_unknown_fields(mapping: Mapping, top: Fields) -> None:
    """Where the mapping itself names the columns, it uses no other."""
    columns = mapping.reader.columns
    for name in mapping.needed if columns else ():
        if name not in columns:
            top.note(
                "wrong-types",
                f"no column is called `{name}`, and the mapping uses it",
                hint=hint_for(
                    name, columns, otherwise="mend it, or `columns` of the reader"
                ),
                key="reader",
            )
