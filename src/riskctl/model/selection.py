"""Which events of a log are meant."""

from dataclasses import dataclass
from datetime import date

from riskctl.model.period import Period
from riskctl.model.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """
    What an event must be; nothing set lets every event in force through.

    Attributes:
        indicators: Any of them; none means all.
        text: A part of the title, the note or the id, in any case.
        withdrawn: Retracted and replaced events too.
        replacing: Only events that replace another.
        newest: At most so many, the newest ones; None means all.
    """

    indicators: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""
    withdrawn: bool = False
    replacing: bool = False
    newest: int | None = None

    def touches(self, days: Period) -> bool:
        """Say whether events of some days may be meant."""
        return (self.first is None or days.last >= self.first) and (
            self.last is None or days.first <= self.last
        )

    def lets_through(self, event: Event) -> bool:
        """Say whether *event* by itself is meant."""
        wanted = self.text.casefold()
        return (
            (not self.indicators or event.indicator in self.indicators)
            and (not self.replacing or bool(event.replaces))
            and (self.first is None or event.date >= self.first)
            and (self.last is None or event.date <= self.last)
            and (
                not wanted
                or any(
                    wanted in part.casefold()
                    for part in (event.title, event.note, event.id)
                )
            )
        )
