"""An import before it is written: every row counted, and the first ones shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from riskctl.analysis.evidence.plan import Plan
from riskctl.model.mapping import Destination, Mapping
from riskctl.model.record import Event
from riskctl.reporting.lines import Line, cut, line, strong
from riskctl.reporting.words import counted, value_word

_FIRST: Final = 5
_MOST_BAD: Final = 10
_NAMES: Final = 9


def intake_screen(
    plan: Plan, mapping: Mapping, *, shown: str, width: int
) -> Iterator[Line]:
    """
    Yield the lines that say what an import would write.

    Args:
        shown: What the file is called.
    """
    rows = counted(plan.gathered.rows, "row")
    yield line(strong(f"{shown} as {mapping.name}: {rows}"))
    asides = _asides(plan, mapping)
    for name, count in plan.counts.items():
        if count or name in {"new", "known"}:
            text = f"  {name:<{_NAMES}}{count:>8,}  {asides.get(name, '')}"
            yield line(cut(text, width).rstrip())
    yield from _bad_rows(plan, shown, width)
    events = [*plan.new, *plan.changed][:_FIRST]
    if events:
        yield line(f"the first {len(events)}:" if len(events) > 1 else "the first one:")
    for it in events:
        yield line(cut(f"  {event_words(it)}", width))


def event_words(event: Event) -> str:
    """Say an event that is not in the log yet on one line."""
    what = f"{event.indicator} = {value_word(event.value)} ({event.grade})"
    return f"{event.date}  {what}  {event.title}"


def _asides(plan: Plan, mapping: Mapping) -> dict[str, str]:
    said = plan.gathered
    proposed = len(plan.gone) + len(plan.withdrawn)
    gone = f"; {counted(proposed, 'row')} of before no more" if proposed else ""
    return {
        "new": "" if mapping.to is Destination.LOG else "leads, for the inbox",
        "changed": f"proposed in the inbox{gone}",
        "dropped": most_common(said.dropped),
        "unmapped": most_common(said.unmapped),
        "outside": "not about the two sides",
    }


def most_common(found: Counter[str]) -> str:
    """Say the most frequent of some texts, each with its number."""
    parts = [f"{text or '(empty)'}: {count:,}" for text, count in found.most_common(5)]
    more = len(found) - len(parts)
    return ", ".join(parts) + (f", and {more} more" if more else "")


def _bad_rows(plan: Plan, shown: str, width: int) -> Iterator[Line]:
    said = plan.gathered
    for it in said.bad[:_MOST_BAD]:
        yield line(cut(f"  {shown}:{it.line}: {it.fault}", max(width, 60)))
    more = said.bad_rows - min(len(said.bad), _MOST_BAD)
    if more > 0:
        yield line(f"  and {counted(more, 'more bad row')}")


def inbox_words(candidates: Sequence[object]) -> str:
    """Say how many candidates came into the inbox, and what to do about them."""
    return f"{counted(len(candidates), 'candidate')} in the inbox: riskctl triage"
