"""What is to be looked at, as a JSON document."""

from riskctl.analysis.reports.agenda import Agenda, Task
from riskctl.model.watch import Settings
from riskctl.reporting.json.frame import Document, headed


def agenda_document(agenda: Agenda, settings: Settings) -> Document:
    """Return `riskctl.agenda/1`."""
    return headed(
        "riskctl.agenda/1",
        settings,
        as_of=agenda.as_of.isoformat(),
        today=[_task_part(it) for it in agenda.today],
        later=[_task_part(it) for it in agenda.later],
    )


def _task_part(task: Task) -> Document:
    return {
        "why": task.why.value,
        "day": task.day.isoformat() if task.day else None,
        "about": task.about,
        "words": task.words,
        "command": task.command,
    }
