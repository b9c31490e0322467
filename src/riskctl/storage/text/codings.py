"""Codings as TOML: read with all that is wrong in them, written one at a time."""

from typing import Final

from riskctl.model.coding import Coding
from riskctl.model.finding import Finding
from riskctl.storage.text.settings import read_grade
from riskctl.storage.text.tables import headed_tables
from riskctl.storage.text.toml import parse
from riskctl.storage.text.writer import inline

CODING_KEYS: Final = {
    "id": "permanent",
    "event": "the id of the event that was coded a second time",
    "indicator": "an id of the catalogue",
    "value": "a name on the indicator's scale, or a number in its range",
    "grade": "the Admiralty code",
    "recorded": "when it was coded, with its offset",
    "by": "who coded it",
}


def read_codings(data: bytes, file: str) -> tuple[list[Coding], list[Finding]]:
    """Read a file of codings, and say what is wrong in it."""
    document = parse(data, file)
    codings = []
    for fields in headed_tables(document, "coding", what="a coding"):
        coding = Coding(
            id=fields.text("id"),
            event=fields.text("event"),
            indicator=fields.text("indicator"),
            value=fields.value("value"),
            grade=read_grade(fields, "grade"),
            recorded=fields.moment("recorded"),
            by=fields.text("by", default=""),
            origin=fields.origin,
        )
        fields.allow(CODING_KEYS)
        if not fields.is_broken:
            codings.append(coding)
    return codings, document.problems


def coding_block(coding: Coding) -> str:
    """Return a coding as a `[[coding]]` table."""
    spelled = {
        **coding._asdict(),
        "grade": str(coding.grade),
        "recorded": coding.recorded.replace(microsecond=0),
    }
    keys = (
        f"{key} = {inline(spelled[key])}\n" for key in CODING_KEYS if spelled[key] != ""
    )
    return "[[coding]]\n" + "".join(keys)
