"""One candidate as a question, and how good the leads of each mapping were."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from riskctl.analysis.change.effect import Moved
from riskctl.analysis.checks.twins import Twin
from riskctl.analysis.evidence.candidates import Precision, Story
from riskctl.model.catalogue import Catalogue
from riskctl.model.record import Event, Retraction
from riskctl.reporting.lines import Line, cut, dim, line, strong, wrapped
from riskctl.reporting.words import counted, percent, points, short_level, value_word

_LEFT: Final = 36
_FIRM: Final = 10


def card(  # noqa: PLR0913 (what is shown of it)
    story: Story,
    record: Event | Retraction,
    *,
    place: str,
    effect: str,
    twins: Sequence[Twin],
    corrected: Event | None,
    width: int,
) -> Iterator[Line]:
    """
    Yield the lines of one question.

    Args:
        record: The candidate, as a person changed it so far.
        place: Which of how many it is.
        corrected: The event in the log that it amends or withdraws.
    """
    yield line(strong(cut(f"{place} · {effect}", width)))
    if corrected:
        verb = "amends" if isinstance(record, Event) else "withdraws"
        said = _short(corrected)
        yield line(cut(f"  {verb}  {corrected.id}  {said}", width))
    if isinstance(record, Retraction):
        yield line(cut(f"  {record.reason}", width))
        return
    what = f"{record.date}  {record.indicator} = {value_word(record.value)}"
    yield line(cut(f"  {what:<{_LEFT}}  {_came(story, record)}", width))
    yield from (line(it) for it in wrapped(record.title, width, indent="  "))
    for it in wrapped(record.note, width, indent="  ")[:3] if record.note else ():
        yield line(dim(it))
    origins = record.origins or ("",) * len(record.sources)
    for source, origin in zip(record.sources, origins, strict=True):
        yield line(cut(f"  {source}", width))
        yield line(dim(cut(f"    origin: {origin or '(none given)'}", width)))
    for twin in twins:
        like = twin.event
        yield line(cut(f"  looks like  {like.id}  {_short(like)}", width))


def _short(event: Event) -> str:
    return f'{event.indicator} = {value_word(event.value)}  "{event.title}"'


def _came(story: Story, record: Event) -> str:
    first = story.first
    same = isinstance(first.record, Event) and record.grade == first.record.grade
    grade = f"{record.grade} at most" if same else f"{record.grade}"
    rows = len(story.candidates)
    told = f" · {rows} rows, 1 story" if rows > 1 else ""
    deferred = " · deferred" if first.is_deferred else ""
    return f"{grade} · {first.came.mapping}{told}{deferred}"


def effect_of(effect: Moved | None, catalogue: Catalogue) -> str:
    """
    Say what a candidate would do to score and level.

    Args:
        effect: None where the catalogue does not know its indicator or value.
    """
    if effect is None or effect.after is None:
        return "not in the catalogue: edit it"
    before, after = effect.before, effect.after
    level = short_level(catalogue, after.level)
    if before is None:
        return f"would give {points(after.score)} · level {level}, the first"
    moved = f"would move {points(before.score)} → {points(after.score)}"
    if not effect.is_turn:
        return f"{moved} (level stays {before.level.value})"
    return f"{moved} · level {short_level(catalogue, before.level)} → {level}"


def precision_lines(found: Iterable[Precision]) -> Iterator[Line]:
    """Yield how many of each mapping's leads were events, and why others were not."""
    for it in found:
        text = f"{it.mapping}: {percent(it.share)} accepted of {it.judged}"
        if it.reasons:
            reason, count = it.reasons.most_common(1)[0]
            mostly = "mostly " if count * 2 > it.reasons.total() else "most often "
            text += f", {mostly}{reason or 'without a reason'}"
        few = " (too few to tell)" if it.judged < _FIRM else ""
        yield line(text + few)


def story_line(story: Story, effect: Moved | None, width: int) -> Line:
    """Return a story on one line of a list."""
    record = story.record
    moves = "" if effect is None else f"{effect.points:+5.1f}"
    rows = len(story.candidates)
    several = f" ({counted(rows, 'row')})" if rows > 1 else ""
    if isinstance(record, Retraction):
        text = f"retract {record.record}: {record.reason}"
    else:
        what = f"{record.indicator} = {value_word(record.value)}"
        text = f"{what} ({record.grade})  {record.title}{several}"
    return line(cut(f"{record.id}  {moves:>5}  {text}", width))
