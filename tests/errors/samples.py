"""One broken watch for every rule: which file, and what is wrong in it."""

import re
from typing import Final

from tests.helpers import CATALOGUE, SETTINGS, SMALL

LOG: Final = "log/2026-11.toml"


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return *text* with each first part put in the place of the second."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def small_block(record_id: str) -> str:
    """Return the text of a record of the small watch."""
    (found,) = (
        f"{block.strip()}\n"
        for path in (SMALL / "log").glob("*.toml")
        for block in re.split(r"^(?=\[\[)", path.read_text(), flags=re.MULTILINE)
        if f'id = "{record_id}"' in block
    )
    return found


GOOD: Final = changed(
    small_block("2026-11-10-shot01"),
    ('note = "Both sides say so.\\nNobody was hurt."\n', ""),
    ('by = "hk"\n', ""),
)
MORE: Final = "\n" + small_block("2026-10-20-talk01").replace(
    "2026-10-20", "2026-11-11"
)


def event(*changes: tuple[str, str]) -> dict[str, str]:
    """Return a log with a good event, and one with *changes* in its text."""
    return {LOG: f"{GOOD}{changed(MORE, *changes)}"}


def catalogue(*changes: tuple[str, str]) -> dict[str, str]:
    """Return a good log under a catalogue with *changes* in its text."""
    return {LOG: GOOD, "indicators.toml": changed(CATALOGUE, *changes)}


def settings(*changes: tuple[str, str]) -> dict[str, str]:
    """Return a good log under settings with *changes* in their text."""
    return {LOG: GOOD, "riskctl.toml": changed(SETTINGS, *changes)}


MAPPING: Final = """\
name = "sheet"
reader = { form = "csv", separator = ";" }
to = "log"
identity = ["Date", "Event"]
date = { field = "Date", form = "%d/%m/%Y" }
title = "{Event}"

[[rule]]
when = { Type = { is = "Op-ed" } }
drop = "opinion, not an event"

[[rule]]
when = { Type = { starts = "Border" } }
give = { indicator = "clash", value = "shots" }
"""


def mapping(*changes: tuple[str, str]) -> dict[str, str]:
    """Return a good log beside a mapping with *changes* in its text."""
    return {LOG: GOOD, "imports/sheet.toml": changed(MAPPING, *changes)}


RETRACTION: Final = """
[[retraction]]
id = "2026-11-12-gone01"
event = "2026-11-10-shot10"
reason = "denied"
recorded = 2026-11-12T18:00:00Z
"""
REVIEW: Final = """
[[review]]
id = "2026-11-12-look01"
date = 2026-11-12
indicators = ["talk"]
recorded = 2026-11-12T18:00:00Z
"""
RECORDED_MORE: Final = 'grade = "A2"\nrecorded = 2026-11-11T18:00:00Z\n'

MANY: Final = "".join(
    f"""
[[review]]
id = "2026-11-12-look{number}"
date = 2026-11-12
indicators = ["talks"]
recorded = 2026-11-12T18:00:00Z
"""
    for number in range(20_000)
)

