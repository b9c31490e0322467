"""A watch: the settings, the catalogue and the log about one pair of states."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from riskctl.model.grade import UNGRADED, Grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskctl.model.catalogue import Catalogue
    from riskctl.model.finding import Finding
    from riskctl.model.log import Log
    from riskctl.model.mapping import Mapping


DateOrder = Literal["", "dmy", "mdy"]


class Settings(NamedTuple):
    """
    What `riskctl.toml` says.

    Attributes:
        sides: The two states, in the order in which they are named.
        timezone: The IANA zone whose calendar days the watch uses.
        date_order: What comes first in a day that is typed as numbers alone, the
            day (`dmy`) or the month (`mdy`); empty where it is left open.
        valid_days: How many days after the last look a level is current.
        minimum_ground: The share of the weight of statuses and contacts, 0 to 1,
            that must be set; below it the level is provisional.
        default_source: What `log` writes when no source is given; empty for none.
        by: Who writes the records, unless it is said; empty where nobody is named.
        report_folder: Where `report` puts its file; empty for the screen.
        report_format: The format of it; empty where it is left open.
        identity: What tells the watch from every other, for ever; empty in one that
            was made before there was such a thing.
        not_evidence: What lies beside the months of the log and is no evidence; names
            or patterns of names.
        default_grade: What `log` writes when no grade is given.
    """

    title: str
    sides: tuple[str, ...]
    timezone: str = "UTC"
    date_order: DateOrder = ""
    valid_days: int = 14
    minimum_ground: float = 0.5
    default_source: str = ""
    by: str = ""
    report_folder: str = ""
    report_format: str = ""
    identity: str = ""
    not_evidence: tuple[str, ...] = ()
    default_grade: Grade = UNGRADED

    @property
    def name(self) -> str:
        """What tells the watch from others: its identity, or a digest of its sides."""
        if self.identity:
            return self.identity
        from hashlib import sha256

        named = "\n".join((self.title, *self.sides)).encode("utf-8", "surrogatepass")
        return f"w-{sha256(named).hexdigest()[:16]}"


class Watch(NamedTuple):
    """
    All that a judgement needs.

    Attributes:
        problems: What the reader noticed; `check` shows them, and a blocking
            one forbids a level.
        mappings: What stands in `imports/`, for those who ask for it: no level does.
    """

    settings: Settings
    catalogue: "Catalogue"
    log: "Log"
    problems: "tuple[Finding, ...]" = ()
    mappings: "tuple[Mapping, ...]" = ()

    def with_problems(self, problems: "Iterable[Finding]") -> "Watch":
        """Return the watch with some problems more, in the order of the files."""
        more = tuple(problems)
        if not more:
            return self
        noted = sorted((*self.problems, *more), key=lambda it: it.origin)
        return self._replace(problems=tuple(noted))
