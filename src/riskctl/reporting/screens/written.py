"""What is said after a record was written: whose, what, its effect and why, undoing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from riskctl.analysis.change.effect import Effect, Moved, deciding_floors
from riskctl.analysis.days.day import Day
from riskctl.model.catalogue import Catalogue
from riskctl.model.record import Event, Record
from riskctl.reporting.lines import Line, dim, line, strong, wrapped
from riskctl.reporting.words import counted, long_day, percent, points, short_level

if TYPE_CHECKING:
    from riskctl.analysis.days.floors import HeldFloor
    from riskctl.analysis.days.history import History

_INDENT: Final = "  "


class Told(NamedTuple):
    """
    A record that was written, as it is told.

    Attributes:
        done: What was done, like "logged" and the id.
        about: What stands in it, or what it was done to.
    """

    record: Record
    done: str
    about: str


class Written(NamedTuple):
    """
    Some records that were written together.

    Attributes:
        pair: Whose log it is; it stands first, for whoever keeps several.
        marks: What today's level is beside its number, like "provisional".
        way_back: The command that takes it back; empty where nothing was written.
    """

    pair: str
    told: Sequence[Told]
    effect: Effect
    marks: Sequence[str] = ()
    way_back: str = ""


def written_screen(written: Written, catalogue: Catalogue, *, width: int) -> list[Line]:
    """Return what is said after some records were written."""
    lines = []
    for it in written.told:
        lines.append(line(strong(written.pair), f" · {it.done}"))
        lines += _indented(it.about, width)
    costs = [
        text
        for it in written.told
        for text in cost_texts(it.record, is_written=bool(written.way_back))
    ]
    effects = effect_texts(written.effect, catalogue, written.marks)
    for text in (*effects, *costs):
        lines += _indented(text, width)
    if written.way_back:
        lines.append(line(dim(f"{_INDENT}wrong? {written.way_back}")))
    return lines


def effect_texts(
    effect: Effect, catalogue: Catalogue, marks: Iterable[str] = ()
) -> Iterator[str]:
    """Say what score and level are on the event's own day and today, and why."""
    own, today = effect.own_day.after, effect.today.after
    if today is None:
        yield "no level yet"
        return
    if own is not None and own.date != today.date:
        yield f"on {long_day(own.date)}: {_moved_words(effect.own_day, catalogue)}"
    words = ", ".join((_moved_words(effect.today, catalogue), *marks))
    why = why_words(effect, catalogue)
    yield f"today: {words}" + (f": {why}" if why else "")


def why_words(effect: Effect, catalogue: Catalogue) -> str:
    """Say why today's level is another one; empty where it is not."""
    before, turned = effect.today.before, effect.turned
    if before is None or turned is None:
        return ""
    has_eased = before.level.is_worse_than(turned.level)
    came_down = bool(turned.came_from and turned.came_from.is_worse_than(turned.level))
    if has_eased is not came_down:  # another past, in which it turned another way
        return f"so since {long_day(turned.date)}"
    return rule_words(turned, effect.floors, catalogue)


def cost_texts(record: Record, *, is_written: bool) -> Iterator[str]:
    """Say what it costs that an event has no grade, or no source, and what to type."""
    if not isinstance(record, Event):
        return
    how = f"riskctl amend {record.id}" if is_written else "add"
    if record.grade.is_ungraded:
        share = percent(record.grade.credence)
        yield f"no grade: it counts {share}, and trips no floor; {how} -g B2"
    if not record.sources:
        yield (
            f"no source: nobody can look it up, and `check` asks for one; {how} -s URL"
        )


def _moved_words(moved: Moved, catalogue: Catalogue) -> str:
    before, after = moved
    if after is None:
        return "no level"
    level = short_level(catalogue, after.level)
    if before is None:
        return f"score {points(after.score)}, level {level}, the first"
    score = f"score {points(before.score)} → {points(after.score)}"
    if not moved.is_turn:
        return f"{score}, level {level}, unchanged"
    worse = after.level.is_worse_than(before.level)
    was = short_level(catalogue, before.level)
    return f"{score}, level {was} → {level}, {'worse' if worse else 'eased'}"


def _indented(text: str, width: int) -> Iterator[Line]:
    return (line(it) for it in wrapped(text, width, indent=_INDENT))


def turn_words(history: "History", day: Day) -> str:
    """Say why the level of a day is what it is."""
    turned = history.on(day.since)
    if turned is None:
        return ""
    return rule_words(turned, deciding_floors(history, turned), history.catalogue)


def rule_words(turned: Day, floors: "Sequence[HeldFloor]", catalogue: Catalogue) -> str:
    """
    Say which rule decided on the day on which a level turned.

    Args:
        floors: What held the level on that day.
    """
    on = f"on {long_day(turned.date)}"
    if turned.came_from and turned.came_from.is_worse_than(turned.level):
        dwell = counted(catalogue.descent.dwell_days, "day")
        under = catalogue.eases_under(turned.came_from)
        return f"{dwell} under {under:g} were over {on}"
    reached = catalogue.band(turned.level).from_score
    if turned.score >= reached:
        return f"the score reached {reached:g} {on}"
    names = " and ".join(it.floor.name for it in floors)
    return f"floor {names} {on}" if names else ""
