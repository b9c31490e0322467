"""The questions of the guided entry: each has its help, and reads its answer."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from riskctl.cli import accept, clock
from riskctl.cli.ask.asks import (
    DAYS,
    INDENT,
    ask_grade,
    ask_sources,
    explain,
    show_scale,
    typed,
    until_right,
    value_meant,
)
from riskctl.cli.ask.choices import (
    Choice,
    indicator_choices,
    listed,
    matching,
    value_choices,
)
from riskctl.cli.ask.line_editor import Asks, Left
from riskctl.cli.entry.draft import Draft, read_days
from riskctl.cli.terminal import output
from riskctl.errors import UsageError
from riskctl.model.indicator import Indicator
from riskctl.model.naming import indicators_named
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter
from riskctl.model.similar import nearest
from riskctl.model.watch import Watch
from riskctl.reporting.lines import cut
from riskctl.reporting.words import long_day

STEPS: Final = ("indicator", "value", "title", "day", "sources", "grade")
_REMEMBERED: Final = 30

_TITLE: Final = "One line that says what happened. Pasted lines after it are the note."


def is_missing(step: str, draft: Draft) -> bool:
    """Say whether nothing is known yet of what a step asks for."""
    return getattr(draft, step) in {None, ()}


class Desk:
    """One entry on its way: what was said so far, and who asks for the rest."""

    def __init__(
        self, watch: Watch, editor: Asks, draft: Draft, *, sought: str = ""
    ) -> None:
        """Start with what the command line said; *sought* may mean several things."""
        self.watch = watch
        self.editor = editor
        self.draft = draft
        self._sought = sought

    def take(self, step: str) -> None:
        """
        Ask for one thing, until the answer is understood.

        Raises:
            Back: The question before is wanted.
        """
        try:
            getattr(self, f"_take_{step}")()
        except Left as left:  # what was typed so far is kept for the line to repeat
            if step == "title" and left.text.strip():
                self.draft = self.draft._replace(title=left.text.strip())
            raise

    def _take_indicator(self) -> None:
        catalogue = self.watch.catalogue
        choices = indicator_choices(catalogue)
        shown = self._meant(self._sought, choices)
        if shown:
            output.note(f"{INDENT}`{self._sought}` may mean {len(shown)} indicators")
            _list(shown)
        while True:
            answer = typed(
                self.editor,
                "indicator",
                known=self.draft.indicator,
                choices=choices,
                earlier=[it.indicator for it in self._latest],
                means=lambda: _list(choices),
            )
            if answer.isdigit() and 0 < int(answer) <= len(shown):
                answer = shown[int(answer) - 1].name
            shown = self._meant(answer, choices) or matching(answer, choices)
            if len(shown) == 1:
                self._choose(catalogue[shown[0].name])
                return
            if not shown:
                output.note(f"{INDENT}no indicator has `{answer}` in its name")
                near = nearest(answer, [it.id for it in catalogue])
                shown = [it for it in choices if it.name in near] or choices
            _list(shown)

    def _meant(self, text: str, choices: Sequence[Choice]) -> list[Choice]:
        names = {it.id for it in indicators_named(text, self.watch.catalogue)}
        return [it for it in choices if it.name in names]

    def _choose(self, chosen: Indicator) -> None:
        output.note(cut(f"{INDENT}{chosen.id}: {chosen.title}", output.width()))
        try:
            value = self.draft.value and str(accept.value(self.draft.value, chosen))
        except UsageError:  # it stands on another indicator's scale
            value = None
        self.draft = self.draft._replace(indicator=chosen.id, value=value)

    def _take_value(self) -> None:
        about = self.watch.catalogue[self.draft.indicator or ""]
        show_scale(about)
        value = until_right(
            self.editor,
            "value",
            lambda it: str(accept.value(value_meant(it, about), about)),
            known=self.draft.value,
            choices=value_choices(about),
            means=lambda: show_scale(about),
        )
        output.note(f"{INDENT}{value}")
        self.draft = self.draft._replace(value=value)

    def _take_title(self) -> None:
        while True:
            answer = typed(
                self.editor,
                "title",
                text=self.draft.title or "",
                earlier=[it.title for it in self._latest],
                several=True,
                means=lambda: explain(_TITLE),
            )
            title, _, rest = answer.partition("\n")
            try:
                title = accept.plain_line(title, "title")
                note = accept.plain_text(rest, "note") or self.draft.note
            except UsageError as fault:
                output.print_error(fault)
                continue
            self.draft = self.draft._replace(title=title, note=note)
            return

    def _take_day(self) -> None:
        def understood(text: str) -> str:
            days = read_days(self.draft._replace(day=text), self.watch)
            last = "" if days.first == days.last else f" to {long_day(days.last)}"
            output.note(f"{INDENT}{long_day(days.first)}{last}")
            return text if last else days.first.isoformat()

        today = clock.today(self.watch.settings).isoformat()
        known = self.draft.day or "today"
        day = until_right(
            self.editor,
            "day",
            understood,
            known="today" if known == today else known,
            means=lambda: explain(DAYS),
        )
        self.draft = self.draft._replace(day=day)

    def _take_sources(self) -> None:
        sources = ask_sources(
            self.editor,
            kept=self.draft.sources,
            earlier=[source for it in self._latest for source in it.sources],
        )
        self.draft = self.draft._replace(sources=sources)

    def _take_grade(self) -> None:
        known = self.draft.grade or str(self.watch.settings.default_grade)
        self.draft = self.draft._replace(grade=str(ask_grade(self.editor, known)))

    @cached_property
    def _latest(self) -> Sequence[Event]:
        """The newest events: what the arrows bring back."""
        return tuple(self.watch.log.select(EventFilter(newest=_REMEMBERED)))


def _list(choices: Sequence[Choice]) -> None:
    room = output.width() - len(INDENT)
    for number, it in enumerate(listed(choices, width=room), start=1):
        output.note(f"  {number:>2}  {it}")
