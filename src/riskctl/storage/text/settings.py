"""The TOML keys of `riskctl.toml` and of the user's own file."""

import re
from typing import Final

from riskctl.model.finding import Finding
from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.watch import DateOrder, Settings
from riskctl.model.zone import zone
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.tables import top_of
from riskctl.storage.text.toml import parse

FORMAT: Final = 1
# It stands in the ids of feeds and calendars, where nothing needs to be escaped.
IDENTITY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
# What a pattern needs to tell one name from another.
_NAMING: Final = re.compile(r"[^\W_]")

VALID_DAYS: Final = Settings._field_defaults["valid_days"]
MINIMUM_GROUND: Final = Settings._field_defaults["minimum_ground"]

SETTINGS_KEYS: Final = {
    "format": f"the version of the file format; {FORMAT}",
    "title": "what the watch is called",
    "sides": "a list of the two states",
    "timezone": "the IANA name of the zone whose calendar days count",
    "date_order": "how a day of numbers alone is read: `dmy` or `mdy`; else it is "
    "refused where the two differ",
    "valid_days": "how many days after the last look a level is current; 14",
    "minimum_ground": "0 to 1: while less of the weight of statuses and contacts is "
    "set, the level is provisional; 0.5",
    "default_source": "what `log` writes when no source is given",
    "by": "who writes the records, unless --by says otherwise",
    "report_folder": "where `report` puts its file; on the screen unless given",
    "report_format": "in which format, unless -f or the file's ending says otherwise",
    "default_grade": "what `log` writes when no grade is given",
    "identity": "what tells the watch from every other in feeds and calendars",
    "not_evidence": "a list of what lies in `log/` and is no evidence: names, or "
    'patterns like "*.bak"; whatever is a month is read all the same',
}
# These may stand in the user's own file, for all their watches.
OWN_KEYS: Final = (
    "default_source",
    "by",
    "date_order",
    "report_folder",
    "report_format",
)


# And these nowhere else: a folder that somebody was sent starts no program.
OWN_ONLY_KEYS: Final = {
    "on_change": "the command that `level --on-change -` runs when the level changes",
}


def read_settings(data: bytes, file: str) -> tuple[Settings, list[Finding]]:
    """Read `riskctl.toml`."""
    document = parse(data, file)
    if document.problems:
        return Settings(title="", sides=()), document.problems
    fields = top_of(document, "the settings")
    if fields.whole("format", at_least=1) > FORMAT:
        fields.note(
            "unparsable",
            f"the watch is in format {document.tables['format']}, "
            f"and this riskctl reads up to {FORMAT}",
            hint="upgrade riskctl: a newer one wrote this watch",
            key="format",
        )
    settings = Settings(
        title=fields.text("title"),
        sides=fields.texts("sides", default=None),
        timezone=_timezone(fields),
        date_order=_date_order(fields),
        valid_days=fields.whole("valid_days", at_least=1, default=VALID_DAYS),
        minimum_ground=fields.number(
            "minimum_ground", at_least=0, at_most=1, default=MINIMUM_GROUND
        ),
        default_source=fields.text("default_source", default=""),
        by=fields.text("by", default=""),
        report_folder=fields.text("report_folder", default=""),
        report_format=fields.text("report_format", default=""),
        default_grade=read_grade(fields, "default_grade"),
        identity=_identity(fields),
        not_evidence=_not_evidence(fields),
    )
    fields.allow(SETTINGS_KEYS)
    return settings, document.problems


def read_own_settings(data: bytes, file: str) -> tuple[dict[str, str], list[Finding]]:
    """Read the user's own file; what is wrong in it forbids no level."""
    document = parse(data, file)
    found: dict[str, str] = {}
    if not document.problems:
        fields = top_of(document, "your settings")
        found = {it: fields.text(it, default="") for it in OWN_KEYS}
        found["date_order"] = _date_order(fields)
        for key in OWN_ONLY_KEYS:
            fields.text(key, default="")
        fields.allow((*OWN_KEYS, *OWN_ONLY_KEYS))
    return found, [it._replace(blocking=False) for it in document.problems]


def read_grade(fields: Fields, key: str) -> Grade:
    """Return the grade that a key spells; note what is none."""
    spelled = fields.text(key, default=str(UNGRADED))
    grade = Grade.parse(spelled)
    if grade is None and isinstance(fields.values.get(key, ""), str):
        fields.note(
            "malformed-grades",
            f"`{spelled}` is not a grade",
            hint="a letter A to F for the source and a digit 1 to 6 for the "
            "information, like B2",
            key=key,
        )
    return grade or UNGRADED


def _timezone(fields: Fields) -> str:
    name = fields.text("timezone", default="UTC")
    try:
        zone(name)
    except (KeyError, ValueError, OSError):
        fields.note(
            "wrong-types",
            f"`{name}` is not a time zone that this machine knows",
            hint="an IANA name, like Europe/Vienna or UTC",
            key="timezone",
        )
        return "UTC"
    return name


def _identity(fields: Fields) -> str:
    identity = fields.text("identity", default="")
    if identity and not IDENTITY.fullmatch(identity):
        fields.note(
            "wrong-types",
            f"`{identity}` is not an identity",
            hint="letters, digits and hyphens, at most 64, as `init` makes them",
            key="identity",
        )
        return ""
    return identity


def _not_evidence(fields: Fields) -> tuple[str, ...]:
    """Return names and patterns; one that fits every name would hide what is lost."""
    patterns = fields.texts("not_evidence")
    for it in patterns:
        if not _NAMING.search(it):
            fields.note(
                "wrong-types",
                f"`{it}` in `not_evidence` fits every name",
                hint='name what is meant: not_evidence = ["README.md", "*.bak"]',
                key="not_evidence",
            )
    return patterns


def _date_order(fields: Fields) -> DateOrder:
    match fields.values.get("date_order", ""):
        case "" | "dmy" | "mdy" as order:
            return order  # type: ignore[no-any-return]
    fields.wrong("date_order", "dmy or mdy", 'date_order = "dmy"')
    return ""
