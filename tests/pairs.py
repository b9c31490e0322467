"""Two copies of a small log that went apart: random edits, and what their union is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from riskctl.model.identity import new_id
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import appended
from tests.helpers import event, graded

Files = dict[str, bytes]
_START: Final = date(2026, 9, 1)
_HEAD: Final = b"# a log of two people\n\n"


class Pair(NamedTuple):
    """
    Two copies that went apart, by the name of each file of the log.

    Attributes:
        records: The union of what both say, by id.
        remarks: Every comment and foreign key that either wrote by hand.
    """

    base: Files
    ours: Files
    theirs: Files
    records: dict[str, Record]
    remarks: set[bytes]


def random_pair(seed: int) -> Pair:
    """Return two copies with up to eight edits each, of which none contradict."""
    random = Random(seed)  # noqa: S311 the same pairs in every run
    base: Files = {}
    for number in range(random.randint(0, 6)):
        _add(base, _record(random, f"base {number}", ()))
    known = sorted(records_in(base))
    sides, remarks, union = [], set(), records_in(base)
    for side in (0, 1):
        files = dict(base)
        for number in range(random.randint(0, 8)):
            name = f"side {side} edit {number}"
            if known and random.random() < 0.4:
                # Each copy mends records of its own; comments may meet anywhere.
                mendable = known[side::2]
                remarks |= _edit_by_hand(files, random, name, known, mendable)
            else:
                _add(files, _record(random, name, known))
        before = records_in(base)
        union |= {
            key: it for key, it in records_in(files).items() if before.get(key) != it
        }
        sides.append(files)
    return Pair(base, sides[0], sides[1], union, remarks)


def records_in(files: Files) -> dict[str, Record]:
    """Return the records of some files, by id; each stands once, and all is read."""
    found: dict[str, Record] = {}
    for name, data in files.items():
        text = read_log(data, name)
        assert not [it for it in text.problems if it.blocking]
        assert found.keys().isdisjoint(it.id for it in text.records)
        assert len({it.id for it in text.records}) == len(text.records)
        found |= {it.id: it for it in text.records}
    return found


def _record(random: Random, words: str, known: Iterable[str]) -> Record:
    day = _START + timedelta(days=random.randint(0, 70))
    name = new_id(day, words, taken=())
    moment = datetime(2026, 11, 19, 12, random.randint(0, 59), tzinfo=UTC)
    kind = random.choice(["event", "event", "note", "review", "retract", "amend"])
    others = list(known)
    if kind == "note":
        return Note(id=name, date=day, title=words, recorded=moment)
    if kind == "review":
        return Review(id=name, date=day, indicators=("clash",), recorded=moment)
    if kind == "retract" and others:
        named = random.choice(others)
        return Retraction(id=name, record=named, reason=words, recorded=moment)
    replaced = random.choice(others) if kind == "amend" and others else ""
    found: Event = event(
        str(day),
        "clash",
        random.choice(["shots", "deaths", "apology"]),
        id=name,
        title=words,
        recorded=moment,
        replaces=replaced,
        note=random.choice(["", "one\ntwo\n[[event]]", '# "none"']),
    )
    return found._replace(grade=graded("B2"))


def _add(files: Files, record: Record) -> None:
    day = record.recorded.date() if isinstance(record, Retraction) else record.date
    name = f"{day:%Y-%m}.toml"
    old = files.get(name, _HEAD)
    files[name] = appended(old, record, file=name)


def _edit_by_hand(
    files: Files, random: Random, words: str, known: list[str], mendable: list[str]
) -> set[bytes]:
    """Write a comment, a foreign key or another title, and return what is to last."""
    kind = random.choice(["comment", "key", "title", "head"])
    chosen = random.choice(mendable if kind == "title" and mendable else known)
    mark = f'id = "{chosen}"\n'.encode()
    name = next(it for it in sorted(files) if mark in files[it])
    text = files[name]
    remark = f"# {words}".encode()
    if kind == "head":
        files[name] = remark + b"\n" + text
        return {remark}
    if kind == "title" and mendable:
        before, _, after = text.partition(mark)
        key = (
            b'reason = "' if after.split(b"[[")[0].count(b"reason = ") else b'title = "'
        )
        own, found, rest = after.partition(key)
        if found and b"[[" not in own:
            files[name] = before + mark + own + found + words.encode() + b" " + rest
        return set()
    if kind == "key":
        remark = b"x" + words.replace(" ", "-").encode() + b" = 1"
    files[name] = text.replace(mark, mark + remark + b"\n")
    return {remark}
