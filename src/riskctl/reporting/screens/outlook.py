"""What silence would do, and what would move the level."""

from collections.abc import Iterator

from riskctl.analysis.change.outlook import Entry, Lever, Outlook
from riskctl.analysis.judgement.assessment import Assessment
from riskctl.model.catalogue import Catalogue
from riskctl.model.floor import Floor
from riskctl.model.period import Period
from riskctl.reporting.chart import score_chart
from riskctl.reporting.lines import EMPTY, Line, dim, line, strong, table, wrapped
from riskctl.reporting.screens.head import head
from riskctl.reporting.screens.headline import mark_lines
from riskctl.reporting.words import counted, points, short_level, signed, value_word


def outlook_screen(
    outlook: Outlook, start: Assessment, *, title: str, width: int
) -> Iterator[Line]:
    """
    Yield the projection, the smallest entries that move the level, the floors.

    Args:
        start: The judgement of the day from which it looks ahead.
    """
    catalogue = start.catalogue
    ahead = f"from {outlook.as_of} to {outlook.until}"
    yield from head(f"{title}: if nothing is logged {ahead}", width=width)
    yield from mark_lines(start, width)
    yield EMPTY
    days = tuple(outlook.history.within(Period(outlook.as_of, outlook.until)))
    yield from score_chart(days, catalogue, width=width)
    yield EMPTY
    for text in silence_words(outlook, catalogue):
        yield from map(line, wrapped(text, width))
    yield EMPTY
    yield line(strong("smallest entry today that would move the level"))
    yield from _levers(outlook, catalogue, width)
    yield EMPTY
    yield line(strong("what would trip each floor"))
    for floor in outlook.open_floors:
        yield from map(line, wrapped(floor_condition(floor), width, indent="  "))
    if not catalogue.floors:
        yield line("  the catalogue has no floors")
    elif not outlook.open_floors:
        yield line("  every floor holds already")


def silence_words(outlook: Outlook, catalogue: Catalogue) -> Iterator[str]:
    """Say when silence would change the level, and what is scheduled meanwhile."""
    start, end = outlook.history.on(outlook.as_of), outlook.history.end
    for turn in outlook.turns:
        yield (
            f"{turn.day}: level {short_level(catalogue, turn.before)} → "
            f"{short_level(catalogue, turn.after)}, at score "
            f"{points(outlook.score_on(turn.day))}."
        )
    if not outlook.turns and start is not None:
        days = (outlook.until - outlook.as_of).days
        yield (
            f"The level stays {short_level(catalogue, start.level)} for "
            f"{counted(days, 'day')} of silence."
        )
    if start is not None:
        yield f"The score goes from {points(start.score)} to {points(end.score)}."
    for event in outlook.scheduled:
        yield (
            f"Scheduled: {event.date} {event.indicator} = {value_word(event.value)}, "
            f"{event.title}."
        )


def floor_condition(floor: Floor) -> str:
    """Say what trips a floor."""
    conditions = " and ".join(
        f"{it.indicator} at {value_word(it.at_least)} or above" for it in floor.when
    )
    return f"{floor.name} (level {floor.level.value}): {conditions}, credibility 1 or 2"


def _levers(outlook: Outlook, catalogue: Catalogue, width: int) -> Iterator[Line]:
    moving = [it for it in outlook.levers if it.raises or it.lowers]
    if not moving:
        yield line("  no single entry would")
        return
    rows = [
        ("  indicator", "makes it worse", "eases it"),
        *(_lever(it, catalogue) for it in moving),
    ]
    yield from map(line, table(rows, width=width))
    rest = len(outlook.levers) - len(moving)
    if rest:
        yield line(
            dim(f"  no single entry on {counted(rest, 'other indicator')} would")
        )


def _lever(lever: Lever, catalogue: Catalogue) -> tuple[str, str, str]:
    def words(entry: Entry | None) -> str:
        if entry is None:
            return "–"
        level = short_level(catalogue, entry.level)
        return f"{entry.value.name} ({signed(entry.points)}) → {level}"

    return f"  {lever.indicator.id}", words(lever.raises), words(lever.lowers)
