"""Mappings for tests: one's own sheet under the small catalogue, and the shipped."""

from typing import Final

from riskctl.model.mapping import Mapping
from riskctl.storage.shipped import mapping_bytes
from riskctl.storage.text.mapping import read_mapping

SHEET: Final = """\
name = "sheet"
reader = { form = "csv", separator = ";" }
to = "log"
identity = ["Date", "Event"]
date = { field = "Date", form = "%d/%m/%Y" }
title = "{Event}"
note = "{Remarks}"
sources = ["{Source}"]
grade = { default = "C3", most = "B2", field = "Grade" }

[[rule]]
when = { Type = { is = "Op-ed" } }
drop = "opinion, not an event"

[[rule]]
when = { Type = { in = ["Shooting", "Clash"] } }
give = { indicator = "clash", value = "shots" }

[[rule]]
when = { Type = { starts = "Talk" } }
give = { indicator = "talks", value = "call", grade = "A1" }
"""


def mapping_of(text: str = SHEET, *changes: tuple[str, str]) -> Mapping:
    """Return the mapping that a text with some changes spells."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    mapping, problems = read_mapping(text.encode(), "imports/sheet.toml")
    assert mapping, problems
    return mapping


def shipped(name: str) -> Mapping:
    """Return a shipped mapping."""
    mapping, problems = read_mapping(mapping_bytes(name), f"imports/{name}.toml")
    assert mapping, problems
    return mapping
