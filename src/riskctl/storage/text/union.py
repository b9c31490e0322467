"""Two texts of one file made one: every record, comment and foreign key of either."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, TypeVar

from riskctl.errors import WatchError
from riskctl.model.record import Record
from riskctl.storage.text.blocks import Block, cut
from riskctl.storage.text.copies import Copy, Said, joined_block, read_base
from riskctl.storage.text.log_reader import read_log

Words = TypeVar("Words")


class Side(Enum):
    """Whose words are kept where the two copies differ."""

    OURS = "ours"
    THEIRS = "theirs"


class Clash(NamedTuple):
    """
    What the two copies say differently.

    Attributes:
        what: The id of the record, or the name of the table.
        ours: The text of our copy.
        theirs: The text of the other.
    """

    what: str
    ours: str
    theirs: str


class United(NamedTuple):
    """
    Two texts made one.

    Attributes:
        data: The new text; ours where the two clash.
        new: The records that only the other copy had.
        changed: The records of which the other copy's words are taken.
    """

    data: bytes
    new: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()
    clashes: tuple[Clash, ...] = ()


def united(  # noqa: PLR0913 (two copies, what they were, and what to do)
    ours: bytes,
    theirs: bytes,
    *,
    base: bytes = b"",
    file: str,
    their_file: str = "",
    keep: Side | None = None,
    elsewhere: Callable[[str], Record | None] = lambda _: None,
) -> United:
    """
    Return the union of two copies of a file of the log.

    Our text stays where it is; what only the other copy has is added at its end.

    Args:
        base: The last text that both had, where it is known: then what one of them
            changed by hand is taken over, and only what both changed is a clash.
        their_file: What messages call the other copy.
        keep: Whose words are taken where the two differ; None calls it a clash.
        elsewhere: The record of an id in our other files, None where it has none.

    Raises:
        WatchError: A copy cannot be read whole, or what would be written does not
            read back as the union.
    """
    ending = "\r\n" if ours.count(b"\r\n") * 2 > ours.count(b"\n") else "\n"
    mine = Copy(ours, file)
    other = Copy(theirs, their_file or file, ending=ending)
    before = read_base(base, file)
    both = mine.texts & other.texts
    union = _Union(mine, keep, both)
    old = before.index(without=both) if before else {}
    for key, block in other.index(without=both).items():
        said = other.said(block)
        if said.record and key not in union.ours:
            known = elsewhere(said.record.id)
            if known is not None:
                union.compare(said.record, known, block)
                continue
        was = old.get(key)
        union.take(block, said, was, before.said(was) if before and was else None)
    result = union.result(ending)
    if not result.clashes:
        _prove(result, union, file)
    return result


class _Union:
    """The union as it grows: our pieces, and what the other copy adds."""

    def __init__(self, ours: Copy, keep: Side | None, both: frozenset[str]) -> None:
        self.expected = dict(ours.records)
        self.ours = ours.index(without=both)
        self._ours = ours
        self._keep = keep
        self._pieces = {id(it): it.text for it in ours.blocks}
        self._added: list[Block] = []
        self._new: list[Record] = []
        self._changed: list[Record] = []
        self._clashes: list[Clash] = []

    def compare(self, record: Record, known: Record, block: Block) -> None:
        """Note a record of the other copy that ours has in another file."""
        if record != known and self._keep is not Side.OURS:
            place = f"# it stands at {known.origin}"
            self._clashes.append(Clash(record.id, place, block.text.strip()))

    def take(
        self, block: Block, said: Said, old: Block | None, was: Said | None
    ) -> None:
        """
        Add what a block of the other copy says.

        Args:
            old: The block that both had, and *was* what it said.
        """
        mine = self.ours.get(block.key)
        if mine is None:
            self._added.append(block)
            self._note(said.record, self._new)
            return
        side = _side(self._ours.said(mine), said, was) or self._keep
        if side is None:
            text = mine.text.strip(), block.text.strip()
            self._clashes.append(Clash(block.key[1] or block.name, *text))
        elif side is Side.THEIRS:
            self._pieces[id(mine)] = joined_block(block, mine, old)
            self._note(said.record, self._changed)
        else:
            self._pieces[id(mine)] = joined_block(mine, block, old)

    @property
    def texts(self) -> set[str]:
        """What the tables of the union look like."""
        pieces = (*self._pieces.values(), *(it.text for it in self._added))
        return {it.strip() for it in pieces}

    def result(self, ending: str) -> United:
        """Return the union of what was taken."""
        text = "".join(self._pieces[id(it)] for it in self._ours.blocks)
        for block in self._added:
            if text and not text.endswith("\n"):
                text += ending
            gap = ending if text.strip() else ""
            text += gap + block.text.rstrip() + ending
        return United(
            text.encode("utf-8"),
            tuple(self._new),
            tuple(self._changed),
            tuple(self._clashes),
        )

    def _note(self, record: Record | None, where: list[Record]) -> None:
        if record:
            where.append(record)
            self.expected[record.id] = record


def _side(own: Said, said: Said, was: Said | None) -> Side | None:
    """
    Say whose words of a table stand; None for a clash.

    The foreign keys of the other are put to them. They are no reason for a clash,
    unless both give one of them another value.
    """
    if own.record or said.record:
        side = _whose(own.record, said.record, base=was.record if was else None)
    else:
        side = _whose(own.others, said.others, base=was.others if was else None)
        if side:
            return side
        side = Side.OURS
    kept, other = (said, own) if side is Side.THEIRS else (own, said)
    known = was.others if was else {}
    for key in kept.others.keys() & other.others.keys():
        if other.others[key] not in (kept.others[key], known.get(key)):
            return None
    return side


def _whose(ours: Words | None, theirs: Words, *, base: Words | None) -> Side | None:
    """
    Say whose words stand; None where both copies changed them.

    A log only grows: what one copy removed by hand comes back by the other.

    Args:
        base: What both copies said before they went apart, where that is known.

    >>> _whose("a", "b", base=None), _whose("a", "b", base="a")
    (None, <Side.THEIRS: 'theirs'>)
    """
    if ours is None or ours == theirs:
        return Side.OURS
    if base is None:
        return None
    if base == theirs:
        return Side.OURS
    return Side.THEIRS if base == ours else None


def _prove(result: United, union: _Union, file: str) -> None:
    """Read the union back: it must hold the records of both, and nothing else."""
    read = read_log(result.data, file)
    found = {it.id: it for it in read.records}
    blocking = [it for it in read.problems if it.blocking]
    cut_again = {it.text.strip() for it in cut(result.data.decode("utf-8"))}
    if blocking or found != union.expected or union.texts - cut_again - {""}:
        raise WatchError(
            f"{file}: the two copies cannot be merged without changing what they say",
            hint="nothing was written; `riskctl check` says what is unusual there",
        )