# By the name of the rule; what comes after a slash tells its samples apart.
SAMPLES: Final[dict[str, dict[str, str]]] = {
    "unparsable": event(('value = "call"', 'value = "call')),
    "unparsable/catalogue": catalogue(("weight = 50", "weight = = 50")),
    "unparsable/settings": settings(("format = 1", "format =")),
    "unparsable/newer-format": settings(("format = 1", "format = 2")),
    "unparsable/damaged": event(("call", "\x00\x00\x00")),
    "unparsable/byte-order-mark": {LOG: "\ufeff" + GOOD},
    "unparsable/key-twice": event(('value = "call"', 'value = "call"\nvalue = 1')),
    "unparsable/long-line": event(("ministers", "m" * 70_000)),
    "unparsable/long-key": {LOG: GOOD + "a" + ".a" * 100 + " = 1\n"},
    "unread-files": {LOG: GOOD, "log/2026-10.TOML": MORE},
    "unread-files/placeholder": {LOG: GOOD, "log/.2026-10.toml.icloud": ""},
    "unread-files/prose": {LOG: GOOD, "log/README.md": "About this log.\n"},
    "emptied-files": {LOG: GOOD, "log/2026-10.toml": "\n"},
    "lost-records": {LOG: GOOD, "inventory.txt": "2026-11 2\n"},
    "lost-records/month": {LOG: GOOD, "inventory.txt": "2026-10 1\n2026-11 1\n"},
    "lost-records/other": {LOG: GOOD, "inventory.txt": "2026-11 1 01234567\n"},
    # A repository as Git makes it, of which nobody said that riskctl merges it.
    "merge-driver": {
        LOG: GOOD,
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/config": "[core]\n\trepositoryformatversion = 0\n",
        ".git/objects/.keep": "",
        ".git/refs/.keep": "",
    },
    "conflict-markers": {
        LOG: f"{GOOD}<<<<<<< HEAD\n{MORE}=======\n{REVIEW}>>>>>>> theirs\n"
    },
    "unknown-keys": event(("grade", "grad")),
    "unknown-keys/table": {LOG: GOOD + MORE.replace("event", "evnet")},
    "unknown-keys/foreign-table": {LOG: GOOD + "\n[mine]\nnote = 1\n"},
    "unknown-keys/catalogue": catalogue(("half_life_days", "halflife_days")),
    "near-marks": event(('grade = "A2"', 'grade = "A2"\nTLP = "red"')),
    "near-marks/text": event(("The ministers", "[TLP:AMBER] The ministers")),
    "near-marks/settings": settings(("format = 1", 'format = 1\ntlp = "amber"')),
    "near-marks/file": {LOG: 'tlp = "red"\n\n' + GOOD + MORE},
    "wrong-types/mark": event(('grade = "A2"', 'grade = "A2"\ntlp = "amber+strict"')),
    "missing-keys": event(('title = "The ministers spoke"\n', "")),
    "missing-keys/empty": {LOG: GOOD + "\n[[event]]\n"},
    "missing-keys/first-edition": catalogue(("[rule]\nhalf_pressure = 50\n", "")),
    "missing-keys/indicator": catalogue(("review_days = 7\n", "")),
    "wrong-types": event(("2026-11-11\n", '"2026-11-11"\n')),
    "wrong-types/moment": event(("T18:00:00Z", "T18:00:00")),
    "wrong-types/single-table": {LOG: MORE.replace("[[event]]", "[event]")},
    "wrong-types/year": event(("2026-11-11\n", "1812-11-11\n")),
    "wrong-types/time-zone": settings(("UTC", "Mars/Base")),
    "wrong-types/kind": catalogue(('kind = "incident"', 'kind = "incidence"')),
    "wrong-types/infinite": event(('"call"', "inf")),
    "malformed-grades": event(('"A2"', '"Z9"')),
    "malformed-grades/settings": settings(("F6", "none")),
    "unique-ids": {LOG: GOOD + GOOD},
    "unique-ids/other-content": {LOG: GOOD + GOOD.replace("shots", "deaths")},
    "month-files": event(("2026-11-11\n", "2026-10-11\n")),
    "scheduled-dates": event(("2026-11-11\n", "2026-11-29\n"), ("T18", "T18")),
    "recorded-dates": event(("2026-11-11T18", "2026-11-10T18")),
    "recorded-dates/review": {
        LOG: GOOD + REVIEW.replace('"talk"', '"talks"').replace("12T18", "11T18")
    },
    "lone-dates": {
        LOG: GOOD,
        "log/1926-11.toml": MORE.replace("2026-11-11\n", "1926-11-11\n").lstrip(),
    },
    "future-records": event(("2026-11-11T18", "2026-11-21T18")),
    "future-records/retraction": {
        LOG: GOOD
        + RETRACTION.replace("shot10", "shot01").replace("2026-11-12T", "2027-11-12T")
    },
    "known-indicators": event(('"talks"', '"talk"')),
    "known-indicators/review": {LOG: GOOD + REVIEW},
    "known-values": event(('"call"', '"cal"')),
    "value-range": event(('"call"', "-0.5")),
    "titles": event(("The ministers spoke", " ")),
    "titles/control-bytes": event(("The ministers spoke", "\\u001b[31mred")),
    "titles/direction-mark": event(("The ministers spoke", "abc\\u202Efdp")),
    "sources": event(('sources = ["https://example.org/call"]\n', "")),
    "source-addresses": event(("https://example.org/call", "javascript:alert(1)")),
    "source-addresses/credentials": event(("example.org/call", "hk:pw@example.org/")),
    "known-events": {LOG: GOOD + RETRACTION},
    "known-events/replaces": event(
        (RECORDED_MORE, RECORDED_MORE + 'replaces = "2026-11-09-aaaaaa"\n')
    ),
    "correction-dates": {
        LOG: GOOD + RETRACTION.replace("shot10", "shot01").replace("12T18", "10T17")
    },
    "correction-dates/replaces": {
        LOG: GOOD.replace("2026-11-10T18", "2026-11-12T18")
        + MORE
        + 'replaces = "2026-11-10-shot01"\n'
    },
    "correction-cycles": {
        LOG: f'{GOOD}replaces = "2026-11-11-talk01"\n'
        f'{MORE}replaces = "2026-11-10-shot01"\n'
    },
    "correction-cycles/retraction": {
        LOG: GOOD + RETRACTION.replace("2026-11-10-shot10", "2026-11-12-gone01")
    },
    "single-replacements": {
        LOG: f'{GOOD}{MORE}replaces = "2026-11-10-shot01"\n'
        + MORE.replace("-11-talk01", "-11-talk02").replace("spoke", "met")
        + 'replaces = "2026-11-10-shot01"\n'
    },
    "due-plans": event((RECORDED_MORE, RECORDED_MORE + "scheduled = true\n")),
    "inline-records": {
        LOG: 'event = [{ id = "2026-11-10-shot01", date = 2026-11-10, '
        'indicator = "clash", value = "shots", title = "Shots", sources = ["x"], '
        'grade = "B2", recorded = 2026-11-10T18:00:00Z }]\n'
    },
    "unknown-keys/evidence": {LOG: GOOD + MORE.replace("event", "incident")},
    "unknown-keys/nested": {LOG: GOOD + MORE.replace("[[event]]", "[[log.event]]")},
    "unknown-keys/inside": {LOG: GOOD + MORE.replace("[[event]]", "[[event.event]]")},
    "near-marks/end": event(("ministers spoke", "ministers spoke (TLP:RED)")),
    "near-marks/list": event(('grade = "A2"', 'grade = "A2"\ntags = ["TLP:RED"]')),
    "unknown-keys/source": event(
        (
            '["https://example.org/call"]',
            '[{ url = "https://example.org/call", orign = "TASS" }]',
        )
    ),
    "known-events/confirms": event(
        (RECORDED_MORE, RECORDED_MORE + 'confirms = "2026-11-10-shot01"\n')
    ),
    "wrong-types/until": event((RECORDED_MORE, RECORDED_MORE + "until = 2026-11-01\n")),
    "large-files": {
        "log/all.toml": small_block("2026-10-20-talk01") + "\n" + GOOD + MANY
    },
    "twins/next-day": {
        LOG: GOOD + GOOD.replace("shot01", "shot02").replace("2026-11-10", "2026-11-11")
    },
    "twins": {LOG: GOOD + GOOD.replace("shot01", "shot02").replace("the ", "a ")},
    "unique-names": catalogue(('id = "talks"', 'id = "treaty"')),
    "unique-names/floors": catalogue(('name = "lawless"', 'name = "bloodshed"')),
    "weights": catalogue(("weight = 30", "weight = 5")),
    "weights/no-room": catalogue(("weight = 30", "weight = 75")),
    "weights/all-zero": catalogue(
        ("weight = 50", "weight = 0"),
        ("weight = 30", "weight = 0"),
        ("weight = 20", "weight = 0"),
    ),
    "levels": catalogue(("from_score = 50", "from_score = 25")),
    "levels/four": catalogue(("number = 2", "number = 3")),
    "levels/start": catalogue(("from_score = 0", "from_score = 5")),
    "floors": catalogue(('indicator = "clash", at', 'indicator = "clahs", at')),
    "floors/value": catalogue(('at_least = "deaths"', 'at_least = "death"')),
    "floors/contact": catalogue(
        (
            'indicator = "clash", at_least = "deaths"',
            'indicator = "talks", at_least = 1',
        )
    ),
    "wrong-types/half-life": catalogue(("half_life_days = 10", "half_life_days = 0")),
    "wrong-types/valid-days": settings(("valid_days = 14", "valid_days = 0")),
    "wrong-types/minimum-ground": settings(
        ("minimum_ground = 0.5", "minimum_ground = 2")
    ),
    "resting-scores": catalogue(("from_score = 15", "from_score = 22")),
    "words": catalogue(('words = ["border", "shots"]\n', "")),
    "words/shared": catalogue(
        ('words = ["summit"]', 'words = ["Border"]'),
        ('words = ["border", "shots"]', 'words = ["border"]'),
    ),
    "scale-sentences": catalogue(("Somebody was killed.", "")),
    "mappings": mapping(('value = "shots"', 'value = "shot"')),
    "mappings/indicator": mapping(('indicator = "clash"', 'indicator = "clashes"')),
    "mappings/unreachable": mapping(
        ('is = "Op-ed"', 'starts = "Op"'),
        ('starts = "Border"', 'in = ["Op-ed", "Opinion"]'),
    ),
    "unknown-keys/mapping": mapping(("starts =", "matches =")),
    "missing-keys/mapping": mapping(("identity = ", "# ")),
    "wrong-types/mapping-form": mapping(('"%d/%m/%Y"', '"dd/mm/yyyy"')),
    "wrong-types/mapping-name": mapping(('name = "sheet"', 'name = "Sheet 1"')),
}
